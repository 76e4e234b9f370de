// Results of rdf-validate-shacl. Standard input: {"shapes": [file …], "data": [file …]}; standard output: for each data
// file a list of [focus node, path, component]. An IRI is bare, any other path is written as SPARQL writes it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import path from "node:path";

const require = createRequire(path.join(process.env.NODE_PACKAGES, "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { default: SHACLValidator } = await load("rdf-validate-shacl");
const { default: N3 } = await load("n3");

const SH = "http://www.w3.org/ns/shacl#";
const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

function store(files) {
  const all = new N3.Store();
  files.forEach((file, index) => {
    const parser = new N3.Parser({ blankNodePrefix: `_:f${index}_` });
    all.addQuads(parser.parse(readFileSync(file, "utf-8")));
  });
  return all;
}

function list(dataset, node) {
  const members = [];
  while (node.value !== `${RDF}nil`) {
    members.push(only(dataset, node, `${RDF}first`));
    node = only(dataset, node, `${RDF}rest`);
  }
  return members;
}

function only(dataset, subject, predicate) {
  for (const quad of dataset) {
    if (quad.subject.equals(subject) && quad.predicate.value === predicate) return quad.object;
  }
  return undefined;
}

function written(dataset, node) {
  if (node.termType === "NamedNode") return `<${node.value}>`;
  const inverse = only(dataset, node, `${SH}inversePath`);
  if (inverse) return `^${written(dataset, inverse)}`;
  const alternative = only(dataset, node, `${SH}alternativePath`);
  const parts = list(dataset, alternative ?? node).map((part) => written(dataset, part));
  return `(${parts.join(alternative ? "|" : "/")})`;
}

const { shapes, data } = JSON.parse(readFileSync(0, "utf-8"));
const graph = store(shapes);
const validator = new SHACLValidator(graph);
const found = [];
for (const file of data) {
  const report = await validator.validate(store([file]));
  found.push(report.results.map((result) => [
    result.focusNode.value,
    result.path?.termType === "NamedNode" ? result.path.value : result.path ? written(report.dataset, result.path) : "",
    result.sourceConstraintComponent.value,
  ]));
}
process.stdout.write(JSON.stringify(found));
