// Starts the page: language, theme, address, and the first drawing.
function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const key = decodeURIComponent(location.hash.slice(1).split("&")[0]);
  const known = DATA.nodes[key] || LINKS[Number(key.startsWith("link/") ? key.slice(5) : NaN)];
  state.selected = known ? key : null;
  for (const name of ["from", "until", "topic", "type"]) {
    if (wanted.has(name)) state[name] = wanted.get(name);
  }
  if (["network", "timeline"].includes(wanted.get("layout"))) state.layout = wanted.get("layout");
}

function writeAddress() {
  const found = new URLSearchParams();
  for (const name of ["from", "until", "topic", "type"]) {
    if (state[name]) found.set(name, state[name]);
  }
  if (state.layout !== "network") found.set("layout", state.layout);
  const hash = [state.selected ?? "", found.toString()].filter(Boolean).join("&");
  if (hash !== location.hash.slice(1)) history.replaceState(null, "", `#${hash}`);
}

/** What the user chose last time; without leave to remember, nothing. */
function remember(name, value) {
  try {
    if (value !== undefined) localStorage.setItem(`diplomacy-kg.${name}`, value);
    return localStorage.getItem(`diplomacy-kg.${name}`);
  } catch {
    return null;
  }
}

function preferredLanguage() {
  const wanted = navigator.language.toLowerCase();
  if (!wanted.startsWith("zh")) return "en";
  return /hant|tw|hk|mo/.test(wanted) ? "zh-Hant" : "zh-Hans";
}

const CHOICES = {
  language: () => speak(),
  theme: () => {
    document.documentElement.dataset.theme = state.theme;
  },
  layout: () => {},
};

function wireChoices() {
  for (const [group, apply] of Object.entries(CHOICES)) {
    for (const button of document.querySelectorAll(`[data-group="${group}"]`)) {
      button.addEventListener("click", () => {
        state[group] = button.dataset.value;
        if (group !== "layout") remember(group, state[group]);
        apply();
        changed();
        if (group === "layout") fit();
      });
    }
    listeners.push(() => press(group, state[group]));
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
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
  const known = Object.entries(DATA.words).length > 0;
  if (!known) return;
  const language = remember("language");
  state.language = LANGUAGES.includes(language) ? language : preferredLanguage();
  state.theme = ["light", "dark"].includes(remember("theme")) ? remember("theme") : "auto";
  wireCanvas();
  wireControls();
  wirePanel();
  wireSearch();
  wireTables();
  wireChoices();
  wireSheets();
  listeners.push(writeAddress);
  readAddress();
  for (const apply of Object.values(CHOICES)) apply();
  refilter();
  if (state.selected) reveal(state.selected);
  changed();
  fit();
  if (state.selected) openPanel(false);
  if (isNarrow()) select(state.selected, { move: true });
  addEventListener("hashchange", () => {
    readAddress();
    changed();
  });
  document.body.dataset.ready = "true";
}

start();
