// The leaderboard: which columns and rows are shown, in which order, and what a cell holds.
"use strict";

(() => {
  const { el, say, counted, woven, said, percent, bounds, address } = ch3ef;
  const KINDS = { overview: ["level", "scenario", "dimension", "pairs"], domains: ["domain"], tasks: ["task"], sets: ["scenario"] };
  const GROUPS = [
    ["model", say("Models")],
    ["reference", say("Reference answerers: the ceiling (oracle) and the floor (those that never look at a picture)")],
    ["published", say("Published scores (arXiv 2403.17830): set beside, not ranked; in italics unless the items are known to be the same")],
  ];
  const SHARE = 0, LOW = 1, HIGH = 2, N = 3, CHANCE = 4, PROTOCOL = 5, UNANSWERED = 6, BEST = 7, WORST = 8, SAME = 9, WITHHELD = 10;
  let board;

  /** What is shown, read from the address; what it does not say is the default. */
  function choice() {
    const asked = address.read();
    const known = (key, values, otherwise) => (values.includes(asked.get(key)) ? asked.get(key) : otherwise);
    return {
      way: known("way", board.ways.map((way) => way.key), board.ways[0].key),
      columns: known("columns", Object.keys(KINDS), "overview"),
      set: known("set", board.sets, ""),
      find: asked.get("find") ?? "",
      reference: asked.get("reference") !== "no",
      published: asked.get("published") === "yes",
      sort: asked.get("sort") ?? "",
      up: asked.get("up") === "yes",
    };
  }

  function shownColumns(chosen) {
    const kinds = KINDS[chosen.columns];
    const set = chosen.set || board.main_set;
    return board.columns
      .map((column, place) => ({ ...column, place }))
      .filter((column) => kinds.includes(column.kind) && board.cells[chosen.way]?.[column.place]
        && (chosen.columns === "sets" ? !chosen.set || column.scenario === chosen.set
          : column.kind === "level" ? !chosen.set
            : column.kind === "scenario" ? (chosen.set ? column.scenario === chosen.set : column.own)
              : column.scenario === set));
  }

  function cellOf(chosen, column, model) {
    const own = board.cells[chosen.way]?.[column.place]?.[model];
    return own ?? board.published[column.place]?.[model];
  }

  /** Models of a kind whose names hold what is looked for. */
  function listed(chosen, kind) {
    const wanted = chosen.find.toLowerCase();
    return board.models.filter((model) => model.kind === kind && `${model.name} ${model.full}`.toLowerCase().includes(wanted));
  }

  /** Models in the order of a column; those without a cell come last. */
  function ordered(chosen, models, column) {
    const sign = chosen.up ? 1 : -1;
    if (chosen.sort === "model") return [...models].sort((a, b) => -sign * a.name.localeCompare(b.name));
    const value = (model) => (column ? cellOf(chosen, column, model.place)?.[SHARE] : undefined);
    return [...models].sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      if (x === undefined || y === undefined) return (x === undefined) - (y === undefined) || a.place - b.place;
      return sign * (x - y) || a.place - b.place;
    });
  }

  /** Letters of the bands that a model is in: models that share one cannot be told apart. */
  function letters(chosen, column, model) {
    const bands = board.bands[chosen.way]?.[column?.place] ?? [];
    const name = (place) => (place < 26 ? String.fromCharCode(97 + place) : `${place + 1}`);
    return bands.flatMap((band, place) => (band.includes(model) ? [name(place)] : []));
  }

  function cell(chosen, column, model, marks) {
    const found = cellOf(chosen, column, model.place);
    if (!found) return el("td", {}, el("span", { class: "hidden-words" }, say("not asked")), "–");
    const span = el("span", { class: "span", "aria-hidden": "true" });
    for (const [name, at] of [["--at", SHARE], ["--low", LOW], ["--high", HIGH]]) {
      span.style.setProperty(name, `${100 * (found[at] ?? found[SHARE])}%`);
    }
    const rank = found[BEST] === null ? null : found[BEST] === found[WORST] ? `#${found[BEST]}` : `#${found[BEST]}–${found[WORST]}`;
    const words = [rank ? say("ranks {best} to {worst}", { best: found[BEST], worst: found[WORST] }) : "",
      say("n = {n}", { n: found[N] ?? say("unknown") }), say("by {recipe}", { recipe: board.protocols[found[PROTOCOL]] || say("unknown") }),
      found[CHANCE] === null ? "" : say("guessing {share}", { share: percent(found[CHANCE]) }),
      found[UNANSWERED] ? say("{n} without an answer, counted as wrong", { n: found[UNANSWERED] }) : "",
      found[SAME] ? "" : say("other items than this column's"),
      found[WITHHELD] ? say("no claim rests on it") : ""].filter(Boolean).join(say("; "));
    return el("td", { title: words }, rank ? el("span", { class: "rank" }, rank) : null,
      el("span", { class: found[SAME] ? "value" : "value same" }, percent(found[SHARE])),
      marks ? el("span", { class: "protocol" }, marks.get(found[PROTOCOL])) : null,
      found[WITHHELD] ? el("span", { class: "protocol" }, "†") : null,
      el("span", { class: "bounds" }, bounds(found[LOW], found[HIGH])), span);
  }

  const isMixed = (chosen, column) => board.mixed[chosen.way]?.includes(column.place) ?? false;

  function heading(chosen, column) {
    const parents = column.parents.slice(column.kind === "pairs" || column.kind === "dimension" ? 1 : 0).join(" / ");
    return el("th", { scope: "col" },
      parents ? el("span", { class: "parents" }, said(parents)) : null,
      el("button", { type: "button", "data-column": column.key, onclick: () => press(column.key) }, said(column.label)),
      isMixed(chosen, column) ? el("span", { class: "parents" }, say("a suite's mix")) : null);
  }

  /** Sort by a column from the highest down, or the other way where it is sorted so. */
  function press(key) {
    const now = document.querySelector(`#board th[aria-sort="descending"] button`)?.dataset.column;
    show({ sort: key, up: now === key ? "yes" : "" });
  }

  function row(chosen, columns, model, marks) {
    const link = model.kind === "published" ? said(model.name)
      : el("a", { href: `models.html#a=${model.place}`, title: model.full.slice(0, 300) }, said(model.name));
    return el("tr", { "data-model": model.place }, el("th", { scope: "row" }, link), el("td", { class: "band" }),
      columns.map((each) => cell(chosen, each, model, marks)));
  }

  /** What guessing scores in each column; nothing where that is not the same for all cells. */
  function guessing(chosen, columns) {
    const chances = columns.map((column) => [...new Set(Object.values(board.cells[chosen.way][column.place]).map((found) => found[CHANCE]))]);
    const title = say("what an answerer scores that never looks; none where the cells' own differ");
    return el("tr", { class: "chance", title }, el("th", { scope: "row" }, say("guessing")), el("td", {}, ""),
      chances.map((each) => el("td", {}, each.length > 1 || each[0] === null ? "–" : percent(each[0]))));
  }

  /** Marks of the protocols that are there; nothing where there is one. */
  function protocolMarks(chosen, columns, models) {
    const there = [...new Set(columns.flatMap((column) => models.map((model) => cellOf(chosen, column, model.place)?.[PROTOCOL])))]
      .filter((protocol) => protocol !== undefined);
    return { there, marks: there.length > 1 ? new Map(there.map((protocol, place) => [protocol, String(place + 1)])) : null };
  }

  function table(chosen, columns) {
    const kinds = GROUPS.filter(([kind]) => kind === "model" || chosen[kind]);
    const { there, marks } = protocolMarks(chosen, columns, kinds.flatMap(([kind]) => listed(chosen, kind)));
    const bodies = kinds.filter(([kind]) => listed(chosen, kind).length).map(([kind, title]) => el("tbody", { "data-kind": kind },
      el("tr", { class: "group" }, el("th", { colspan: columns.length + 2, scope: "rowgroup" }, el("span", {}, title))),
      listed(chosen, kind).map((model) => row(chosen, columns, model, marks))));
    const head = el("thead", {}, el("tr", {},
      el("th", { scope: "col" }, el("button", { type: "button", "data-column": "model", onclick: () => press("model") }, say("model"))),
      el("th", { scope: "col", title: say("Models that share a letter cannot be told apart on the column that the table is sorted by") }, say("band")),
      columns.map((column) => heading(chosen, column))));
    const foot = columns.length ? el("tfoot", {}, guessing(chosen, columns)) : null;
    const withheld = columns.some((column) => board.models.some((model) => cellOf(chosen, column, model.place)?.[WITHHELD]));
    document.getElementById("protocols").replaceChildren(...legend(there, marks, columns.some((column) => isMixed(chosen, column)), withheld));
    const caption = el("caption", { class: "hidden-words" }, say("Models and their accuracy in percent with 95 % intervals"));
    return el("table", { class: "board" }, caption, head, bodies, foot);
  }

  /** Put the rows of the table in order, and say which models cannot be told apart. */
  function arrange(chosen, columns, place) {
    const column = columns.find((each) => each.key === chosen.sort);
    const at = columns.indexOf(column);
    for (const heading of place.querySelectorAll("thead th")) {
      const key = heading.querySelector("button")?.dataset.column;
      if (key === chosen.sort) heading.setAttribute("aria-sort", chosen.up ? "ascending" : "descending");
      else heading.removeAttribute("aria-sort");
    }
    for (const each of place.querySelectorAll("td.sorted")) each.classList.remove("sorted");
    for (const body of place.querySelectorAll("tbody")) {
      const own = new Map([...body.querySelectorAll("tr[data-model]")].map((each) => [Number(each.dataset.model), each]));
      let before = null;
      for (const model of ordered(chosen, [...own.keys()].map((each) => board.models[each]), column)) {
        const line = own.get(model.place);
        const bands = letters(chosen, column, model.place);
        line.cells[1].textContent = bands.join(" ");
        line.classList.toggle("first-of-band", before !== null && bands.length > 0 && !bands.some((letter) => before.includes(letter)));
        if (bands.length) before = bands;
        if (at >= 0) line.cells[at + 2].classList.add("sorted");
        body.append(line);
      }
    }
    document.getElementById("bands").replaceChildren(...(column
      ? woven("Bands on {column}: models that share a letter cannot be told apart by these items (5 % for all pairs together). # is the range of ranks that a model may hold on a column.", { column: said(column.label) })
      : [say("Sort by a column to see which models cannot be told apart on it.")]));
  }

  function legend(there, marks, mixed, withheld) {
    const asked = there.map((protocol) => `${marks ? `${marks.get(protocol)} = ` : ""}${board.protocols[protocol] || say("unknown")}`);
    const recipes = said(asked.join("; "));
    return [...(marks
      ? woven("Measured by: {recipes}. Cells of several protocols are not one scale; ranks compare models within the main protocol of a column.", { recipes })
      : woven("Measured by: {recipes}.", { recipes })),
    mixed ? ` ${say("A suite asks more items of some parts than a set holds: its mix is no score of the set, nor of the level.")}` : "",
    withheld ? ` ${say("† no claim rests on it: many answers were cut off, in error or are still to come.")}` : ""];
  }

  /** Change what is shown, and say so in the address; a table of the same cells is only put in another order. */
  function show(changes = {}) {
    address.write(changes);
    const chosen = choice();
    const columns = shownColumns(chosen);
    if (chosen.sort !== "model" && !columns.some((column) => column.key === chosen.sort)) {
      chosen.sort = (columns.find((column) => column.key === "A3") ?? columns[0])?.key ?? "model";
      chosen.up = false;
    }
    const place = document.getElementById("board");
    const cells = JSON.stringify({ ...chosen, sort: "", up: "" });
    if (place.dataset.cells !== cells) {
      place.replaceChildren(table(chosen, columns));
      place.dataset.cells = cells;
    }
    arrange(chosen, columns, place);
    const there = (kind) => place.querySelectorAll(`tbody[data-kind='${kind}'] tr[data-model]`).length;
    const counts = [
      ["model", (n) => counted("{n} model", "{n} models", n)],
      ["reference", (n) => counted("{n} reference answerer", "{n} reference answerers", n)],
      ["published", (n) => counted("{n} published model", "{n} published models", n)],
    ].filter(([kind]) => there(kind)).map(([kind, told]) => told(there(kind)));
    document.getElementById("shown").textContent = [...counts, counted("{n} column", "{n} columns", columns.length)].join(say(", "));
  }

  const PAPER_COLUMNS = 9, PART_COLUMNS = 7;

  /** More columns than a page holds are printed as tables of their own, below each other. */
  function onPaper() {
    const place = document.getElementById("board");
    const chosen = choice();
    const columns = shownColumns(chosen);
    const shown = place.querySelector(".board");
    if (!shown || columns.length <= PAPER_COLUMNS) return;
    const kept = (from) => (cell, at) => at < 2 || (at >= from + 2 && at < from + 2 + PART_COLUMNS) || cell.colSpan > 1;
    const tables = [];
    for (let from = 0; from < columns.length; from += PART_COLUMNS) {
      const part = shown.cloneNode(true);
      for (const row of part.rows) [...row.cells].filter((cell, at) => !kept(from)(cell, at)).forEach((cell) => cell.remove());
      tables.push(part);
    }
    place.classList.add("has-paper");
    place.append(el("div", { class: "paper-only", "aria-hidden": "true" }, tables));
  }

  function offPaper() {
    const place = document.getElementById("board");
    place.classList.remove("has-paper");
    place.querySelector(".paper-only")?.remove();
  }

  function saveTable() {
    const chosen = choice();
    const columns = shownColumns(chosen);
    const rows = board.models.flatMap((model, place) => columns.flatMap((column) => {
      const found = cellOf(chosen, column, place);
      return found ? [[model.full, model.kind, column.scenario, [...column.parents, column.label].join(" / "), found[SHARE], found[LOW], found[HIGH],
        found[N], found[CHANCE], board.protocols[found[PROTOCOL]], found[BEST], found[WORST]]] : [];
    }));
    ch3ef.save("leaderboard.csv", ch3ef.csv(
      ["model", "kind", "scenario", "column", "accuracy", "low", "high", "n", "chance", "protocol", "rank_low", "rank_high"], rows));
  }

  function fill(id, entries, chosen, key) {
    const select = document.getElementById(id);
    select.replaceChildren(...entries.map(([value, label]) => el("option", { value, selected: value === chosen }, label)));
    select.addEventListener("change", () => show({ [key]: select.value }));
  }

  async function start() {
    const place = document.getElementById("board");
    try {
      board = await ch3ef.load("board");
      board.models.forEach((model, place) => { model.place = place; });
      const chosen = choice();
      fill("way", board.ways.map((way) => [way.key, way.label]), chosen.way, "way");
      fill("columns", [["overview", say("levels and dimensions")], ["domains", say("domains")], ["tasks", say("tasks")], ["sets", say("sets of items")]],
        chosen.columns, "columns");
      fill("set", [["", say("all")], ...board.sets.map((name) => [name, name])], chosen.set, "set");
      const find = document.getElementById("find");
      find.value = chosen.find;
      find.addEventListener("input", () => show({ find: find.value }));
      for (const [id, on, off] of [["reference", "", "no"], ["published", "yes", ""]]) {
        const box = document.getElementById(id);
        box.checked = chosen[id];
        box.addEventListener("change", () => show({ [id]: box.checked ? on : off }));
      }
      document.getElementById("save").addEventListener("click", saveTable);
      addEventListener("hashchange", () => show());
      addEventListener("beforeprint", onPaper);
      addEventListener("afterprint", offPaper);
      show();
      place.dataset.ready = "yes";
    } catch (error) {
      ch3ef.fail(place, error);
    }
  }

  document.addEventListener("DOMContentLoaded", start);
  // What a pointer is told of a cell stands in it, for those who have none.
  document.addEventListener("DOMContentLoaded", () => {
    const told = document.getElementById("told");
    told.addEventListener("change", () => document.getElementById("board").classList.toggle("told", told.checked));
  });
})();
