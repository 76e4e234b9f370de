"""Event datasets: the graph that `verbale import` writes, asked in SPARQL (rdflib), against the raw file, asked in SQL (DuckDB)."""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import duckdb
from rdflib import Graph
from verdict import COMMAND, ROOT, Verdict

DATA = ROOT / "crates/verbale-import/tests/data"
GDELT = DATA / "gdelt/20151027220000.export.CSV"
PLOVER = DATA / "plover/PLOVER_GSR_CAMEO.json"
QUERIES = ROOT / "ontology/queries"
BASE = "https://example.org/verbale/"

PREFIXES = """
PREFIX dipl: <https://w3id.org/verbale/dipl#>
PREFIX cameo: <https://w3id.org/verbale/cameo#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#>
"""

# The columns of GDELT 2.0, by the numbers of its codebook.
COLUMNS = {
    "id": 0, "day": 1, "code1": 5, "country1": 7, "code2": 15, "country2": 17, "root_event": 25, "code": 26, "root": 28,
    "mentions": 31, "sources": 32, "articles": 33, "tone": 34, "geo": 51, "place": 52, "lat": 56, "long": 57, "url": 60,
}

# What a row is, by the words of issue 5: who is there, and what its code means.
VIEW = """
CREATE VIEW event AS SELECT *,
  CASE
    WHEN (code IN ('051', '052') OR root = '11') AND code1 <> '' AND code2 <> '' THEN 'Stance'
    WHEN root IN ('03', '13') AND code1 <> '' THEN 'Commitment'
    WHEN code = '054' AND code1 <> '' AND code2 <> '' AND code1 <> code2 THEN 'Recognition'
    WHEN root = '04' AND code NOT IN ('041', '042', '043') THEN 'Meeting'
    ELSE 'Event'
  END AS kind,
  CASE WHEN country1 IN (SELECT iso FROM states) AND substr(code1, 1, 3) NOT IN ('IGO', 'NGO', 'MNC', 'IMG') THEN country1 END AS state1,
  CASE WHEN country2 IN (SELECT iso FROM states) AND substr(code2, 1, 3) NOT IN ('IGO', 'NGO', 'MNC', 'IMG') THEN country2 END AS state2
FROM raw
"""


def imported(folder, dataset, path, expected):
    out = folder / "graph.nt"
    run = subprocess.run(
        [COMMAND, "import", dataset, str(path), "--on-error", "skip", "-o", str(out), "--summary", str(folder / "summary.json")],
        capture_output=True, text=True, check=False,
    )
    if run.returncode != expected:
        sys.exit(f"verbale import {dataset}: exit {run.returncode}\n{run.stderr}")
    return Graph().parse(out, format="nt"), json.loads((folder / "summary.json").read_text(encoding="utf-8"))


def raw_file():
    connection = duckdb.connect()
    names = ", ".join(f"column{number:02} AS {name}" for name, number in COLUMNS.items())
    connection.execute(
        f"CREATE VIEW raw AS SELECT {names} FROM read_csv('{GDELT}', delim='\t', header=false, quote='', escape='', "
        f"all_varchar=true, nullstr='no cell says this', auto_detect=false, columns={{{', '.join(repr(f'column{n:02}') + ': ' + repr('VARCHAR') for n in range(61))}}})"
    )
    states = [line.split("\t")[0] for line in (ROOT / "ontology/states.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    connection.execute("CREATE TABLE states (iso VARCHAR)")
    connection.executemany("INSERT INTO states VALUES (?)", [[iso] for iso in states])
    connection.execute(VIEW)
    return connection


def local(term):
    return str(term).replace("#", "/").rsplit("/", 1)[-1]


def compare(verdict, graph, raw, what, sparql, sql, least=1):
    """Both ask the same question; rows are compared as texts, in no order."""
    found = Counter(tuple(local(cell) for cell in row) for row in graph.query(PREFIXES + sparql))
    expected = Counter(tuple(str(cell) for cell in row) for row in raw.execute(sql).fetchall())
    verdict.check(len(expected) >= least, f"{what}: there is something to compare", f"{len(expected)} rows")
    verdict.same_set(set(found.items()), set(expected.items()), what)


def gdelt(verdict, folder):
    graph, summary = imported(folder, "gdelt", GDELT, 0)
    raw = raw_file()
    rows = raw.execute("SELECT count(*) FROM raw").fetchone()[0]
    verdict.equal(rows, 2116, "rows of the raw file")
    verdict.equal(summary["facts"], {"read": rows, "written": rows, "refused": 0}, "GDELT: the account of the run")
    verdict.equal(summary["quads"], len(graph), "GDELT: no triple is written twice")

    def ask(what, sparql, sql, least=1):
        compare(verdict, graph, raw, f"GDELT: {what}", sparql, sql, least)

    ask("events of each root code",
        "SELECT ?root (COUNT(?fact) AS ?n) { ?fact dipl:sourceCode ?code BIND (SUBSTR(STRAFTER(STR(?code), '#'), 1, 2) AS ?root) } GROUP BY ?root",
        "SELECT root, count(*) FROM event GROUP BY root", 15)
    ask("events of each code",
        "SELECT ?code (COUNT(?fact) AS ?n) { ?fact dipl:sourceCode ?code } GROUP BY ?code",
        "SELECT code, count(*) FROM event GROUP BY code", 80)
    ask("facts of each kind",
        "SELECT ?kind (COUNT(?fact) AS ?n) { ?fact dipl:sourceCode ?code ; a ?type . OPTIONAL { ?fact a dipl:Meeting, ?meeting } "
        "BIND (IF(BOUND(?meeting), dipl:Meeting, ?type) AS ?kind) FILTER (?type IN (dipl:Event, dipl:Commitment, dipl:Stance)) "
        "FILTER (!BOUND(?meeting) || ?meeting = dipl:Meeting) } GROUP BY ?kind",
        "SELECT kind, count(*) FROM event GROUP BY kind", 4)
    ask("the day of each fact",
        "SELECT ?fact ?day { ?fact dipl:sourceCode [] ; dipl:date ?day }",
        "SELECT id, substr(day, 1, 4) || '-' || substr(day, 5, 2) || '-' || substr(day, 7, 2) FROM event", 2116)
    ask("facts with and without a place",
        "SELECT ?with (COUNT(?fact) AS ?n) { ?fact dipl:sourceCode [] BIND (EXISTS { ?fact dipl:place [] } AS ?with) } GROUP BY ?with",
        "SELECT CASE WHEN geo <> '0' AND kind <> 'Stance' THEN 'true' ELSE 'false' END, count(*) FROM event GROUP BY 1", 2)
    ask("the place of each fact",
        "SELECT ?fact ?name ?lat ?long { ?fact dipl:place [ skos:prefLabel ?name ; wgs84:lat ?lat ; wgs84:long ?long ] }",
        "SELECT id, regexp_extract(place, '[^/]*$'), lat, long FROM event WHERE geo <> '0' AND kind <> 'Stance'", 1500)
    ask("places that are the middle of a country",
        "SELECT DISTINCT ?name { ?place skos:prefLabel ?name ; dipl:centroid true }",
        "SELECT DISTINCT place FROM event WHERE geo = '1' AND kind <> 'Stance'", 50)
    ask("the pages of the claims",
        "SELECT ?fact ?url { ?claim dipl:about ?fact ; prov:hadPrimarySource ?page BIND (MD5(STR(?page)) AS ?url) }",
        "SELECT id, md5(url) FROM event", 2116)
    ask("counts and the root event",
        "SELECT ?fact ?m ?s ?a ?r { ?claim dipl:about ?fact ; dipl:mentionCount ?m ; dipl:sourceCount ?s ; dipl:articleCount ?a ; dipl:rootEvent ?r }",
        "SELECT id, mentions, sources, articles, CASE root_event WHEN '1' THEN 'true' ELSE 'false' END FROM event", 2116)
    ask("the codes of groups",
        "SELECT DISTINCT ?code { [] skos:notation ?code ; a dipl:Group }",
        "SELECT DISTINCT code FROM (SELECT code1 AS code FROM event UNION SELECT code2 FROM event) "
        "WHERE code <> '' AND code NOT IN (SELECT iso FROM states)", 100)
    ask("doers' states",
        "SELECT ?fact ?state { ?fact dipl:sourceCode [] ; dipl:doer/prov:actedOnBehalfOf? ?state . ?state a dipl:State }",
        "SELECT id, state1 FROM event WHERE state1 IS NOT NULL AND kind IN ('Event', 'Commitment', 'Recognition')", 800)
    tones(verdict, graph, raw)
    competency(verdict, graph, raw)


def tones(verdict, graph, raw):
    found = {local(row[0]): Decimal(str(row[1])) for row in graph.query(PREFIXES + "SELECT ?fact ?tone { [] dipl:about ?fact ; dipl:tone ?tone }")}
    expected = {row[0]: Decimal(row[1]) for row in raw.execute("SELECT id, tone FROM event").fetchall()}
    near = [fact for fact, tone in expected.items() if fact not in found or abs(found[fact] - tone) > Decimal("1e-14")]
    verdict.check(not near and len(found) == 2116, "GDELT: tones", f"{near[:5]}")


def competency(verdict, graph, raw):
    """The published questions that apply, as they are published."""
    def ask(name, sql, least):
        query = (QUERIES / f"{name}.rq").read_text(encoding="utf-8")
        found = Counter(tuple(local(cell) for cell in row) for row in graph.query(query))
        expected = Counter(tuple(str(cell) for cell in row) for row in raw.execute(sql).fetchall())
        verdict.check(len(expected) >= least, f"{name}: there is something to compare", f"{len(expected)} rows")
        verdict.same_set(set(found.items()), set(expected.items()), name)

    ask("CQ04", "SELECT CASE root WHEN '03' THEN 'intended' ELSE 'threatened' END, count(*) FROM event WHERE kind = 'Commitment' GROUP BY 1", 2)
    ask("CQ16", "SELECT count(*) FROM event WHERE kind = 'Meeting'", 1)
    ask("CQ17", """
        WITH pair AS (
          SELECT id, state1 AS a, state2 AS b, day FROM event WHERE kind = 'Event' AND state1 <> state2
          UNION
          SELECT id, least(state1, state2), greatest(state1, state2), day FROM event WHERE kind = 'Meeting' AND state1 <> state2
        )
        SELECT a, b, substr(day, 1, 4) || '-' || substr(day, 5, 2), count(DISTINCT id) FROM pair GROUP BY ALL""", 100)


def plover(verdict, folder):
    """The sentences and the coders' words, span by span."""
    graph, summary = imported(folder, "plover", PLOVER, 1)
    records = json.loads(PLOVER.read_text(encoding="utf-8"))
    verdict.equal(summary["records"], {"read": len(records), "written": 320, "refused": 3}, "PLOVER: the account of the run")
    texts = {record["id"].lower(): record for record in reversed(records)}
    spans = graph.query(PREFIXES + """
        SELECT DISTINCT ?fact ?start ?end ?exact ?source {
          ?claim dipl:about ?fact ; dipl:span ?span .
          ?span oa:hasSource ?source ; oa:hasSelector ?quote, ?position .
          ?quote oa:exact ?exact . ?position oa:start ?start ; oa:end ?end } ORDER BY ?fact ?start""")
    words, right, facts = {}, 0, set()
    for fact, start, end, exact, source in spans:
        record = texts[local(fact)]
        right += record["text"][int(start):int(end)] == str(exact) and str(source) == f"{fact}/source"
        words.setdefault(local(fact), []).append(str(exact))
        facts.add(local(fact))
    verdict.check(right == len(spans) and right > 500, "PLOVER: spans are the sentence's words", f"{right} of {len(spans)}")
    expected = {(name, " ".join(texts[name]["eventText"].replace(" ... ", " ").split())) for name in facts}
    found = {(name, " ".join(" ".join(pieces).split())) for name, pieces in words.items()}
    verdict.same_set(found, expected, "PLOVER: spans together are the coders' words")
    apart = sum(len(pieces) > 1 for pieces in words.values())
    verdict.check(apart > 200, "PLOVER: words that stand apart are several spans", f"{apart}")
    verdict.equal(len(list(graph.query(PREFIXES + "SELECT ?x { ?x dipl:date ?date }"))), 0, "PLOVER: the placeholder is no date")
    categories = Counter(record["event"] for record in records if record["event"] != "DOCUMENT")
    found = {local(code): int(n) for code, n in graph.query(PREFIXES + "SELECT ?code (COUNT(?fact) AS ?n) { ?fact dipl:sourceCode ?code } GROUP BY ?code")}
    # One of COERCE has another record's id, one of REJECT has words that are not in its sentence.
    categories.subtract(["COERCE", "REJECT"])
    verdict.equal({code: n for code, n in found.items() if code.isupper()}, dict(categories), "PLOVER: events of each category")


def main():
    verdict = Verdict("datasets")
    with tempfile.TemporaryDirectory() as folder:
        gdelt(verdict, Path(folder))
        plover(verdict, Path(folder))
    verdict.close()


if __name__ == "__main__":
    main()
