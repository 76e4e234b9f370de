#!/usr/bin/env python3
"""Validates the same data against the same shapes with several programs: first the results, then time and memory.

Usage: compare.py --verbale BINARY --node-modules FOLDER [--triples N]… [--rounds N] [--slow-rounds N] [--work FOLDER]

Every program is run as a whole process: start, reading both files, validation, writing a line for each result. The results
of all must be those that generate.py planted; a program with other results is not measured. Then the programs take turns,
round by round, and the medians are printed as the tables of README.md.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import measure  # noqa: E402: it stands in the folder above

SHAPES = HERE / "shapes.ttl"
PEERS = HERE / "peers"
SLOW = 20  # seconds; a program that takes longer is run for --slow-rounds


class Program:
    """A program under comparison: how it is called, and how its results are read."""

    def __init__(self, name, arguments):
        self.name, self.arguments = name, arguments

    def command(self, data, results):
        return [str(a).replace("{data}", str(data)).replace("{results}", str(results)) for a in self.arguments]


def programs(options):
    python, shapes = sys.executable, str(SHAPES)
    node = Path(options.node_modules) / "rdf_validate_shacl.mjs"
    return [
        Program("verbale", [options.verbale, "check", "{data}", "--no-default-shapes", "--shapes", shapes,
                            "--report", "json={results}"]),
        Program("pyshacl", [python, PEERS / "pyshacl_peer.py", "{data}", shapes, "{results}"]),
        Program("pyshacl-turbo", [python, PEERS / "turbo_peer.py", "{data}", shapes, "{results}"]),
        Program("rdf-validate-shacl", ["node", "--max-old-space-size=8192", node, "{data}", shapes, "{results}"]),
        Program("pyoxigraph and SPARQL", [python, PEERS / "queries_peer.py", "{data}", "{results}"]),
    ]


def versions(options):
    ours = subprocess.run([options.verbale, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    package = json.loads((Path(options.node_modules) / "node_modules/rdf-validate-shacl/package.json").read_text())
    return [
        ours, f"pyshacl {version('pyshacl')} (rdflib {version('rdflib')})", f"pyshacl-turbo {version('pyshacl-turbo')}",
        f"rdf-validate-shacl {package['version']} (Node {node})", f"pyoxigraph {version('pyoxigraph')}",
        f"Python {platform.python_version()}", f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
    ]


def validated(command):
    """What a run costs, whether the data conform or not: what counts is compared."""
    return measure.run(command, accepted=(0, 1))


def agrees(results, truth):
    """Compared in a process of its own: what this one holds would count as memory of the programs that it starts."""
    code = subprocess.run([sys.executable, HERE / "agree.py", results, truth], check=False).returncode
    return code == 0


def generated(count, folder):
    data, truth = folder / f"{count}.nt", folder / f"{count}.truth"
    made = subprocess.run([sys.executable, HERE / "generate.py", str(count), data, truth], capture_output=True, text=True, check=True)
    print(f"\n{made.stdout.strip()}")
    return data, truth


def compare(count, options):
    """Results first, then rounds in turn."""
    folder = Path(options.work)
    data, truth = generated(count, folder)
    results = folder / "results"
    measured, rounds = {}, {}
    for program in programs(options):
        results.unlink(missing_ok=True)  # else those of the program before would be taken for its own
        try:
            figures = validated(program.command(data, results))
        except measure.Failed as failure:
            print(f"{program.name}: no results: {failure}")
            continue
        if agrees(results, truth):
            measured[program], rounds[program] = [figures], options.slow_rounds if figures[0] > SLOW else options.rounds
        else:
            print(f"{program.name}: other results, not measured")
    for number in range(1, options.rounds):
        for program, figures in measured.items():
            if number < rounds[program]:
                figures.append(validated(program.command(data, results)))
    table(measured)
    return {program.name: figures for program, figures in measured.items()}


def table(measured):
    medians = {program.name: measure.medians(figures) for program, figures in measured.items()}
    ours = medians.get("verbale")
    print("\n| program | wall, s | CPU, s | peak, MiB | times our wall | times our CPU | rounds |\n| --- | --- | --- | --- | --- | --- | --- |")
    for program, figures in measured.items():
        wall, cpu, peak = medians[program.name]
        ratios = f"{wall / ours[0]:.1f} | {cpu / ours[1]:.1f}" if ours else "– | –"
        print(f"| {program.name} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {ratios} | {len(figures)} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--verbale", required=True, help="the binary, built with --release")
    parser.add_argument("--node-modules", required=True, help="the folder into which the npm packages were installed")
    parser.add_argument("--triples", type=int, action="append", help="how many triples; repeatable")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow-rounds", type=int, default=1)
    parser.add_argument("--work", default=".", help="where the data and the results are written")
    options = parser.parse_args()
    print(f"{time.strftime('%d %B %Y %H:%M')}; load {', '.join(f'{load:.2f}' for load in os.getloadavg())}")
    print("\n".join(versions(options)))
    for count in options.triples or [100_000, 1_000_000]:
        compare(count, options)
    print(f"\nload at the end {', '.join(f'{load:.2f}' for load in os.getloadavg())}")


if __name__ == "__main__":
    main()
