// The same data as tables, for screen readers and for who likes them; and as files.
function nodeRow(key) {
  const node = DATA.nodes[key];
  return [nameOf(key), word(`kind.${node.kind}`), node.when ?? "",
    node.status ? word(node.status) : "", key];
}

function linkRow(found) {
  const event = DATA.nodes[found.from].kind === "event" ? DATA.nodes[found.from] : {};
  return [nameOf(found.from), word(`relation.${found.relation}`), nameOf(found.to),
    event.when ?? "", event.status ? word(event.status) : "", found.from, found.to];
}

const TABLES = {
  nodes: { head: ["name", "kind", "date", "status", "key"], title: "visible",
    rows: () => [...seen.nodes].sort().map(nodeRow) },
  links: { head: ["source", "relation", "target", "date", "status"], title: "links",
    rows: () => LINKS.filter((one) => seen.links.has(one.id)).map(linkRow) },
};

function tableOf({ head, title, rows }) {
  const cells = (row) => row.slice(0, head.length).map((cell, index) =>
    index ? el("td", {}, cell) : el("th", { scope: "row" }, cell));
  return el("table", {}, el("caption", {}, word(title)),
    el("thead", {}, el("tr", {}, head.map((name) => el("th", { scope: "col" }, word(name))))),
    el("tbody", {}, rows().map((row) => el("tr", {}, cells(row)))));
}

function showTables() {
  byId("tables").replaceChildren(...Object.values(TABLES).map(tableOf));
}

/** A cell for spreadsheets: quoted, and never a formula. */
function csvCell(cell) {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}

function csv({ head, rows }) {
  const found = rows();
  const extra = found.length && found[0].length > head.length ? ["from", "to"] : [];
  const lines = [[...head.map(word), ...extra], ...found].map((row) => row.map(csvCell).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = el("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function saveTable(name) {
  download(new Blob([csv(TABLES[name])], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
}

/** What is seen, on the page's own ground. */
function savePicture() {
  const drawn = byId("canvas").querySelector("canvas");
  const copy = el("canvas", { width: drawn.width, height: drawn.height });
  const context = copy.getContext("2d");
  context.fillStyle = colour("paper");
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(drawn, 0, 0);
  copy.toBlob((blob) => download(blob, "graph.png"), "image/png");
}

function wireTables() {
  byId("export-png").addEventListener("click", savePicture);
  byId("export-nodes").addEventListener("click", () => saveTable("nodes"));
  byId("export-links").addEventListener("click", () => saveTable("links"));
  byId("table-toggle").addEventListener("click", () => {
    const shown = document.body.dataset.table !== "shown";
    document.body.dataset.table = shown ? "shown" : "";
    byId("table-toggle").setAttribute("aria-pressed", String(shown));
  });
  listeners.push(showTables);
}
