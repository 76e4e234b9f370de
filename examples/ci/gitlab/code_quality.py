#!/usr/bin/env python3
"""Findings of `verbale check --report json` as a GitLab code-quality report: code_quality.py FINDINGS.json [OUT.json]"""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path, PurePosixPath

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def fingerprint(finding, seen):
    """A name of the finding that edits elsewhere in the file leave as it is. GitLab drops the second of two alike."""
    parts = [finding.get(key) for key in ("code", "file", "record", "pointer", "focusNode", "path", "shape", "value")]
    name = json.dumps(parts, ensure_ascii=False)
    seen[name] += 1
    return hashlib.sha256(f"{name} {seen[name]}".encode("utf-8", "surrogatepass")).hexdigest()


def entry(finding, seen):
    """The finding as GitLab wants it; what has no line is shown on the first."""
    return {
        "description": finding["message"],
        "check_name": finding["code"],
        "fingerprint": fingerprint(finding, seen),
        "severity": SEVERITIES[finding["severity"]],
        # GitLab joins the path to the root of the repository, and takes `./` as a folder.
        "location": {"path": str(PurePosixPath(finding.get("file", "-"))), "lines": {"begin": finding.get("line", 1)}},
    }


def code_quality(report):
    """The report of a run as a list of entries, in the order of the findings."""
    if report["version"] != 1:
        sys.exit(f"code_quality.py reads version 1 of the report, not {report['version']}")
    seen = Counter()
    return [entry(finding, seen) for finding in report["findings"]]


def main(source, out=None):
    report = json.loads(Path(source).read_text(encoding="utf-8"))
    text = json.dumps(code_quality(report), ensure_ascii=False, indent=2) + "\n"
    if out:
        Path(out).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
