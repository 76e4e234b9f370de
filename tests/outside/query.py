"""`verbale query` and `verbale stats` against answers that this project's SPARQL has no part in.

Each question known by name is answered a second time by a walk over the exported graph in Python, for the seed dossier and for
all accepted cases together. The result formats are read by rdflib and the standard library. The counts of `stats` are made
again from the YAML and JSON of the dossiers.
"""

import collections
import csv
import http.server
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import urllib.parse
from itertools import product
from pathlib import Path

import rdflib
import yaml
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, SKOS
from rdflib.query import Result
from verdict import COMMAND, ROOT, SEED, Verdict

rdflib.NORMALIZE_LITERALS = False

DIPL = Namespace("https://w3id.org/verbale/dipl#")
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
KINDS = ("Meeting", "Formalisation", "Recognition", "Founding", "Accession", "Withdrawal")
PRELIMINARY = ("expected", "possible-action", "relied-on", "requested")
DATES = ("date", "start", "end", "due", "earliest", "latest", "edtf")
NAMES = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, FOAF.name, DCTERMS.description)


def run(*arguments, code=0):
    done = subprocess.run([COMMAND, *map(str, arguments)], cwd=ROOT, capture_output=True, check=False)
    if done.returncode != code:
        sys.exit(f"verbale {arguments}: exit {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return done.stdout.decode("utf-8")


def cases():
    """The accepted cases that stand for themselves, each a dossier in one file."""
    files = sorted((ROOT / "tests" / "cases" / "accepted").glob("*/dossier.*"))
    return [path for path in files if path.suffix in (".yaml", ".json")]


def all_cases(folder):
    """The graphs of all cases in one file; each has its own names in the place of the id that they share."""
    lines = []
    for number, path in enumerate(cases()):
        done = subprocess.run([COMMAND, "export", path, "-f", "ntriples"], capture_output=True, check=False)
        lines.append(done.stdout.decode().replace("/essai", f"/case-{number}"))
    together = folder / "cases.nt"
    together.write_text("".join(lines), encoding="utf-8")
    return together


def maybe(values):
    """What an optional pattern gives: its values, or one that is absent."""
    return list(values) or [None]


class Answers:
    """A second answer to each question, by walking the graph. A row is a tuple of terms; absent is None."""

    def __init__(self, graph):
        self.g = graph

    def objects(self, node, *names):
        return [o for name in names for o in self.g.objects(node, name if isinstance(name, URIRef) else DIPL[name])]

    def pairs(self, name):
        return list(self.g.subject_objects(DIPL[name]))

    def a(self, node, name):
        return (node, RDF.type, DIPL[name]) in self.g

    def instances(self, name):
        return list(self.g.subjects(RDF.type, DIPL[name]))

    def claims(self, fact):
        """The claims on a whole fact."""
        return [c for c in self.g.subjects(DIPL.about, fact) if not self.objects(c, "onProperty")]

    def said_by(self, fact):
        return [by for claim in self.claims(fact) for by in self.objects(claim, "saidBy")]

    def bounds(self, fact):
        return product(maybe(self.objects(fact, "earliest")), maybe(self.objects(fact, "latest")))

    def action(self, *statuses):
        for action, status in self.pairs("status"):
            if status in [DIPL[name] for name in statuses]:
                for doer, other, text, due, by in product(
                    maybe(self.objects(action, "doer")), maybe(self.objects(action, "counterparty")),
                    maybe(self.objects(action, DCTERMS.description)), maybe(self.objects(action, "due")), self.said_by(action),
                ):
                    yield action, status, doer, other, text, due, by

    def act(self, kind, name):
        for event in self.instances(kind):
            for who, what, bounds in product(self.objects(event, "doer"), self.objects(event, name), self.bounds(event)):
                yield who, what, event, *bounds

    def answer(self, question):
        return getattr(self, question.replace("-", "_"))()

    def what_happened(self):
        for event in self.instances("Event"):
            kinds = maybe(DIPL[kind] for kind in KINDS if self.a(event, kind))
            for kind, type_, (earliest, latest), by in product(
                kinds, maybe(self.objects(event, "eventType")), list(self.bounds(event)), self.said_by(event)
            ):
                yield event, type_ or kind or DIPL.Event, earliest, latest, by

    def who_met_whom(self):
        for told in self.instances("Meeting"):
            for name in ("party", "participant"):
                who = self.objects(told, name)
                for one, other, (earliest, latest), place, form, shared in product(
                    who, who, list(self.bounds(told)), maybe(self.objects(told, "place")),
                    maybe(self.objects(told, "meetingFormat")), maybe(self.objects(told, "corefersWith")),
                ):
                    if str(one) < str(other):
                        yield one, other, shared or told, earliest, latest, place, form

    def who_attended(self):
        for meeting in self.instances("Meeting"):
            for role in ("party", "participant", "observer", "host"):
                for who in self.objects(meeting, role):
                    capacities = [c for c in self.objects(meeting, "inCapacity") if who in self.objects(c, "member")]
                    held = [(r, of) for c in capacities for r in self.objects(c, "role") for of in maybe(self.objects(c, "organisation"))]
                    for name, (what, of) in product(maybe(self.objects(who, FOAF.name)), held or [(None, None)]):
                        yield meeting, who, name, DIPL[role], what, of

    def who_acted_with_whom(self):
        events = collections.defaultdict(set)
        for told in self.instances("Event"):
            for earliest, latest in product(self.objects(told, "earliest"), self.objects(told, "latest")):
                if str(earliest)[:7] != str(latest)[:7]:
                    continue
                pairs = list(product(self.objects(told, "doer"), self.objects(told, "recipient")))
                directed = bool(self.objects(told, "recipient"))
                if not directed:
                    together = self.objects(told, "party", "doer")
                    pairs = list(product(together, together))
                for first, second in pairs:
                    for one, other in product(self.behind(first), self.behind(second)):
                        states = self.a(one, "State") and self.a(other, "State") and one != other
                        if states and (directed or str(one) < str(other)):
                            for shared in maybe(self.objects(told, "corefersWith")):
                                events[one, other, Literal(str(earliest)[:7])].add(shared or told)
        for (one, other, month), told in events.items():
            yield one, other, month, Literal(len(told))

    def behind(self, actor):
        met, waiting = set(), [actor]
        while waiting:
            node = waiting.pop()
            if node not in met:
                met.add(node)
                waiting += self.objects(node, PROV.actedOnBehalfOf)
        return met

    def who_left_what(self):
        for who, what, event, earliest, latest in self.act("Withdrawal", "leaves"):
            stances = [s for s in self.objects(event, "associatedStance") if who in self.objects(s, "holder")]
            for stance, polarity in [(s, p) for s in stances for p in self.objects(s, "polarity")] or [(None, None)]:
                yield who, what, event, earliest, latest, stance, polarity

    def who_joined_what(self):
        return self.act("Accession", "joins")

    def who_founded_what(self):
        return self.act("Founding", "founds")

    def who_recognised_whom(self):
        for recognition, whom in self.pairs("recognises"):
            asserted = Literal("true" if self.a(recognition, "Recognition") else "false")
            for by, said in product(maybe(self.objects(recognition, "doer")), self.said_by(recognition)):
                yield by, whom, recognition, said, asserted

    def who_belongs_to_what(self):
        for node, member in self.pairs("member"):
            if not self.objects(node, "role"):
                asserted = Literal("true" if self.a(node, "Membership") else "false")
                for of, since, until in product(
                    self.objects(node, "organisation"), maybe(self.objects(node, "start")), maybe(self.objects(node, "end"))
                ):
                    yield member, of, since, until, node, asserted

    def who_holds_which_office(self):
        for node in self.instances("Capacity"):
            for who, role, of, to, since, until in product(
                self.objects(node, "member"), self.objects(node, "role"), maybe(self.objects(node, "organisation")),
                maybe(self.objects(node, "accreditedTo")), maybe(self.objects(node, "start")), maybe(self.objects(node, "end")),
            ):
                for name in maybe(self.objects(who, FOAF.name)):
                    yield who, name, role, of, to, since, until

    def who_is_related_to_whom(self):
        for relation, type_ in self.pairs("relationType"):
            asserted = Literal("true" if self.a(relation, "Relation") else "false")
            for party, field, trend in product(
                self.objects(relation, "party"), maybe(self.objects(relation, "field")), maybe(self.objects(relation, "trend"))
            ):
                yield relation, type_, party, field, trend, asserted

    def what_is_agreed(self):
        return self.action("agreed")

    def what_is_planned(self):
        return self.action("announced", "intended", "envisaged")

    def what_is_threatened(self):
        return self.action("threatened")

    def what_is_only_hoped_for(self):
        return self.action(*PRELIMINARY)

    def how_firm_is_what_is_to_come(self):
        counts = collections.Counter(status for _, status in self.pairs("status"))
        return ((status, Literal(count)) for status, count in counts.items())

    def what_recurs(self):
        for action, series in self.pairs("series"):
            for row in product(*(maybe(self.objects(series, name)) for name in ("frequency", "alternatesBetween", "firstOccurrence"))):
                yield action, *row

    def who_said_what(self):
        for statement, speaker in self.pairs("speaker"):
            for row in product(
                maybe(self.objects(statement, "speechMode")), maybe(self.objects(statement, "addressee")),
                maybe(self.objects(statement, "madeDuring")), maybe(self.objects(statement, SCHEMA.text)),
            ):
                yield speaker, statement, *row

    def who_spoke_for_whom(self):
        for occasion, capacity in self.pairs("inCapacity"):
            for who, role, of in product(
                self.objects(capacity, "member"), self.objects(capacity, "role"), maybe(self.objects(capacity, "organisation"))
            ):
                yield who, role, of, occasion

    def who_judges_what(self):
        for stance in self.instances("Stance"):
            for row in product(
                self.objects(stance, "holder"), self.objects(stance, "target"), self.objects(stance, "polarity"),
                maybe(self.objects(stance, "towards")), [stance], maybe(self.objects(stance, SCHEMA.text)),
            ):
                yield row

    def reported(self):
        for claim, fact in self.pairs("about"):
            if not self.objects(claim, "onProperty"):
                yield claim, fact

    def what_is_only_reported(self):
        for claim, fact in self.reported():
            if DIPL.reported in self.objects(claim, "modality"):
                for type_, by, within, firm in product(
                    maybe(self.objects(fact, "situationType")), self.objects(claim, "saidBy"),
                    maybe(self.objects(claim, "saidIn")), self.objects(claim, "factuality"),
                ):
                    yield fact, type_, by, within, firm

    def what_is_not_asserted(self):
        for claim, fact in self.reported():
            if self.a(fact, "UnassertedSituation"):
                for row in product(
                    [fact], self.objects(fact, "situationType"), self.objects(claim, "saidBy"),
                    self.objects(claim, "modality"), self.objects(claim, "factuality"),
                ):
                    yield row

    def what_concerns_a_field(self):
        for claim, fact in self.reported():
            for row in product(
                self.objects(fact, "field"), [fact], self.objects(claim, "modality"), self.objects(claim, "factuality"),
                maybe(self.objects(fact, "status")),
            ):
                yield row

    def which_bodies_are_forums(self):
        return ((forum, fact) for fact, forum in self.pairs("forum"))

    def what_is_it_called(self):
        for node in {*self.instances("Actor"), *self.instances("Place")}:
            for role in NAMES:
                for name in self.objects(node, role):
                    yield node, name, Literal(name.language or ""), role

    def in_which_words(self):
        for claim, fact in self.pairs("about"):
            for span in self.objects(claim, "span"):
                selectors = self.objects(span, OA.hasSelector)
                words = [w for s in selectors for w in self.objects(s, OA.exact)]
                places = [(a, b) for s in selectors for a, b in product(self.objects(s, OA.start), self.objects(s, OA.end))]
                for on, by, exact, place in product(
                    maybe(self.objects(claim, "onProperty")), self.objects(claim, "saidBy"), words, places or [(None, None)]
                ):
                    yield fact, on, by, exact, *place

    def words(self, claim):
        spans = self.objects(claim, "span")
        return [w for span in spans for s in self.objects(span, OA.hasSelector) for w in self.objects(s, OA.exact)]

    def which_dates_are_inferred(self):
        for claim, fact in self.pairs("about"):
            if DIPL.inferred in self.objects(claim, "basis"):
                for on, words in product(self.objects(claim, "onProperty"), maybe(self.words(claim))):
                    if on in [DIPL[name] for name in DATES]:
                        yield fact, on, words

    def which_claims_have_no_words(self):
        for claim, fact in self.pairs("about"):
            if self.a(claim, "Claim") and not self.words(claim):
                for basis, source in product(maybe(self.objects(claim, "basis")), maybe(self.objects(claim, PROV.hadPrimarySource))):
                    yield claim, fact, basis, source


def questions():
    return [line.split()[0] for line in run("query", "--ask").splitlines() if line and not line.startswith(" ")]


def rows(text):
    header, *rows = list(csv.reader(io.StringIO(text, newline="")))
    return header, rows


def questions_have_second_answers(verdict, inputs, graph, name, floor):
    verdict.check(len(graph) > 800, f"{name}: over 800 triples", f"{len(graph)}")
    answers, answered, total = Answers(graph), 0, 0
    for question in questions():
        header, found = rows(run("query", *inputs, "--ask", question, "-f", "csv"))
        expected = {tuple("" if term is None else str(term) for term in row) for row in answers.answer(question)}
        verdict.equal(len(found), len(set(map(tuple, found))), f"{name}: {question} gives each row once")
        verdict.same_set(set(map(tuple, found)), expected, f"{name}: {question}")
        verdict.check(all(len(row) == len(header) for row in found), f"{name}: {question} fills its columns")
        answered, total = answered + bool(found), total + len(found)
    verdict.check(answered >= floor, f"{name}: at least {floor} questions have rows", f"{answered}")
    verdict.check(total > 150, f"{name}: over 150 rows in all", f"{total}")


def formats_read_back(verdict, folder):
    """One answer in three formats: the standard library and rdflib read the same rows in each."""
    evil = folder / "evil.nt"
    evil.write_text(
        '<http://e/1> <http://e/p> "a, \\"b\\"\\r\\nc\\td\\\\" .\n<http://e/1> <http://e/p> "\\u00E9t\\u00E9"@fr .\n'
        '<http://e/2> <http://e/p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .\n<http://e/2> <http://e/q> _:b .\n'
        '<http://e/3> <http://e/p> "\\U0001F54A \\u202E \\u0001" .\n<http://e/3> <http://e/p> "" .\n'
        '<http://e/4> <http://e/p> "1e6"^^<http://www.w3.org/2001/XMLSchema#double> .\n'
        '<http://e/4> <http://e/p> "x"^^<http://e/type> .\n<http://e/5> <http://e/p> "3.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
    )
    for inputs, query, floor in (
        ([evil], "SELECT ?s ?o ?x { ?s ?p ?o OPTIONAL { ?s <http://e/q> ?x } } ORDER BY ?s ?o", 8),
        ([SEED / "dossier.yaml"], "SELECT ?s ?p ?o { ?s ?p ?o }", 800),
    ):
        by = {form: run("query", *inputs, "-e", query, "-f", form) for form in ("csv", "tsv", "json")}
        document = json.loads(by["json"])
        names = document["head"]["vars"]

        def term(cell):
            if cell is None:
                return None
            if cell["type"] == "uri":
                return URIRef(cell["value"])
            if cell["type"] == "bnode":
                return "blank"
            datatype = cell.get("datatype")
            return Literal(cell["value"], lang=cell.get("xml:lang"), datatype=datatype and URIRef(datatype))

        expected = [tuple(term(row.get(name)) for name in names) for row in document["results"]["bindings"]]
        verdict.check(len(expected) >= floor, "rows to compare", f"{len(expected)}")

        def bare(value):
            return "blank" if isinstance(value, rdflib.BNode) else value

        for form in ("json", "tsv"):
            result = Result.parse(io.BytesIO(by[form].encode()), format=form)
            verdict.equal([str(name) for name in result.vars], names, f"{form}: the header")
            found = [tuple(bare(row.get(name)) for name in result.vars) for row in result.bindings]
            verdict.equal(len(found), len(expected), f"{form}: as many rows")
            if form == "json":
                verdict.check(found == expected, "json: the rows", "")
        header, found = rows(by["csv"])
        verdict.equal(header, names, "csv: the header")
        text = [tuple("" if cell is None else str(cell) for cell in row) for row in expected]
        verdict.equal([tuple("blank" if cell.startswith("_:") else cell for cell in row) for row in found], text, "csv: the rows")
        verdict.check(by["csv"].endswith("\r\n") and by["tsv"].startswith("?"), "line ends and question marks")
    for answer in ("ASK { ?s ?p ?o }", "ASK { ?s <http://e/none> ?o }"):
        found = json.loads(run("query", evil, "-e", answer, "-f", "json"))
        result = Result.parse(io.BytesIO(json.dumps(found).encode()), format="json")
        verdict.equal(result.askAnswer, "none" not in answer, "rdflib reads the answer of ASK")
    turtle = run("query", SEED / "dossier.yaml", "-e", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    whole = Graph().parse(data=run("export", SEED / "dossier.yaml", "-f", "ntriples"), format="nt")
    verdict.same_set(set(Graph().parse(data=turtle, format="turtle")), set(whole), "a graph in Turtle says what N-Triples says")


class Endpoint(http.server.BaseHTTPRequestHandler):
    """SPARQL by rdflib: another engine behind the protocol."""

    graph, asked = None, []

    def do_GET(self):
        self.answer(urllib.parse.urlsplit(self.path).query)

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def answer(self, form):
        query = urllib.parse.parse_qs(form)["query"][0]
        self.asked.append(query)
        result = self.graph.query(query)
        is_graph = result.type in ("CONSTRUCT", "DESCRIBE")
        body = result.serialize(format="nt" if is_graph else "json")
        self.send_response(200)
        self.send_header("Content-Type", "application/n-triples" if is_graph else "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def a_store_gives_the_same_answers(verdict):
    """Each question, put to rdflib by HTTP and to the dossier in memory."""
    seed = SEED / "dossier.yaml"
    Endpoint.graph = Graph().parse(data=run("export", seed, "-f", "ntriples"), format="nt")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    store = ("--store", f"http://127.0.0.1:{server.server_port}/sparql")
    narrowed = [
        ("who-met-whom", "actor=Niger"), ("who-met-whom", "from=2025-04-04"), ("who-met-whom", "from=2025-04-03"), ("what-happened", "to=2025-04-02"),
        ("what-happened", "to=2025"), ("what-happened", "from=2026"), ("who-left-what", "from=2020"), ("who-left-what", "organisation=cedeao"),
        ("what-is-agreed", "actor=wd:Q159"), ("who-judges-what", "polarity=negative"), ("what-concerns-a-field", "field=military"),
    ]  # fmt: skip
    compared = 0
    for question, given in [*((question, None) for question in questions()), *narrowed]:
        narrow = ("--with", given) if given else ()
        theirs = run("query", *store, "--ask", question, *narrow, "-f", "csv")
        ours = run("query", seed, "--ask", question, *narrow, "-f", "csv")
        verdict.equal(sorted(theirs.splitlines()), sorted(ours.splitlines()), f"a store: {question} {given or ''}")
        compared += len(ours.splitlines()) - 1
        if given in ("from=2025-04-04", "to=2025-04-02", "from=2026"):
            verdict.equal(len(ours.splitlines()) > 1, given == "to=2025-04-02", f"{question} {given}: the time decides")
    verdict.check(compared > 150, "rows from a store", f"{compared}")
    verdict.equal(run("query", *store, "-e", "ASK { ?m a dipl:Meeting }"), "true\n", "ASK to a store")
    for construct in ("CONSTRUCT WHERE { ?s a dipl:Stance }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o ; a dipl:Stance }"):
        theirs, ours = run("query", *store, "-e", construct), run("query", seed, "-e", construct)
        graphs = [set(Graph().parse(data=text, format="turtle")) for text in (theirs, ours)]
        verdict.check(graphs[0] and graphs[0] == graphs[1], f"a store: {construct}")
    hostile = 'Mali" } UNION { ?one ?other ?meeting } #'
    found = run("query", *store, "--ask", "who-met-whom", "--with", f"actor={hostile}")
    verdict.equal(found.count("\n"), 1, "a hostile name is a name to a store")
    own = "SELECT ?m { ?m a dipl:Meeting } # as it is"
    run("query", *store, "-e", own)
    verdict.check(Endpoint.asked[-1].endswith(own), "a query is sent as it is written", Endpoint.asked[-1])
    server.shutdown()


class StringLoader(yaml.SafeLoader):
    """YAML 1.2 as dossiers mean it: scalars stay strings."""


StringLoader.yaml_implicit_resolvers = {}

REFERENCES = {
    "parties", "participants", "observers", "by", "with", "for", "members", "of", "who", "to", "recipient", "host", "means",
    "expectedBy", "forum", "recognises", "founds", "joins", "leaves", "speaker", "addressee", "holder", "target", "towards",
    "concerns", "series", "alternatesBetween",
}  # fmt: skip


def values(value):
    """The values of a field: alone, in a list, with evidence of their own."""
    if isinstance(value, dict) and "value" in value:
        value = value["value"]
    return value if isinstance(value, list) else [value]


def named(fact, actors):
    """The actors that a fact names."""
    found = set()
    for key, value in fact.items():
        if key in REFERENCES:
            for item in values(value):
                if key == "series" and isinstance(item, dict):
                    found |= named(item, actors)
                elif isinstance(item, str) and item in actors:
                    found.add(item)
                elif isinstance(item, dict):
                    found |= {one for one in values(item.get("value")) if one in actors}
    return found


def month_of(date):
    """The month of a plain day, a month or a moment, or of an interval within one; longer where it is anything else."""
    months = {part[:7] for part in date.split("/")}
    plain = re.fullmatch(r"\d{4}-(0\d|1[0-2])(-\d\d(T[\d:.Z+-]+)?)?(/\d{4}-(0\d|1[0-2])(-\d\d)?)?", date)
    return months.pop() if plain and len(months) == 1 else "longer"


def dates_of(fact):
    """The date of a fact as one EDTF value, or none."""
    if "date" in fact:
        return values(fact["date"])[0]
    ends = [values(fact[key])[0] if key in fact else ".." for key in ("since", "until")]
    return None if ends == ["..", ".."] else "/".join(ends)


def counts_are_those_of_the_files(verdict, files, name):
    kind, modality, status, month, actors = (collections.Counter() for _ in range(5))
    for file in files:
        dossier = yaml.load(file.read_text(encoding="utf-8-sig"), StringLoader)
        facts = dossier["facts"] + [fact for source in dossier.get("enrichment", []) for fact in source.get("facts", [])]
        for fact in facts:
            kind[fact["kind"]] += 1
            modality["reported"] += "saidIn" in fact
            modality["presupposed"] += fact.get("modality") == "presupposed"
            modality["stated"] += "saidIn" not in fact and fact.get("modality") != "presupposed"
            status.update(values(fact["status"]) if "status" in fact else [])
            date = dates_of(fact)
            month["undated" if date is None else month_of(date)] += 1
            for actor in named(fact, dossier["actors"]):
                iso = dossier["actors"][actor].get("iso")
                actors[f"state/{iso}" if iso else f"{dossier['id']}/actor/{actor}"] += 1
    found = json.loads(run("stats", *files, "-f", "json"))
    verdict.equal(found["dossiers"], len(files), f"{name}: dossiers")
    verdict.equal(found["facts"], kind.total(), f"{name}: facts")
    for by, counted in (("kind", kind), ("modality", +modality), ("status", status)):
        verdict.equal(found[by], dict(counted), f"{name}: {by}")
    months = {**found["month"], **{rest: found[rest] for rest in ("longer", "undated") if found[rest]}}
    verdict.equal(months, dict(month), f"{name}: month")

    def short(iri):
        parts = re.split("[/#]", iri)
        return "/".join(parts[-2:]) if parts[-2] == "state" else "/".join(parts[-3:])

    verdict.equal({short(actor["iri"]): actor["facts"] for actor in found["actors"]}, dict(actors), f"{name}: actors")
    return kind.total()


def memory_is_flat(verdict, folder):
    """Ten times as many dossiers, and the same peak of memory."""
    peaks = {}
    for number in (200, 2000):
        batch = folder / f"{number}.jsonl"
        with batch.open("wb") as file:
            subprocess.run([sys.executable, ROOT / "tests" / "compare" / "dossiers.py", str(number)], stdout=file, check=True)
        before = os.times()
        process = subprocess.Popen([COMMAND, "stats", batch, "-f", "json", "--top", "5"], stdout=subprocess.PIPE)
        found = json.loads(process.stdout.read())
        _, status, usage = os.wait4(process.pid, 0)
        verdict.equal((status, found["dossiers"], found["refused"]), (0, number, 0), f"{number} dossiers are counted")
        peaks[number] = usage.ru_maxrss
        print(f"stats of {number} dossiers, {found['facts']} facts: {usage.ru_maxrss / 1024:.0f} MiB, {os.times().elapsed - before.elapsed:.1f} s")
    # What grows is the list of actors, by their IRIs.
    verdict.check(peaks[2000] - peaks[200] < 8 * 1024, "memory is flat", f"{peaks} KiB")


def main():
    verdict = Verdict("query")
    seed = SEED / "dossier.yaml"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        graph = Graph().parse(data=run("export", seed, "-f", "ntriples"), format="nt")
        questions_have_second_answers(verdict, [seed], graph, "seed", 24)
        together = all_cases(folder)
        questions_have_second_answers(verdict, [together], Graph().parse(together, format="nt"), "cases", 26)
        formats_read_back(verdict, folder)
        memory_is_flat(verdict, folder)
    a_store_gives_the_same_answers(verdict)
    verdict.equal(counts_are_those_of_the_files(verdict, [seed], "seed"), 39, "the seed has 39 facts")
    counts_are_those_of_the_files(verdict, [ROOT / "examples" / "first" / "dossier.yaml", seed], "examples")
    counted = [path for path in cases() if "registry" not in path.read_text(encoding="utf-8-sig")]
    facts = sum(counts_are_those_of_the_files(verdict, [path], path.parent.name) for path in counted)
    verdict.check(len(counted) >= 40 and facts >= 70, "cases to count", f"{len(counted)} with {facts} facts")
    verdict.close()


if __name__ == "__main__":
    main()
