"""pyshacl as a library: `pyshacl_peer.py DATA SHAPES RESULTS`."""

import sys

import rdflib
from pyshacl import validate

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def main():
    data, shapes, results = sys.argv[1:]
    graph = rdflib.Graph().parse(data, format="nt")
    _, report, _ = validate(graph, shacl_graph=rdflib.Graph().parse(shapes, format="turtle"))
    with open(results, "w", encoding="utf-8") as out:
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
            path = report.value(result, SH.resultPath) or "-"
            print(report.value(result, SH.focusNode), path, report.value(result, SH.sourceConstraintComponent), file=out)


if __name__ == "__main__":
    main()
