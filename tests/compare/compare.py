#!/usr/bin/env python3
"""Conversions by verbale and by other programs, in turn: first whether the triples are the same, then what they cost.

The tables go to standard output, and with --readme between the marks of README.md. `run` calls this with what it has built.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

import measure
import programs
from programs import HERE, Tools, ours

README = HERE / "README.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
INPUT = {"dossiers": "dossiers.jsonl", "rows": "rows.tsv"}
OUTPUT = {"dossiers": "nq", "rows": "nt"}
FORMS = ["ntriples", "nquads", "turtle", "trig", "jsonld", "rdfxml"]
GOALS = {"dossiers": 1.3, "rows": 1.4}


class Contest:
    """One kind of input: verbale, its limits and its peers."""

    def __init__(self, tools, what, options):
        self.tools, self.what, self.options, self.write = tools, what, options, options.write
        self.count = {"dossiers": options.dossiers, "rows": options.rows}[what]
        self.skipped = []

    def input(self, count, table=False):
        """The input with so many records; made where it is not there yet. The name of the file is in the triples of rows."""
        folder = self.tools.work / f"{self.what}-{count}"
        folder.mkdir(exist_ok=True)
        path = folder / INPUT[self.what]
        if not path.exists():
            programs.generate(self.what, count, path)
        if not table:
            return path
        prepared = folder / "table.csv"
        if not prepared.exists():
            programs.prepare(path, prepared)
        return prepared

    def out(self, who):
        """Where an output goes. Peers look at the extension; verbale would refuse one that is not of the format asked for."""
        return self.tools.work / (f"peer.{OUTPUT[self.what]}" if who == "peer" else who)

    def ours(self, count, *options, form=None, who="ours"):
        return measure.run(ours(self.tools, self.what, self.input(count), self.out(who), *options, form=form))

    def triples(self, path):
        return int(subprocess.run(["wc", "-l", path], capture_output=True, text=True, check=True).stdout.split()[0])

    def agreement(self, peer):
        """What the peer makes of a small input, beside what verbale does."""
        self.ours(self.options.sample)
        source = self.input(self.options.sample, peer.table)
        measure.run(peer.call(source, self.out("peer")), cwd=self.tools.work)
        command = [sys.executable, HERE / "agree.py", self.out("ours"), self.out("peer")]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    # Rows of tables

    def limits(self):
        """What reading and copying cost alone, and what verbale takes beside them."""
        source, out = self.input(self.count), self.out("ours")
        self.ours(self.count)
        rounds = self.options.rounds
        commands = {
            "parse": [self.tools.parse_only, self.what, source], "cp": ["cp", out, self.out("copy")], "wc": ["wc", "-l", out],
            **({"json": [self.tools.parse_only, "json", source]} if self.what == "dossiers" else {})}
        runs = {name: [] for name in ["ours", *commands]}
        for _ in range(rounds):
            runs["ours"].append(self.ours(self.count))
            for name, command in commands.items():
                runs[name].append(measure.run(command))
        self.out("copy").unlink()
        names = {"ours": "verbale", "parse": "read, and thrown away", "json": "JSON syntax alone (serde_json)",
                 "cp": "`cp` of the output", "wc": "`wc -l` of the output"}
        lines = [[names[name], *figures(measure.medians(found))] for name, found in runs.items()]
        ratio = measure.median([own.cpu / (parse.cpu + copy.cpu) for own, parse, copy in zip(runs["ours"], runs["parse"], runs["cp"])])
        self.write(table(["what", "CPU, s", "wall, s", "peak, MiB"], lines))
        self.write(f"L, reading alone and `cp` together: verbale takes {ratio:.2f} × L (goal {GOALS[self.what]}).\n")

    def peers(self):
        """Every peer beside verbale, in turn."""
        lines = []
        for peer in programs.peers(self.tools):
            if peer.what != self.what:
                continue
            try:
                lines.append(self.beside(peer))
            except (measure.Failed, subprocess.CalledProcessError, OSError) as failure:
                why = str(failure).strip().splitlines()[-1:] or [type(failure).__name__]
                self.skipped.append(f"{peer.name} ({why[0]})")
        head = ["program", "triples", "records", "CPU, s", "wall, s", "peak, MiB", "records/s", "triples/s", "MB/s in", "MB/s out",
                "times our CPU"]
        self.write(table(head, [self.own_row(), *lines]))
        for skipped in self.skipped:
            self.write(f"Skipped: {skipped}.\n")

    def own_row(self):
        runs = [self.ours(self.count) for _ in range(self.options.rounds)]
        return self.row("verbale", "all", self.count, measure.medians(runs), self.out("ours"), 1.0, self.input(self.count))

    def row(self, name, agrees, count, run, out, times, source):
        triples = self.triples(out)
        mega = lambda path: f"{path.stat().st_size / run.cpu / 1e6:.0f}"
        rates = [f"{count / run.cpu:,.0f}", f"{triples / run.cpu:,.0f}", mega(source), mega(out)]
        return [name, agrees, f"{count:,}", f"{run.cpu:.2f}", f"{run.wall:.2f}", f"{run.peak:.0f}", *rates, f"{times:.1f}"]

    def beside(self, peer):
        version = peer.version(self.tools)
        agrees = agreement(self.agreement(peer))
        count = self.count // self.options.slow_share if peer.slow else self.count
        rounds = self.options.slow_rounds if peer.slow else self.options.rounds
        source, out = self.input(count, peer.table), self.out("peer")
        own, others = measure.in_turn(
            lambda: self.ours(count), lambda: measure.run(peer.call(source, out), cwd=self.tools.work), rounds)
        # Of unlike outputs the cost of one triple is compared.
        times = measure.ratio(own, others) * self.triples(self.out("ours")) / self.triples(out)
        return self.row(f"{peer.name} {version}".strip(), agrees, count, measure.medians(others), out, times, source)

    def forms(self):
        """The program's own formats beside its N-Triples, and what twice the input costs."""
        lines = []
        for form in FORMS:
            own, others = measure.in_turn(
                lambda: self.ours(self.count, form="ntriples"), lambda: self.ours(self.count, form=form, who="form"), self.options.rounds)
            size = self.out("form").stat().st_size / 1e6
            lines.append([form, *figures(measure.medians(others)), f"{size:.0f}", f"{measure.ratio(own, others):.2f}"])
        self.write(table(["format", "CPU, s", "wall, s", "peak, MiB", "MB", "times N-Triples"], lines))
        half, whole = measure.in_turn(
            lambda: self.ours(self.count // 2, form="turtle"), lambda: self.ours(self.count, form="turtle"), self.options.rounds)
        self.write(f"Turtle of twice the records: {measure.ratio(half, whole):.2f} times the CPU (goal 2.2).\n")

    def jobs(self):
        """Two jobs beside one: the same bytes, and the time that is saved."""
        one, two = measure.in_turn(
            lambda: self.ours(self.count), lambda: self.ours(self.count, "--jobs", "2", who="jobs"), self.options.rounds)
        same = subprocess.run(["cmp", "-s", self.out("ours"), self.out("jobs")], check=False).returncode == 0
        self.write(
            f"Two jobs: {'the same bytes' if same else 'OTHER BYTES'}, {measure.ratio(one, two, 'wall'):.2f} times the wall time of one "
            f"(goal 0.55), {measure.ratio(one, two):.2f} times the CPU; peak {measure.medians(two).peak:.1f} MiB.\n")


def streamed(tools, what, count, jobs):
    """Runs verbale on a generator's output; nothing is kept, so that millions fit."""
    source = subprocess.Popen(programs.generator(what, count), stdout=subprocess.PIPE)
    if what == "dossiers":
        command = [tools.verbale, "export", "-", "--from", "jsonl", "-f", "nquads", "--jobs", str(jobs)]
    else:
        command = [tools.verbale, "import", "gdelt", "-", "--id", programs.ID, "-f", "ntriples"]
    used = measure.run(command, stdin=source.stdout)
    source.stdout.close()
    if source.wait() != 0:
        raise measure.Failed("the generator failed")
    return used


def memory(tools, counts, write):
    """Peak memory at several sizes."""
    lines = []
    for what, jobs, goal in (("dossiers", 1, 16), ("dossiers", 2, 32), ("rows", 1, 16)):
        peaks = [streamed(tools, what, count, jobs) for count in counts]
        grows = f"{peaks[-1].peak / peaks[0].peak:.2f}"
        lines.append([what, str(jobs), *(f"{used.peak:.1f}" for used in peaks), grows, str(goal)])
    head = ["input", "jobs", *(f"peak at {count:,}, MiB" for count in counts), "last to first", "goal, MiB"]
    write(table(head, lines))


def agreement(found):
    if found["foreign"]:
        return f"{found['foreign'] / found['triples']:.1%} other ones"
    if found["missing"]:
        return f"{found['triples'] / found['ours']:.0%} of ours"
    return "the same"


def figures(run):
    return [f"{run.cpu:.3f}", f"{run.wall:.3f}", f"{run.peak:.1f}"]


def table(head, lines):
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def machine(tools, options):
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name")), platform.machine())
    kind = subprocess.run(["stat", "-f", "-c", "%T", tools.work], capture_output=True, text=True, check=True).stdout.strip()
    rust = programs.first_line(["rustc", "--version"])
    return (
        f"{time.strftime('%d %B %Y, %H:%M')}; {os.cpu_count()} cores, {cpu}, {platform.system()}; files on {kind}; "
        f"{programs.first_line([tools.verbale, '--version'])}, {rust}, Python {platform.python_version()}; "
        f"{options.rounds} rounds ({options.slow_rounds} of slow programs); load at the beginning {measure.load()}")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--verbale", type=Path, required=True, help="the binary, built with --release")
    parser.add_argument("--examples", type=Path, required=True, help="the folder of the examples, built with --release")
    parser.add_argument("--environments", type=Path, required=True, help="the folder of the Python environments")
    parser.add_argument("--work", type=Path, required=True, help="a folder for inputs and outputs, better in memory")
    parser.add_argument("--dossiers", type=int, default=20_000)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=1_000, help="records whose triples are compared")
    parser.add_argument("--slow-share", type=int, default=10, help="slow programs get one record in so many")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow-rounds", type=int, default=2)
    parser.add_argument("--memory", type=int, nargs="*", default=[100_000, 1_000_000], help="records whose peaks are compared")
    parser.add_argument("--readme", action="store_true", help="put the tables into README.md")
    return parser.parse_args()


def main():
    options = arguments()
    # Peers are run in the folder for outputs, since some leave files where they are. An environment's link is not followed.
    verbale, examples, environments, work = (
        path.absolute() for path in (options.verbale, options.examples, options.environments, options.work))
    tools = Tools(verbale, examples / "parse_only", examples / "writers", environments, work)
    written = []

    def write(text):
        written.append(text)
        print(text, flush=True)

    options.write = write
    write(machine(tools, options) + ".\n")
    for what, title in (("dossiers", "Dossiers to N-Quads"), ("rows", "Event rows to N-Triples")):
        contest = Contest(tools, what, options)
        size = contest.input(contest.count).stat().st_size / 1e6
        write(f"### {title}\n\n{contest.count:,} records, {size:.0f} MB.\n")
        contest.peers()
        contest.limits()
        if what == "dossiers":
            contest.jobs()
            write("### Formats\n")
            contest.forms()
    if options.memory:
        write("### Memory\n")
        memory(tools, options.memory, write)
    write(f"Load at the end {measure.load()}.")
    if options.readme:
        page = README.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN)
        README.write_text(before + BEGIN + "\n" + "\n".join(written) + "\n" + END + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
