#!/usr/bin/env python3
"""Whether results are those that were planted: `agree.py RESULTS TRUTH`; exit code 0 if so, else 1 with what differs.

RESULTS are lines `focus path component`, or a JSON report of `verbale check`.
"""

import json
import sys
from collections import Counter


def report(text):
    """The results of our JSON report, in the same form."""
    for finding in json.loads(text)["findings"]:
        yield " ".join(finding.get(name, "-") for name in ("focusNode", "path", "component"))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        text = file.read()
    with open(sys.argv[2], encoding="utf-8") as file:
        truth = Counter(file.read().splitlines())
    found = Counter(report(text) if text.startswith("{") else text.splitlines())
    if found == truth:
        return 0
    missing, extra = truth - found, found - truth
    print(f"{missing.total()} missing, {extra.total()} too many; for example {list(missing)[:2]}, {list(extra)[:2]}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
