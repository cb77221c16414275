// What the other scripts share: the data, what the user has chosen, words, elements.
const DATA = JSON.parse(document.getElementById("data").textContent);
const LANGUAGES = ["zh-Hans", "zh-Hant", "en"];
const STAND_INS = new Set(["contact", "raised"]);
const EVENTS = Object.keys(DATA.nodes).filter((key) => DATA.nodes[key].kind === "event");
const LINKS = DATA.links.map((link, id) => ({ ...DATA.picture.edges[id], ...link, id }));

const state = {
  language: "zh-Hans",
  theme: "auto",
  layout: "network",
  size: "links",
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

function word(name) {
  return inLanguage(DATA.words[name] ?? [name.split(":").pop()]);
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

/** The mark of a kind, as the canvas draws it. */
function mark(kind) {
  const paths = {
    dot: "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2",
    square: "M2.5 2.5h11v11h-11z",
    hexagon: "M1.5 8 4.7 2.4h6.6L14.5 8l-3.2 5.6H4.7z",
    triangleDown: "M1.8 3h12.4L8 14z",
    diamond: "M8 1.5 14.5 8 8 14.5 1.5 8z",
    star: "M8 1.2l2 4.5 4.9.5-3.7 3.3 1.1 4.8L8 11.8l-4.3 2.5 1.1-4.8L1.1 6.2 6 5.7z",
  };
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", paths[DATA.shapes[kind]]);
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("class", `mark kind-${kind}`);
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(path);
  return drawing;
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

/** Marks the pressed button of a group. */
function press(group, value) {
  for (const button of document.querySelectorAll(`[data-group="${group}"]`)) {
    button.setAttribute("aria-pressed", String(button.dataset.value === value));
  }
}
