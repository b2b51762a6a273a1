// Figures: a Vega-Lite specification each, drawn when it comes into view. Expressions are interpreted, so that the
// page needs no leave to evaluate code.
"use strict";

(() => {
  const { el, load, script, say } = ch3ef;
  let library = null;

  function palette() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const axis = { labelColor: colour("ink"), titleColor: colour("ink"), gridColor: colour("line"), domainColor: colour("line"),
      tickColor: colour("line") };
    return { background: null, axis, legend: { labelColor: colour("ink"), titleColor: colour("ink") },
      title: { color: colour("ink") }, header: { labelColor: colour("ink"), titleColor: colour("ink") },
      text: { color: colour("ink") }, style: { reference: { color: colour("faint") } },
      view: { stroke: colour("line") } };
  }

  /** Draw a specification into an element; the view is returned for saving. */
  async function draw(place, spec) {
    library ??= script("assets/charts.js");
    await library;
    const { view } = await vegaEmbed(place, spec, {
      ast: true, actions: false, defaultStyle: false, renderer: "svg", config: palette(), mode: "vega-lite",
      tooltip: { disableDefaultStyle: true }, loader: { load: () => Promise.reject(new Error("nothing is fetched")) },
    });
    // The picture as a whole has its words, and its table stands below: its parts have none of their own.
    place.querySelector("svg").setAttribute("aria-hidden", "true");
    return view;
  }

  function table({ columns, rows }) {
    const cell = (value) => (typeof value === "number" && !Number.isInteger(value) ? value.toFixed(3) : value ?? "–");
    return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("Table of the figure") },
      el("table", {}, el("thead", {}, el("tr", {}, columns.map((name) => el("th", { scope: "col" }, name)))),
        el("tbody", {}, rows.map((row) => el("tr", {}, row.map((value) => el("td", {}, ch3ef.said(cell(value)))))))));
  }

  /** Fill a <figure> with a figure by its name; drawn when it is seen. */
  async function mount(figure, name, merge = []) {
    const shown = [name, ...merge].join();
    figure.dataset.shown = shown;
    try {
      const [content, ...others] = await Promise.all([name, ...merge].map((each) => load(`figures/${each}`)));
      if (figure.dataset.shown !== shown) return;
      const spec = structuredClone(content.spec);
      for (const other of others) spec.data.values.push(...other.spec.data.values);
      const rows = [content, ...others].flatMap((each) => each.rows);
      const place = el("div", { class: "chart", role: "img", "aria-label": content.summary });
      const picture = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": content.title }, place);
      let view = null;
      const tools = el("p", { class: "tools" },
        ...["svg", "png"].map((kind) => el("button", { type: "button", onclick: async () => {
          if (view) ch3ef.save(`${name}.${kind}`, await view.toImageURL(kind, 2));
        } }, kind.toUpperCase())),
        el("button", { type: "button", onclick: () => ch3ef.save(`${name}.csv`, ch3ef.csv(content.columns, rows)) }, "CSV"));
      figure.replaceChildren(
        el("figcaption", {}, el("strong", {}, content.title), " ", content.summary), picture, tools,
        el("details", {}, el("summary", {}, say("As a table")), table({ columns: content.columns, rows })));
      const redraw = async () => { view = await draw(place, spec); figure.dataset.drawn = shown; };
      const seen = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          seen.disconnect();
          redraw().catch((error) => ch3ef.fail(picture, error));
          ch3ef.onTheme(() => { if (figure.dataset.shown === shown && place.isConnected) redraw(); });
        }
      }, { rootMargin: "200px" });
      seen.observe(place);
    } catch (error) {
      ch3ef.fail(figure, error);
    }
  }

  ch3ef.mount = mount;
  document.addEventListener("DOMContentLoaded", () => {
    for (const figure of document.querySelectorAll("figure[data-figure]")) mount(figure, figure.dataset.figure);
  });
})();
