// What all pages share: data that opens from disk, elements that hold text and never markup, theme, veil, address.
"use strict";

const ch3ef = (() => {
  const waiting = new Map();

  /** Data files call this: they are scripts, since a page opened from disk may not fetch. */
  function receive(name, data) {
    waiting.get(name)?.resolve(data);
  }

  /** A sentence of ours in the report's language; "{name}" in it stands for a field. `assets/words.js` holds what is said. */
  function say(pattern, fields = {}, context = "") {
    const said = ch3efWords.messages[context ? `${context}\u0004${pattern}` : pattern] ?? pattern;
    return unbroken(said.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? fields[name] : whole)));
  }

  /** A text in which no line ends between a number and its unit, nor within an interval. */
  const unbroken = (text) => text.replace(/(?<=[\d}]) (?=%|points?\b|个百分点)/g, "\u00a0").replace(/(\[-?[\d.]+), (?=-?[\d.]+\])/g, "$1,\u00a0");

  /** A sentence whose words depend on a number, which "{n}" stands for. */
  const counted = (one, several, n, fields = {}) => say(n === 1 ? one : several, { n: whole(n), ...fields });

  /** A name on a closed list of ours, such as a task's; any other name stays as it is. */
  const term = (name, context) => say(name, {}, context);

  /** The name of a part of a set, a dimension, domain or task, with what it lies in where that is said. */
  function part(path, kind) {
    const kinds = ["dimension", "domain", "task"];
    const names = path.split(" / ");
    return names.map((name, i) => term(name, kinds[kinds.indexOf(kind) + 1 + i - names.length])).join(" / ");
  }

  /** A sentence with elements, or lists of them, in its places. */
  const woven = (pattern, elements) => say(pattern).split(/\{(\w+)\}/).map((part, i) => (i % 2 ? elements[part] : part)).flat(Infinity);

  /** A whole number as people write it. */
  const whole = (number) => number.toLocaleString(document.documentElement.lang);

  /** The content of data/NAME.js, loaded once. */
  function load(name) {
    if (!waiting.has(name)) {
      const entry = {};
      entry.promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      waiting.set(name, entry);
      script(`data/${name}.js`).catch(entry.reject);
    }
    return waiting.get(name).promise;
  }

  function script(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = () => reject(new Error(say("{address} is not there; build the report again", { address })));
      document.head.append(element);
    });
  }

  /** An element. Attributes that are functions are listeners ("onclick"); children that are texts stay texts. */
  function el(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (typeof value === "function") element.addEventListener(name.slice(2), value);
      else if (name === "class") element.className = value;
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
  }

  const BREAKS = /[/_=&@]+(?=[^\s/_=&@])|\p{L}[.:](?=\p{L})|[^\s/_=&@.:\p{Script=Han}\u3000-\u303f\uff00-\uffef-]{24}(?=[^\s/_=&@.:\p{Script=Han}\u3000-\u303f\uff00-\uffef-])/gu;

  /** A text in pieces between which a line may end: behind what parts a name, and within what no line can hold. */
  function breakable(text) {
    return String(text).replace(BREAKS, "$&\u0000").split("\u0000").flatMap((part, place) => (place ? [el("wbr"), part] : [part]));
  }

  /** A text of unknown origin: its direction is its own, and ends with it. */
  function said(text, attributes = {}) {
    return el("bdi", { dir: "auto", ...attributes }, breakable(text));
  }

  /** A table whose cells know their columns: on a phone each row is a list of them. */
  function stacked(table) {
    const heads = [...table.querySelectorAll("thead tr:last-child th")].map((head) => head.textContent);
    table.classList.add("stacked");
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.cells].forEach((cell, place) => { cell.dataset.label = heads[place] ?? ""; });
    }
    return table;
  }

  /** What may offend, shown only where the reader asked for it. */
  function veiled(content, sensitive = true) {
    if (!sensitive) return content;
    return [
      el("span", { class: "veil" }, say("hidden: may be harmful; switch on “Show all” above")),
      el("span", { class: "sensitive" }, content),
    ];
  }

  /** A number with so many digits; halves go to the even digit, as everywhere else in the house. */
  function fixed(number, digits) {
    const halves = number * 2 ** (digits + 1);
    const isHalf = Number.isInteger(halves) && Math.abs(halves % 2) === 1;
    if (!isHalf) return number.toFixed(digits);
    const below = Math.floor(Math.abs(number) * 10 ** digits);
    return ((Math.sign(number) * (below + (below % 2))) / 10 ** digits).toFixed(digits);
  }

  const percent = (share, digits = 1) => (share === null || share === undefined ? "–" : fixed(100 * share, digits));
  const bounds = (low, high) => (low === null || high === null ? "" : `${percent(low)}–${percent(high)}`);

  /** The part of the address after "#": what is shown, so that it can be sent to others. */
  const address = {
    read: () => new URLSearchParams(location.hash.slice(1)),
    write(changes) {
      const now = address.read();
      for (const [key, value] of Object.entries(changes)) {
        if (value === "" || value === null || value === undefined) now.delete(key);
        else now.set(key, value);
      }
      const text = now.toString();
      history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
    },
  };

  /** Kept between visits where the browser allows it. */
  const memory = {
    read(key) {
      try { return localStorage.getItem(`ch3ef.${key}`); } catch { return null; }
    },
    write(key, value) {
      try { localStorage.setItem(`ch3ef.${key}`, value); } catch { /* private windows: kept until the page is left */ }
    },
  };

  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const themeListeners = [];

  function applyTheme() {
    root.dataset.theme = memory.read("theme") ?? (dark.matches ? "dark" : "light");
    for (const listener of themeListeners) listener(root.dataset.theme);
  }

  function applyVeil() {
    root.classList.toggle("reveal", memory.read("reveal") === "yes");
  }

  dark.addEventListener("change", applyTheme);
  applyTheme();
  applyVeil();

  document.addEventListener("DOMContentLoaded", () => {
    const theme = document.getElementById("theme");
    const reveal = document.getElementById("reveal");
    for (const name of document.querySelectorAll("bdi")) name.replaceChildren(...breakable(name.textContent));
    for (const table of document.querySelectorAll("table.stacked")) stacked(table);
    const label = () => { theme.textContent = say(root.dataset.theme === "dark" ? "Light" : "Dark"); };
    label();
    theme.addEventListener("click", () => {
      memory.write("theme", root.dataset.theme === "dark" ? "light" : "dark");
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      label();
      for (const listener of themeListeners) listener(root.dataset.theme);
    });
    reveal.setAttribute("aria-pressed", String(root.classList.contains("reveal")));
    reveal.addEventListener("click", () => {
      const shown = root.classList.toggle("reveal");
      memory.write("reveal", shown ? "yes" : "no");
      reveal.setAttribute("aria-pressed", String(shown));
    });
  });

  /** Save a text, or a picture by its address, as a file. */
  function save(name, content, kind = "text/csv;charset=utf-8") {
    const link = el("a", { download: name, href: /^(data|blob):/.test(content) ? content
      : URL.createObjectURL(new Blob([content], { type: kind })) });
    document.body.append(link);
    link.click();
    link.remove();
  }

  /** A table as CSV; cells that a spreadsheet would take for a formula are texts. */
  function csv(columns, rows) {
    const cell = (value) => {
      let text = value === null || value === undefined ? "" : String(value);
      if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
      return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    return [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  /** Tell a reader that something could not be shown. */
  function fail(where, error) {
    where.replaceChildren(el("p", { class: "failed", role: "alert" }, say("Cannot be shown: {reason}", { reason: error.message })));
  }

  return { receive, load, script, el, say, counted, term, part, woven, whole, said, stacked, veiled, fixed, percent, bounds, address, memory, save, csv, fail,
    onTheme: (listener) => themeListeners.push(listener) };
})();
