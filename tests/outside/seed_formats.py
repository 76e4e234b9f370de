"""The seed dossier in all six formats, read by rdflib, PyLD and rapper: the same triples everywhere, the same bytes always."""

import json
import random
import re
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

import rdflib
from dossier_json import dossier_as_json, rendered
from pyld import jsonld
from rdflib import BNode, Dataset, Graph, Literal
from verdict import SEED, Verdict, export

# Literals are compared as they are written, not as rdflib would tidy them.
rdflib.NORMALIZE_LITERALS = False

# Format of the command, extension, rdflib's name, whether it may hold named graphs.
FORMATS = [
    ("ntriples", "nt", "nt", False),
    ("nquads", "nq", "nquads", True),
    ("turtle", "ttl", "turtle", False),
    ("trig", "trig", "trig", True),
    ("jsonld", "jsonld", "json-ld", True),
    ("rdfxml", "rdf", "xml", False),
]
FEWEST_TRIPLES = 800
DOSSIER = "https://example.org/verbale/russie-aes-2025-04-03"
SHUFFLES = 5

XSD = "http://www.w3.org/2001/XMLSchema#"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
ZONE = r"(Z|[+-](0\d|1[0-4]):[0-5]\d)?"
PATTERNS = {
    "date": r"-?\d{4,}-\d\d-\d\d" + ZONE,
    "gYear": r"-?\d{4,}" + ZONE,
    "gYearMonth": r"-?\d{4,}-(0[1-9]|1[0-2])" + ZONE,
    "dateTime": r"-?\d{4,}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?" + ZONE,
    "nonNegativeInteger": r"\+?\d+",
    "positiveInteger": r"\+?0*[1-9]\d*",
    "integer": r"[+-]?\d+",
    "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "boolean": r"true|false|1|0",
}
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
EDTF_VALUE = re.compile(r"[0-9X~?%/.,\[\]{}TZ:+YES-]+")


def valid_literal(text, datatype=XSD + "string", language=None):
    """Whether the lexical form belongs to the datatype, by the patterns above and the calendar."""
    if language is not None:
        return LANGUAGE.fullmatch(language) is not None
    if datatype == XSD + "string":
        return all(character in "\t\n\r" or character >= " " for character in text)
    if datatype == EDTF:
        return EDTF_VALUE.fullmatch(text) is not None
    pattern = PATTERNS.get(datatype.removeprefix(XSD)) if datatype.startswith(XSD) else None
    if pattern is None or re.fullmatch(pattern, text, re.ASCII) is None:
        return False
    return calendar_day(text) if datatype in (XSD + "date", XSD + "dateTime") else True


def calendar_day(text):
    year, month, day = (int(part) for part in re.match(r"(-?\d+)-(\d\d)-(\d\d)", text).groups())
    # Python's calendar holds the years 1 to 9999; the lengths of months repeat every 400 years.
    try:
        date((year - 1) % 400 + 1, month, day)
    except ValueError:
        return False
    return True


def triples_of(graph):
    """Triples without their graph's name, as text that compares."""
    quads = graph.quads() if isinstance(graph, Dataset) else graph
    return {tuple(term.n3() for term in quad[:3]) for quad in quads}


def read(path, name, holds_graphs):
    graph = Dataset() if holds_graphs else Graph()
    graph.parse(path, format=name)
    return graph


def no_network(url, *_):
    raise RuntimeError(f"the context {url} is not in the document")


def by_pyld(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    nquads = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": no_network})
    graph = Dataset()
    graph.parse(data=nquads, format="nquads")
    return triples_of(graph)


def by_rapper(path):
    run = subprocess.run(["rapper", "-q", "-i", "rdfxml", "-o", "ntriples", path], capture_output=True, check=True)
    return triples_of(Graph().parse(data=run.stdout.decode(), format="nt"))


def formats_agree(verdict, folder):
    graphs = {}
    for option, extension, name, holds_graphs in FORMATS:
        path = folder / f"seed.{extension}"
        path.write_bytes(export(SEED / "dossier.yaml", "-f", option))
        graphs[option] = read(path, name, holds_graphs)
    reference = triples_of(graphs["ntriples"])
    verdict.check(len(reference) > FEWEST_TRIPLES, f"over {FEWEST_TRIPLES} triples", f"{len(reference)}")
    for option, *_ in FORMATS:
        verdict.same_set(triples_of(graphs[option]), reference, f"{option} says what N-Triples says, in rdflib")
    verdict.same_set(by_pyld(folder / "seed.jsonld"), reference, "JSON-LD says it in PyLD")
    verdict.same_set(by_rapper(folder / "seed.rdf"), reference, "RDF/XML says it in rapper")
    return graphs


def graph_names(verdict, graphs):
    def names(option):
        return {str(quad[3]) for quad in graphs[option].quads()}

    verdict.equal(names("nquads"), {DOSSIER}, "N-Quads name the dossier's graph")
    verdict.equal(names("trig"), {DOSSIER}, "TriG names the dossier's graph")
    unnamed = {str(quad[3]) for quad in graphs["jsonld"].quads()} - {"None", "urn:x-rdflib:default"}
    verdict.equal(unnamed, set(), "JSON-LD names no graph")


def terms_are_sound(verdict, graph):
    blank = [term for triple in graph for term in triple if isinstance(term, BNode)]
    verdict.equal(blank, [], "no blank nodes")
    literals = {term for triple in graph for term in triple if isinstance(term, Literal)}
    verdict.check(len(literals) > 100, "literals to look at", f"{len(literals)}")
    for literal in sorted(literals):
        datatype = str(literal.datatype or XSD + "string")
        verdict.check(valid_literal(str(literal), datatype, literal.language), f"valid literal {literal.n3()}")


def checker_is_strict(verdict):
    """The checker of literals refuses what it should: else its silence means nothing."""
    for text, name in [
        ("2025-02-30", "date"), ("2025-4-3", "date"), (" 2025-04-03", "date"), ("+2025-04-03", "date"),
        ("2025-13", "gYearMonth"), ("25", "gYear"), ("-1", "nonNegativeInteger"), ("yes", "boolean"),
        ("2025-04-03T25:00:00", "dateTime"), ("x", "noSuchType"),
    ]:  # fmt: skip
        verdict.check(not valid_literal(text, XSD + name), f"{text!r} is no xsd:{name}")
    verdict.check(valid_literal("2024-02-29", XSD + "date"), "2024-02-29 is a day")


def shuffled(value, draw):
    if isinstance(value, dict):
        keys = list(value)
        draw.shuffle(keys)
        return {key: shuffled(value[key], draw) for key in keys}
    if isinstance(value, list):
        return [shuffled(item, draw) for item in value]
    return value


def bytes_are_stable(verdict, folder):
    text = (SEED / "dossier.yaml").read_text(encoding="utf-8")
    dossier = dossier_as_json(text)
    verdict.equal((SEED / "dossier.json").read_text(encoding="utf-8"), rendered(dossier), "dossier.json is dossier.yaml")
    shutil.copy(SEED / "article.txt", folder)
    seeds = [*range(SHUFFLES - 1), random.randrange(2**32)]
    print(f"shuffles drawn from {seeds}")
    for option, *_ in FORMATS:
        first = export(SEED / "dossier.yaml", "-f", option)
        verdict.check(export(SEED / "dossier.yaml", "-f", option) == first, f"{option}: a second process, the same bytes")
        verdict.check(export(SEED / "dossier.json", "-f", option) == first, f"{option}: from JSON, the same bytes")
        for seed in seeds:
            path = folder / f"shuffled-{seed}.json"
            path.write_text(json.dumps(shuffled(dossier, random.Random(seed)), ensure_ascii=False), encoding="utf-8")
            verdict.check(export(path, "-f", option) == first, f"{option}: keys and actors shuffled ({seed}), the same bytes")


def main():
    verdict = Verdict("seed_formats")
    checker_is_strict(verdict)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        graphs = formats_agree(verdict, folder)
        graph_names(verdict, graphs)
        terms_are_sound(verdict, graphs["ntriples"])
        bytes_are_stable(verdict, folder)
    verdict.close()


if __name__ == "__main__":
    main()
