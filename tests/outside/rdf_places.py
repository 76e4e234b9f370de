#!/usr/bin/env python3
"""Plants one violation in an RDF file and holds the reported place to where the statement was written.

Usage: rdf_places.py [--seed N] [--long] [--keep FOLDER]

The truth comes from the writer in planted/graphs.py, which notes where each subject, predicate and object begins, in
Turtle, TriG, N-Triples and N-Quads, with prefixes, nested blank nodes, lists, long strings, comments, CR LF, and characters
that are easily miscounted in the way. A result is shown at the first statement of its focus node with the property of its path;
where there is none, at the first statement of the focus node; where there is none either, at its first occurrence as an
object. Two rounds are run, one with a fixed seed and one with a seed that is drawn (or given) and printed.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from planted import noise
from planted.graphs import GraphWriter, Term, iri, literal
from verdict import COMMAND, Verdict

FIXED_SEED = 20250403
SYNTAXES = ("ttl", "trig", "nt", "nq")
FILES_EACH = 3  # of each violation in each syntax
FAULTS_LEAST = 150  # in each round
SHAPES = """\
@prefix : <https://ex.example/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Shape a sh:NodeShape ; sh:targetClass :Thing ; sh:property
    [ sh:path :name ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path :age ; sh:datatype xsd:integer ] ,
    [ sh:path :code ; sh:pattern "^[A-Z]+$" ] ,
    [ sh:path :status ; sh:in ( "open" "held" ) ] ,
    [ sh:path :link ; sh:nodeKind sh:IRI ] ,
    [ sh:path :part ; sh:class :Thing ] ,
    [ sh:path :start ; sh:lessThan :end ] ,
    [ sh:path :label ; sh:uniqueLang true ] ,
    [ sh:path ( :part :name ) ; sh:maxCount 3 ] ;
    sh:not [ sh:property [ sh:path :withdrawn ; sh:minCount 1 ] ] .
:Host a sh:NodeShape ; sh:targetObjectsOf :host ; sh:pattern "^https://ex.example/" .
"""


@dataclass(frozen=True)
class Planted:
    """What must be found: the code, the focus node, the property of the path, and an object that is shown itself."""

    code: str
    focus: Term
    path: str | None = None
    shown: Term | None = None


def component(name, focus, path=None):
    return Planted(f"{name}ConstraintComponent", focus, path)


def noisy(rng):
    return literal(rng.choice(["x", noise(rng), f"{noise(rng)} \\ \"x\" \t{noise(rng)}", f"a\n{noise(rng)}\r\n'b'"]))


def sound(rng, number, syntax):
    """The statements of a node that keeps the shapes."""
    kinds = ["iri", "iri", "iri", "blank"] + (["nameless"] if syntax in ("ttl", "trig") else [])
    node = Term(rng.choice(kinds), f"n{number}")
    statements = [(node, "type", iri("Thing")), (node, "name", noisy(rng)), (node, "note", noisy(rng))]
    optional = [
        ("age", literal("7", "integer")), ("code", literal("ABC")), ("status", literal("open")),
        ("link", iri("https://ex.example/\u00e9/x")), ("start", literal("1", "integer")),
        ("label", literal("hello \U0001f6f0", language="en")), ("label", literal("salut", language="fr")),
    ]
    statements += [(node, name, value) for name, value in optional if rng.random() < 0.4]
    return statements


# Each changes the statements of one node and says what must be found.
def no_name(rng, node, statements):
    statements[:] = [s for s in statements if s[1] != "name"]
    return component("MinCount", node, "name")


def two_names(rng, node, statements):
    statements.append((node, "name", literal("another")))
    return component("MaxCount", node, "name")


def instead(name, value, code):
    def plant(rng, node, statements):
        statements[:] = [s for s in statements if s[1] != name]
        statements.append((node, name, value))
        return component(code, node, name)
    plant.__name__ = f"{name} {code}"
    return plant


def backwards(rng, node, statements):
    statements[:] = [s for s in statements if s[1] != "start"]
    statements += [(node, "start", literal("9", "integer")), (node, "end", literal("3", "integer"))]
    return component("LessThan", node, "start")


def two_labels(rng, node, statements):
    statements[:] = [s for s in statements if s[1] != "label"]
    statements += [(node, "label", literal("one", language="de")), (node, "label", literal("two", language="de"))]
    return component("UniqueLang", node, "label")


def withdrawn(rng, node, statements):
    statements.append((node, "withdrawn", literal("true", "boolean")))
    return component("Not", node)


def many_parts(rng, node, statements):
    """A path of two steps is no property of the focus node: its first statement is shown."""
    for number in range(4):
        part = iri(f"part{number}")
        statements += [(node, "part", part), (part, "type", iri("Thing")), (part, "name", literal(f"part {number}"))]
    return component("MaxCount", node)


def strange_host(rng, node, statements):
    host = iri("https://other.example/host")
    statements.append((node, "host", host))
    return component("Pattern", host)


def ill_typed(rng, node, statements):
    value = literal("2024-02-30", "date")
    statements.append((node, "note", value))
    return Planted("ill-typed-literal", node, "note", value)


VIOLATIONS = [
    no_name, two_names, backwards, two_labels, withdrawn, many_parts, strange_host, ill_typed,
    instead("age", literal("seven"), "Datatype"), instead("code", literal("a\U0001f6f0c"), "Pattern"),
    instead("status", literal("odd"), "In"), instead("link", literal("no link"), "NodeKind"),
    instead("part", iri("nobody"), "Class"),
]


class Case:
    """A file with one violation, or with none."""

    def __init__(self, rng, name, syntax, violation=None):
        self.name, self.violation = f"{name}.{syntax}", violation
        nodes = [sound(rng, number, syntax) for number in range(rng.randint(3, 15))]
        at = rng.randrange(len(nodes))
        self.planted = violation(rng, nodes[at][0][0], nodes[at]) if violation else None
        for statements in nodes:
            if statements[0][0].kind == "nameless":
                own = [statement for statement in statements if statement[0] == statements[0][0]]
                others = [statement for statement in statements if statement[0] != statements[0][0]]
                rng.shuffle(own)
                statements[:] = own + others
            else:
                rng.shuffle(statements)
        # Some nodes are spoken of again further below.
        named = [statements for statements in nodes if len(statements) > 2 and statements[0][0].kind != "nameless"]
        nodes += [[statements.pop()] for statements in named if rng.random() < 0.3]
        self.writer = GraphWriter(rng, syntax)
        self.writer.write(nodes)

    def complaint(self, findings):
        if not self.planted:
            return f"{findings}" if findings else None
        (line, column), end = self.writer.place(self.planted)
        if len(findings) != 1:
            return f"{len(findings)} findings: {findings}"
        found = findings[0]
        expected = {"code": self.planted.code, "line": line, "column": column}
        if self.planted.focus.kind == "iri" and not self.planted.shown:
            expected["focusNode"] = self.planted.focus.full()
        if self.planted.shown:
            expected["endLine"], expected["endColumn"] = end
        answer = {name: found.get(name) for name in expected}
        return None if answer == expected else f"found    {answer}\n    expected {expected}"


def check(folder, names):
    command = [COMMAND, "check", "--no-default-shapes", "--shapes", "shapes.ttl", "--report", "json", *names]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if run.returncode not in (0, 1) or not run.stdout:
        sys.exit(f"verbale check: exit {run.returncode}\n{run.stderr.decode(errors='replace')}")
    findings = json.loads(run.stdout)["findings"]
    return {name: [finding for finding in findings if finding["file"] == name] for name in names}


def round_of(seed, folder, verdict):
    print(f"seed {seed}")
    rng = random.Random(seed)
    cases = []
    for syntax in SYNTAXES:
        cases += [Case(rng, f"{seed}-sound-{number}", syntax) for number in range(5)]
        for number, violation in enumerate(VIOLATIONS * FILES_EACH):
            cases.append(Case(rng, f"{seed}-{number}", syntax, violation))
    for case in cases:
        (folder / case.name).write_bytes(case.writer.sheet.text.encode())
    findings = check(folder, [case.name for case in cases])
    for case in cases:
        complaint = case.complaint(findings[case.name])
        what = case.violation.__name__ if case.violation else "no violation"
        verdict.check(complaint is None, f"{what} in {case.name}", complaint)
    planted = sum(case.violation is not None for case in cases)
    verdict.check(planted >= FAULTS_LEAST, f"{planted} violations, {FAULTS_LEAST} are wanted")
    print(f"{planted} violations of {len(VIOLATIONS)} kinds, {len(cases) - planted} files without")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, help="of the drawn rounds, to repeat one that failed")
    parser.add_argument("--long", action="store_true", help="ten drawn rounds instead of one")
    parser.add_argument("--keep", type=Path, help="write the files to this folder and leave them there")
    options = parser.parse_args()
    drawn = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    verdict = Verdict("places in RDF files")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
        for seed in [FIXED_SEED] + [drawn + n for n in range(10 if options.long else 1)]:
            round_of(seed, folder, verdict)
    verdict.close()


if __name__ == "__main__":
    main()
