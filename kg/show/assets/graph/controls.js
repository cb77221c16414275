// The column of filters: kinds, links, dates, topic, type, status, size.
function toggle(set, value) {
  if (set.has(value)) set.delete(value);
  else set.add(value);
  changed();
}

function countOf(kind) {
  const all = Object.keys(DATA.nodes).filter((key) => DATA.nodes[key].kind === kind);
  return `${all.filter((key) => seen.nodes.has(key)).length}/${all.length}`;
}

function legendButton(kind) {
  return el("button", {
    type: "button", class: "legend-item", "data-kind": kind,
    "aria-pressed": String(!state.kindsOff.has(kind)), onclick: () => toggle(state.kindsOff, kind),
  }, mark(kind), el("span", {}, word(`kind.${kind}`)), el("small", {}, countOf(kind)));
}

function relationButton(relation) {
  return el("button", {
    type: "button", class: "chip", "data-relation": relation,
    "aria-pressed": String(isOn({ relation })), onclick: () => toggle(state.relationsOff, relation),
  }, word(`relation.${relation}`));
}

function statusButton(status) {
  return el("button", {
    type: "button", class: "chip", "data-status": status,
    "aria-pressed": String(!state.statusesOff.has(status)),
    onclick: () => toggle(state.statusesOff, status),
  }, word(status));
}

/** Replaces children, and keeps the focus on the one that had it. */
function refill(id, children) {
  const box = byId(id);
  const index = [...box.children].indexOf(document.activeElement);
  box.replaceChildren(...children);
  if (index >= 0) box.children[index]?.focus();
}

function options(id, values, chosen, label) {
  const all = el("option", { value: "" }, word("any"));
  byId(id).replaceChildren(all, ...values.map((value) =>
    el("option", { value, selected: value === chosen }, label(value))));
}

function present(list) {
  return [...new Set(list)].sort();
}

function showChoices() {
  const kinds = Object.keys(DATA.shapes).filter((kind) =>
    Object.values(DATA.nodes).some((node) => node.kind === kind));
  refill("legend", kinds.map(legendButton));
  const relations = present(LINKS.map((link) => link.relation));
  refill("relations", relations.filter((one) => !STAND_INS.has(one)).map(relationButton));
  refill("statuses", present(EVENTS.map((key) => DATA.nodes[key].status)).map(statusButton));
  const topics = Object.keys(DATA.nodes).filter((key) => DATA.nodes[key].kind === "topic");
  topics.sort((a, b) => nameOf(a).localeCompare(nameOf(b), state.language));
  options("topic", topics, state.topic, nameOf);
  options("type", present(EVENTS.map((key) => DATA.nodes[key].type)), state.type, word);
  const sizes = ["links", ...present(Object.values(DATA.nodes).flatMap((n) => Object.keys(n.m ?? {})))];
  byId("size").replaceChildren(...sizes.map((size) =>
    el("option", { value: size, selected: size === state.size }, word(`measure.${size}`))));
}

function dayNumber(day) {
  return Math.round(Date.parse(day) / 86400000);
}

function dayText(number) {
  return new Date(number * 86400000).toISOString().slice(0, 10);
}

/** Bars that tell how many events fall into each stretch of time. */
function showHistogram() {
  const [first, last] = [dayNumber(FIRST_DAY), dayNumber(LAST_DAY)];
  const bins = new Array(28).fill(0);
  for (const key of EVENTS) {
    const { first: day, last: end } = DATA.nodes[key];
    if (!day && !end) continue;
    const share = (dayNumber(day ?? end) - first) / Math.max(last - first, 1);
    bins[Math.min(Math.floor(share * bins.length), bins.length - 1)] += 1;
  }
  const most = Math.max(...bins, 1);
  byId("histogram").replaceChildren(...bins.map((count) => {
    const bar = el("i");
    bar.style.height = `${Math.round((count / most) * 100)}%`;
    return bar;
  }));
}

function showDates() {
  const values = { from: state.from ?? FIRST_DAY, until: state.until ?? LAST_DAY };
  for (const end of ["from", "until"]) {
    byId(end).value = values[end];
    byId(end).min = byId(`${end}-slider`).dataset.min = FIRST_DAY;
    byId(end).max = LAST_DAY;
    const slider = byId(`${end}-slider`);
    [slider.min, slider.max] = [dayNumber(FIRST_DAY), dayNumber(LAST_DAY)];
    slider.value = dayNumber(values[end]);
    slider.setAttribute("aria-valuetext", values[end]);
  }
  const [first, last] = [dayNumber(FIRST_DAY), dayNumber(LAST_DAY)];
  const share = (day) => (dayNumber(day) - first) / Math.max(last - first, 1);
  byId("range").style.setProperty("--low", share(values.from));
  byId("range").style.setProperty("--high", share(values.until));
}

function setDay(end, day) {
  state[end] = /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null;
  if (state.from && state.until && state.from > state.until) {
    state[end === "from" ? "until" : "from"] = state[end];
  }
  changed();
}

function wireControls() {
  for (const end of ["from", "until"]) {
    byId(end).addEventListener("change", (event) => setDay(end, event.target.value));
    byId(`${end}-slider`).addEventListener("input", (event) =>
      setDay(end, dayText(Number(event.target.value))));
  }
  for (const name of ["topic", "type", "size"]) {
    byId(name).addEventListener("change", (event) => {
      state[name] = event.target.value;
      changed();
    });
  }
  byId("reset").addEventListener("click", () => {
    resetFilters();
    changed();
  });
  showHistogram();
  listeners.push(showChoices, showDates);
}
