// What is wrong with the looks of a page: a list of sentences. Run in the page by test_looks.py.
() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) faults.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  const seen = (e) => e.getClientRects().length && e.getBoundingClientRect().width > 2 && !e.closest(".hidden-words, svg, script, noscript");
  const name = (e) => `${e.tagName} .${e.className} "${e.textContent.slice(0, 40)}"`;
  for (const e of [...document.querySelectorAll("body *")].filter(seen)) {
    const style = getComputedStyle(e);
    const text = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const cuts = style.overflowX === "hidden" || style.overflowX === "clip" || (text && style.display !== "inline");
    const box = !/^(SELECT|INPUT|OPTION|IMG|METER)$/.test(e.tagName);
    if (box && cuts && e.clientWidth && e.scrollWidth > e.clientWidth + 1) faults.push(`cut: ${name(e)}`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (!data.trim() || !seen(parentElement) || parentElement.closest("option, code")) continue;
    for (const word of data.matchAll(/\p{Script=Latin}{3,24}|\d+\.\d+/gu)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].filter((r) => r.width).map((r) => Math.round(r.top)));
      if (lines.size > 1) faults.push(`broken: ${word[0]} in ${name(parentElement)}`);
    }
  }
  for (const svg of document.querySelectorAll("figure .chart svg")) {
    if (!svg.getClientRects().length) continue;
    const chart = svg.closest("figure").dataset.shown;
    const room = svg.closest(".chart").clientWidth;
    const drawn = svg.getBoundingClientRect();
    if (drawn.width > room + 1 || drawn.width < Number(svg.getAttribute("width")) - 2) faults.push(`${chart} has no room: ${svg.getAttribute("width")} of ${room} px`);
    if (innerWidth > 1000 && drawn.width < 0.6 * room) faults.push(`${chart} fills ${Math.round(drawn.width)} of ${room} px`);
    const words = [...svg.querySelectorAll("text")].map((each) => ({ text: each.textContent, box: each.getBoundingClientRect(), level: !each.getCTM()?.b }))
      .filter(({ text, box }) => text.trim() && box.width);
    for (const { text, box } of words) {
      if (box.left < drawn.left - 1 || box.right > drawn.right + 1) faults.push(`${chart}: "${text}" stands out`);
    }
    const level = words.filter((each) => each.level);
    for (const [place, one] of level.entries()) {
      const hit = level.slice(0, place).find(({ box }) => one.box.left < box.right - 2 && box.left < one.box.right - 2
        && one.box.top < box.bottom - 4 && box.top < one.box.bottom - 4);
      if (hit) faults.push(`${chart}: "${one.text}" lies on "${hit.text}"`);
    }
  }
  return [...new Set(faults)].slice(0, 20);
}
