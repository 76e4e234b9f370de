#!/usr/bin/env python3
"""Plants one fault in a dossier and holds the reported place to where the fault was written.

Usage: places.py [--seed N] [--long] [--keep FOLDER] [--table]

The truth comes from the writers in planted/sheets.py, which note the line and column of each key and value while they write it, in
YAML block style, YAML flow style, JSON and JSON Lines, with byte order marks, CR LF, tabs, and characters that are easily
miscounted in the way. Two rounds are run, one with a fixed seed and one with a seed that is drawn (or given) and printed. In each,
every kind of fault is planted once in every style that can have it; exactly that finding must come, at exactly that place,
and none from a dossier without a fault. --table prints what each kind plants and where it must be shown.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from planted import ALL, KINDS, YAML, Draft, JsonWriter, Sheet, YamlWriter
from verdict import COMMAND, Verdict

FIXED_SEED = 20250403
FAULTS_LEAST = 200  # in each round
KINDS_LEAST = 40
SOUND_EACH_STYLE = 6
EXTENSIONS = {"block": "yaml", "flow": "yaml", "json": "json", "lines": "jsonl"}


class Case:
    """A file with one planted fault, or with none."""

    def __init__(self, rng, serial, style, kind=None):
        self.rng, self.style, self.kind = rng, style, kind
        self.draft = Draft(rng, serial, style)
        self.expected = kind.plant(self.draft, rng) if kind else []
        self.name = f"{serial}.{EXTENSIONS[style]}"
        self.newline = rng.choice(["\n", "\n", "\r\n"])
        self.bom = rng.choice(["", "", "\ufeff"])
        self.sheet, self.text = self.write(serial)

    def write(self, serial):
        if self.style in YAML:
            sheet = Sheet(self.rng, self.newline, self.bom)
            YamlWriter(sheet, self.style == "flow").document(self.draft.root)
        elif self.style == "json":
            sheet = Sheet(self.rng, self.newline, self.bom)
            JsonWriter(sheet, one_line=False).write(self.draft.root)
        else:
            return self.write_lines(serial)
        if self.draft.after:
            sheet.raw(self.draft.after, "after")
        return sheet, sheet.text

    def write_lines(self, serial):
        """The record stands among sound ones and blank lines."""
        before = [*self.sound(f"{serial}-before", self.rng.randint(0, 2)), *map(self.line, self.draft.before)]
        before += [""] * (self.rng.randint(0, 2) if before else 0)
        sheet = Sheet(self.rng, first_line=len(before) + 1, mark="" if before else self.bom)
        JsonWriter(sheet, one_line=True).write(self.draft.root)
        lines = [*before, sheet.text, *self.sound(f"{serial}-after", self.rng.randint(0, 2))]
        return sheet, (self.bom if before else "") + "".join(line + self.newline for line in lines)

    def sound(self, serial, count):
        return [self.line(Draft(self.rng, f"{serial}-{n}", self.style).root) for n in range(count)]

    def line(self, root):
        sheet = Sheet(self.rng)
        JsonWriter(sheet, one_line=True).write(root)
        return sheet.text

    def save(self, folder):
        (folder / self.name).write_bytes(self.text.encode("utf-8", "surrogateescape"))
        for name, text in self.draft.files.items():
            (folder / name).write_text(text, encoding="utf-8")

    def truth(self):
        """What must be found: file, code, pointer, place."""
        return sorted((f.file or self.name, f.code, f.pointer, f.place or self.place(f)) for f in self.expected)

    def place(self, finding):
        shown = finding.pointer if finding.shown is None else finding.shown
        if finding.part == "start":
            return self.sheet.place(shown, "value")[:2] * 2
        return self.sheet.place(shown, finding.part)


def check(folder, names):
    """What the command finds in the files, as (file, code, pointer, place)."""
    run = subprocess.run([COMMAND, "check", "--report", "json", *names], cwd=folder, capture_output=True, check=False)
    if run.returncode not in (0, 1, 2) or not run.stdout:
        sys.exit(f"verbale check: exit {run.returncode}\n{run.stderr.decode(errors='replace')}")
    report = json.loads(run.stdout)
    if report["summary"]["shown"] != len(report["findings"]):
        sys.exit("not every finding is shown")
    return [found(finding) for finding in report["findings"]]


def found(finding):
    place = tuple(finding.get(name) for name in ("line", "column", "endLine", "endColumn"))
    return (finding["file"], finding["code"], finding.get("pointer"), place)


def same(found, truth):
    """Whether all that is asked for is found and nothing else; a pointer that the table leaves open is not compared."""
    found, truth = sorted(found, key=str), sorted(truth, key=str)
    return len(found) == len(truth) and all(
        (f[0], f[1], f[3]) == (t[0], t[1], t[3]) and t[2] in (None, f[2]) for f, t in zip(found, truth)
    )


def cases(seed, label):
    rng = random.Random(seed)
    for style in ALL:
        for number in range(SOUND_EACH_STYLE):
            yield Case(rng, f"{label}-sound-{style}-{number}", style)
    for number, kind in enumerate(KINDS):
        for style in kind.styles:
            yield Case(rng, f"{label}-{number}-{style}", style, kind)


def judge(case, findings, verdict):
    names = {case.name, *case.draft.files}
    answer = [finding for finding in findings if finding[0] in names]
    what = f"{case.kind.name if case.kind else 'no fault'} in {case.name}"
    shown = "\n    ".join([f"found    {item}" for item in answer] + [f"expected {item}" for item in case.truth()])
    verdict.check(same(answer, case.truth()), what, shown)


def round_of(seed, label, folder, verdict):
    print(f"seed {seed}")
    drawn = list(cases(seed, label))
    for case in drawn:
        case.save(folder)
    findings = check(folder, [case.name for case in drawn])
    for case in drawn:
        judge(case, findings, verdict)
    planted = [case for case in drawn if case.kind]
    verdict.check(len(planted) >= FAULTS_LEAST, f"{len(planted)} faults, {FAULTS_LEAST} are wanted")
    codes = {finding.code for case in planted for finding in case.expected}
    verdict.check(len(codes) >= KINDS_LEAST, f"{len(codes)} codes, {KINDS_LEAST} are wanted")
    print(f"{len(planted)} faults of {len(KINDS)} kinds under {len(codes)} codes, {len(drawn) - len(planted)} dossiers without")


def table():
    for kind in KINDS:
        print(f"{kind.code:<22}{', '.join(kind.styles):<26}{kind.what}: {kind.where}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, help="of the drawn rounds, to repeat one that failed")
    parser.add_argument("--long", action="store_true", help="ten drawn rounds instead of one")
    parser.add_argument("--keep", type=Path, help="write the dossiers to this folder and leave them there")
    parser.add_argument("--table", action="store_true", help="print the kinds of fault and stop")
    options = parser.parse_args()
    if options.table:
        return table()
    drawn = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    verdict = Verdict("places")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        seeds = [FIXED_SEED] + [drawn + n for n in range(10 if options.long else 1)]
        for number, seed in enumerate(seeds):
            round_of(seed, f"r{number}", folder, verdict)
    return verdict.close()


if __name__ == "__main__":
    main()
