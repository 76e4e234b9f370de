"""The triples of dossiers and event rows, by hand, for libraries with terms of their own.

`Mapping(iri, literal)` takes the library's constructors: `iri(text)`, `literal(text, language=…)`, `literal(text, datatype=…)`.
Nothing is checked: no quote is searched for twice, no code, date, language tag or reference is looked at.
"""

import hashlib

from tables import (
    ACTORS, AROUND, BASE, CAMEO, CLAIM, CLASSES, COLUMNS, DCTERMS, DIPL, DOSSIER, FIRST, FOAF, GEO, LANGUAGES, OA, PLACE, PROV,
    RDF_TYPE, SCHEMA, SECOND, SKOS, SOURCE, UNASSERTED, XSD, becomes, dossiers, events, outcomes, place_key, slug, states)

# Keys of facts that become one property with one value each, and with references.
CODES = {"meetingFormat": "meetingFormat", "type": None, "speechMode": "speechMode", "status": "status",
         "polarity": "polarity", "field": "field"}
REFERENCES = {"parties": "party", "by": "doer", "recipient": "recipient", "speaker": "speaker", "with": "counterparty",
              "holder": "holder", "target": "target"}


class Mapping:
    """Triples in the terms of a library; the terms that come again are made once."""

    def __init__(self, iri, literal):
        self.iri, self.literal = iri, literal
        self.constants, self.states = {}, states()

    def constant(self, text):
        term = self.constants.get(text)
        if term is None:
            term = self.constants[text] = self.iri(text)
        return term

    def types(self, node, classes):
        a = self.constant(RDF_TYPE)
        return [(node, a, self.constant(name)) for name in classes]

    def typed(self, text, datatype):
        return self.literal(text, datatype=self.constant(XSD + datatype))

    def date(self, node, day):
        date = self.typed(day, "date")
        return [(node, self.constant(DIPL + name), date) for name in ("date", "earliest", "latest")]

    def state(self, iso):
        node, row, put = self.constant(f"{BASE}state/{iso}"), self.states[iso], self.constant
        yield from self.types(node, ACTORS["state"])
        for language in LANGUAGES:
            yield node, put(SKOS + "prefLabel"), self.literal(row[language], language=language)
        yield node, put(SKOS + "notation"), self.literal(iso)
        yield node, put(SCHEMA + "sameAs"), self.iri("http://www.wikidata.org/entity/" + row["wikidata"])

    def dossier(self, base, node, source):
        """What every dossier has: itself, and the types of its source."""
        yield from self.types(node, DOSSIER)
        yield node, self.constant(DCTERMS + "conformsTo"), self.constant("https://w3id.org/verbale/dossier/1")
        yield node, self.constant(DCTERMS + "source"), source
        yield from self.types(source, SOURCE)

    def claim(self, base, fact, node, said_by, modality, factuality, basis):
        put, claim = self.constant, self.iri(f"{base}/claim/{fact}")
        triples = self.types(claim, CLAIM)
        triples += [
            (claim, put(DIPL + "about"), node), (claim, put(DIPL + "saidBy"), said_by),
            (claim, put(DIPL + "modality"), put(DIPL + modality)), (claim, put(DIPL + "factuality"), put(DIPL + factuality)),
            (claim, put(DIPL + "basis"), put(DIPL + basis))]
        return claim, triples

    # Dossiers

    def of_dossiers(self, path):
        """Graph name and triple, for each line."""
        for dossier in dossiers(path):
            base = BASE + dossier["id"]
            graph = self.iri(base)
            for triple in self.of_dossier(dossier, base, graph):
                yield graph, triple

    def of_dossier(self, dossier, base, node):
        put, source, given = self.constant, self.iri(base + "/source"), dossier["source"]
        text = given["text"]
        yield from self.dossier(base, node, source)
        yield source, put(SCHEMA + "datePublished"), self.typed(given["published"], "date")
        yield source, put(SCHEMA + "inLanguage"), self.literal(given["language"])
        yield source, put(SCHEMA + "url"), self.iri(given["url"])
        yield source, put(SCHEMA + "sha256"), self.literal(hashlib.sha256(text.encode()).hexdigest())
        nodes = {}
        for key, actor in dossier["actors"].items():
            nodes[key] = put(f"{BASE}state/{actor['iso']}") if "iso" in actor else self.iri(f"{base}/actor/{key}")
        for key, actor in dossier["actors"].items():
            yield from self.state(actor["iso"]) if "iso" in actor else self.actor(nodes, key, actor)
        for key, place in dossier.get("places", {}).items():
            nodes[key] = self.iri(f"{base}/place/{key}")
            yield from self.types(nodes[key], PLACE)
            yield from self.names(nodes[key], SKOS + "prefLabel", place["name"])
        speakers = {}
        for fact in dossier["facts"]:
            speakers[fact["id"]] = fact.get("speaker")
            yield from self.fact(fact, base, node, source, nodes, speakers, text)

    def names(self, node, name, texts):
        return [(node, self.constant(name), self.literal(text, language=language)) for language, text in texts.items()]

    def actor(self, nodes, key, actor):
        node, person = nodes[key], actor["type"] == "person"
        yield from self.types(node, ACTORS[actor["type"]])
        yield from self.names(node, FOAF + "name" if person else SKOS + "prefLabel", actor["name"])
        if "of" in actor:
            yield node, self.constant(PROV + "actedOnBehalfOf"), nodes[actor["of"]]

    def fact(self, fact, base, dossier, source, nodes, speakers, text):
        put, kind, said_in = self.constant, fact["kind"], fact.get("saidIn")
        node = self.iri(f"{base}/{fact['id']}")
        yield from self.types(node, UNASSERTED if said_in else CLASSES[kind])
        if said_in:
            yield node, put(DIPL + "situationType"), put(f"{DIPL}{kind}-situation")
        for key, property in REFERENCES.items():
            value = fact.get(key, ())
            for name in (value,) if isinstance(value, str) else value:
                yield node, put(DIPL + property), nodes[name]
        for key, property in CODES.items():
            if key in fact:
                yield node, put(DIPL + (property or ("relationType" if kind == "relation" else "eventType"))), put(DIPL + fact[key])
        if "place" in fact:
            yield node, put(DIPL + "place"), nodes[fact["place"]]
        if "description" in fact:
            yield from self.names(node, DCTERMS + "description", fact["description"])
        if "date" in fact:
            yield from self.date(node, fact["date"])
        yield node, put(DCTERMS + "isPartOf"), dossier
        said_by = nodes[speakers[said_in]] if said_in else source
        factuality = "unknown" if kind == "commitment" else "certain"
        claim, triples = self.claim(base, fact["id"], node, said_by, "reported" if said_in else "stated", factuality, "explicit")
        yield from triples
        if said_in:
            yield claim, put(DIPL + "saidIn"), self.iri(f"{base}/{said_in}")
        yield from self.span(claim, base, source, text, fact["quote"])

    def span(self, claim, base, source, text, quote):
        put, start = self.constant, text.index(quote)
        end = start + len(quote)
        span = f"{base}/span/{start}-{end}"
        node, words, position = self.iri(span), self.iri(span + "/quote"), self.iri(span + "/position")
        yield claim, put(DIPL + "span"), node
        yield from self.types(node, [DIPL + "Span", OA + "SpecificResource"])
        yield node, put(OA + "hasSource"), source
        yield node, put(OA + "hasSelector"), words
        yield node, put(OA + "hasSelector"), position
        yield from self.types(words, [OA + "TextQuoteSelector"])
        yield words, put(OA + "exact"), self.literal(quote)
        yield words, put(OA + "prefix"), self.literal(text[max(0, start - AROUND):start])
        yield words, put(OA + "suffix"), self.literal(text[end:end + AROUND])
        yield from self.types(position, [OA + "TextPositionSelector"])
        yield position, put(OA + "start"), self.typed(str(start), "nonNegativeInteger")
        yield position, put(OA + "end"), self.typed(str(end), "nonNegativeInteger")

    # Event rows

    def of_rows(self, path, name, title):
        """Triples of a file whose dossier has this id."""
        base, put = BASE + name, self.constant
        node, source = put(base), put(base + "/source")
        yield from self.dossier(base, node, source)
        yield source, put(DCTERMS + "title"), self.literal(title, language="en")
        yield source, put(SCHEMA + "inLanguage"), self.literal("en")
        table, seen = outcomes(), set()
        for row in events(path):
            actors = []
            for at in (FIRST, SECOND):
                actor = None
                if row[at]:
                    actor = yield from self.coded(base, row[at], row[at + 1], seen)
                actors.append(actor)
            yield from self.event(base, node, source, row, actors, table[row[COLUMNS["code"]]], seen)

    def coded(self, base, code, name, seen):
        """The node of an actor, described where it comes first."""
        iso, put = code[:3], self.constant
        if iso not in seen:
            seen.add(iso)
            yield from self.state(iso)
        if len(code) == 3:
            return put(f"{BASE}state/{iso}")
        node = put(f"{base}/actor/{code.lower()}-{slug(name)}")
        if node not in seen:
            seen.add(node)
            yield from self.types(node, ACTORS["group"])
            yield node, put(SKOS + "prefLabel"), self.literal(name, language="en")
            yield node, put(SKOS + "notation"), self.literal(code)
            yield node, put(PROV + "actedOnBehalfOf"), put(f"{BASE}state/{iso}")
        return node

    def place(self, base, row, seen):
        sort, name, lat, long = (row[COLUMNS[column]] for column in ("place type", "place", "lat", "long"))
        node, put = self.constant(f"{base}/place/{place_key(name, lat, long, sort)}"), self.constant
        if node not in seen:
            seen.add(node)
            yield from self.types(node, PLACE)
            yield node, put(SKOS + "prefLabel"), self.literal(name, language="en")
            yield node, put(GEO + "lat"), self.typed(lat, "decimal")
            yield node, put(GEO + "long"), self.typed(long, "decimal")
            if sort == "1":
                yield node, put(DIPL + "centroid"), self.typed("true", "boolean")
        return node

    def event(self, base, dossier, source, row, actors, outcome, seen):
        cell, put = {name: row[at] for name, at in COLUMNS.items()}, self.constant
        kind, node = becomes(outcome, *actors), self.iri(f"{base}/{cell['id']}")
        yield from self.types(node, CLASSES[kind])
        for role, actor in zip(roles(kind, outcome), actors):
            if actor is not None:
                yield node, put(DIPL + role), actor
        match kind:
            case "event":
                yield node, put(DIPL + "eventType"), put(DIPL + outcome["type"])
            case "commitment":
                yield node, put(DIPL + "status"), put(DIPL + outcome["status"])
            case "stance":
                yield node, put(DIPL + "polarity"), put(DIPL + outcome["polarity"])
        if kind != "stance" and cell["place type"] != "0":
            place = yield from self.place(base, row, seen)
            yield node, put(DIPL + "place"), place
        day = cell["day"]
        yield from self.date(node, f"{day[:4]}-{day[4:6]}-{day[6:]}")
        yield node, put(DIPL + "sourceCode"), put(CAMEO + cell["code"])
        yield node, put(DCTERMS + "isPartOf"), dossier
        factuality = "unknown" if kind == "commitment" else "certain"
        claim, triples = self.claim(base, cell["id"], node, source, "stated", factuality, "machine-coded")
        yield from triples
        yield claim, put(DIPL + "rootEvent"), self.typed("true" if cell["root event"] == "1" else "false", "boolean")
        for column, property in (("mentions", "mentionCount"), ("sources", "sourceCount"), ("articles", "articleCount")):
            yield claim, put(DIPL + property), self.typed(cell[column], "integer")
        yield claim, put(DIPL + "tone"), self.typed(cell["tone"], "decimal")
        yield claim, put(PROV + "hadPrimarySource"), self.iri(cell["url"])


def roles(kind, outcome):
    """What the two actors are."""
    match kind:
        case "meeting":
            return "party", "party"
        case "commitment":
            return "doer", "counterparty" if outcome["actor2"] == "with" else "recipient"
        case "stance":
            return "holder", "target"
        case "recognition":
            return "doer", "recognises"
        case _:
            return "doer", "recipient"
