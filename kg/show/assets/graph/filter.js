// Which nodes and links are to be seen.
const seen = { nodes: new Set(), links: new Set() };
const [FIRST_DAY, LAST_DAY] = DATA.days;

/** Whether the event may lie in the range; one without a date only where none is asked for. */
function inRange(node) {
  const narrowed = (state.from ?? FIRST_DAY) > FIRST_DAY || (state.until ?? LAST_DAY) < LAST_DAY;
  if (!narrowed) return true;
  const [first, last] = [node.first ?? node.last, node.last ?? node.first];
  if (!first) return false;
  return first <= (state.until ?? LAST_DAY) && last >= (state.from ?? FIRST_DAY);
}

function matchingEvents() {
  const topics = state.topic ? new Set([state.topic, ...DATA.narrower[state.topic]]) : null;
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
  for (const off of [state.kindsOff, state.statusesOff, state.relationsOff]) off.clear();
  for (const relation of DATA.quiet) state.relationsOff.add(relation);
  Object.assign(state, { from: null, until: null, topic: "", type: "" });
}
