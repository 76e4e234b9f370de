#!/usr/bin/env python3
"""Lets a shape forbid one property of one node of a dossier's graph, and holds the result to where the author wrote it.

Usage: shape_places.py [--seed N] [--long] [--keep FOLDER]

The dossiers are those of places.py, without a fault, in YAML block style, YAML flow style, JSON and JSON Lines. PROPERTIES says
of each property which key it comes from, as the tables of docs/dossier.md do. Forbidden by `sh:maxCount 0` it is shown at the
value of its key, by `sh:in` at each value that it has, in a list of several at the item, and demanded where it is absent, at
the entry that lacks it. Two rounds are run, one with a fixed seed and one with a seed that is drawn (or given) and printed.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from places import Case
from planted import ALL
from verdict import COMMAND, Verdict

FIXED_SEED = 20250403
PLACES_LEAST = 200  # in each round
BASE = "https://example.org/verbale/"
PREFIXES = {
    "dipl": "https://w3id.org/verbale/dipl#", "dcterms": "http://purl.org/dc/terms/", "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#", "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "sh": "http://www.w3.org/ns/shacl#",
}

# The node, the property, the entry and the key that it comes from. An entry without a slash is a fact.
PROPERTIES = [
    ("source", "dcterms:title", "/source", "title"), ("source", "schema:url", "/source", "url"),
    ("source", "schema:inLanguage", "/source", "language"), ("source", "dcterms:license", "/source", "license"),
    ("source", "schema:datePublished", "/source", "published"),
    ("actor/council", "skos:prefLabel", "/actors/council", "name"),
    ("place/mombasa", "wgs84:lat", "/places/mombasa", "lat"), ("place/mombasa", "wgs84:long", "/places/mombasa", "long"),
    ("place/nairobi", "dipl:country", "/places/nairobi", "country"),
    ("talks", "dipl:party", "talks", "parties"), ("talks", "dipl:place", "talks", "place"),
    ("talks", "dipl:date", "talks", "date"), ("partnership", "dipl:relationType", "partnership", "type"),
    ("partnership", "dipl:start", "partnership", "since"), ("declaration", "dipl:instrumentType", "declaration", "type"),
    ("declaration", "dipl:madeDuring", "declaration", "madeDuring"), ("minister", "dipl:role", "minister", "role"),
    ("minister", "dipl:member", "minister", "who"), ("minister", "dipl:organisation", "minister", "of"),
    ("envoy", "dipl:accreditedTo", "envoy", "to"), ("praise", "dipl:holder", "praise", "holder"),
    ("praise", "dipl:target", "praise", "target"), ("praise", "dipl:polarity", "praise", "polarity"),
    ("speech", "dipl:speaker", "speech", "speaker"), ("speech", "dipl:speechMode", "speech", "speechMode"),
    ("speech", "schema:text", "speech", "text"), ("ship", "dipl:status", "ship", "status"),
    ("ship", "dipl:doer", "ship", "by"), ("ship", "dcterms:description", "ship", "description"),
    ("crews", "dipl:due", "crews", "due"), ("signing", "dipl:eventType", "signing", "type"),
    ("signing", "dipl:doer", "signing", "by"), ("signing", "dipl:concerns", "signing", "concerns"),
    ("claim/ship", "dipl:span", "ship", "quote"), ("claim/talks", "dipl:span", "talks", "quote"),
]
# Properties that an entry lacks.
ABSENT = [
    ("talks", "dipl:host", "talks"), ("ship", "dipl:recordedIn", "ship"), ("source", "dcterms:publisher", "/source"),
    ("actor/council", "dipl:existence", "/actors/council"), ("place/nairobi", "wgs84:lat", "/places/nairobi"),
]


class Forbidden:
    """A sound dossier, the shape that it breaks, and where that must be shown."""

    def __init__(self, rng, serial, style, node, predicate, constraint):
        self.case = Case(rng, serial, style)
        self.what = f"{constraint} on {predicate} of {node}"
        self.shape = (
            f"[] a sh:NodeShape ; sh:targetNode <{BASE}{self.case.draft.id}/{node}> ;\n"
            f"    sh:property [ sh:path {predicate} ; {constraint} ] .\n"
        )

    def entry(self, entry):
        return entry if entry.startswith("/") else self.case.draft.fact(entry)

    def expect(self, pointers):
        self.expected = sorted((pointer, self.case.sheet.place(pointer, "value")) for pointer in pointers)
        return self

    def values(self, pointer):
        """Where each value stands: one of several by itself, one alone with its key."""
        value = self.case.draft.at(pointer)
        several = isinstance(value, list) and len(value) > 1
        return [f"{pointer}/{index}" for index in range(len(value))] if several else [pointer]


def drawn(rng, label, style):
    for number, (node, predicate, entry, key) in enumerate(PROPERTIES):
        case = Forbidden(rng, f"{label}-{style}-{number}-key", style, node, predicate, "sh:maxCount 0")
        yield case.expect([f"{case.entry(entry)}/{key}"])
        case = Forbidden(rng, f"{label}-{style}-{number}-value", style, node, predicate, "sh:in ( dipl:nothing )")
        yield case.expect(case.values(f"{case.entry(entry)}/{key}"))
    for number, (node, predicate, entry) in enumerate(ABSENT):
        case = Forbidden(rng, f"{label}-{style}-{number}-absent", style, node, predicate, "sh:minCount 1")
        yield case.expect([case.entry(entry)])


def check(folder, shapes, cases):
    """What is found about the nodes of each dossier. A node that is named as a target is one of every other graph too."""
    names = [case.case.name for case in cases]
    command = [COMMAND, "check", "--no-default-shapes", "--shapes", shapes, "--report", "json", *names]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if run.returncode not in (0, 1) or not run.stdout:
        sys.exit(f"verbale check: exit {run.returncode}\n{run.stderr.decode(errors='replace')}")
    report = json.loads(run.stdout)
    if report["summary"]["shown"] != len(report["findings"]):
        sys.exit("not every finding is shown")
    own = {case.case.name: case.case.draft.id for case in cases}
    found = {name: [] for name in names}
    for finding in report["findings"]:
        record = own[finding["file"]]
        if finding.get("record") == record and finding.get("focusNode", "").startswith(f"{BASE}{record}/"):
            place = tuple(finding.get(name) for name in ("line", "column", "endLine", "endColumn"))
            found[finding["file"]].append((finding.get("pointer"), place))
    return found


def judge(style, label, cases, folder, verdict):
    for case in cases:
        case.case.save(folder)
    shapes = f"{label}-{style}.ttl"
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    (folder / shapes).write_text(head + "".join(case.shape for case in cases), encoding="utf-8")
    found = check(folder, shapes, cases)
    for case in cases:
        answer, expected = sorted(found[case.case.name], key=str), sorted(case.expected, key=str)
        verdict.equal(answer, expected, f"{case.what} in {case.case.name}")
    return sum(len(case.expected) for case in cases)


def round_of(seed, label, folder, verdict):
    print(f"seed {seed}")
    rng = random.Random(seed)
    places = sum(judge(style, label, list(drawn(rng, label, style)), folder, verdict) for style in ALL)
    verdict.check(places >= PLACES_LEAST, f"{places} places, {PLACES_LEAST} are wanted")
    print(f"{places} places of {len(PROPERTIES) + len(ABSENT)} properties")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, help="of the drawn rounds, to repeat one that failed")
    parser.add_argument("--long", action="store_true", help="five drawn rounds instead of one")
    parser.add_argument("--keep", type=Path, help="write the files to this folder and leave them there")
    options = parser.parse_args()
    first = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    verdict = Verdict("places of results")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate([FIXED_SEED] + [first + n for n in range(5 if options.long else 1)]):
            round_of(seed, f"r{number}", folder, verdict)
    verdict.close()


if __name__ == "__main__":
    main()
