// Profiles: one model, or two beside each other with their paired differences.
"use strict";

(() => {
  const { el, said, percent, address } = ch3ef;
  let models;

  const points = (share) => `${share > 0 ? "+" : share < 0 ? "−" : ""}${Math.abs(100 * share).toFixed(1)}`;
  const p = (value) => (value < 0.001 ? "< 0.001" : value.toFixed(3));

  function chosen() {
    const asked = address.read();
    const known = (key, otherwise) => (models.some((model) => String(model.place) === asked.get(key)) ? Number(asked.get(key)) : otherwise);
    const a = known("a", (models.find((model) => model.kind === "model") ?? models[0]).place);
    const b = known("b", null);
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
    if (!found?.length) return place.replaceChildren(el("p", { class: "faint" }, "They share no items, so there is no paired difference."));
    const rows = found.map((row) => (turned
      ? { ...row, first: row.second, second: row.first, difference: -row.difference, low: -row.high, high: -row.low } : row));
    const heading = ["set", "asked by", "items", "n", named(a).name, named(b).name, "difference", "95 % interval", "p, adjusted"];
    place.replaceChildren(
      el("h2", {}, "Difference on shared items, in points"),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Differences" },
        ch3ef.stacked(el("table", { id: "differences" },
          el("thead", {}, el("tr", {}, heading.map((name, i) => el("th", { scope: "col", class: i < 3 ? "text" : null }, said(name))))),
          el("tbody", {}, rows.map((row) => el("tr", { "data-group": row.group },
            el("td", { class: "text" }, said(row.scenario)), el("td", { class: "text" }, said(row.recipe)),
            el("td", { class: "text" }, said(row.by === "overall" ? "all" : row.group)), el("td", {}, String(row.n)),
            el("td", {}, percent(row.first)), el("td", {}, percent(row.second)), el("td", {}, points(row.difference)),
            el("td", {}, `${points(row.low)} to ${points(row.high)}`),
            el("td", {}, row.p_adjusted <= 0.05 ? el("strong", {}, p(row.p_adjusted)) : p(row.p_adjusted)))))))),
      el("p", { class: "faint" }, `Second less first: above 0, ${named(b).name} is better. p is adjusted (Holm) over the groups of a kind; bold where it is at most 0.05.`));
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
    document.getElementById("b").value = now.b === null ? "" : String(now.b);
    const facts = [now.a, now.b].filter((place) => place !== null).map(named).map((model) => el("span", {}, said(model.full.slice(0, 300)), `: ${model.facts}. `));
    document.getElementById("facts").replaceChildren(...facts);
    const of = (kind, place) => (place === null ? null : named(place).figures[kind] ?? null);
    const [first, second] = [of("profile", now.a), of("profile", now.b)];
    picture("profile", first ?? second, first && second ? [second] : []);
    for (const kind of ["sunburst", "reliability"]) {
      picture(`${kind}-a`, of(kind, now.a));
      picture(`${kind}-b`, of(kind, now.b));
    }
    figures(now, "behaviour", "behaviour", ["behaviour", "measure", "set", "asked by"],
      "The items were asked in too few ways; `ch3ef run --suite profile` asks them in all.");
    figures(now, "measures", "measures", ["measure", "set", "asked by", "of"], "These answers carry no further measures.");
    differences(now).catch((error) => ch3ef.fail(document.getElementById("difference"), error));
  }

  async function start() {
    try {
      models = await ch3ef.load("models");
      const options = (select, first) => select.append(...first, ...models.map((model) => el("option", { value: model.place }, model.name)));
      const [a, b] = [document.getElementById("a"), document.getElementById("b")];
      options(a, []);
      options(b, [el("option", { value: "" }, "no other")]);
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
