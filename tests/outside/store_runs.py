"""What the checks of `push` share: dossiers, runs of the command, and what a store should hold and does hold."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph

from verdict import COMMAND, ROOT

sys.path.insert(0, str(ROOT / "tests/compare"))
import dossiers  # noqa: E402  the generator of the comparison, which lies beside

BASE = "https://example.org/verbale/"
WAIT = 300  # seconds after which a run is taken to hang

# All that any run has said or left: where no secret may be.
said = []


def environment(**variables):
    """The environment without what would tell the command of a store."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VERBALE_STORE")}
    return {**kept, **variables}


def run(*arguments, variables=None, cwd=None, program=(), **options):
    """Runs the command to its end, and keeps what it said."""
    done = subprocess.run(
        [*program, COMMAND, *map(str, arguments)], cwd=cwd, env=environment(**(variables or {})),
        capture_output=True, timeout=WAIT, check=False, **options)
    said.extend([done.stdout, done.stderr])
    done.stdout, done.stderr = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    return done


def push(*inputs, to, profile="generic", **options):
    """Runs `verbale push`."""
    return run("push", *inputs, "--to", to, "--profile", profile, **options)


def graph_of(number):
    return f"{BASE}d{number}"


def batch(path, numbers, version=0):
    """Writes dossiers with these numbers as JSON Lines. Another version of one has other facts under the same id."""
    with Path(path).open("w", encoding="utf-8") as out:
        for number in numbers:
            dossier = json.loads(next(dossiers.lines(1, number + 100_000 * version)))
            dossier["id"] = f"d{number}"
            out.write(json.dumps(dossier, ensure_ascii=False) + "\n")
    return path


def alike(triple):
    """A triple as text. Oxigraph keeps integers of every kind as `xsd:integer`: the kind is left aside."""
    return str(triple).replace("XMLSchema#nonNegativeInteger>", "XMLSchema#integer>")


def triples(text):
    """The triples of N-Triples; none where there is no graph."""
    return {alike(quad.triple) for quad in pyoxigraph.parse(text or b"", format=pyoxigraph.RdfFormat.N_TRIPLES)}


def graphs(quads):
    """The graphs of N-Quads by name."""
    found = {}
    for quad in pyoxigraph.parse(quads, format=pyoxigraph.RdfFormat.N_QUADS):
        found.setdefault(quad.graph_name.value, set()).add(alike(quad.triple))
    return found


def exported(*inputs):
    """The graphs that `verbale export` makes of inputs."""
    done = run("export", *inputs, "-f", "nquads")
    if done.returncode != 0:
        sys.exit(f"verbale export {inputs}: exit {done.returncode}\n{done.stderr}")
    return graphs(done.stdout.encode())


def statements(parted):
    """All triples of graphs, each with the name of its graph."""
    return {f"{graph}: {triple}" for graph, content in parted.items() for triple in content}


def lines(path):
    with contextlib.suppress(FileNotFoundError):
        return Path(path).read_text(encoding="utf-8").splitlines()
    return []
