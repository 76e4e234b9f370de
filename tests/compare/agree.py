#!/usr/bin/env python3
"""Compares the lines of two files of N-Triples or N-Quads as sets: `agree.py OURS OTHER`; a JSON object on standard output.

`triples` of the other, how many of them are not ours (`foreign`, with one as `example`), how many of ours are `missing`, and
the number of `ours`. White space before the full stop, tabs between terms (in literals they are escaped) and empty lines do not count.
"""

import json
import re
import sys

END = re.compile(r"\s*\.\s*$")


def statements(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return {END.sub(" .", line.replace("\t", " ")) for line in file if line.strip()}


def main():
    ours, other = statements(sys.argv[1]), statements(sys.argv[2])
    foreign = other - ours
    found = {"ours": len(ours), "triples": len(other), "missing": len(ours - other), "foreign": len(foreign)}
    if foreign:
        found["example"] = min(foreign)
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
