"""The ontology before reasoners and readers that this project did not write: HermiT, OWL RL, RDFS, rdflib, PyLD.

HermiT (in owlready2, on Java) must find the ontology consistent, alone and with the seed dossier's triples, and no
class without possible instances. Each kind of fault that it is there to find is planted once and must be found.
"""

import json
import tempfile
import unicodedata
from pathlib import Path

import owlready2
import owlrl
import pyld.jsonld
import rdflib
from owlready2.base import OwlReadyInconsistentOntologyError
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from verdict import ROOT, SEED, Verdict, export

rdflib.NORMALIZE_LITERALS = False

ONTOLOGY = ROOT / "ontology"
DATA = ROOT / "tests" / "ontology" / "data"
DIPL = Namespace("https://w3id.org/verbale/dipl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
EX = Namespace("https://example.org/planted/")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")

# The datatypes that OWL 2 has (its structural specification, section 4); HermiT stops at any other.
OWL2_DATATYPES = {
    XSD[name]
    for name in (
        "decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte "
        "unsignedLong unsignedInt unsignedShort unsignedByte double float string normalizedString token language Name "
        "NCName NMTOKEN boolean hexBinary base64Binary anyURI dateTime dateTimeStamp"
    ).split()
} | {RDF.langString, RDF.PlainLiteral, RDF.XMLLiteral, RDFS.Literal, OWL.real, OWL.rational}


def read(paths):
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


def ontology_files():
    return [*sorted(ONTOLOGY.glob("*.ttl")), *sorted((ONTOLOGY / "codes").glob("*.ttl"))]


def reasonable(graph):
    """The triples that a reasoner for OWL 2 accepts."""
    kept = Graph()
    for triple in graph:
        value = triple[2]
        if not isinstance(value, Literal) or value.datatype is None or value.datatype in OWL2_DATATYPES:
            kept.add(triple)
    return kept


def hermit(graph):
    """The IRIs of the classes that can have no instance, or None where the whole is inconsistent."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.nt"
        reasonable(graph).serialize(path, format="nt", encoding="utf-8")
        world = owlready2.World()
        world.get_ontology(path.as_uri()).load()
        try:
            owlready2.sync_reasoner_hermit(world, debug=0)
        except OwlReadyInconsistentOntologyError:
            return None
        return {unsatisfiable.iri for unsatisfiable in world.inconsistent_classes()} - {str(OWL.Nothing)}


def with_planted(graph, *triples):
    planted = reasonable(graph)
    for triple in triples:
        planted.add(triple)
    return planted


def consistency(verdict, ontology, seed):
    verdict.equal(hermit(ontology), set(), "HermiT: the ontology is consistent and every class can have instances")
    verdict.equal(hermit(ontology + seed), set(), "HermiT: so it is with the seed's triples")


def planted_faults(verdict, ontology):
    node = EX.node
    both = [(node, RDF.type, DIPL.Meeting), (node, RDF.type, DIPL.UnassertedSituation)]
    verdict.equal(hermit(with_planted(ontology, *both)), None, "HermiT finds a meeting that is not asserted")
    action = [(node, RDF.type, DIPL.Commitment), (node, RDF.type, DIPL.Event)]
    verdict.equal(hermit(with_planted(ontology, *action)), None, "HermiT finds a commitment that is an event")
    claimed = [(node, RDF.type, DIPL.Meeting), (node, DIPL.factuality, DIPL.certain)]
    verdict.equal(hermit(with_planted(ontology, *claimed)), None, "HermiT finds a factuality on a meeting")
    empty = [
        (EX.Empty, RDF.type, OWL.Class),
        (EX.Empty, RDFS.subClassOf, DIPL.Event),
        (EX.Empty, RDFS.subClassOf, DIPL.UnassertedSituation),
    ]
    verdict.equal(hermit(with_planted(ontology, *empty)), {str(EX.Empty)}, "HermiT finds a class without instances")


def closed(graph, semantics):
    closure = Graph()
    for triple in graph:
        closure.add(triple)
    owlrl.DeductiveClosure(semantics).expand(closure)
    return closure


def situations(core):
    """An unasserted situation at either end of every property that the ontology lets it have."""
    made = Graph()
    for end, used in (("subject", SCHEMA.domainIncludes), ("object", SCHEMA.rangeIncludes)):
        for name in core.subjects(used, DIPL.UnassertedSituation):
            situation, other = EX[f"{end}-of-{name.removeprefix(str(DIPL))}"], EX[f"other-{len(made)}"]
            made.add((situation, RDF.type, DIPL.UnassertedSituation))
            made.add((situation, name, other) if end == "subject" else (other, name, situation))
    return made


def no_leaks(verdict, core):
    made = situations(core)
    verdict.check(len(set(made.subjects(RDF.type))) > 70, "situations for every property", f"{len(made)} triples")
    forbidden = (DIPL.Event, DIPL.Relation, DIPL.Membership, DIPL.Capacity, DIPL.ProspectiveAction, DIPL.Stance)
    for semantics in (owlrl.RDFS_Semantics, owlrl.OWLRL_Semantics):
        name = semantics.__name__
        closure = closed(core + made, semantics)
        for situation in sorted(set(made.subjects(RDF.type, DIPL.UnassertedSituation))):
            types = set(closure.objects(situation, RDF.type))
            leaked = types & {*forbidden, PROV.Activity}
            verdict.check(not leaked, f"{name}: {situation} stays unasserted", f"became {sorted(leaked)}")
        leak = (DIPL.doer, RDFS.domain, DIPL.Event)
        closure = closed(with_planted(core + made, leak), semantics)
        found = (EX["subject-of-doer"], RDF.type, DIPL.Event) in closure
        verdict.check(found, f"{name}: a planted rdfs:domain makes an event of a situation")


def rule_conflicts(verdict, core):
    def errors(graph):
        return set(closed(graph, owlrl.OWLRL_Semantics).objects(None, ERROR))

    verdict.equal(errors(core), set(), "OWL RL finds no conflict in the ontology")
    planted = [(EX.node, RDF.type, DIPL.Recognition), (EX.node, RDF.type, DIPL.UnassertedSituation)]
    verdict.check(errors(with_planted(core, *planted)), "OWL RL finds a recognition that is not asserted")


def context(verdict):
    document = json.loads((DATA / "document.jsonld").read_text(encoding="utf-8"))
    document["@context"] = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    quads = pyld.jsonld.to_rdf(document, {"format": "application/n-quads", "base": "https://example.org/verbale/"})
    verdict.check(
        isomorphic(Graph().parse(data=quads, format="nt"), Graph().parse(DATA / "document.ttl")),
        "PyLD reads through the context what the Turtle says",
    )


def composed(verdict, ontology):
    """Texts that look alike compare alike only where all are composed (NFC)."""
    texts = {str(value) for value in ontology.objects() if isinstance(value, Literal)}
    texts |= set((ONTOLOGY / "states.tsv").read_text(encoding="utf-8").split("\t"))
    strange = sorted(text for text in texts if not unicodedata.is_normalized("NFC", text))
    verdict.equal(strange, [], "every label and name is in Unicode's composed form")


def main():
    verdict = Verdict("ontology")
    ontology = read(ontology_files())
    core = read([ONTOLOGY / name for name in ("diplomacy.ttl", "events.ttl", "mappings.ttl")])
    seed = Graph().parse(data=export(SEED / "dossier.yaml", "-f", "ntriples").decode(), format="nt")
    verdict.check(len(seed) > 800, "the seed has over 800 triples", str(len(seed)))
    consistency(verdict, ontology, seed)
    planted_faults(verdict, ontology)
    no_leaks(verdict, core)
    rule_conflicts(verdict, core)
    context(verdict)
    composed(verdict, ontology)
    verdict.close()


if __name__ == "__main__":
    main()
