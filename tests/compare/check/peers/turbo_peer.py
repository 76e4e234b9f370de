"""pyshacl-turbo, reading both files itself: `turbo_peer.py DATA SHAPES RESULTS`.

Over a pyoxigraph store, another way in, release 0.6.5 finds every value outside `sh:in`.
"""

import sys

import rdflib
from pyshacl_turbo import validate

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def main():
    data, shapes, results = sys.argv[1:]
    _, report, _ = validate(data, data_graph_format="nt", shacl_graph=shapes, shacl_graph_format="turtle")
    with open(results, "w", encoding="utf-8") as out:
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
            path = report.value(result, SH.resultPath) or "-"
            print(report.value(result, SH.focusNode), path, report.value(result, SH.sourceConstraintComponent), file=out)


if __name__ == "__main__":
    main()
