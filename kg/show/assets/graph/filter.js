// Which nodes and links are to be seen.
const seen = { nodes: new Set(), links: new Set() };
const DAYS = EVENTS.flatMap((key) => [DATA.nodes[key].first, DATA.nodes[key].last]).filter(Boolean);
DAYS.sort();
const FIRST_DAY = DAYS[0] ?? "2000-01-01";
const LAST_DAY = DAYS[DAYS.length - 1] ?? "2000-12-31";

/** The topic with all below it. */
function withNarrower(topic) {
  const found = new Set([topic]);
  for (const key of found) {
    const part = DATA.nodes[key]?.card.find((section) => section.heading === "narrower");
    for (const row of part?.rows ?? []) found.add(row.parts[0][1]);
  }
  return found;
}

/** Whether the event may lie in the range; one without a date only where none is asked for. */
function inRange(node) {
  const narrowed = (state.from ?? FIRST_DAY) > FIRST_DAY || (state.until ?? LAST_DAY) < LAST_DAY;
  if (!narrowed) return true;
  const [first, last] = [node.first ?? node.last, node.last ?? node.first];
  if (!first) return false;
  return first <= (state.until ?? LAST_DAY) && last >= (state.from ?? FIRST_DAY);
}

function matchingEvents() {
  const topics = state.topic ? withNarrower(state.topic) : null;
  return EVENTS.filter((key) => {
    const node = DATA.nodes[key];
    if (state.statusesOff.has(node.status) || (state.type && node.type !== state.type)) return false;
    return inRange(node) && (!topics || node.topics.some((topic) => topics.has(topic)));
  });
}

function isOn(link) {
  return !state.relationsOff.has(link.relation);
}

/** Everything that links lead to from these events, through offices and places. */
function reachable(events) {
  const found = new Set(events);
  const usable = LINKS.filter((link) => isOn(link) && !STAND_INS.has(link.relation));
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const link of usable) {
      if (found.has(link.from) && DATA.nodes[link.to].kind !== "event") found.add(link.to);
    }
  }
  return found;
}

/** Links that stand in for events are drawn only while events are not. */
function isDrawn(link, events) {
  if (!seen.nodes.has(link.from) || !seen.nodes.has(link.to)) return false;
  if (!STAND_INS.has(link.relation)) return isOn(link);
  return state.kindsOff.has("event") && link.events.some((key) => events.has(key));
}

function refilter() {
  const events = new Set(matchingEvents());
  const found = [...reachable(events)].filter((key) => !state.kindsOff.has(DATA.nodes[key].kind));
  seen.nodes = new Set(found);
  seen.links = new Set(LINKS.filter((link) => isDrawn(link, events)).map((link) => link.id));
}

/** Loosens the filters until the node can be seen. */
function reveal(key) {
  if (!DATA.nodes[key] || seen.nodes.has(key)) return;
  state.kindsOff.delete(DATA.nodes[key].kind);
  refilter();
  if (seen.nodes.has(key)) return;
  state.relationsOff.clear();
  refilter();
  if (!seen.nodes.has(key)) resetFilters();
  refilter();
}

function resetFilters() {
  state.kindsOff.clear();
  state.statusesOff.clear();
  state.relationsOff = new Set(DATA.quiet);
  Object.assign(state, { from: null, until: null, topic: "", type: "" });
}
