"""The competency questions in rdflib, and what counts as an event before and after reasoning in owlrl."""

import csv

import owlrl
import rdflib
from rdflib import RDF, RDFS, Graph, Namespace
from verdict import ROOT, SEED, Verdict, export

rdflib.NORMALIZE_LITERALS = False

ONTOLOGY = ROOT / "ontology"
DIPL = Namespace("https://w3id.org/verbale/dipl#")
SEED_NODES = "https://example.org/verbale/russie-aes-2025-04-03/"
EVENTS = {SEED_NODES + name for name in ("reunion", "bilaterale", "officialisation", "retrait", "fondation-aes")}
FEWEST_QUESTIONS = 18


def rows_of(result):
    """A result as SPARQL's CSV writes it: header without `?`, lexical forms, unbound empty."""
    header = [str(name) for name in result.vars]
    return header, sorted(["" if value is None else str(value) for value in row] for row in result)


def competency_questions(verdict, seed):
    questions = sorted((ONTOLOGY / "queries").glob("*.rq"))
    verdict.check(len(questions) >= FEWEST_QUESTIONS, f"at least {FEWEST_QUESTIONS} questions", f"{len(questions)}")
    for question in questions:
        with question.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        found = rows_of(seed.query(question.read_text(encoding="utf-8")))
        verdict.equal(found, (header, sorted(rows)), question.name)


def events(graph):
    return {str(node) for node in graph.subjects(RDF.type, DIPL.Event)}


def closed(graph, semantics, *planted):
    copy = Graph()
    for triple in graph:
        copy.add(triple)
    for triple in planted:
        copy.add(triple)
    owlrl.DeductiveClosure(semantics).expand(copy)
    return copy


def events_do_not_leak(verdict, seed):
    """`?e a dipl:Event` gives what the article asserts, with or without inference; a leak would be seen."""
    everything = seed + ontology(verdict)
    verdict.equal(events(seed), EVENTS, "events as written")
    for name, semantics in (("RDFS", owlrl.RDFS_Semantics), ("OWL-RL", owlrl.OWLRL_Semantics)):
        closure = closed(everything, semantics)
        verdict.check(len(closure) > len(everything), f"{name} infers something")
        verdict.equal(events(closure), EVENTS, f"events after {name} closure")
    # The same question on an ontology with one careless axiom: if it still gave five, the checks above would prove nothing.
    for careless in (
        (DIPL.about, RDFS.range, DIPL.Event),
        (DIPL.recognises, RDFS.domain, DIPL.Recognition),
    ):
        for name, semantics in (("RDFS", owlrl.RDFS_Semantics), ("OWL-RL", owlrl.OWLRL_Semantics)):
            leaked = events(closed(everything, semantics, careless))
            verdict.check(leaked > EVENTS, f"{name} with a planted {careless[1].fragment} on {careless[0].fragment} is seen")


def ontology(verdict):
    graph = Graph()
    for file in (*sorted(ONTOLOGY.glob("*.ttl")), *sorted((ONTOLOGY / "codes").glob("*.ttl"))):
        graph.parse(file, format="turtle")
    verdict.check((DIPL.Meeting, RDFS.subClassOf, DIPL.Event) in graph, "the ontology says that a meeting is an event")
    return graph


def main():
    verdict = Verdict("queries")
    seed = Graph().parse(data=export(SEED / "dossier.yaml", "-f", "ntriples").decode(), format="nt")
    competency_questions(verdict, seed)
    events_do_not_leak(verdict, seed)
    verdict.close()


if __name__ == "__main__":
    main()
