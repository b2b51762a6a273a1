// Profiles: one model, or two beside each other with their paired differences.
"use strict";

(() => {
  const { el, say, woven, said, fixed, percent, address } = ch3ef;
  const SHOWN = 0.05;
  let models;

  /** A difference of shares in points, with its sign; none before 0. */
  const points = (share) => {
    const text = fixed(Math.abs(100 * share), 1);
    return `${text === "0.0" ? "" : share > 0 ? "+" : "−"}${text}`;
  };
  const p = (value) => (value < 0.001 ? "< 0.001" : value.toFixed(3));

  /** The models that the address names; by default the first two, for one alone says little. */
  function chosen() {
    const asked = address.read();
    const known = (key, otherwise) => (models.some((model) => String(model.place) === asked.get(key)) ? Number(asked.get(key)) : otherwise);
    const own = models.filter((model) => model.kind === "model");
    const a = known("a", (own[0] ?? models[0]).place);
    const other = own.find((model) => model.place !== a)?.place ?? null;
    const b = asked.get("b") === "none" ? null : known("b", other);
    return { a, b: b === a ? null : b };
  }

  const named = (place) => models.find((model) => model.place === place);

  function picture(id, name, merge = []) {
    const element = document.getElementById(id);
    element.hidden = name === null;
    if (name !== null && element.dataset.shown !== [name, ...merge].join()) ch3ef.mount(element, name, merge);
  }

  /** The paired differences of two models; turned round where they were worked out the other way. */
  async function differences({ a, b }) {
    const place = document.getElementById("difference");
    if (b === null) return place.replaceChildren();
    const turned = a > b;
    const all = await ch3ef.load("differences");
    const found = all[turned ? `${b}-${a}` : `${a}-${b}`];
    if (!found?.length) return place.replaceChildren(el("p", { class: "faint" }, found
      ? say("They share no items, so there is no paired difference.")
      : say("Among so many models, differences are worked out from the best to each and between neighbours by rank; `ch3ef compare A B --in DIR` works out this one.")));
    const rows = found.map((row) => (turned
      ? { ...row, first: row.second, second: row.first, difference: -row.difference, low: -row.high, high: -row.low } : row));
    const names = { first: named(a).name, second: named(b).name };
    const main = rows.filter((row) => row.by !== "domain" && row.main);
    const others = rows.filter((row) => row.by !== "domain" && !row.main);
    const domains = rows.filter((row) => row.by === "domain");
    place.replaceChildren(
      el("h2", {}, say("Difference on shared items, in points")),
      el("p", { class: "lead" }, said(inWords(rows, names))),
      table(main, names, "differences"),
      others.length ? el("details", {}, el("summary", {}, say("By other recipes")), table(others, names, "recipes")) : "",
      domains.length ? el("details", {}, el("summary", {}, say("By domain")), table(domains, names, "domains")) : "",
      el("p", { class: "faint" }, ...woven("Above 0, {second} scores higher than {first}. p is adjusted (Holm) over the groups of a kind; bold where it is at most 0.05. No claim is made where many answers were cut off or ended in an error, or where a run is not finished.",
        { first: said(names.first), second: said(names.second) })));
  }

  /** The difference on the set with the most items, asked by its main recipe, in a sentence. */
  function inWords(rows, { first, second }) {
    const wholes = rows.filter((row) => row.by === "overall");
    const mains = wholes.filter((row) => row.main);
    const whole = (mains.length ? mains : wholes).reduce((most, row) => (row.n > most.n ? row : most));
    const told = { first, second, set: whole.scenario, recipe: whole.recipe, n: whole.n,
      points: fixed(Math.abs(100 * whole.difference), 1), low: points(whole.low), high: points(whole.high) };
    if (whole.withheld) return say("No claim is made on {set} by {recipe}: a run is not finished, or many answers were cut off or ended in an error.", told);
    if (whole.p_adjusted > SHOWN && whole.low * whole.high > 0) return say("{second} differs from {first} by {difference} points [{low}, {high}] on {set} by {recipe}, {n} items; tested together with all groups of the table that is not shown.", { ...told, difference: points(whole.difference) });
    if (whole.p_adjusted > SHOWN) return say("{first} and {second} cannot be told apart on {set} by {recipe}: the difference is {points} points [{low}, {high}] on {n} items.", told);
    return whole.difference > 0
      ? say("{second} is ahead of {first} by {points} points [{low}, {high}] on {set} by {recipe}, {n} items.", told)
      : say("{second} is behind {first} by {points} points [{low}, {high}] on {set} by {recipe}, {n} items.", told);
  }

  /** The widest that an interval reaches from 0, so that all bars of a table are on one scale. */
  const reach = (rows) => Math.max(0.01, ...rows.flatMap((row) => [Math.abs(row.low), Math.abs(row.high)]));

  /** A difference as a dot with its interval around 0. */
  function bar(row, most) {
    const span = el("span", { class: "span around", "aria-hidden": "true" });
    for (const [name, at] of [["--at", row.difference], ["--low", row.low], ["--high", row.high]]) {
      span.style.setProperty(name, `${50 + (50 * at) / most}%`);
    }
    return el("td", { class: "bar" }, span);
  }

  function table(rows, names, id) {
    const most = reach(rows);
    const shown = (row) => !row.withheld && row.p_adjusted <= SHOWN;
    const heading = [say("set"), say("asked by"), say("items"), "n", names.first, names.second, say("difference"), say("95 % interval"),
      say("below 0 · above 0"), say("p, adjusted")];
    return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("Differences") },
      ch3ef.stacked(el("table", { id, class: "differences" },
        el("thead", {}, el("tr", {}, heading.map((name, i) => el("th", { scope: "col", class: i < 3 ? "text" : null }, said(name))))),
        el("tbody", {}, rows.map((row) => el("tr", { "data-group": row.group },
          el("td", { class: "text" }, said(row.scenario)), el("td", { class: "text" }, said(row.recipe)),
          el("td", { class: "text" }, said(row.by === "overall" ? say("all") : ch3ef.part(row.group, row.by))), el("td", {}, String(row.n)),
          el("td", {}, percent(row.first)), el("td", {}, percent(row.second)), el("td", {}, points(row.difference)),
          el("td", {}, say("{low} to {high}", { low: points(row.low), high: points(row.high) })), bar(row, most),
          el("td", {}, row.withheld ? "–" : shown(row) ? el("strong", {}, p(row.p_adjusted)) : p(row.p_adjusted))))))));
  }

  /** Figures of one model or two: rows are texts, the last of which is the figure. */
  function figures({ a, b }, id, kind, headings, none) {
    const shown = [a, b].filter((place) => place !== null).map(named);
    const key = (record) => record.slice(0, -1).join("\u0000");
    const found = shown.map((model) => new Map(model[kind].map((record) => [key(record), record.at(-1)])));
    const keys = [...new Set(found.flatMap((own) => [...own.keys()]))];
    const place = document.getElementById(id);
    if (!keys.length) return place.replaceChildren(el("p", { class: "faint" }, none));
    place.replaceChildren(ch3ef.stacked(el("table", {},
      el("thead", {}, el("tr", {}, headings.map((name) => el("th", { scope: "col", class: "text" }, name)),
        shown.map((model) => el("th", { scope: "col" }, said(model.name))))),
      el("tbody", {}, keys.map((each) => el("tr", {}, each.split("\u0000").map((text) => el("td", { class: "text" }, said(text))),
        found.map((own) => el("td", {}, own.get(each) ?? "–"))))))));
  }

  function show(changes = {}) {
    address.write(changes);
    const now = chosen();
    document.getElementById("a").value = String(now.a);
    document.getElementById("b").value = now.b === null ? "none" : String(now.b);
    const facts = [now.a, now.b].filter((place) => place !== null).map(named).map((model) => el("span", {}, ch3ef.woven("{model}: {facts}. ", { model: said(model.full.slice(0, 300)), facts: model.facts })));
    document.getElementById("facts").replaceChildren(...facts);
    const of = (kind, place) => (place === null ? null : named(place).figures[kind] ?? null);
    const [first, second] = [of("profile", now.a), of("profile", now.b)];
    picture("profile", first ?? second, first && second ? [second] : []);
    for (const kind of ["sunburst", "reliability"]) {
      picture(`${kind}-a`, of(kind, now.a));
      picture(`${kind}-b`, of(kind, now.b));
    }
    const measured = [say("unit"), say("direction")];
    figures(now, "behaviour", "behaviour", [say("behaviour"), say("measure"), say("set"), say("asked by"), ...measured],
      say("The items were asked in too few ways; `ch3ef run --suite profile` asks them in all."));
    figures(now, "measures", "measures", [say("measure"), say("set"), say("asked by"), say("of"), ...measured],
      say("These answers carry no further measures."));
    differences(now).catch((error) => ch3ef.fail(document.getElementById("difference"), error));
  }

  async function start() {
    try {
      models = await ch3ef.load("models");
      const options = (select, first) => select.append(...first, ...models.map((model) => el("option", { value: model.place }, model.name)));
      const [a, b] = [document.getElementById("a"), document.getElementById("b")];
      options(a, []);
      options(b, [el("option", { value: "none" }, say("no other"))]);
      a.addEventListener("change", () => show({ a: a.value }));
      b.addEventListener("change", () => show({ b: b.value }));
      addEventListener("hashchange", () => show());
      show();
    } catch (error) {
      ch3ef.fail(document.getElementById("difference"), error);
    }
  }

  document.addEventListener("DOMContentLoaded", start);
})();
