#!/usr/bin/env python3
"""The part of the comparison that does not depend on the machine: `ci.py --verbale BINARY --work FOLDER [--long]`.

It fails where a generated record is refused or warned of, where two jobs give other bytes than one, where the triples are not
those of a script that shares no code with the program, and where memory grows with the input. Times are told and judged by
nobody. --long compares memory at 100 thousand and 1 million records.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import compare
import measure
import programs
from programs import HERE, PEERS, Tools, ours

LINES = 20_000  # more than the 10,000 over which the program compares ids, so that its memory has come to rest
SAMPLE = 2_000
MEMORY = {"dossiers": {1: 16, 2: 32}, "rows": {1: 16}}  # MiB, by jobs
GROWTH = 1.1


class Checks:
    """What was looked at, and whether it holds."""

    def __init__(self, tools):
        self.tools, self.failed = tools, 0

    def check(self, holds, said):
        self.failed += not holds
        print("ok  " if holds else "FAIL", said, flush=True)

    def path(self, name):
        return self.tools.work / name

    def input(self, what, count):
        path = self.path(compare.INPUT[what])
        programs.generate(what, count, path)
        return path

    def convert(self, what, source, out, *options, form=None):
        return measure.run(ours(self.tools, what, source, out, *options, form=form))

    def accepted(self, what):
        """Every record is taken, and nothing is said about it."""
        source, report, account = self.input(what, LINES), self.path("said"), self.path("summary.json")
        with open(report, "wb") as said:
            command = ours(self.tools, what, source, self.path("one"), "--summary", account)
            subprocess.run([str(word) for word in command], stderr=said, check=True)
        records = json.loads(account.read_text(encoding="utf-8"))["records"]
        # The last line is the account.
        others = report.read_text(encoding="utf-8").splitlines()[:-1]
        self.check(records == {"read": LINES, "written": LINES, "refused": 0}, f"{what}: {records}")
        self.check(not others, f"{what}: {len(others)} lines of findings {others[:1] or ''}")
        return source

    def jobs(self, source):
        self.convert("dossiers", source, self.path("two"), "--jobs", "2")
        same = subprocess.run(["cmp", self.path("one"), self.path("two")], check=False).returncode == 0
        self.check(same, "dossiers: two jobs give the bytes of one")

    def triples(self, what):
        """Beside the script, which is given the same input and knows nothing of ours."""
        source, one, other = self.input(what, SAMPLE), self.path("one"), self.path("other")
        self.convert(what, source, one)
        names = [programs.ID, source.name] if what == "rows" else []
        subprocess.run([sys.executable, PEERS / "strings.py", what, source, other, *names], check=True)
        command = [sys.executable, HERE / "agree.py", one, other]
        found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        self.check(not found["missing"] and not found["foreign"] and found["ours"] > 0, f"{what}: triples beside the script's: {found}")

    def memory(self, counts):
        for what, limits in MEMORY.items():
            for jobs, limit in limits.items():
                peaks = [compare.streamed(self.tools, what, count, jobs).peak for count in counts]
                growth = peaks[1] / peaks[0]
                said = ", ".join(f"{peak:.1f} MiB at {count:,}" for peak, count in zip(peaks, counts))
                self.check(max(peaks) <= limit and growth <= GROWTH, f"{what}, jobs {jobs}: {said} (≤ {limit}, growth {growth:.2f} ≤ {GROWTH})")

    def told(self, source):
        """Ratios that nothing is judged by."""
        own = lambda form, name: lambda: self.convert("dossiers", source, self.path(name), form=form)
        triples, turtle = measure.in_turn(own("ntriples", "one"), own("turtle", "turtle"), 3)
        print(f"     Turtle takes {measure.ratio(triples, turtle):.2f} times the CPU of N-Triples")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--verbale", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    nothing = options.work / "none"
    checks = Checks(Tools(options.verbale, nothing, nothing, nothing, options.work))
    checks.accepted("rows")
    source = checks.accepted("dossiers")
    checks.jobs(source)
    checks.told(source)
    for what in ("dossiers", "rows"):
        checks.triples(what)
    checks.memory([100_000, 1_000_000] if options.long else [LINES, 2 * LINES])
    print(f"load {measure.load()}")
    return checks.failed > 0


if __name__ == "__main__":
    sys.exit(main())
