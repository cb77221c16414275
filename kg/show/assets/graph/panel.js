// The panel: what is known of the node or link chosen, down to the sentences.
function link(key, text = nameOf(key)) {
  if (!DATA.nodes[key]) return el("span", {}, text);
  return el("button", {
    type: "button", class: `ref kind-${DATA.nodes[key].kind}`, "data-key": key,
    onclick: () => select(key, { move: true }),
  }, text);
}

function part([kind, value]) {
  if (kind === "ref") return link(value);
  if (kind === "article") return sourceLine(value);
  return el("span", { class: kind }, kind === "word" ? word(value) : value);
}

/** Outlet, date and title of an article. */
function sourceLine(id, ...more) {
  const article = DATA.articles[id];
  const title = el("cite", { lang: article.lang }, article.title || article.file);
  const link = article.url
    ? el("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, title) : title;
  const facts = [article.outlet ?? word("no-outlet"), article.date ?? word("undated"), ...more];
  return el("span", { class: "source" }, link, el("small", {}, facts.join(" · ")));
}

/** The text with these stretches of it marked; they are in order and may touch. */
function marked(text, stretches) {
  const pieces = [];
  let done = 0;
  for (const [start, end] of stretches.filter(([, end]) => end > 0)) {
    if (end <= done) continue;
    pieces.push(text.slice(done, start), el("mark", {}, text.slice(Math.max(start, done), end)));
    done = end;
  }
  return [...pieces, text.slice(done)];
}

/** A sentence with the words that tell the fact marked, and where it was printed. */
function quoteCard(numbers) {
  const [article, sentence, , , field, rule, confidence, derived] = DATA.quotes[numbers[0]];
  const text = DATA.sentences[sentence];
  const stretches = numbers.map((number) => DATA.quotes[number].slice(2, 4));
  const where = { title: word("from-title"), metadata: word("from-page") }[field];
  const basis = derived.map((number) => quoteCard([number]));
  return el("blockquote", { title: `${word("rule")} ${rule} · ${word("confidence")} ${confidence}` },
    text ? el("p", { lang: DATA.articles[article].lang }, marked(text, stretches)) : null,
    sourceLine(article, ...(where ? [where] : [])),
    basis.length ? el("p", { class: "inferred" }, word("inferred")) : null, ...basis);
}

/** A button that shows and hides the sentences of a row. */
function quotesOf(row) {
  if (!row.quotes) return [null, null];
  const box = el("div", { class: "quotes", hidden: true });
  const button = el("button", {
    type: "button", class: "show-quotes", "aria-expanded": "false",
    onclick: () => {
      box.hidden = !box.hidden;
      button.setAttribute("aria-expanded", String(!box.hidden));
      if (!box.childElementCount) box.append(...row.quotes.map(quoteCard));
    },
  }, `${row.quotes.length} ${word(row.quotes.length > 1 ? "sentences" : "sentence")}`);
  return [button, box];
}

/** A sentence said with its topics; the source once below sentences that share it. */
function saying([sentence, articles, , topics], index, all) {
  const [first, ...others] = articles;
  const also = others.map((id) => DATA.articles[id].outlet ?? DATA.articles[id].title);
  const last = all[index + 1]?.[1].join() !== articles.join();
  return el("blockquote", {}, el("p", { lang: DATA.articles[first].lang }, DATA.sentences[sentence]),
    el("div", { class: "topics" }, topics.map((topic) => link(topic))),
    last ? sourceLine(first, ...also.map((name) => `${word("also-in")} ${name}`)) : null);
}

function bar(count, most) {
  const made = el("i", { class: "bar", "aria-hidden": "true" });
  made.style.setProperty("--share", count / most);
  return made;
}

function rowLine(row, label, most) {
  const told = el("span", { class: "told" }, row.parts.flatMap((one, index) =>
    index ? [" ", part(one)] : [part(one)]));
  const note = row.note ? [el("small", { class: "note" }, row.note.flatMap((one) => [" ", part(one)]))] : [];
  const count = row.count ? [bar(row.count, most)] : [];
  if (row.count && !row.quotes) count.push(el("small", { class: "count" }, String(row.count)));
  const [button, quotes] = quotesOf(row);
  return el("li", { class: row.said ? "speaker" : null },
    label ? el("span", { class: "label" }, label) : null,
    el("div", { class: "value" }, el("div", { class: "line" }, told, ...note, ...count, button),
      quotes, ...(row.said ?? []).map(saying)));
}

function sectionBlock({ heading, rows }) {
  const most = Math.max(...rows.map((row) => row.count ?? 0), 1);
  const labelled = rows.some((row) => row.label);
  let last = null;
  const lines = rows.map((row) => {
    const key = row.label ? row.label.join() : "";
    const label = labelled && key !== last ? part(row.label ?? ["text", ""]) : null;
    last = key;
    return rowLine(row, labelled ? (label ?? "") : null, most);
  });
  return el("section", {}, el("h3", {}, word(heading)),
    el("ul", { class: labelled ? "rows labelled" : "rows" }, lines));
}

function heading(kind, title, more) {
  return el("header", {}, el("p", { class: `kicker kind-${kind}` },
    DATA.shapes[kind] ? mark(kind) : null, word(`one.${kind}`)),
  el("h2", { tabindex: "-1" }, title), more ? el("p", { class: "other-names" }, more) : null);
}

function nodeCard(key) {
  const node = DATA.nodes[key];
  const others = new Set(DATA.names[key].filter((name) => name && name !== nameOf(key)));
  const more = node.kind === "event" ? "" : [...others].join(" · ");
  return [heading(node.kind, nameOf(key), more), ...node.card.map(sectionBlock)];
}

function linkCard(found) {
  const title = el("span", {}, link(found.from), ` ${word(`relation.${found.relation}`)} `,
    link(found.to));
  return [heading("link", title, ""), ...found.card.map(sectionBlock)];
}

/** What is shown while nothing is chosen. */
function overview() {
  const counts = Object.entries(DATA.counts).map(([name, count]) =>
    el("li", {}, el("b", {}, count.toLocaleString("en")), el("span", {}, word(name))));
  return [el("header", {}, el("h2", { tabindex: "-1" }, word("title")),
    el("p", { class: "lead" }, word("summary-line"))), el("ul", { class: "counts" }, counts),
  el("p", { class: "hint" }, word("details-hint")), ...DATA.overview.map(sectionBlock)];
}

function showPanel() {
  const found = state.selected?.startsWith("link/") ? LINKS[Number(state.selected.slice(5))] : null;
  const chosen = found ?? DATA.nodes[state.selected];
  const card = found ? linkCard(found) : chosen ? nodeCard(state.selected) : overview();
  byId("card").replaceChildren(...card);
  byId("panel").dataset.chosen = String(Boolean(chosen));
  byId("announcement").textContent = chosen ? byId("card").querySelector("h2").textContent : "";
  byId("panel").scrollTop = 0;
}

/** Brings the panel up on narrow screens; with ``focus``, reading goes on there. */
function openPanel(focus) {
  document.body.dataset.sheet = "panel";
  if (focus) byId("card").querySelector("h2")?.focus();
}

function closePanel() {
  document.body.dataset.sheet = "";
  select(null);
  byId("canvas").focus();
}

function wirePanel() {
  byId("close").addEventListener("click", closePanel);
  byId("panel").addEventListener("keydown", (event) => {
    if (event.key === "Escape") closePanel();
  });
  listeners.push(showPanel);
}
