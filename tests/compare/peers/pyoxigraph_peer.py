"""pyoxigraph by hand, streaming: `pyoxigraph_peer.py dossiers|rows IN OUT [ID TITLE]`, to N-Quads or N-Triples."""

import sys

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize
from terms import Mapping


def main():
    what, source, out, *names = sys.argv[1:]
    mapping = Mapping(NamedNode, Literal)
    if what == "dossiers":
        serialize((Quad(*triple, graph) for graph, triple in mapping.of_dossiers(source)), out, format=RdfFormat.N_QUADS)
    else:
        serialize((Triple(*triple) for triple in mapping.of_rows(source, *names)), out, format=RdfFormat.N_TRIPLES)


if __name__ == "__main__":
    main()
