// The drawing itself, by vis-network: places are given, nothing moves by itself.
const nodes = new vis.DataSet(DATA.picture.nodes);
const edges = new vis.DataSet(DATA.picture.edges);
const FONT = "system-ui, 'PingFang SC', 'PingFang TC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
let network = null;

/** The node or link chosen, with what touches it; null where nothing is chosen. */
function focusSet() {
  if (state.selected === null) return null;
  const found = new Set();
  for (const link of LINKS) {
    const chosen = [link.from, link.to, `link/${link.id}`].includes(state.selected);
    if (chosen && seen.links.has(link.id)) found.add(link.from).add(link.to);
  }
  if (DATA.nodes[state.selected]) found.add(state.selected);
  return found.size ? found : null;
}

function measure(node) {
  if (state.size === "appearances") return node.value;
  return DATA.nodes[node.id].m?.[state.size] ?? 0;
}

function nodeLook(node, focus, shades) {
  const { kind, status } = DATA.nodes[node.id];
  const dim = focus !== null && !focus.has(node.id);
  const fill = shades[kind];
  const happened = !status || status === "kg:held" || status === "kg:ongoing";
  const background = happened ? fill : shades.paper;
  const [x, y] = state.layout === "timeline" ? DATA.nodes[node.id].t : [node.x, node.y];
  return {
    id: node.id, x, y, hidden: !seen.nodes.has(node.id), label: shortName(node.id),
    value: measure(node), opacity: dim ? 0.12 : 1,
    color: {
      background, border: happened ? shades.paper : fill,
      highlight: { background, border: shades.ink }, hover: { background, border: shades.ink },
    },
    shapeProperties: { borderDashes: happened ? false : [4, 3] },
    font: {
      face: FONT, color: dim ? "rgba(0,0,0,0)" : shades.ink,
      strokeWidth: dim ? 0 : 4, strokeColor: shades.paper,
    },
  };
}

function edgeLook(link, focus, shades) {
  const dim = focus !== null && !(focus.has(link.from) && focus.has(link.to)
    && [link.from, link.to, `link/${link.id}`].includes(state.selected));
  const events = link.events?.length ?? 1;
  return {
    id: link.id, hidden: !seen.links.has(link.id),
    width: Math.min(1 + (events - 1) * 0.6, 8),
    dashes: ["office", "within", "inAttendance"].includes(link.relation) ? [5, 4] : false,
    color: {
      color: shades[DATA.nodes[link.to].kind], highlight: shades.ink, hover: shades.ink,
      opacity: dim ? 0.05 : focus ? 0.8 : shades.lines,
    },
  };
}

function paint() {
  const names = [...Object.keys(DATA.shapes), "paper", "ink"];
  const shades = Object.fromEntries(names.map((name) => [name, colour(name)]));
  shades.lines = 0.36 * Math.min(1, Math.sqrt(600 / seen.links.size)); // many lines, each fainter
  const focus = focusSet();
  nodes.update(DATA.picture.nodes.map((node) => nodeLook(node, focus, shades)));
  edges.update(LINKS.map((link) => edgeLook(link, focus, shades)));
  const isNode = seen.nodes.has(state.selected);
  network.setSelection({ nodes: isNode ? [state.selected] : [] }, { highlightEdges: false });
  showCount();
}

function showCount() {
  const links = LINKS.filter((link) => !STAND_INS.has(link.relation)).length;
  const parts = [
    `${word("visible")} ${seen.nodes.size}/${KEYS.length}`,
    `${word("links")} ${seen.links.size}/${links}`,
  ];
  if (DATA.capped) parts.push(word("capped"));
  byId("count").textContent = seen.nodes.size ? parts.join(" · ") : word("nothing");
}

/** Years along the axis, under the nodes; as many as have room. */
function drawAxis(context) {
  if (state.layout !== "timeline") return;
  const pixel = 1 / network.getScale();
  const ys = KEYS.map((key) => DATA.nodes[key].t[1]);
  const [top, bottom] = [Math.min(...ys) - 60, Math.max(...ys) + 60];
  Object.assign(context, { strokeStyle: colour("line"), fillStyle: colour("faint"),
    font: `600 ${13 * pixel}px ${FONT}`, lineWidth: pixel });
  let last = -Infinity;
  for (const [x, year] of DATA.ticks) {
    if (x - last < 52 * pixel) continue;
    last = x;
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, bottom);
    context.stroke();
    context.fillText(year, x + 6 * pixel, top + 12 * pixel);
  }
}

function select(key, { move = false } = {}) {
  state.selected = key;
  if (key) reveal(key);
  changed();
  if (!move || !seen.nodes.has(key)) return;
  const covered = isNarrow() ? byId("panel").offsetHeight : 0;
  network.focus(key, { scale: Math.max(network.getScale(), 0.75), offset: { x: 0, y: -covered / 2 } });
}

/** Whether the panel covers a part of the drawing. */
function isNarrow() {
  return matchMedia("(max-width: 900px)").matches;
}

function fit() {
  const shown = [...seen.nodes];
  network.fit({ nodes: shown.length ? shown : undefined, maxZoomLevel: 1.4 });
}

/** The visible node next to the chosen one in a direction; without one chosen, the biggest. */
function neighbour(across, down) {
  const places = network.getPositions([...seen.nodes]);
  const here = places[state.selected];
  if (!here) return [...seen.nodes].sort((a, b) => nodes.get(b).value - nodes.get(a).value)[0];
  let best = [Infinity, state.selected];
  for (const [key, { x, y }] of Object.entries(places)) {
    const along = (x - here.x) * across + (y - here.y) * down;
    const aside = Math.abs((x - here.x) * down) + Math.abs((y - here.y) * across);
    if (along > 1 && along + aside * 2 < best[0]) best = [along + aside * 2, key];
  }
  return best[1];
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 6) });
}

function canvasKey(event) {
  const moves = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  if (moves[event.key]) select(neighbour(...moves[event.key]), { move: true });
  else if (event.key === "Enter") openPanel(true);
  else if (event.key === "Escape") select(null);
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}

function wireCanvas() {
  network = new vis.Network(byId("canvas"), { nodes, edges }, DATA.picture.options);
  network.on("beforeDrawing", drawAxis);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    select(node ?? (edge === undefined ? null : `link/${edge}`));
    if (state.selected) openPanel(false);
  });
  byId("canvas").firstElementChild.tabIndex = -1; // one stop for the Tab key, not two
  byId("canvas").addEventListener("keydown", canvasKey);
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
  byId("fit").addEventListener("click", fit);
  listeners.push(refilter, paint);
}
