// What the other scripts share: the data, what the user has chosen, words, elements.
const DATA = JSON.parse(document.getElementById("data").textContent);
const LANGUAGES = ["zh-Hans", "zh-Hant", "en"];
const STAND_INS = new Set(["contact", "raised"]);
const KEYS = Object.keys(DATA.nodes);
const EVENTS = KEYS.filter((key) => DATA.nodes[key].kind === "event");
const LINKS = DATA.links.map((link, id) => ({ ...DATA.picture.edges[id], ...link, id }));

const state = {
  language: "zh-Hans",
  theme: "auto",
  layout: "network",
  size: "appearances",
  kindsOff: new Set(),
  relationsOff: new Set(DATA.quiet),
  statusesOff: new Set(),
  from: null,
  until: null,
  topic: "",
  type: "",
  selected: null,
};
const listeners = [];

/** Calls every part of the page that shows what is chosen. */
function changed() {
  for (const listener of listeners) listener();
}

function byId(id) {
  return document.getElementById(id);
}

function column() {
  return LANGUAGES.indexOf(state.language);
}

/** A text in the language chosen; where it is missing, the simplified one. */
function inLanguage(texts) {
  return texts[column()] ?? texts[0] ?? "";
}

/** A word of the interface, a term, or the name of a node. */
function word(name) {
  return inLanguage(DATA.words[name] ?? DATA.names[name] ?? [name.split(":").pop()]);
}

function nameOf(key) {
  return inLanguage(DATA.names[key] ?? [key]);
}

/** What stands beside a node: events are long, so they go by date and type. */
function shortName(key) {
  const node = DATA.nodes[key];
  if (node.kind !== "event") return nameOf(key);
  return [node.when, word(node.type)].filter(Boolean).join("\n");
}

/** An element with attributes and children; strings become text, never markup. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The mark of a kind, as the canvas draws it; its shapes stand in the page. */
function mark(kind) {
  return byId(`mark-${kind}`).firstElementChild.cloneNode(true);
}

/** Puts the words of the interface in the language chosen. */
function speak() {
  document.documentElement.lang = state.language;
  document.title = word("title");
  for (const one of document.querySelectorAll("[data-word]")) {
    one.textContent = word(one.dataset.word);
  }
  for (const one of document.querySelectorAll("[data-label]")) {
    one.setAttribute("aria-label", word(one.dataset.label));
    if (one.tagName === "BUTTON") one.title = word(one.dataset.label);
  }
  byId("search").placeholder = word("search-hint");
}
