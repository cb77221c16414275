// Prints how many different triples N3.js reads from a Turtle file; fails on the first error.
const fs = require("fs");
const { Parser, Store } = require("n3");

const parser = new Parser({ format: "text/turtle" });
console.log(new Store(parser.parse(fs.readFileSync(process.argv[2], "utf8"))).size);
