"""The tables that any conversion of these inputs needs: states, and what a code of CAMEO becomes."""

import json
import re
from functools import cache
from pathlib import Path

ONTOLOGY = Path(__file__).resolve().parents[3] / "ontology"
BASE = "https://example.org/verbale/"
DIPL = "https://w3id.org/verbale/dipl#"
CAMEO = "https://w3id.org/verbale/cameo#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
FOAF = "http://xmlns.com/foaf/0.1/"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"
OA = "http://www.w3.org/ns/oa#"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
LANGUAGES = ["fr", "en", "es", "ru", "ar", "zh"]

EVENT_TYPES = [DIPL + "Event", PROV + "Activity", SEM + "Event", SCHEMA + "Event"]
UNASSERTED = [DIPL + "UnassertedSituation", PROV + "Entity"]
CLASSES = {
    "meeting": [DIPL + "Meeting", *EVENT_TYPES],
    "recognition": [DIPL + "Recognition", *EVENT_TYPES],
    "event": EVENT_TYPES,
    "commitment": [DIPL + "Commitment", DIPL + "ProspectiveAction", PROV + "Plan"],
    **{kind: [DIPL + kind.title(), PROV + "Entity"] for kind in ("statement", "stance", "relation")},
}
AGENT = [DIPL + "Actor", PROV + "Agent", FOAF + "Agent"]
ACTORS = {
    "state": [DIPL + "State", *AGENT, ORG + "Organization"],
    "group": [DIPL + "Group", *AGENT, ORG + "Organization"],
    "organisation": [DIPL + "InternationalOrganisation", *AGENT, ORG + "Organization"],
    "person": [DIPL + "Person", *AGENT, FOAF + "Person"],
}
DOSSIER = [DIPL + "Dossier", PROV + "Bundle", "http://www.w3.org/ns/dcat#Dataset"]
SOURCE = [DIPL + "SourceText", PROV + "Entity", SCHEMA + "CreativeWork"]
CLAIM = [DIPL + "Claim", PROV + "Entity", SCHEMA + "Claim"]
PLACE = [DIPL + "Place", PROV + "Location", SCHEMA + "Place"]
AROUND = 32  # code points of a quote's surroundings
# The column of the file: its index.
COLUMNS = {"id": 0, "day": 1, "root event": 25, "code": 26, "mentions": 31, "sources": 32, "articles": 33, "tone": 34,
           "place type": 51, "place": 52, "lat": 56, "long": 57, "url": 60}
FIRST, SECOND = 5, 15  # code, and the name after it


def rows(name):
    header, *lines = (line.split("\t") for line in (ONTOLOGY / name).read_text(encoding="utf-8").splitlines())
    return [dict(zip(header, cells)) for cells in lines]


def states():
    return {row["iso3"]: row for row in rows("states.tsv")}


def outcomes():
    """For each code of CAMEO: kind, type, status, polarity, and what the second actor is to a commitment."""
    return {row["code"]: row for row in rows("outcomes.tsv") if row["scheme"] == "cameo"}


@cache
def slug(text):
    return re.sub("[^a-z0-9]+", "-", re.sub("[A-Z]", lambda letter: letter[0].lower(), text)).strip("-")


@cache
def place_key(name, lat, long, sort):
    """The name, and a mark of all that is said of the place: FNV-1a, an 0xFF after each text, both halves in one."""
    mark = 0xCBF29CE484222325
    for byte in b"".join(text.encode() + b"\xff" for text in (name, lat, long, sort)):
        mark = (mark ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{slug(name)}-{(mark >> 32) ^ (mark & 0xFFFFFFFF):08x}"


def dossiers(path):
    with open(path, encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def events(path):
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def becomes(outcome, first, second):
    """What a record is, whose kind may need an actor that it lacks."""
    kind = outcome["kind"]
    lacks = {"commitment": not first, "stance": not (first and second), "recognition": not (first and second)}
    return "event" if lacks.get(kind) else kind
