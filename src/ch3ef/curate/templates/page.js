"use strict";
// All that others wrote enters the page as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const DECISIONS = data.answering
    ? [["none", "None of them is right", "0"], ["pass", "Pass", "P"]]
    : [["keep", "Keep", "K"], ["edit", "Edit", "E"], ["drop", "Drop", "D"], ["pass", "Pass", "P"]];
  const IDLE = 300000; // a longer silence is a break, and not counted
  const place = `${data.kind}:${data.set}:${data.round}:${data.rater}`;
  const state = { spare: false, open: false, shown: {}, labels: {}, current: 0 };
  let since = Date.now();

  const blank = (item) => ({ decision: "", question: item.question, ranking: [], marks: {}, options: {}, task: item.task,
    harmful: false, unanswerable: false, comment: "", seconds: 0 });

  const notice = (text) => { at("notice").textContent = text; at("notice").hidden = !text; };

  function load() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(place) || "null");
    } catch {
      notice("This browser keeps nothing of this page: save to a file before you close it.");
    }
    if (!kept || typeof kept !== "object") return;
    for (const item of data.items) {
      const own = (kept.labels || {})[item.item];
      if (own) state.labels[item.item] = { ...blank(item), ...own };
      if ((kept.shown || {})[item.item]) state.shown[item.item] = true;
    }
    state.spare = Boolean(kept.spare);
    state.open = Boolean(kept.open);
    state.current = Math.min(Math.max(0, Number(kept.current) || 0), data.items.length - 1);
  }

  function keep() {
    try {
      localStorage.setItem(place, JSON.stringify(state));
    } catch {
      notice("This browser keeps nothing of this page: save to a file before you close it.");
    }
  }

  const current = () => data.items[state.current];
  const label = (item = current()) => (state.labels[item.item] ??= blank(item));
  const letters = (item = current()) => Object.keys(item.replies);
  const veiled = (item = current()) => item.warned && !state.open && !state.shown[item.item];

  // What is missing before a label counts; "" for nothing.
  function lacking(item) {
    const own = state.labels[item.item];
    if (data.answering) return own && own.decision ? "" : "choose an answer, none, or pass";
    if (!own || !own.decision) return "decide: keep, edit, drop or pass";
    if (own.decision === "drop" || own.decision === "pass") return "";
    if (own.decision === "edit" && (!own.question.trim() || own.question.trim() === item.question)) return "write the question in your words";
    const open = letters(item).filter((letter) => own.marks[letter] === undefined);
    if (open.length) return `say whether ${open.join(", ")} ${open.length === 1 ? "is" : "are"} right`;
    if (letters(item).length > 1 && own.ranking.length < letters(item).length)
      return `rank ${letters(item).filter((letter) => !own.ranking.includes(letter)).join(", ")}`;
    return "";
  }

  function count() {
    const now = Date.now();
    if (state.labels[current().item] && !document.hidden) label().seconds += Math.min(now - since, IDLE) / 1000;
    since = now;
  }

  function changed(change) {
    label();
    count();
    change(label());
    keep();
    draw();
  }

  const decide = (decision) => changed((own) => {
    if (own.decision === decision) { own.decision = ""; return; }
    own.decision = decision;
    if (decision !== "edit") own.question = current().question;
  });

  const rank = (letter) => changed((own) => {
    own.ranking = own.ranking.includes(letter) ? own.ranking.filter((one) => one !== letter) : [...own.ranking, letter];
  });

  const mark = (letter, right) => changed((own) => {
    if (own.marks[letter] === right) delete own.marks[letter]; else own.marks[letter] = right;
  });

  function go(step) {
    count();
    state.current = Math.min(Math.max(0, state.current + step), data.items.length - 1);
    keep();
    draw();
    scrollTo(0, 0);
  }

  function show() { state.shown[current().item] = true; keep(); draw(); }

  function save() {
    count();
    const done = data.items.filter((item) => !lacking(item));
    const labels = done.map((item) => {
      const own = state.labels[item.item];
      const options = Object.fromEntries(Object.entries(own.options).filter(([letter, text]) => text.trim() && text !== item.replies[letter]));
      const passed = own.decision === "pass";
      return { item: item.item, decision: own.decision, question: own.decision === "edit" ? own.question.trim() : "", ranking: passed ? [] : own.ranking,
        marks: passed ? {} : own.marks, options: passed ? {} : options, task: own.task, harmful: own.harmful, unanswerable: own.unanswerable,
        comment: own.comment, seconds: Math.round(own.seconds * 10) / 10 };
    });
    const content = JSON.stringify({ kind: data.kind, schema: data.schema, set: data.set, rater: data.rater, round: data.round, labels }, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    link.download = `labels-round-${data.round}-${data.rater}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    keep();
    draw();
    notice(done.length < data.items.length
      ? `Saved: ${done.length} of ${data.items.length} questions. The others are not finished; save again when they are.`
      : "Saved, all of them. Send the file back.");
  }

  function button(text, key, pressed, act, kind = "") {
    const made = document.createElement("button");
    made.type = "button";
    made.className = kind;
    made.setAttribute("aria-pressed", String(pressed));
    made.append(text);
    if (key) {
      const shown = document.createElement("kbd");
      shown.textContent = key;
      made.append(" ", shown);
    }
    made.addEventListener("click", act);
    return made;
  }

  function option(item, letter, number, own) {
    const entry = document.createElement("li");
    entry.dataset.letter = letter;
    entry.dataset.mark = own.decision === letter ? "chosen" : "";
    const row = document.createElement("div");
    row.className = "row";
    const chosen = button(letter, number < 10 ? String(number) : "", own.decision === letter, () => decide(letter));
    chosen.dataset.act = `choose-${letter}`;
    const text = document.createElement("p");
    text.dir = "auto";
    text.id = `text-${letter}`;
    text.textContent = item.replies[letter];
    chosen.setAttribute("aria-describedby", text.id);
    row.append(chosen, text);
    entry.append(row);
    return entry;
  }

  function reply(item, letter, number, own) {
    const entry = document.createElement("li");
    entry.dataset.letter = letter;
    entry.dataset.mark = own.marks[letter] === undefined ? "" : own.marks[letter] ? "right" : "wrong";
    const text = document.createElement("p");
    text.dir = "auto";
    text.textContent = item.replies[letter];
    const row = document.createElement("div");
    row.className = "row";
    const name = document.createElement("strong");
    name.textContent = letter;
    const place = own.ranking.indexOf(letter);
    const ranked = button(place < 0 ? "Rank" : `Rank ${place + 1}`, number < 10 ? String(number) : "", place >= 0, () => rank(letter));
    ranked.dataset.act = `rank-${letter}`;
    const right = button("Right", number < 10 ? `⇧${number}` : "", own.marks[letter] === true, () => mark(letter, true), "good");
    right.dataset.act = `right-${letter}`;
    const wrong = button("Wrong", "", own.marks[letter] === false, () => mark(letter, false), "bad");
    wrong.dataset.act = `wrong-${letter}`;
    for (const [made, what] of [[ranked, "rank"], [right, "right"], [wrong, "wrong"]]) made.setAttribute("aria-label", `reply ${letter}: ${what === "rank" && place >= 0 ? `rank ${place + 1}` : what}`);
    row.append(name, ranked, right, wrong);
    const trimmed = document.createElement("textarea");
    trimmed.rows = 2;
    trimmed.dir = "auto";
    trimmed.dataset.option = letter;
    trimmed.value = own.options[letter] ?? item.replies[letter];
    const called = document.createElement("label");
    called.append(`${letter} as an answer option: trim it, leave its words`, trimmed);
    trimmed.addEventListener("input", () => { label().options[letter] = trimmed.value; keep(); });
    entry.append(text, row, called);
    return entry;
  }

  function tell() {
    const done = data.items.filter((each) => !lacking(each)).length;
    const missing = lacking(current());
    at("progress").textContent = `question ${state.current + 1} of ${data.items.length}, ${done} done`;
    at("left").textContent = missing ? `Left to do: ${missing}.` : "Done.";
  }

  function draw() {
    const focus = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.act : "";
    const item = current();
    const own = state.labels[item.item] || blank(item);
    at("who").textContent = data.rater;
    tell();
    at("optout").hidden = !data.items.some((each) => each.warned);
    at("spare").checked = state.spare;
    at("open").checked = state.open;
    at("warning").hidden = !veiled();
    at("item").hidden = veiled();
    at("warned").dataset.passed = own.decision;
    at("passed").setAttribute("aria-pressed", String(own.decision === "pass"));
    if (veiled()) { at("picture").removeAttribute("src"); return; }
    at("picture").src = data.pictures[item.picture];
    at("question").textContent = item.question;
    at("decisions").replaceChildren(...DECISIONS.map(([name, text, key]) => {
      const made = button(text, key, own.decision === name, () => decide(name));
      made.dataset.act = name;
      return made;
    }));
    at("edited").hidden = own.decision !== "edit";
    if (document.activeElement !== at("words")) at("words").value = own.question;
    at("replies").replaceChildren(...letters(item).map((letter, place) => (data.answering ? option : reply)(item, letter, place + 1, own)));
    at("task").value = own.task;
    at("harmful").checked = own.harmful;
    at("unanswerable").checked = own.unanswerable;
    if (document.activeElement !== at("comment")) at("comment").value = own.comment;
    if (focus) document.querySelector(`[data-act="${focus}"]`)?.focus();
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
    if (event.key === "Escape" && typing) { event.target.blur(); return; }
    if (typing) return;
    const number = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    const none = data.answering && /^(?:Digit|Numpad)0$/.test(event.code);
    const key = event.key.toLowerCase();
    if (number && !veiled()) {
      const letter = letters()[Number(number[1]) - 1];
      if (!letter) return;
      event.preventDefault();
      if (data.answering) decide(letter); else if (event.shiftKey) mark(letter, label().marks[letter] !== true); else rank(letter);
      return;
    }
    const keys = { n: () => go(1), b: () => go(-1), s: save, p: () => decide("pass") };
    if (none && !veiled()) { event.preventDefault(); decide("none"); return; }
    const open = data.answering ? { q: () => at("comment").focus() } : { k: () => decide("keep"), d: () => decide("drop"), e: () => { decide("edit"); if (label().decision === "edit") at("words").focus(); },
      h: () => changed((own) => { own.harmful = !own.harmful; }), u: () => changed((own) => { own.unanswerable = !own.unanswerable; }),
      q: () => at("comment").focus() };
    const act = keys[key] || (veiled() ? { o: show }[key] : open[key]);
    if (act) { event.preventDefault(); act(); }
  }

  for (const [name, text] of data.tasks) at("task").append(new Option(text, name));
  at("back").addEventListener("click", () => go(-1));
  at("next").addEventListener("click", () => go(1));
  at("save").addEventListener("click", save);
  at("show").addEventListener("click", show);
  at("passed").addEventListener("click", () => decide("pass"));
  at("open").addEventListener("change", () => { state.open = at("open").checked; keep(); draw(); });
  at("spare").addEventListener("change", () => {
    state.spare = at("spare").checked;
    state.open = false;
    for (const item of data.items.filter((each) => each.warned)) {
      const decision = state.labels[item.item] ? label(item).decision : "";
      if (state.spare && !decision) label(item).decision = "pass";
      if (!state.spare && decision === "pass") label(item).decision = "";
    }
    keep();
    draw();
  });
  at("words").addEventListener("input", () => { label().question = at("words").value; keep(); tell(); });
  at("comment").addEventListener("input", () => { label().comment = at("comment").value; keep(); });
  at("task").addEventListener("change", () => changed((own) => { own.task = at("task").value; }));
  for (const name of ["harmful", "unanswerable"]) at(name).addEventListener("change", () => changed((own) => { own[name] = at(name).checked; }));
  document.addEventListener("keydown", pressed);
  document.addEventListener("visibilitychange", () => { if (document.hidden) count(); else since = Date.now(); });
  // The same page in another tab.
  addEventListener("storage", (event) => { if (event.key === place) { load(); draw(); } });
  load();
  draw();
})();
