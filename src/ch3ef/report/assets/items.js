// The list of items: which are shown, in which order, and which one is chosen. All of it stands in the address.
"use strict";

(() => {
  const { el, say, term, whole, said, address, OUTCOMES } = ch3ef;
  const PER_PAGE = 50;
  const MOST_MODELS = 4;
  const SORTS = [["", say("as in the set")], ["hardest", say("hardest first")], ["easiest", say("easiest first")],
    ["unsure", say("least confident first")]];
  const CHOICES = ["scenario", "group", "recipe", "outcome", "sort"];
  const at = (id) => document.getElementById(id);
  let index;
  let facts;
  let found = [];

  /** Names without halves of surrogate pairs, which addresses cannot hold. */
  function wellFormed({ items, groups, scenarios, models, blocks, ...others }) {
    const formed = (text) => (typeof text === "string" ? text.toWellFormed() : text);
    const named = (records, key) => records.map((record) => ({ ...record, [key]: formed(record[key]) }));
    return { ...others, items: { ...items, id: items.id.map(formed) }, groups: groups.map((group) => group.map(formed)),
      scenarios: named(scenarios, "name"), models: named(models, "full"), blocks: named(blocks, "recipe") };
  }

  /** What is looked up per item, worked out once. */
  function work(index) {
    const count = index.items.id.length;
    const scenario = new Uint32Array(count);
    index.scenarios.forEach(({ first, count: own }, number) => scenario.fill(number, first, first + own));
    const paths = index.groups.map(([level, dimension, domain, task]) => {
      const top = dimension ?? level;
      return [top, `${top} / ${domain}`, `${top} / ${domain} / ${task}`];
    });
    const blocks = index.scenarios.map((_, number) => index.blocks.filter((block) => block.scenario === number));
    const texts = index.items.id.map((id, n) => `${id}\n${index.items.question[n] ?? ""}`.toLowerCase());
    return { count, scenario, paths, blocks, texts, share: shares(count, scenario, blocks) };
  }

  const codeOf = (block, n) => block.codes[n - index.scenarios[block.scenario].first];
  const tenthOf = (block, n) => block.confidence?.[n - index.scenarios[block.scenario].first] ?? ".";

  /** Share of right answers of each item; reference answerers count only where there are no others. */
  function shares(count, scenario, blocks) {
    const someModel = index.models.some((model) => !model.reference);
    const counted = blocks.map((own) => own.filter((block) => !someModel || !index.models[block.model].reference));
    return Float32Array.from({ length: count }, (_, n) => {
      let asked = 0;
      let right = 0;
      for (const block of counted[scenario[n]]) {
        const code = codeOf(block, n);
        if (code !== ".") asked += 1;
        right += code === "R" ? 1 : code === "P" ? 0.5 : 0;
      }
      return asked ? right / asked : NaN;
    });
  }

  // --- what is chosen --------------------------------------------------------------------------------------

  function defaultModels() {
    const places = index.models.map((_, place) => place);
    const models = places.filter((place) => !index.models[place].reference);
    return (models.length ? models : places).slice(0, 2);
  }

  function modelsAsked(text) {
    const places = (text ?? "").split("\n").map((name) => index.models.findIndex((model) => model.full === name));
    const known = [...new Set(places.filter((place) => place >= 0))].slice(0, MOST_MODELS);
    return known.length ? known.sort((a, b) => a - b) : defaultModels();
  }

  /** What is shown, read from the address; what it does not say, or says wrongly, is the default. */
  function choice() {
    const asked = address.read();
    const chosen = { models: modelsAsked(asked.get("models")), find: asked.get("find") ?? "", page: Number(asked.get("page")) || 0 };
    for (const key of CHOICES) {
      const values = [...at(key).options].map((option) => option.value);
      chosen[key] = values.includes(asked.get(key)) ? asked.get(key) : "";
    }
    for (const key of ["disagree", "unsure"]) chosen[key] = asked.get(key) === "yes";
    chosen.item = itemAsked(asked.get("item"), asked.get("of"));
    return chosen;
  }

  function itemAsked(id, scenario) {
    if (id === null) return -1;
    const of = index.scenarios.find((each) => each.name === scenario);
    return index.items.id.indexOf(id, of?.first ?? 0);
  }

  /** The address with changes, as a link. */
  function link(changes) {
    const now = address.read();
    for (const [key, value] of Object.entries(changes)) {
      if (value === null || value === "") now.delete(key);
      else now.set(key, value);
    }
    return `#${now}`;
  }

  const linkTo = (n, changes = {}) => link({ item: index.items.id[n], of: index.scenarios[facts.scenario[n]].name, ...changes });

  // --- which items -----------------------------------------------------------------------------------------

  /** Per scenario, the blocks of the models and recipes that are shown. */
  function shownBlocks(chosen) {
    return facts.blocks.map((own) => own.filter((block) => chosen.models.includes(block.model)
      && (!chosen.recipe || block.recipe === chosen.recipe)));
  }

  /** Whether one of the models is right under a recipe and another is not. */
  function disagree(blocks, n) {
    const right = new Set();
    const wrong = new Set();
    for (const block of blocks) {
      const code = codeOf(block, n);
      if (code !== ".") (code === "R" ? right : wrong).add(block.recipe);
    }
    return [...right].some((recipe) => wrong.has(recipe));
  }

  function fits(chosen, blocks, groups, text, n) {
    if (!groups[index.items.group[n]] || (text && !facts.texts[n].includes(text))) return false;
    if (chosen.recipe && !blocks.some((block) => codeOf(block, n) !== ".")) return false;
    if (chosen.outcome && !blocks.some((block) => OUTCOMES[codeOf(block, n)].word === chosen.outcome)) return false;
    if (chosen.unsure && !blocks.some((block) => tenthOf(block, n) < "5" && tenthOf(block, n) !== ".")) return false;
    return !chosen.disagree || disagree(blocks, n);
  }

  function confidence(blocks, n) {
    const tenths = blocks.map((block) => tenthOf(block, n)).filter((tenth) => tenth !== ".").map(Number);
    return tenths.length ? tenths.reduce((sum, tenth) => sum + tenth, 0) / tenths.length : NaN;
  }

  /** Places of the items that fit, in the order asked for; those without the figure come last. */
  function select(chosen) {
    const blocks = shownBlocks(chosen);
    const groups = facts.paths.map((path) => !chosen.group || path.includes(chosen.group));
    const text = chosen.find.trim().toLowerCase();
    const own = index.scenarios.find((each) => each.name === chosen.scenario) ?? { first: 0, count: facts.count };
    const fitting = [];
    for (let n = own.first; n < own.first + own.count; n += 1) {
      if (fits(chosen, blocks[facts.scenario[n]], groups, text, n)) fitting.push(n);
    }
    const keys = { hardest: (n) => facts.share[n], easiest: (n) => -facts.share[n], unsure: (n) => confidence(blocks[facts.scenario[n]], n) };
    return chosen.sort ? sorted(fitting, keys[chosen.sort]) : fitting;
  }

  function sorted(places, key) {
    const values = new Map(places.map((n) => [n, key(n)]));
    const last = (n) => Number(Number.isNaN(values.get(n)));
    return places.sort((a, b) => last(a) - last(b) || values.get(a) - values.get(b) || a - b);
  }

  // --- the list --------------------------------------------------------------------------------------------

  function mark(block, n) {
    const { mark, word, kind } = OUTCOMES[codeOf(block, n)];
    const told = say("{outcome}, by {recipe}", { outcome: term(word, "outcome"), recipe: block.recipe });
    return el("span", { class: `mark ${kind}`, title: told },
      el("span", { "aria-hidden": "true" }, mark), el("span", { class: "hidden-words" }, `${told}; `));
  }

  function marks(chosen, blocks, n) {
    return chosen.models.map((model) => {
      const own = blocks.filter((block) => block.model === model && codeOf(block, n) !== ".").map((block) => mark(block, n));
      return el("span", { class: "marks" }, el("span", { class: "name" }, said(index.models[model].name)), " ",
        own.length ? own : el("span", { class: "mark" }, "–", el("span", { class: "hidden-words" }, say("not asked"))));
    });
  }

  function entry(chosen, blocks, n) {
    const question = index.items.question[n];
    const sensitive = index.groups[index.items.group[n]][1] === "harmless";
    const text = question === null ? el("span", { class: "faint" }, say("its text was not kept")) : said(question);
    const words = sensitive && question !== null
      ? [el("span", { class: "veil" }, say("hidden: may be harmful")), el("span", { class: "sensitive" }, text)] : text;
    return el("li", {},
      el("a", { href: linkTo(n), "data-item": n, "aria-current": n === chosen.item ? "true" : null },
        el("span", { class: "question" }, words), el("span", { class: "id" }, said(index.items.id[n]))),
      el("p", {}, marks(chosen, blocks, n)));
  }

  function list(chosen, page) {
    const place = at("list");
    const focused = document.activeElement?.closest("#list a")?.dataset.item;
    const blocks = shownBlocks(chosen);
    const shown = found.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
    place.replaceChildren(...shown.map((n) => entry(chosen, blocks[facts.scenario[n]], n)));
    place.start = page * PER_PAGE + 1;
    if (!shown.length) place.append(el("li", { class: "faint" }, say("No item fits.")));
    if (focused) place.querySelector(`[data-item="${focused}"]`)?.focus({ preventScroll: true });
    uncover(place, place.querySelector("[aria-current]")?.closest("li"));
  }

  /** Scroll the list, and nothing else, to an entry. */
  function uncover(place, entry) {
    if (!entry) return;
    const above = entry.offsetTop - place.offsetTop;
    if (above < place.scrollTop) place.scrollTop = above;
    else if (above + entry.offsetHeight > place.scrollTop + place.clientHeight) place.scrollTop = above + entry.offsetHeight - place.clientHeight;
  }

  function pager(page) {
    const pages = Math.ceil(found.length / PER_PAGE);
    at("pager").hidden = pages < 2;
    at("page").textContent = say("page {number} of {all}", { number: page + 1, all: pages });
    at("earlier").disabled = page === 0;
    at("later").disabled = page + 1 >= pages;
    at("earlier").onclick = () => show({ page });
    at("later").onclick = () => show({ page: page + 2 });
  }

  /** The page asked for; else the one that the chosen item is on. */
  function pageOf(chosen) {
    const wanted = chosen.page ? chosen.page - 1 : Math.floor(found.indexOf(chosen.item) / PER_PAGE);
    return Math.min(Math.max(0, wanted), Math.max(0, Math.ceil(found.length / PER_PAGE) - 1));
  }

  // --- the chosen item -------------------------------------------------------------------------------------

  function neighbours(chosen) {
    const place = found.indexOf(chosen.item);
    for (const [id, n] of [["previous", found[place - 1]], ["next", found[place + 1]]]) {
      if (n === undefined) at(id).removeAttribute("href");
      else at(id).setAttribute("href", linkTo(n, { page: null }));
    }
  }

  async function detail(chosen) {
    const n = chosen.item;
    const content = at("content");
    at("detail").hidden = n === undefined || n < 0;
    if (at("detail").hidden) return;
    at("item-name").replaceChildren(said(index.items.id[n]));
    neighbours(chosen);
    content.dataset.item = n;
    delete content.dataset.shown;
    try {
      const piece = await ch3ef.load(`items/${Math.floor(n / index.per_piece)}`);
      if (content.dataset.item !== String(n)) return;
      const view = { n, models: chosen.models, recipe: chosen.recipe, scenario: facts.scenario[n], linkTo, share: facts.share[n] };
      content.replaceChildren(...ch3ef.itemDetail(index, view, piece[n % index.per_piece]));
      content.dataset.shown = n;
    } catch (error) {
      ch3ef.fail(content, error);
    }
  }

  async function copyLink() {
    const text = new URL(linkTo(Number(at("content").dataset.item)), location.href).href;
    try {
      await navigator.clipboard.writeText(text);
      at("copied").textContent = say("copied");
    } catch {
      const field = el("input", { readonly: true, value: text, "aria-label": say("Link to this item") });
      at("copied").replaceChildren(field);
      field.select();
    }
  }

  // --- controls --------------------------------------------------------------------------------------------

  function modelBoxes(chosen) {
    const full = chosen.models.length >= MOST_MODELS;
    for (const box of at("models-choice").querySelectorAll("input")) {
      box.checked = chosen.models.includes(Number(box.value));
      box.disabled = !box.checked && full;
    }
    at("models-shown").replaceChildren(...chosen.models.flatMap((place, i) => [i ? say(", ") : "", said(index.models[place].name)]),
      say(" (of {n})", { n: index.models.length }));
  }

  function controls(chosen) {
    for (const key of CHOICES) at(key).value = chosen[key];
    for (const key of ["disagree", "unsure"]) at(key).checked = chosen[key];
    if (document.activeElement !== at("find")) at("find").value = chosen.find;
    modelBoxes(chosen);
  }

  /** Change what is shown, and say so in the address. */
  function show(changes = {}) {
    address.write(changes);
    const chosen = choice();
    found = select(chosen);
    const lost = chosen.item < 0 && address.read().has("item") ? say("; the item that the address names is not in this report") : "";
    if (chosen.item < 0) chosen.item = found[0];
    const page = pageOf(chosen);
    controls(chosen);
    at("count").textContent = say("{n} of {all} items", { n: whole(found.length), all: whole(facts.count) }) + lost;
    list(chosen, page);
    pager(page);
    at("copied").replaceChildren();
    detail(chosen);
  }

  const filter = (changes) => show({ page: null, ...changes });

  function groupOptions() {
    const tops = new Map();
    for (const [top, domain, task] of facts.paths) {
      const domains = tops.get(top) ?? tops.set(top, new Map()).get(top);
      (domains.get(domain) ?? domains.set(domain, new Set()).get(domain)).add(task);
    }
    const last = (path, from, kind) => term(path.slice(from.length + 3), kind);
    return [...tops].map(([top, domains]) => el("optgroup", { label: term(top, "dimension") },
      el("option", { value: top }, say("{part}: all", { part: term(top, "dimension") })),
      [...domains].flatMap(([domain, tasks]) => [el("option", { value: domain }, last(domain, top, "domain")),
        ...[...tasks].map((task) => el("option", { value: task }, `\u00a0\u00a0\u00a0${last(task, domain, "task")}`))])));
  }

  function fill() {
    const option = ([value, label]) => el("option", { value }, label);
    const same = (names) => [...new Set(names)].map((name) => option([name, name]));
    const outcomes = Object.entries(OUTCOMES).filter(([code]) => code !== ".").map(([, { word }]) => [word, term(word, "outcome")]);
    at("scenario").append(option(["", say("all")]), ...same(index.scenarios.map(({ name }) => name)));
    at("group").append(option(["", say("all")]), ...groupOptions());
    at("recipe").append(option(["", say("every recipe")]), ...same(index.blocks.map(({ recipe }) => recipe)));
    at("outcome").append(option(["", say("any")]), ...outcomes.map(option));
    at("sort").append(...SORTS.map(option));
    at("models-choice").append(...index.models.map((model, place) => el("label", { class: "tick" },
      el("input", { type: "checkbox", value: place }), " ", el("span", {}, ch3ef.fullName(model)))));
  }

  function listen() {
    for (const key of CHOICES) at(key).addEventListener("change", () => filter({ [key]: at(key).value }));
    for (const key of ["disagree", "unsure"]) at(key).addEventListener("change", () => filter({ [key]: at(key).checked ? "yes" : "" }));
    at("find").addEventListener("input", () => filter({ find: at("find").value }));
    at("clear").addEventListener("click", () => {
      at("find").value = "";
      filter({ find: "", disagree: "", unsure: "", ...Object.fromEntries(CHOICES.map((key) => [key, ""])) });
    });
    at("models-choice").addEventListener("change", () => {
      const chosen = [...at("models-choice").querySelectorAll("input:checked")].map((box) => index.models[box.value].full);
      filter({ models: chosen.join("\n") });
    });
    at("copy").addEventListener("click", copyLink);
    at("list").addEventListener("click", (event) => {
      // Where the item stands below the list, choosing it goes there.
      if (event.target.closest("a") && at("detail").offsetTop > at("list").offsetTop + at("list").offsetHeight) {
        at("detail").scrollIntoView();
      }
    });
    addEventListener("hashchange", () => show());
  }

  async function start() {
    try {
      index = wellFormed(await ch3ef.load("items"));
      facts = work(index);
      fill();
      listen();
      show();
      at("browser").dataset.ready = "yes";
    } catch (error) {
      ch3ef.fail(at("list"), error);
    }
  }

  document.addEventListener("DOMContentLoaded", start);
})();
