// One item: its pictures, its question and options, and what the chosen models answered.
"use strict";

(() => {
  const { el, say, counted, term, woven, whole, said, veiled, percent } = ch3ef;
  const OUTCOMES = {
    R: { mark: "✓", word: "right", kind: "good" },
    P: { mark: "◐", word: "part credit", kind: "warn" },
    W: { mark: "✗", word: "wrong", kind: "bad" },
    U: { mark: "?", word: "unparsed", kind: "warn" },
    F: { mark: "⊘", word: "refused", kind: "warn" },
    T: { mark: "…", word: "truncated", kind: "warn" },
    E: { mark: "!", word: "error", kind: "bad" },
    J: { mark: "¿", word: "unjudged", kind: "warn" },
    ".": { mark: "–", word: "not asked", kind: "none" },
  };
  const VIEWER = "http://127.0.0.1:7575/#";
  const SCROLLS_FROM = 600;

  const letter = (place) => String.fromCharCode(65 + place);
  const nats = (value) => (value === null ? "–" : value.toFixed(3).replace("-", "−"));

  const uncut = (text) => (typeof text === "string" ? text : text.text);

  /** A text of users or models, whole or cut: it wraps anywhere, and keeps its direction to itself. */
  function words(text, label) {
    const shown = uncut(text);
    const scrolls = shown.length > SCROLLS_FROM ? { tabindex: "0", role: "region", "aria-label": label } : {};
    return [
      el("div", { class: "words", dir: "auto", ...scrolls }, shown || el("span", { class: "faint" }, say("(empty)"))),
      typeof text === "string" ? null : el("p", { class: "faint" }, say("… {n} more characters; the whole is in results.parquet", { n: whole(text.more) })),
    ];
  }

  /** A veil of two words, for places where many stand beside each other. */
  const covered = (content, sensitive) => (sensitive
    ? [el("span", { class: "veil" }, say("hidden")), el("span", { class: "sensitive" }, content)] : content);

  function pictures(detail, id, harmful) {
    if (!detail.pictures?.length) return [];
    const all = detail.pictures.length;
    const each = detail.pictures.map((picture, place) => {
      const name = say("Picture {number} of {all} of item {item}", { number: place + 1, all, item: id });
      return picture.file
        ? el("img", { src: `pictures/${picture.file}`, alt: name, width: picture.width, height: picture.height, loading: "lazy" })
        : el("p", { class: "placeholder" }, say("Picture {number} of {all} cannot be shown: {reason}.", { number: place + 1, all, reason: picture.missing }));
    });
    if (!harmful) return [el("div", { class: "pictures" }, el("div", { class: "gallery" }, each))];
    const veil = counted("a picture, hidden: may be harmful; switch on “Show all” above",
      "{n} pictures, hidden: may be harmful; switch on “Show all” above", all);
    return [el("div", { class: "pictures" }, el("p", { class: "veil" }, veil), el("div", { class: "gallery sensitive" }, each))];
  }

  // --- options ---------------------------------------------------------------------------------------------

  /** Shares of the options under a softmax over their mean log-probabilities; null without any. */
  function softmax(means) {
    if (!means || means.some((mean) => mean === null)) return null;
    const most = Math.max(...means);
    const weights = means.map((mean) => Math.exp(mean - most));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  }

  function optionCell(answers, option) {
    const chosen = answers.filter((answer) => answer.chosen === option).length;
    const shares = answers.map((answer) => softmax(answer.mean)?.[option]).filter((share) => share !== undefined);
    const share = shares.length ? shares.reduce((sum, each) => sum + each, 0) / shares.length : null;
    const meter = share === null ? null : [
      el("meter", { min: 0, max: 1, value: share.toFixed(4), "aria-label": say("share of option {number}", { number: option + 1 }) }), el("span", { class: "share" }, ` ${say("{number} %", { number: percent(share) })} `)];
    const picked = chosen ? el("strong", { class: "chosen" }, answers.length > 1 ? say("chosen {n} of {all}", { n: chosen, all: answers.length }) : say("chosen")) : null;
    return el("td", { class: "text" }, meter, picked, meter || picked ? null : "–");
  }

  function optionRow(detail, option, groups, sensitive) {
    const right = detail.gold.includes(option);
    const text = detail.options ? words(detail.options[option], say("Option {number}", { number: option + 1 })) : el("span", { class: "faint" }, say("not kept"));
    return el("tr", { class: right ? "right" : null },
      el("th", { scope: "row" }, String(option + 1)),
      el("td", { class: "text option" }, covered(text, sensitive)),
      el("td", { class: "text" }, right ? el("strong", { class: "good" }, say("✓ right")) : ""),
      groups.map(({ answers }) => optionCell(answers, option)));
  }

  /** Two rows: models, and below each the recipes that asked it. */
  function optionHeads(index, shown) {
    const counts = new Map();
    for (const { block } of shown) counts.set(block.model, (counts.get(block.model) ?? 0) + 1);
    const rows = shown.length ? { rowspan: 2 } : {};
    const models = [...counts].map(([model, count]) => el("th", { scope: "colgroup", colspan: count, class: "text" }, said(index.models[model].name)));
    return el("thead", {},
      el("tr", {}, [say("no."), say("option"), say("key")].map((name) => el("th", { scope: "col", class: "text", ...rows }, name)), models),
      shown.length ? el("tr", {}, shown.map(({ block }) => el("th", { scope: "col", class: "text recipe" }, said(block.recipe)))) : null);
  }

  function options(index, detail, groups, sensitive) {
    if (!detail.n_options) return [];
    const shown = groups.filter(({ answers }) => answers.some((answer) => answer.chosen !== undefined || answer.mean));
    const rows = Array.from({ length: detail.n_options }, (_, option) => optionRow(detail, option, shown, sensitive));
    const likelihoods = shown.some(({ answers }) => answers.some((answer) => answer.mean));
    return [
      el("h3", {}, say("Options")),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("Options") }, el("table", { class: "options" },
        optionHeads(index, shown), el("tbody", {}, rows))),
      likelihoods ? el("p", { class: "faint" }, say("Bars: each option’s share of the softmax over mean log-probabilities per token.")) : null,
    ];
  }

  // --- answers ---------------------------------------------------------------------------------------------

  function outcome(answer) {
    const { mark, word, kind } = OUTCOMES[answer.code];
    const credit = answer.credit === undefined ? "" : ` ${answer.credit}`;
    return el("strong", { class: `outcome ${kind}` }, el("span", { "aria-hidden": "true" }, `${mark} `), term(word, "outcome"), credit);
  }

  /** How it was asked, beside the recipe: nothing where that is the plain way. */
  function wayOf(way) {
    const parts = [way.variant === "plain" ? "" : way.variant, way.seed ? say("seed {n}", { n: way.seed }) : ""].filter(Boolean);
    return parts.length ? el("span", { class: "faint" }, say(", "), said(parts.join(say(", ")))) : null;
  }

  function numbers(answer, way) {
    const lettered = answer.reply !== undefined && way.order;
    const place = way.order ? way.order.indexOf(answer.chosen) : -1;
    const tokens = [
      answer.input_tokens === undefined ? null : say("{n} in", { n: whole(answer.input_tokens) }),
      answer.output_tokens === undefined ? null : say("{n} out", { n: whole(answer.output_tokens) }),
    ].filter(Boolean);
    return [
      answer.chosen === undefined ? null : [say("chose"), lettered && place >= 0
        ? say("option {number}, shown as {letter}", { number: answer.chosen + 1, letter: letter(place) })
        : say("option {number}", { number: answer.chosen + 1 })],
      lettered ? [say("order shown"), way.order.map((option, i) => `${letter(i)} = ${option + 1}`).join(say(", "))] : null,
      answer.confidence === undefined ? null : [say("confidence"), say("{number} %", { number: percent(answer.confidence) })],
      answer.seconds === undefined ? null : [say("time"), say("{n} s", { n: answer.seconds })],
      tokens.length ? [say("tokens"), tokens.join(say(", "))] : null,
    ].filter(Boolean);
  }

  function likelihoods(answer) {
    if (!answer.mean) return null;
    const row = (mean, option) => el("tr", {}, el("th", { scope: "row" }, String(option + 1)), el("td", {}, nats(mean)),
      el("td", {}, nats(answer.sum?.[option] ?? null)));
    return el("details", {}, el("summary", {}, say("Log-probabilities")), el("table", {},
      el("thead", {}, el("tr", {}, [say("option"), say("per token [nats]"), say("sum [nats]")].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, answer.mean.map(row))));
  }

  /** The texts of an answer, in the order in which they came to be. */
  function texts(detail, answer, name, sensitive) {
    const kept = (field) => (answer[field] === undefined ? null : detail.texts[answer[field]]);
    const labelled = (field, label) => (kept(field) === null ? null
      : [el("h5", {}, label), covered(words(kept(field), say("{what}, {of}", { what: label, of: name })), sensitive && field !== "error")]);
    return [
      kept("reasoning") === null ? null
        : el("details", {}, el("summary", {}, say("Reasoning")), covered(words(kept("reasoning"), say("{what}, {of}", { what: say("Reasoning"), of: name })), sensitive)),
      labelled("reply", say("Reply")),
      answer.answer === answer.reply ? null : labelled("answer", say("Read as")),
      labelled("error", say("Error")),
      labelled("verdict", say("Verdict of the judge {judge}", { judge: kept("judge") === null ? "" : uncut(kept("judge")).slice(0, 100) })),
    ];
  }

  /** Where the sample is in Inspect's log viewer, which runs on the reader's own machine. */
  function viewerLink(detail, block, answer) {
    if (answer.place === undefined) return null;
    const address = `${VIEWER}${block.place}${uncut(detail.texts[answer.place])}`;
    return el("p", {}, el("a", { class: "viewer", href: address, target: "_blank", rel: "noopener noreferrer" }, say("in Inspect’s viewer")));
  }

  function card(index, detail, block, answer, sensitive) {
    const way = detail.ways[answer.way];
    const name = `${index.models[block.model].name}, ${block.recipe}`;
    return el("article", { class: `answer ${OUTCOMES[answer.code].kind}`, "data-code": answer.code },
      el("p", { class: "head" }, woven("{outcome} by {recipe}", { outcome: outcome(answer), recipe: [said(block.recipe), wayOf(way)] })),
      texts(detail, answer, name, sensitive).flat(Infinity),
      el("dl", { class: "numbers" }, numbers(answer, way).map(([term, value]) => el("div", {}, el("dt", {}, term), el("dd", {}, value)))),
      likelihoods(answer),
      viewerLink(detail, block, answer));
  }

  /** A model's name, and below it the whole where that one is short. */
  function fullName({ name, full }) {
    return [said(name), full === name ? null : said(full.slice(0, 300), { class: "full" })];
  }

  function column(index, detail, model, groups, sensitive) {
    const own = groups.filter(({ block }) => block.model === model);
    return el("section", { class: "model" }, el("h4", {}, fullName(index.models[model])),
      own.length ? own.flatMap(({ block, answers }) => answers.map((answer) => card(index, detail, block, answer, sensitive)))
        : el("p", { class: "faint" }, say("not asked")));
  }

  function viewerHint(index, groups) {
    if (!groups.some(({ answers }) => answers.some((answer) => answer.place !== undefined))) return null;
    return el("p", { class: "faint" }, woven("Links to Inspect’s viewer work while it runs: {commands}",
      { commands: index.commands.flatMap((command, i) => [i ? say(" or ") : "", el("code", {}, said(command))]) }));
  }

  // --- the whole -------------------------------------------------------------------------------------------

  /** The answers shown, by block, in the order of the blocks. */
  function grouped(index, detail, { models, recipe }) {
    const shown = new Map();
    for (const answer of detail.answers) {
      const block = index.blocks[answer.block];
      if (!models.includes(block.model) || (recipe && block.recipe !== recipe)) continue;
      (shown.get(answer.block) ?? shown.set(answer.block, { block, answers: [] }).get(answer.block)).answers.push(answer);
    }
    return [...shown.values()].sort((a, b) => a.block.model - b.block.model);
  }

  function origin(index, view, detail, [level, dimension, domain, task]) {
    const path = [level, ...(dimension === null ? [] : [term(dimension, "dimension")]), term(domain, "domain"), term(task, "task")].join(" / ");
    const right = Number.isNaN(view.share) ? "" : say("; right in {number} % of its answers", { number: percent(view.share, 0) });
    const twins = detail.twins.map((n, i) => [i ? say(", ") : say("; its twin: "), el("a", { href: view.linkTo(n, { page: null }), class: "twin" }, said(index.items.id[n]))]);
    return el("p", { class: "origin" }, said(index.scenarios[view.scenario].name), " (", said(detail.source), "), ", said(path), right, twins.flat());
  }

  function further(detail, sensitive) {
    const targets = detail.targets.map(([metric, text]) => [say("right ({metric})", { metric: term(metric, "metric") }), text]);
    const list = (entries) => el("dl", { class: "facts" }, entries.flatMap(([name, text]) => [
      el("dt", {}, said(name)), el("dd", {}, covered(words(text, name), sensitive))]));
    return [
      targets.length ? [el("h3", {}, say("What is right")), list(targets)] : null,
      detail.facts.length ? el("details", {}, el("summary", {}, say("More about the item")), list(detail.facts)) : null,
    ].flat();
  }

  /** All of an item, as elements. */
  function itemDetail(index, view, detail) {
    const group = index.groups[index.items.group[view.n]];
    const sensitive = group[1] === "harmless";
    const groups = grouped(index, detail, view);
    const question = detail.question === null
      ? el("p", { class: "notice" }, say("This run’s folder does not hold the texts and pictures of this item: it is of an earlier version, or a table by itself. The same “ch3ef run” command adds them."))
      : el("div", { class: "asked" }, veiled(words(detail.question, say("Question")), sensitive));
    return [
      origin(index, view, detail, group),
      ...pictures(detail, index.items.id[view.n], group[0] === "A3"),
      question,
      ...options(index, detail, groups, sensitive),
      ...further(detail, sensitive),
      el("h3", {}, say("Answers")),
      el("div", { class: "answers" }, view.models.map((model) => column(index, detail, model, groups, sensitive))),
      viewerHint(index, groups),
    ].filter(Boolean);
  }

  Object.assign(ch3ef, { OUTCOMES, fullName, itemDetail });
})();
