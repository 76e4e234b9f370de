"""What people write by hand: one SPARQL query for each constraint, over pyoxigraph.

Usage: queries_peer.py DATA RESULTS. It reads no shapes: the eight are in the queries.
"""

import sys

import pyoxigraph

EX = "https://bench.example/"
SH = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = f"PREFIX : <{EX}> PREFIX xsd: <{XSD}> "

# Component, path, and the pattern that binds ?node once for each result.
QUERIES = [
    ("MinCount", "name", "?node a :Person FILTER NOT EXISTS { ?node :name [] }"),
    ("Datatype", "name", "?node a :Person ; :name ?v FILTER (!isLiteral(?v) || datatype(?v) != xsd:string)"),
    ("Or", "contact",
     "?node a :Person ; :contact ?v FILTER (!isIRI(?v) && !(isLiteral(?v) && datatype(?v) = xsd:string))"),
    ("Class", "memberOf", "?node a :Person ; :memberOf ?v FILTER NOT EXISTS { ?v a :Organisation }"),
    ("MaxCount", "date", "?node a :Event . { SELECT ?node { ?node :date ?v } GROUP BY ?node HAVING (COUNT(?v) > 1) }"),
    ("Datatype", "date", "?node a :Event ; :date ?v FILTER (!isLiteral(?v) || datatype(?v) != xsd:date)"),
    ("LessThan", "start", "?node a :Event ; :start ?v ; :end ?w FILTER (!(?v < ?w))"),
    ("Pattern", "code", "?node a :Event ; :code ?v FILTER (!regex(str(?v), '^[A-Z]{3}-[0-9]{4}$'))"),
    ("In", "status", "?node a :Event ; :status ?v FILTER (?v NOT IN ('open', 'held', 'moved'))"),
    ("NodeKind", "link", "?node a :Event ; :link ?v FILTER (!isIRI(?v))"),
    ("UniqueLang", "label",
     "?node a :Event . { SELECT ?node ?tag { ?node :label ?v BIND (lang(?v) AS ?tag) FILTER (?tag != '') } "
     "GROUP BY ?node ?tag HAVING (COUNT(?v) > 1) }"),
    ("Not", None, "?node a :Organisation FILTER EXISTS { ?node :dissolved [] }"),
]


def main():
    data, results = sys.argv[1:]
    store = pyoxigraph.Store()
    store.bulk_load(path=data, format=pyoxigraph.RdfFormat.N_TRIPLES)
    with open(results, "w", encoding="utf-8") as out:
        for component, path, pattern in QUERIES:
            for row in store.query(f"{PREFIXES} SELECT ?node {{ {pattern} }}"):
                print(row["node"].value, EX + path if path else "-", f"{SH}{component}ConstraintComponent", file=out)


if __name__ == "__main__":
    main()
