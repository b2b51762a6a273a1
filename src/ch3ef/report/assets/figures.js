// Figures: a Vega-Lite specification each, drawn when it comes into view, as wide as there is room. Expressions are
// interpreted, so that the page needs no leave to evaluate code. On paper stand the pictures that were drawn with the report.
"use strict";

(() => {
  const { el, load, script, say } = ch3ef;
  const LEAST_PANEL = 150, LEAST_CELL = 30; // pixels; below that a figure is drawn as on a phone
  const PAPER = [690, 960]; // pixels across a page; the second is printed smaller
  const LIGHTER = { "#0072B2": "#5db3ea", "#009E73": "#34cfa2", "#D55E00": "#ff9148", "#8a8a8a": "#b4bcc6" };
  let library = null;

  function palette(place) {
    const style = getComputedStyle(place);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const side = { labelColor: colour("ink"), titleColor: colour("ink"), labelFontSize: 11, titleFontSize: 11, titleFontWeight: "normal" };
    return { background: null, font: getComputedStyle(document.body).fontFamily, legend: side, header: side, title: { color: colour("ink") },
      axis: { ...side, gridColor: colour("grid"), domainColor: colour("line"), tickColor: colour("line") },
      text: { color: colour("ink") }, style: { reference: { color: colour("faint") } }, view: { stroke: colour("line") } };
  }

  /** In the dark, marks that are thin or dark on paper are lighter; names and numbers, which are data, stay. */
  function tinted(part) {
    if (typeof part === "string") return LIGHTER[part] ?? part;
    if (Array.isArray(part)) return part.map((each) => tinted(each));
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, name === "data" ? each : tinted(each)]));
  }

  /** Draw a specification into an element that is not on the page yet. */
  async function embed(spec, look) {
    const place = el("div", {});
    const { view } = await vegaEmbed(place, getComputedStyle(look).colorScheme === "dark" ? tinted(spec) : spec, {
      ast: true, actions: false, defaultStyle: false, renderer: "svg", config: palette(look), mode: "vega-lite",
      tooltip: { disableDefaultStyle: true }, loader: { load: () => Promise.reject(new Error("nothing is fetched")) },
    });
    const svg = place.querySelector("svg");
    // The picture as a whole has its words, and its table stands below: its parts have none of their own.
    svg.setAttribute("aria-hidden", "true");
    for (const name of ["role", "aria-label", "aria-roledescription"]) svg.parentElement.removeAttribute(name);
    return { view, svg, place, width: Number(svg.getAttribute("width")) };
  }

  /** How many panels stand beside each other. */
  function beside(spec) {
    if (!spec.facet) return 1;
    return Math.min(spec.columns, new Set(spec.data.values.map((value) => value[spec.facet.field])).size);
  }

  /** A specification drawn as wide as the room; null where its panels would be too small for it. */
  async function widened(form, room, least, look) {
    const spec = structuredClone(form);
    const panel = spec.spec ?? spec;
    if (spec.facet?.column) { // a ring has its size
      const drawn = await embed(spec, look);
      return drawn.width <= room || !least ? drawn : null;
    }
    if (!least) panel.width = room - 50;
    for (let turn = 0; ; turn += 1) {
      const drawn = await embed(spec, look);
      const inner = typeof panel.width === "number" ? panel.width : drawn.view.width();
      const cells = panel.width?.step ? inner / panel.width.step : 0;
      if (drawn.width <= room && (turn === 3 || room - drawn.width < 4)) return drawn;
      const wanted = Math.floor(inner + (room - drawn.width) / beside(spec));
      if (least && wanted < Math.max(LEAST_PANEL, cells * LEAST_CELL)) {
        if (beside(spec) === 1) return null;
        spec.columns = beside(spec) - 1;
      } else if (turn > 3) return drawn;
      else panel.width = Math.max(wanted, 60);
      if (spec.facet) spec.facet.header.labelLimit = panel.width;
      drawn.view.finalize();
    }
  }

  /** The figure as it is drawn where there is room in one of some widths, else as on a phone. */
  async function draw({ spec, narrow }, rooms, look) {
    library ??= script("assets/charts.js");
    await library;
    for (const room of rooms) {
      const drawn = await widened(spec, room, true, look);
      if (drawn) return drawn;
    }
    return widened({ data: spec.data, ...narrow }, rooms[0], false, look);
  }

  /** What is printed: drawn when the page has nothing else to do, in the colours of paper; before that as it was saved. */
  function onPaper(name, saved, content) {
    const picture = el("img", { class: "on-paper", src: saved ? `figures/${name}.png` : null, alt: "" });
    const later = window.requestIdleCallback ?? ((draws) => setTimeout(draws, 1000));
    later(async () => {
      const { view } = await draw(content, PAPER, picture);
      picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await view.toSVG())}`;
      view.finalize();
    }, { timeout: 1000 });
    return picture;
  }

  function table({ columns, rows }) {
    const cell = (value) => (typeof value === "number" && !Number.isInteger(value) ? value.toFixed(3) : value ?? "–");
    return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("Table of the figure") },
      el("table", {}, el("thead", {}, el("tr", {}, columns.map((name) => el("th", { scope: "col" }, name)))),
        el("tbody", {}, rows.map((row) => el("tr", {}, row.map((value) => el("td", {}, ch3ef.said(cell(value)))))))));
  }

  /** Draw when a place is seen, and again when its width or the theme changes; tells of each picture. */
  function keepDrawn(place, content, told) {
    let room = 0;
    let turn = 0;
    const redraw = async () => {
      const own = turn += 1;
      try {
        const drawn = await draw(content, [room], document.documentElement);
        if (own !== turn) return drawn.view.finalize();
        place.replaceChildren(drawn.place);
        told(drawn.view);
      } catch (error) {
        ch3ef.fail(place, error);
      }
    };
    const sized = new ResizeObserver(() => {
      const now = Math.floor(place.clientWidth);
      if (!now || Math.abs(now - room) < 4) return;
      room = now;
      redraw();
    });
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      sized.observe(place);
      ch3ef.onTheme(() => { if (place.isConnected) redraw(); });
    }, { rootMargin: "200px" });
    seen.observe(place);
  }

  /** Fill a <figure> with a figure by its name; drawn when it is seen. */
  async function mount(figure, name, merge = []) {
    const names = [name, ...merge];
    const shown = names.join();
    figure.dataset.shown = shown;
    try {
      const [content, ...others] = await Promise.all(names.map((each) => load(`figures/${each}`)));
      if (figure.dataset.shown !== shown) return;
      const { spec, narrow } = structuredClone(content);
      for (const other of others) {
        // A heading stands once, on the rows of the first.
        spec.data.values.push(...other.spec.data.values.map(({ heading, ...value }) => value));
      }
      const rows = [content, ...others].flatMap((each) => each.rows);
      const place = el("div", { class: "chart", role: "img", "aria-label": content.summary });
      let view = null;
      const tools = el("p", { class: "tools" },
        ...["svg", "png"].map((kind) => el("button", { type: "button", onclick: async () => {
          if (view) ch3ef.save(`${name}.${kind}`, await view.toImageURL(kind, 2));
        } }, kind.toUpperCase())),
        el("button", { type: "button", onclick: () => ch3ef.save(`${name}.csv`, ch3ef.csv(content.columns, rows)) }, "CSV"));
      figure.replaceChildren(
        el("figcaption", {}, el("strong", {}, content.title), " ", content.summary), place,
        onPaper(name, content.saved, { spec, narrow }), tools,
        el("details", {}, el("summary", {}, say("As a table")), table({ columns: content.columns, rows })));
      keepDrawn(place, { spec, narrow }, (drawn) => { view = drawn; figure.dataset.drawn = shown; });
    } catch (error) {
      ch3ef.fail(figure, error);
    }
  }

  ch3ef.mount = mount;
  document.addEventListener("DOMContentLoaded", () => {
    for (const figure of document.querySelectorAll("figure[data-figure]")) mount(figure, figure.dataset.figure);
  });
})();
