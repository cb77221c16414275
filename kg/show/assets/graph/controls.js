// The column of filters: kinds, links and statuses switched on and off, dates, selections.
const OFF = { kind: state.kindsOff, relation: state.relationsOff, status: state.statusesOff };

function showSwitches() {
  for (const button of document.querySelectorAll("[data-switch]")) {
    const { switch: name, value } = button.dataset;
    button.setAttribute("aria-pressed", String(!OFF[name].has(value)));
  }
  for (const box of document.querySelectorAll("[data-count]")) {
    const all = KEYS.filter((key) => DATA.nodes[key].kind === box.dataset.count);
    box.textContent = `${all.filter((key) => seen.nodes.has(key)).length}/${all.length}`;
  }
  for (const name of ["topic", "type", "size"]) byId(name).value = state[name];
}

function flip({ currentTarget: { dataset } }) {
  const off = OFF[dataset.switch];
  if (!off.delete(dataset.value)) off.add(dataset.value);
  changed();
}

function dayNumber(day) {
  return Math.round(Date.parse(day) / 86400000);
}

/** Where a day lies between the first and the last, from 0 to 1. */
function share(day) {
  const first = dayNumber(FIRST_DAY);
  return (dayNumber(day) - first) / Math.max(dayNumber(LAST_DAY) - first, 1);
}

function showDates() {
  for (const [end, day] of [["from", state.from ?? FIRST_DAY], ["until", state.until ?? LAST_DAY]]) {
    byId(end).value = day;
    byId(`${end}-slider`).value = dayNumber(day);
    byId(`${end}-slider`).setAttribute("aria-valuetext", day);
    byId("range").style.setProperty(`--${end}`, share(day));
  }
}

function setDay(end, day) {
  state[end] = /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null;
  if (state.from && state.until && state.from > state.until) {
    state[end === "from" ? "until" : "from"] = state[end];
  }
  changed();
}

/** Columns that tell how many events fall into each stretch of time. */
function drawHistogram() {
  byId("histogram").append(...DATA.histogram.map((height) => {
    const made = el("i");
    made.style.height = `${height}%`;
    return made;
  }));
}

function wireControls() {
  drawHistogram();
  for (const end of ["from", "until"]) {
    const [input, slider] = [byId(end), byId(`${end}-slider`)];
    Object.assign(input, { min: FIRST_DAY, max: LAST_DAY });
    Object.assign(slider, { min: dayNumber(FIRST_DAY), max: dayNumber(LAST_DAY) });
    input.addEventListener("change", () => setDay(end, input.value));
    slider.addEventListener("input", () =>
      setDay(end, new Date(slider.value * 86400000).toISOString().slice(0, 10)));
  }
  for (const name of ["topic", "type", "size"]) {
    byId(name).addEventListener("change", (event) => {
      state[name] = event.target.value;
      changed();
    });
  }
  for (const button of document.querySelectorAll("[data-switch]")) {
    button.addEventListener("click", flip);
  }
  byId("reset").addEventListener("click", () => {
    resetFilters();
    changed();
  });
  listeners.push(showSwitches, showDates);
}
