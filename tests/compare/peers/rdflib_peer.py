"""rdflib by hand: `rdflib_peer.py dossiers|rows IN OUT [ID TITLE]`, to N-Quads or N-Triples."""

import sys

from rdflib import Dataset, Graph, Literal, URIRef
from terms import Mapping


def literal(text, language=None, datatype=None):
    # Normalising would rewrite decimals.
    return Literal(text, lang=language, datatype=datatype, normalize=False)


def main():
    what, source, out, *names = sys.argv[1:]
    mapping = Mapping(URIRef, literal)
    if what == "dossiers":
        data = Dataset()
        for graph, triple in mapping.of_dossiers(source):
            data.graph(graph).add(triple)
        data.serialize(out, format="nquads", encoding="utf-8")
    else:
        data = Graph()
        for triple in mapping.of_rows(source, *names):
            data.add(triple)
        data.serialize(out, format="nt11", encoding="utf-8")


if __name__ == "__main__":
    main()
