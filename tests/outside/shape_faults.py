"""Faults to plant in a graph, each one change that a shape should see, or that it should not mind.

A fault takes a `Draft` and returns whether it found something to change. All choices are those of the draft's generator,
over lists that are sorted, so that a seed says everything.
"""

from rdflib import RDF, XSD, Literal, Namespace, URIRef

DIPL = Namespace("https://w3id.org/verbale/dipl#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
WGS84 = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")

CODED = [DIPL[name] for name in "basis factuality modality polarity trend speechMode role field status eventType "
         "relationType instrumentType meetingFormat channel frequency situationType existence".split()]
CODES = [DIPL[name] for name in "certain possible stated reported explicit machine-coded positive increasing direct "
         "envoy trade agreed expected visit alliance treaty bilateral virtual yearly meeting-situation planned".split()]
LABELS = [SKOS.prefLabel, SKOS.altLabel, FOAF.name, DCTERMS.description, DCTERMS.title, SCHEMA.text, DIPL.purpose]
# What has an order is compared by the shapes, and outside engines part ways where the two ends have different types.
ORDERED = {DIPL.earliest, DIPL.latest, OA.start, OA.end}


class Draft:
    """A graph to be spoilt."""

    def __init__(self, rng, triples):
        self.rng = rng
        self.triples = sorted(set(triples))

    def where(self, subject=None, predicates=None, wanted=lambda triple: True):
        """A triple with this subject, one of these predicates, and whatever else is wanted; None where there is none."""
        found = [
            triple for triple in self.triples
            if (subject is None or triple[0] == subject)
            and (predicates is None or triple[1] in predicates) and wanted(triple)
        ]
        return self.rng.choice(found) if found else None

    def nodes(self, *classes):
        return sorted({s for s, p, o in self.triples if p == RDF.type and o in classes})

    def node(self, *classes):
        nodes = self.nodes(*classes)
        return self.rng.choice(nodes) if nodes else None

    def value(self, subject, predicate):
        return next((o for s, p, o in self.triples if s == subject and p == predicate), None)

    def drop(self, triple):
        if triple is None:
            return False
        self.triples.remove(triple)
        return True

    def add(self, subject, predicate, value):
        triple = (subject, predicate, value)
        if subject is None or value is None or triple in self.triples:
            return False
        self.triples = sorted([*self.triples, triple])
        return True

    def change(self, triple, value):
        """Another value in the place of a triple's."""
        if triple is None or value is None or triple[2] == value:
            return False
        self.triples.remove(triple)
        return self.add(triple[0], triple[1], value)


def dropper(*predicates, classes=()):
    def fault(draft):
        nodes = set(draft.nodes(*classes)) if classes else None
        return draft.drop(draft.where(None, predicates, lambda triple: nodes is None or triple[0] in nodes))
    return fault


def setter(predicate, value, *classes):
    """Adds a value to a node of one of the classes, beside those that it has."""
    def fault(draft):
        return draft.add(draft.node(*classes), predicate, value(draft) if callable(value) else value)
    return fault


def other(*classes):
    return lambda draft: draft.node(*classes)


def any_triple(draft):
    return draft.drop(draft.where(wanted=lambda triple: triple[1] != RDF.type))


def superclass(draft):
    kept = (DIPL.Claim, DIPL.Meeting, DIPL.Span)
    return draft.drop(draft.where(None, [RDF.type], lambda triple: triple[2] not in kept))


def untyped(draft):
    node = draft.where(None, [RDF.type])
    if node is None:
        return False
    draft.triples = [t for t in draft.triples if not (t[0] == node[0] and t[1] == RDF.type)]
    return True


def doubled_link(draft):
    """A second value of a property, taken from another subject that has it."""
    triple = draft.where(wanted=lambda t: t[1] != RDF.type and isinstance(t[2], URIRef))
    second = draft.where(None, [triple[1]], lambda t: t[2] != triple[2])
    return second is not None and draft.add(triple[0], triple[1], second[2])


def doubled_code(draft):
    triple = draft.where(None, CODED)
    second = triple and draft.where(None, [triple[1]], lambda t: t[2] != triple[2])
    return bool(second) and draft.add(triple[0], triple[1], second[2])


def code_of_another_list(draft):
    return draft.change(draft.where(None, CODED), draft.rng.choice(CODES))


def unknown_code(draft):
    return draft.change(draft.where(None, CODED), DIPL["no-such-code"])


def link_of(value):
    """The object of a link becomes something else."""
    def fault(draft):
        triple = draft.where(wanted=lambda t: t[1] != RDF.type and isinstance(t[2], URIRef) and t[1] not in CODED)
        return draft.change(triple, value(draft))
    return fault


def undescribed(draft):
    return URIRef(draft.triples[0][0] + "/nothing-is-said-of-it")


def misplaced_property(draft):
    triple = draft.where(wanted=lambda t: t[1].startswith(DIPL) and t[1] not in ORDERED)
    return draft.add(draft.node(DIPL.Claim, DIPL.Place, DIPL.Person, DIPL.Relation), triple[1], triple[2])


def swapped(low, high):
    def fault(draft):
        triple = draft.where(None, [low], lambda t: draft.value(t[0], high) not in (None, t[2]))
        if triple is None:
            return False
        last = next(t for t in draft.triples if t[0] == triple[0] and t[1] == high)
        return draft.change(triple, last[2]) and draft.change(last, triple[2])
    return fault


def late(draft):
    """The first possible day moves past the last."""
    triple = draft.where(None, [DIPL.earliest], lambda t: draft.value(t[0], DIPL.latest) is not None)
    return draft.change(triple, Literal("2199-12-31", datatype=XSD.date))


def date_as(value):
    def fault(draft):
        return draft.change(draft.where(None, [DIPL.date, DIPL.start, DIPL.end, DIPL.due, SCHEMA.datePublished]), value)
    return fault


def bound_as_year(draft):
    triple = draft.where(None, [DIPL.earliest, DIPL.latest])
    if triple is None:
        return False
    draft.triples = [t for t in draft.triples if t[0] != triple[0] or t[1] not in ORDERED or t == triple]
    return draft.change(triple, Literal(str(triple[2])[:4], datatype=XSD.gYear))


def approximate_too(draft):
    triple = draft.where(None, [DIPL.date, DIPL.start])
    return triple is not None and draft.add(triple[0], DIPL.edtf, Literal("2025~", datatype=EDTF))


def offset_alone(draft):
    """One offset, as a plain integer."""
    triple = draft.where(None, [OA.start, OA.end])
    if triple is None:
        return False
    draft.triples = [t for t in draft.triples if t[0] != triple[0] or t[1] not in ORDERED or t == triple]
    return draft.change(triple, Literal(str(triple[2]), datatype=XSD.integer))


def text_without_language(draft):
    triple = draft.where(None, LABELS, lambda t: t[2].language)
    return triple is not None and draft.change(triple, Literal(str(triple[2])))


def text_in_another_language(draft):
    triple = draft.where(None, LABELS, lambda t: t[2].language)
    return triple is not None and draft.change(triple, Literal(str(triple[2]), lang="pt-BR"))


def second_text(draft):
    triple = draft.where(None, LABELS, lambda t: t[2].language)
    return triple is not None and draft.add(triple[0], triple[1], Literal(str(triple[2]) + " !", lang=triple[2].language))


def empty_text(draft):
    triple = draft.where(None, [*LABELS, OA.exact])
    return triple is not None and draft.change(triple, Literal("", lang=triple[2].language))


def literal_of(predicate, value):
    return lambda draft: draft.change(draft.where(None, [predicate]), value)


def retyped(before, after):
    def fault(draft):
        return draft.change(draft.where(None, [RDF.type], lambda t: t[2] in before), after)
    return fault


def vanished_claim(draft):
    claim = draft.node(DIPL.Claim)
    draft.triples = [t for t in draft.triples if claim not in (t[0], t[2])]
    return claim is not None


def doubtful_fact(draft):
    return draft.change(draft.where(None, [DIPL.factuality]), DIPL.possible)


def reported_by_nobody(draft):
    return draft.change(draft.where(None, [DIPL.modality]), DIPL.reported)


def said_by_an_actor(draft):
    return draft.change(draft.where(None, [DIPL.saidBy]), draft.node(DIPL.Actor))


def said_in_a_statement(draft):
    """A claim becomes reported, with the speaker that goes with it or without."""
    claim, statement = draft.node(DIPL.Claim), draft.node(DIPL.Statement)
    if claim is None or statement is None or not draft.add(claim, DIPL.saidIn, statement):
        return False
    if draft.rng.random() < 0.5:
        draft.triples = [t for t in draft.triples if t[0] != claim or t[1] not in (DIPL.saidBy, DIPL.modality)]
        draft.add(claim, DIPL.saidBy, draft.value(statement, DIPL.speaker))
        draft.add(claim, DIPL.modality, DIPL.reported)
    return True


def machine_coded(draft):
    return draft.change(draft.where(None, [DIPL.basis]), DIPL["machine-coded"])


def wrong_twin(draft):
    return draft.change(draft.where(None, [ORG.member, ORG.organization, ORG.role]), draft.node(DIPL.State))


def position_in_half(draft):
    return draft.add(draft.node(DIPL.Place), draft.rng.choice([WGS84.lat, WGS84.long]), Literal("91.5", datatype=XSD.decimal))


FACTS = (DIPL.Event, DIPL.Relation, DIPL.Commitment, DIPL.Statement, DIPL.Stance, DIPL.Membership)
FAULTS = {
    "any triple gone": any_triple,
    "a superclass gone": superclass,
    "every class gone": untyped,
    "about gone": dropper(DIPL.about),
    "span gone": dropper(DIPL.span),
    "factuality, basis or modality gone": dropper(DIPL.factuality, DIPL.basis, DIPL.modality),
    "said by nobody": dropper(DIPL.saidBy),
    "selector gone": dropper(OA.hasSelector),
    "words gone": dropper(OA.exact),
    "parties or doers gone": dropper(DIPL.party, DIPL.doer, DIPL.holder, DIPL.target, DIPL.member),
    "statement without speaker or mode": dropper(DIPL.speaker, DIPL.speechMode),
    "names gone": dropper(SKOS.prefLabel, FOAF.name, DCTERMS.description, SKOS.notation),
    "dossier of a fact gone": dropper(DCTERMS.isPartOf),
    "source of a dossier gone": dropper(DCTERMS.source, DCTERMS.conformsTo),
    "hash or language gone": dropper(SCHEMA.sha256, SCHEMA.inLanguage),
    "bounds gone": dropper(DIPL.earliest, DIPL.latest),
    "claim gone": vanished_claim,
    "link doubled": doubled_link,
    "code doubled": doubled_code,
    "code of another list": code_of_another_list,
    "unknown code": unknown_code,
    "link to a node of another class": link_of(other(DIPL.Place, DIPL.State, DIPL.Person, DIPL.Span, DIPL.Relation)),
    "link to a text": link_of(lambda draft: Literal("text")),
    "link to what is not described": link_of(undescribed),
    "property on a node of another class": misplaced_property,
    "offsets swapped": swapped(OA.start, OA.end),
    "bounds swapped": swapped(DIPL.earliest, DIPL.latest),
    "first day after the last": late,
    "date as text": date_as(Literal("le 3 avril")),
    "date as duration": date_as(Literal("P1D", datatype=XSD.duration)),
    "bound as a year": bound_as_year,
    "approximate date beside an exact one": approximate_too,
    "offset as a plain integer": offset_alone,
    "text without a language": text_without_language,
    "text in another language": text_in_another_language,
    "second text in a language": second_text,
    "empty text": empty_text,
    "hash in capitals": literal_of(SCHEMA.sha256, Literal("A" * 64)),
    "language that is none": literal_of(SCHEMA.inLanguage, Literal("langue française")),
    "state code in small letters": literal_of(SKOS.notation, Literal("mli")),
    "ordinal of zero": setter(DIPL.ordinal, Literal("0", datatype=XSD.integer), DIPL.Meeting, DIPL.Event),
    "exhaustive said in full": setter(DIPL.exhaustive, Literal("true", datatype=XSD.boolean), DIPL.Claim),
    "counts below zero": setter(DIPL.mentionCount, Literal("-3", datatype=XSD.integer), DIPL.Claim),
    "tone out of range": setter(DIPL.tone, Literal("-250.5", datatype=XSD.decimal), DIPL.Claim),
    "half a position": position_in_half,
    "address as text": setter(SCHEMA.url, Literal("https://example.org/a"), DIPL.SourceText),
    "second source of a span": setter(OA.hasSource, other(DIPL.SourceText, DIPL.State), DIPL.Span),
    "second dossier": setter(DCTERMS.isPartOf, other(DIPL.State), *FACTS),
    "fact also unasserted": setter(RDF.type, DIPL.UnassertedSituation, *FACTS),
    "situation also an event": setter(RDF.type, DIPL.Event, DIPL.UnassertedSituation),
    "two kinds on a node": setter(RDF.type, DIPL.Place, DIPL.Actor),
    "commitment also an expectation": setter(RDF.type, DIPL.Expectation, DIPL.Commitment),
    "event made a situation": retyped([DIPL.Event, DIPL.Relation], DIPL.UnassertedSituation),
    "meeting made a recognition": retyped([DIPL.Meeting, DIPL.Event], DIPL.Recognition),
    "planned in an event": setter(DIPL.plannedIn, other(DIPL.Event), DIPL.UnassertedSituation, DIPL.Relation),
    "fact in doubt": doubtful_fact,
    "reported by nobody": reported_by_nobody,
    "said by an actor": said_by_an_actor,
    "said in a statement": said_in_a_statement,
    "coded by machine": machine_coded,
    "ORG says another thing": wrong_twin,
    "recognises itself": setter(DIPL.recognises, other(DIPL.State), DIPL.Recognition),
    "primary source on a fact": setter(PROV.hadPrimarySource, URIRef("https://example.org/article"), *FACTS, DIPL.Claim),
}
