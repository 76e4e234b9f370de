// rdf-validate-shacl with the N3 parser: `rdf_validate_shacl.mjs DATA SHAPES RESULTS`.
import { createReadStream, createWriteStream, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { Parser, StreamParser } from 'n3'
import SHACLValidator from 'rdf-validate-shacl'
import factory from 'rdf-validate-shacl/src/defaultEnv.js'

const [data, shapes, results] = process.argv.slice(2)
const dataset = factory.dataset()
const parser = createReadStream(data).pipe(new StreamParser({ format: 'N-Triples', factory }))
parser.on('data', quad => dataset.add(quad))
await once(parser, 'end')

const shapesDataset = factory.dataset(new Parser({ factory }).parse(readFileSync(shapes, 'utf8')))
const report = await new SHACLValidator(shapesDataset, { factory }).validate(dataset)
const out = createWriteStream(results)
for (const result of report.results) {
  const path = result.path ? (result.path.value ?? result.path[0].predicates[0].value) : '-'
  out.write(`${result.focusNode.value} ${path} ${result.sourceConstraintComponent.value}\n`)
}
out.end()
