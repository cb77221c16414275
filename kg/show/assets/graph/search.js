// The search box: both scripts, pinyin, initials, English; arrows and Enter choose.
let active = -1;

/** As the names were folded when the page was made. */
function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const bare = plain.replace(/[\s\u00b7\u2027\u30fb·・.,'’\-–—_:;/()（）《》「」“”，。、：]+/g, "");
  return [...bare].map((sign) => DATA.fold[sign] ?? sign).join("");
}

/** Lower is better: the whole name, its beginning, a part of it; null where nothing fits. */
function score(key, query) {
  let best = null;
  for (const term of DATA.nodes[key].search) {
    const found = term === query ? 0 : term.startsWith(query) ? 1 : term.includes(query) ? 2 : null;
    if (found !== null && (best === null || found < best)) best = found;
  }
  return best;
}

function matches(text) {
  const query = fold(text);
  const size = Object.fromEntries(DATA.picture.nodes.map((node) => [node.id, node.value]));
  return KEYS
    .map((key) => [query ? score(key, query) : seen.nodes.has(key) ? 0 : null, key])
    .filter(([found]) => found !== null)
    .sort(([a, left], [b, right]) => a - b || size[right] - size[left] || (left < right ? -1 : 1))
    .slice(0, 200).map(([, key]) => key);
}

function choose(key) {
  hideResults();
  byId("search").value = "";
  select(key, { move: true });
  openPanel(true);
}

function resultLine(key, index) {
  const other = DATA.names[key].filter((name) => name && name !== nameOf(key))[0];
  return el("li", {
    role: "option", id: `result-${index}`, "data-key": key, "aria-selected": "false",
    onmousedown: (event) => event.preventDefault(), onclick: () => choose(key),
  }, mark(DATA.nodes[key].kind), el("span", {}, nameOf(key)),
  el("small", {}, DATA.nodes[key].kind === "event" ? "" : other ?? ""));
}

function showResults() {
  const found = matches(byId("search").value);
  active = -1;
  const lines = found.length ? found.map(resultLine)
    : [el("li", { class: "none" }, word("no-match"))];
  byId("results").replaceChildren(...lines);
  byId("results").hidden = false;
  byId("search").setAttribute("aria-expanded", "true");
  byId("search").removeAttribute("aria-activedescendant");
}

function hideResults() {
  byId("results").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}

function activate(index) {
  const lines = [...byId("results").querySelectorAll("[role=option]")];
  if (!lines.length) return;
  active = (index + lines.length) % lines.length;
  lines.forEach((line, number) => line.setAttribute("aria-selected", String(number === active)));
  lines[active].scrollIntoView({ block: "nearest" });
  byId("search").setAttribute("aria-activedescendant", lines[active].id);
}

function searchKey(event) {
  if (byId("results").hidden && event.key.startsWith("Arrow")) showResults();
  if (event.key === "ArrowDown") activate(active + 1);
  else if (event.key === "ArrowUp") activate(active - 1);
  else if (event.key === "Escape") hideResults();
  else if (event.key === "Enter") {
    const lines = byId("results").querySelectorAll("[role=option]");
    if (lines.length) choose(lines[Math.max(active, 0)].dataset.key);
  } else return;
  event.preventDefault();
}

function wireSearch() {
  const box = byId("search");
  box.addEventListener("input", showResults);
  box.addEventListener("focus", showResults);
  box.addEventListener("blur", hideResults);
  box.addEventListener("keydown", searchKey);
}
