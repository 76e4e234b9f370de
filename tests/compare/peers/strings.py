"""What is written first: the json module, split and f-strings; nothing is checked.

Usage: strings.py dossiers|rows IN OUT [ID TITLE]
"""

import hashlib
import sys

from tables import (
    ACTORS, AROUND, BASE, CAMEO, CLAIM, CLASSES, COLUMNS, DCTERMS, DIPL, DOSSIER, FIRST, FOAF, GEO, LANGUAGES, OA, PLACE, PROV,
    RDF_TYPE, SCHEMA, SECOND, SKOS, SOURCE, UNASSERTED, XSD, becomes, dossiers, events, outcomes, place_key, slug, states)
from terms import CODES, REFERENCES, roles

A = f"<{RDF_TYPE}>"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def typed(node, classes, end):
    return "".join(f"{node} {A} <{name}>{end}" for name in classes)


def named(node, name, texts, end):
    return "".join(f"{node} <{name}> {quoted(text)}@{language}{end}" for language, text in texts.items())


def dated(node, day, end):
    date = f'"{day}"^^<{XSD}date>{end}'
    return f"{node} <{DIPL}date> {date}{node} <{DIPL}earliest> {date}{node} <{DIPL}latest> {date}"


def state(row, end):
    node = f"<{BASE}state/{row['iso3']}>"
    names = named(node, SKOS + "prefLabel", {language: row[language] for language in LANGUAGES}, end)
    return (f"{typed(node, ACTORS['state'], end)}{names}{node} <{SKOS}notation> \"{row['iso3']}\"{end}"
            f"{node} <{SCHEMA}sameAs> <http://www.wikidata.org/entity/{row['wikidata']}>{end}")


def document(node, source, end):
    return (f"{typed(node, DOSSIER, end)}{node} <{DCTERMS}conformsTo> <https://w3id.org/verbale/dossier/1>{end}"
            f"{node} <{DCTERMS}source> {source}{end}{typed(source, SOURCE, end)}")


def claim(node, fact, said_by, modality, factuality, basis, end):
    return (f"{typed(node, CLAIM, end)}{node} <{DIPL}about> {fact}{end}{node} <{DIPL}saidBy> {said_by}{end}"
            f"{node} <{DIPL}modality> <{DIPL}{modality}>{end}{node} <{DIPL}factuality> <{DIPL}{factuality}>{end}"
            f"{node} <{DIPL}basis> <{DIPL}{basis}>{end}")


def dossier(line, table):
    base, source, text = BASE + line["id"], line["source"], line["source"]["text"]
    end, origin = f" <{base}> .\n", f"<{base}/source>"
    out = [document(f"<{base}>", origin, end),
           f'{origin} <{SCHEMA}datePublished> "{source["published"]}"^^<{XSD}date>{end}'
           f'{origin} <{SCHEMA}inLanguage> "{source["language"]}"{end}{origin} <{SCHEMA}url> <{source["url"]}>{end}'
           f'{origin} <{SCHEMA}sha256> "{hashlib.sha256(text.encode()).hexdigest()}"{end}']
    nodes, speakers = {}, {}
    for key, actor in line["actors"].items():
        nodes[key] = f"<{BASE}state/{actor['iso']}>" if "iso" in actor else f"<{base}/actor/{key}>"
    for key, actor in line["actors"].items():
        if "iso" in actor:
            out.append(state(table[actor["iso"]], end))
            continue
        name = FOAF + "name" if actor["type"] == "person" else SKOS + "prefLabel"
        out.append(typed(nodes[key], ACTORS[actor["type"]], end) + named(nodes[key], name, actor["name"], end))
        if "of" in actor:
            out.append(f"{nodes[key]} <{PROV}actedOnBehalfOf> {nodes[actor['of']]}{end}")
    for key, place in line.get("places", {}).items():
        nodes[key] = f"<{base}/place/{key}>"
        out.append(typed(nodes[key], PLACE, end) + named(nodes[key], SKOS + "prefLabel", place["name"], end))
    for fact in line["facts"]:
        speakers[fact["id"]] = fact.get("speaker")
        out.append(described(fact, base, origin, nodes, speakers, end))
        out.append(span(base, fact["id"], origin, text, fact["quote"], end))
    return "".join(out)


def described(fact, base, source, nodes, speakers, end):
    """A fact and its claim, but for the span."""
    kind, said_in, node = fact["kind"], fact.get("saidIn"), f"<{base}/{fact['id']}>"
    out = typed(node, UNASSERTED if said_in else CLASSES[kind], end)
    for key, property in REFERENCES.items():
        value = fact.get(key, ())
        for name in (value,) if isinstance(value, str) else value:
            out += f"{node} <{DIPL}{property}> {nodes[name]}{end}"
    for key, property in CODES.items():
        if key in fact:
            out += f"{node} <{DIPL}{property or ('relationType' if kind == 'relation' else 'eventType')}> <{DIPL}{fact[key]}>{end}"
    if "place" in fact:
        out += f"{node} <{DIPL}place> {nodes[fact['place']]}{end}"
    if "description" in fact:
        out += named(node, DCTERMS + "description", fact["description"], end)
    if "date" in fact:
        out += dated(node, fact["date"], end)
    out += f"{node} <{DCTERMS}isPartOf> <{base}>{end}"
    factuality, about = "unknown" if kind == "commitment" else "certain", f"<{base}/claim/{fact['id']}>"
    if not said_in:
        return out + claim(about, node, source, "stated", factuality, "explicit", end)
    return (f"{out}{node} <{DIPL}situationType> <{DIPL}{kind}-situation>{end}{about} <{DIPL}saidIn> <{base}/{said_in}>{end}"
            f"{claim(about, node, nodes[speakers[said_in]], 'reported', factuality, 'explicit', end)}")


def span(base, fact, source, text, quote, end):
    start = text.index(quote)
    stop = start + len(quote)
    node = f"{base}/span/{start}-{stop}"
    offset = f"^^<{XSD}nonNegativeInteger>{end}"
    return (f"<{base}/claim/{fact}> <{DIPL}span> <{node}>{end}{typed(f'<{node}>', (DIPL + 'Span', OA + 'SpecificResource'), end)}"
            f"<{node}> <{OA}hasSource> {source}{end}<{node}> <{OA}hasSelector> <{node}/quote>{end}"
            f"<{node}> <{OA}hasSelector> <{node}/position>{end}<{node}/quote> {A} <{OA}TextQuoteSelector>{end}"
            f"<{node}/quote> <{OA}exact> {quoted(quote)}{end}"
            f"<{node}/quote> <{OA}prefix> {quoted(text[max(0, start - AROUND):start])}{end}"
            f"<{node}/quote> <{OA}suffix> {quoted(text[stop:stop + AROUND])}{end}"
            f"<{node}/position> {A} <{OA}TextPositionSelector>{end}"
            f'<{node}/position> <{OA}start> "{start}"{offset}<{node}/position> <{OA}end> "{stop}"{offset}')


class Events:
    """Rows of an event dataset; what they share is written once."""

    def __init__(self, name, title, write):
        self.base, self.write, self.seen, self.states, self.outcomes = BASE + name, write, set(), states(), outcomes()
        source = f"<{self.base}/source>"
        write(document(f"<{self.base}>", source, " .\n"))
        write(f'{source} <{DCTERMS}title> {quoted(title)}@en .\n{source} <{SCHEMA}inLanguage> "en" .\n')

    def first_time(self, key):
        known = key in self.seen
        self.seen.add(key)
        return not known

    def actor(self, code, name):
        if not code:
            return None
        iso = code[:3]
        if self.first_time(iso):
            self.write(state(self.states[iso], " .\n"))
        if len(code) == 3:
            return f"<{BASE}state/{iso}>"
        node = f"<{self.base}/actor/{code.lower()}-{slug(name)}>"
        if self.first_time(node):
            self.write(f"{typed(node, ACTORS['group'], ' .' + chr(10))}{node} <{SKOS}prefLabel> {quoted(name)}@en .\n"
                       f"{node} <{SKOS}notation> {quoted(code)} .\n{node} <{PROV}actedOnBehalfOf> <{BASE}state/{iso}> .\n")
        return node

    def place(self, sort, name, lat, long):
        node = f"<{self.base}/place/{place_key(name, lat, long, sort)}>"
        if self.first_time(node):
            self.write(f'{typed(node, PLACE, " ." + chr(10))}{node} <{SKOS}prefLabel> {quoted(name)}@en .\n'
                       f'{node} <{GEO}lat> "{lat}"^^<{XSD}decimal> .\n{node} <{GEO}long> "{long}"^^<{XSD}decimal> .\n')
            if sort == "1":
                self.write(f'{node} <{DIPL}centroid> "true"^^<{XSD}boolean> .\n')
        return node

    def event(self, row):
        cell = {name: row[at] for name, at in COLUMNS.items()}
        actors, outcome, day = [self.actor(row[at], row[at + 1]) for at in (FIRST, SECOND)], self.outcomes[cell["code"]], cell["day"]
        kind, node, about = becomes(outcome, *actors), f"<{self.base}/{cell['id']}>", f"<{self.base}/claim/{cell['id']}>"
        out = typed(node, CLASSES[kind], " .\n") + dated(node, f"{day[:4]}-{day[4:6]}-{day[6:]}", " .\n")
        for role, actor in zip(roles(kind, outcome), actors):
            if actor:
                out += f"{node} <{DIPL}{role}> {actor} .\n"
        if kind == "event":
            out += f"{node} <{DIPL}eventType> <{DIPL}{outcome['type']}> .\n"
        elif kind == "commitment":
            out += f"{node} <{DIPL}status> <{DIPL}{outcome['status']}> .\n"
        elif kind == "stance":
            out += f"{node} <{DIPL}polarity> <{DIPL}{outcome['polarity']}> .\n"
        if kind != "stance" and cell["place type"] != "0":
            out += f"{node} <{DIPL}place> {self.place(*(cell[name] for name in ('place type', 'place', 'lat', 'long')))} .\n"
        factuality = "unknown" if kind == "commitment" else "certain"
        self.write(f"""{out}{node} <{DIPL}sourceCode> <{CAMEO}{cell['code']}> .
{node} <{DCTERMS}isPartOf> <{self.base}> .
{claim(about, node, f"<{self.base}/source>", "stated", factuality, "machine-coded", " ." + chr(10))}\
{about} <{DIPL}rootEvent> "{'true' if cell['root event'] == '1' else 'false'}"^^<{XSD}boolean> .
{about} <{DIPL}mentionCount> "{cell['mentions']}"^^<{XSD}integer> .
{about} <{DIPL}sourceCount> "{cell['sources']}"^^<{XSD}integer> .
{about} <{DIPL}articleCount> "{cell['articles']}"^^<{XSD}integer> .
{about} <{DIPL}tone> "{cell['tone']}"^^<{XSD}decimal> .
{about} <{PROV}hadPrimarySource> <{cell['url']}> .
""")


def main():
    what, source, out, *names = sys.argv[1:]
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        if what == "dossiers":
            table = states()
            for line in dossiers(source):
                file.write(dossier(line, table))
        else:
            converted = Events(*names, file.write)
            for row in events(source):
                converted.event(row)


if __name__ == "__main__":
    main()
