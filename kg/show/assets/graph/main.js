// Starts the page: language, theme, address, and the first drawing.
const IN_ADDRESS = ["from", "until", "topic", "type", "size", "layout", "language", "theme"];
const DEFAULTS = {};

function readAddress() {
  const [key, ...rest] = location.hash.slice(1).split("&");
  const wanted = new URLSearchParams((key.includes("=") ? [key, ...rest] : rest).join("&"));
  const chosen = decodeURIComponent(key);
  const known = DATA.nodes[chosen] || LINKS.some((link) => `link/${link.id}` === chosen);
  state.selected = known ? chosen : null;
  for (const name of IN_ADDRESS) state[name] = wanted.get(name) ?? DEFAULTS[name];
  if (!LANGUAGES.includes(state.language)) state.language = DEFAULTS.language;
}

function writeAddress() {
  const found = IN_ADDRESS.filter((name) => state[name] !== DEFAULTS[name])
    .map((name) => `${name}=${encodeURIComponent(state[name])}`);
  const hash = `#${[...(state.selected ? [state.selected] : []), ...found].join("&")}`;
  if (hash === (location.hash || "#")) return;
  const another = state.selected && !location.hash.startsWith(`#${state.selected}`);
  history[another ? "pushState" : "replaceState"](null, "", hash);
}

function preferredLanguage() {
  const wanted = navigator.language.toLowerCase();
  if (!wanted.startsWith("zh")) return "en";
  return /hant|tw|hk|mo/.test(wanted) ? "zh-Hant" : "zh-Hans";
}

/** Language, theme and arrangement: groups of buttons of which one is pressed. */
function wireChoices() {
  for (const button of document.querySelectorAll("[data-group]")) {
    const { group, value } = button.dataset;
    button.addEventListener("click", () => {
      state[group] = value;
      changed();
      if (group === "layout") fit();
    });
    listeners.push(() => button.setAttribute("aria-pressed", String(state[group] === value)));
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}

function applyTheme() {
  document.documentElement.dataset.theme = state.theme;
}

function wireSheets() {
  byId("filters-toggle").addEventListener("click", () => {
    document.body.dataset.sheet = document.body.dataset.sheet === "filters" ? "" : "filters";
  });
  byId("filters-close").addEventListener("click", () => {
    document.body.dataset.sheet = "";
  });
  byId("skip").addEventListener("click", () => byId("canvas").focus());
}

function start() {
  state.language = preferredLanguage();
  for (const name of IN_ADDRESS) DEFAULTS[name] = state[name];
  listeners.push(applyTheme, speak);
  wireCanvas();
  wireControls();
  wirePanel();
  wireSearch();
  wireTables();
  wireChoices();
  wireSheets();
  listeners.push(writeAddress);
  readAddress();
  refilter();
  reveal(state.selected);
  changed();
  fit();
  if (state.selected) openPanel(false);
  // where there is little room, the middle at a size that can be read comes first
  if (isNarrow() && state.selected) select(state.selected, { move: true });
  else if (isNarrow()) network.focus(neighbour(0, 0), { scale: 0.62 });
  addEventListener("hashchange", () => {
    readAddress();
    changed();
  });
  document.body.dataset.ready = "true";
}

start();
