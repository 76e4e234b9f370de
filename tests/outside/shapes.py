"""The shapes before engines that this project did not write: pySHACL and rdf-validate-shacl, beside `verbale check`.

All three must find the same (focus node, path, component) in the worked example, in every accepted dossier, in every good
and bad case of tests/ontology/shapes, and in 1,000 graphs with planted faults (shape_faults.py), half of them drawn by a
seed that is fixed and half by one that is printed.

Usage: shapes.py [--seed N] [--graphs N]
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyshacl
import rdflib
from rdflib import RDF, SH, BNode, Graph, URIRef
from shape_faults import FAULTS, Draft
from verdict import COMMAND, ROOT, SEED, Verdict, export

rdflib.NORMALIZE_LITERALS = False

SHAPES = sorted((ROOT / "ontology" / "shapes").glob("*.ttl"))
CASES = ROOT / "tests" / "ontology" / "shapes" / "cases"
ACCEPTED = ROOT / "tests" / "cases" / "accepted"
NODE_PACKAGES = os.environ.get("NODE_PACKAGES", str(ROOT / "target" / "node" / "node_modules"))
BASE, CASE = "https://example.org/verbale/", "https://example.org/case/"
EXAMPLE = "the worked example"
FIXED_SEED = 20250403
TOGETHER = 25  # graphs in one file, each under a base of its own
FEWEST_CASES, FEWEST_ACCEPTED, FEWEST_FAULTS, FEWEST_EACH = 169, 58, 60, 10
# Components with the fewest results that the planted faults must give; twelve at least.
FLOORS = {
    "Class": 50, "Datatype": 30, "Disjoint": 5, "Equals": 10, "HasValue": 50, "In": 40, "LessThan": 10,
    "LessThanOrEquals": 10, "MaxCount": 50, "MinCount": 150, "MinInclusive": 20, "MinLength": 10, "NodeKind": 15, "Not": 30,
    "Or": 100, "Pattern": 30, "QualifiedMaxCount": 10, "QualifiedMinCount": 30, "UniqueLang": 10, "Xone": 15,
}  # fmt: skip


class Planted:
    """A graph, what was done to it, and the base that it has in a file with others."""

    def __init__(self, name, lines, base):
        self.name, self.lines, self.base = name, lines, base

    def moved(self, number):
        """The N-Triples under a base of its own."""
        return self.lines.replace(f"<{self.base}", f"<{self.base}{number}/")


def ntriples(graph):
    return graph.serialize(format="nt")


def exported(dossier):
    return export(dossier, "-f", "ntriples").decode()


def accepted():
    found = {}
    for case in sorted(ACCEPTED.iterdir()):
        dossier = next((file for file in sorted(case.iterdir()) if file.stem == "dossier"), None)
        if dossier is not None:
            found[case.name] = exported(dossier)
    return {name: lines for name, lines in found.items() if f"<{BASE}" in lines}


def cases():
    common = (CASES / "common.ttl").read_text(encoding="utf-8")
    for file in sorted(CASES.glob("*/*.ttl")):
        graph = Graph().parse(data=common, format="turtle").parse(file, format="turtle")
        yield Planted(f"{file.parent.name}/{file.stem}", ntriples(graph), CASE)


def spoilt(rng, graphs, used):
    """A graph in which the fault that was planted least finds something to change, and up to two more faults."""
    wanted = min(sorted(FAULTS), key=lambda fault: used[fault])
    done = []
    small = sorted(name for name in graphs if name != EXAMPLE)
    for name in [EXAMPLE] * (rng.random() < 0.05) + rng.sample(small, len(small)):
        draft = Draft(rng, graphs[name])
        if FAULTS[wanted](draft):
            done.append(wanted)
            break
    more = rng.sample(sorted(FAULTS), rng.choice((0, 0, 1, 2)))
    done += [fault for fault in more if FAULTS[fault](draft)]
    used[wanted] += 1
    graph = Graph()
    for triple in draft.triples:
        graph.add(triple)
    return Planted(f"{name}: {', '.join(done)}", ntriples(graph), BASE), done


def planted(seed, count, graphs):
    rng, used, made, done = random.Random(seed), Counter(), [], Counter()
    for _ in range(count):
        graph, faults = spoilt(rng, graphs, used)
        made.append(graph)
        done.update(faults)
    return made, done


def written(graph, node):
    """A path as SPARQL writes it."""
    if isinstance(node, URIRef):
        return f"<{node}>"
    inverse = graph.value(node, SH.inversePath)
    if inverse is not None:
        return "^" + written(graph, inverse)
    alternative = graph.value(node, SH.alternativePath)
    parts = [written(graph, part) for part in graph.items(node if alternative is None else alternative)]
    return f"({('/' if alternative is None else '|').join(parts)})"


def by_pyshacl(file, shapes):
    _, report, _ = pyshacl.validate(Graph().parse(file, format="nt"), shacl_graph=shapes)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        component = report.value(result, SH.sourceConstraintComponent)
        where = written(report, path) if isinstance(path, BNode) else str(path or "")
        found.add((str(report.value(result, SH.focusNode)), where, str(component)))
    return found


def by_rdf_validate_shacl(files):
    asked = json.dumps({"shapes": [str(shape) for shape in SHAPES], "data": [str(file) for file in files]})
    run = subprocess.run(
        ["node", ROOT / "tests" / "outside" / "shapes.mjs"], input=asked, capture_output=True, check=False, text=True,
        env={**os.environ, "NODE_PACKAGES": NODE_PACKAGES},
    )  # fmt: skip
    if run.returncode != 0:
        sys.exit(f"rdf-validate-shacl: {run.stderr[-2000:]}")
    return [{tuple(result) for result in results} for results in json.loads(run.stdout)]


def by_verbale(file):
    run = subprocess.run([COMMAND, "check", file, "--report", "json"], capture_output=True, check=False)
    report = json.loads(run.stdout)
    summary = report["summary"]
    total = summary["errors"] + summary["warnings"] + summary["notes"]
    if run.returncode not in (0, 1) or summary["shown"] != total:
        sys.exit(f"verbale check {file}: exit {run.returncode}, {summary}\n{run.stderr.decode()[-2000:]}")
    results = [finding for finding in report["findings"] if "shape" in finding]
    return {(one["focusNode"], one.get("path", ""), one["component"]) for one in results}


def compare(verdict, name, graphs, shapes):
    """Lets the three judge the graphs, some of them in a file, and returns what they found."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for start in range(0, len(graphs), TOGETHER):
            files.append(Path(folder) / f"{start}.nt")
            some = graphs[start:start + TOGETHER]
            files[-1].write_text("".join(graph.moved(start + at) for at, graph in enumerate(some)), encoding="utf-8")
        with ThreadPoolExecutor(1) as pool:
            theirs = pool.submit(by_rdf_validate_shacl, files)
            python = [by_pyshacl(file, shapes) for file in files]
            ours = [by_verbale(file) for file in files]
            node = theirs.result()
    bases = {f"{graph.base}{at}/": graph.name for at, graph in enumerate(graphs)}

    def show(result):
        return f"{next((name for base, name in bases.items() if result[0].startswith(base)), '')}: {' '.join(result)}"

    for engine, found in (("pySHACL", python), ("rdf-validate-shacl", node)):
        verdict.same_set(set().union(*ours), set().union(*found), f"{name}: verbale check finds what {engine} finds", show)
    return set().union(*ours)


def components(results):
    return Counter(component.rsplit("#")[-1].removesuffix("ConstraintComponent") for _, _, component in results)


def conforming(verdict, dossiers, shapes):
    verdict.check(len(dossiers) > FEWEST_ACCEPTED, f"{FEWEST_ACCEPTED} accepted dossiers", str(len(dossiers)))
    compare(verdict, "accepted dossiers", [Planted(name, lines, BASE) for name, lines in dossiers.items()], shapes)


def good_and_bad(verdict, shapes):
    graphs = list(cases())
    good = [graph for graph in graphs if graph.name.endswith("/good")]
    bad = [graph for graph in graphs if graph.name.endswith("/bad")]
    verdict.check(min(len(good), len(bad)) >= FEWEST_CASES, f"{FEWEST_CASES} cases", f"{len(good)} good, {len(bad)} bad")
    verdict.equal(compare(verdict, "good cases", good, shapes), set(), "good cases: nothing is found")
    found = compare(verdict, "bad cases", bad, shapes)
    failed = {at for at in range(len(bad)) if any(result[0].startswith(f"{CASE}{at}/") for result in found)}
    verdict.equal(failed, set(range(len(bad))), "bad cases: something is found in each")


def with_faults(verdict, drawn, count, dossiers, shapes):
    read = {name: list(Graph().parse(data=lines, format="nt")) for name, lines in dossiers.items()}
    found, done, graphs = set(), Counter(), []
    for seed in (FIXED_SEED, drawn):
        made, faults = planted(seed, count // 2, read)
        found |= {(seed, *result) for result in compare(verdict, f"planted by seed {seed}", made, shapes)}
        done += faults
        graphs += made
    few = {fault: done[fault] for fault in FAULTS if done[fault] < FEWEST_EACH}
    verdict.check(len(FAULTS) >= FEWEST_FAULTS and not few, f"{FEWEST_FAULTS} kinds, {FEWEST_EACH} of each", str(few))
    counts = components(result[1:] for result in found)
    low = {name: counts[name] for name, floor in FLOORS.items() if counts[name] < floor}
    verdict.check(not low, "every component has its share of results", f"too few: {low} of {dict(counts)}")
    print(f"{len(graphs)} graphs, {sum(done.values())} faults of {len(done)} kinds, {len(found)} results: {dict(counts)}")


def arguments():
    parser = argparse.ArgumentParser(description="The shapes before three engines.")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--graphs", type=int, default=1000)
    return parser.parse_args()


def main():
    asked = arguments()
    print(f"seeds {FIXED_SEED} and {asked.seed}")
    verdict = Verdict("shapes")
    shapes = Graph()
    for file in SHAPES:
        shapes.parse(file, format="turtle")
    wellformed = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)[0]
    verdict.check(wellformed, "the shapes are well-formed (SHACL-SHACL)")
    dossiers = {EXAMPLE: exported(SEED / "dossier.yaml"), **accepted()}
    conforming(verdict, dossiers, shapes)
    good_and_bad(verdict, shapes)
    with_faults(verdict, asked.seed, asked.graphs, dossiers, shapes)
    verdict.close()


if __name__ == "__main__":
    main()
