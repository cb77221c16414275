// Answers query files by Comunica on one Turtle file: node comunica.mjs GRAPH QUERY...
// Prints one line of JSON a query: {"file", "columns", "rows"} with cells as
// [kind, value, datatype, language], or null where unbound; {"file", "error"} where it fails.
import { readFileSync } from "node:fs";
import { QueryEngine } from "@comunica/query-sparql-file";
import n3 from "n3";

const [graph, ...files] = process.argv.slice(2);
const store = new n3.Store(new n3.Parser().parse(readFileSync(graph, "utf8")));
const engine = new QueryEngine();

function cell(term) {
  if (!term) return null;
  return [term.termType, term.value, term.datatype?.value ?? "", term.language ?? ""];
}

for (const file of files) {
  try {
    const result = await engine.query(readFileSync(file, "utf8"), { sources: [store] });
    const columns = (await result.metadata()).variables.map((v) => (v.variable ?? v).value);
    const bindings = await (await result.execute()).toArray();
    const rows = bindings.map((binding) => columns.map((name) => cell(binding.get(name))));
    console.log(JSON.stringify({ file, columns, rows }));
  } catch (error) {
    console.log(JSON.stringify({ file, error: String(error.message ?? error) }));
  }
}
