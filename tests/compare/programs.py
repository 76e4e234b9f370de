"""The programs under comparison: how each is called, and what is needed for it."""

import subprocess
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
ID = "rows"  # of the dossier that the event rows become
LOCK = HERE.parents[1] / "Cargo.lock"


class Tools(NamedTuple):
    """Where things are."""

    verbale: Path
    parse_only: Path
    writers: Path
    environments: Path  # a folder with a Python environment for each list of requirements
    work: Path

    def python(self, environment):
        return self.environments / environment / "bin" / "python"


class Peer(NamedTuple):
    """A program that does what verbale does, or a part of it."""

    name: str
    what: str  # "dossiers" or "rows"
    command: list
    requirements: str = ""  # the list of Python packages
    package: str = ""  # whose version is told
    crate: str = ""  # whose version is told
    table: bool = False  # reads the table that peers/prepare.py makes
    slow: bool = False

    def call(self, source, out):
        return [str(word).replace("{in}", str(source)).replace("{out}", str(out)) for word in self.command]

    def version(self, tools):
        """As the package or the lock file says; raises where the package is not there or cannot be loaded."""
        if self.crate:
            text = LOCK.read_text(encoding="utf-8")
            return text.split(f'name = "{self.crate}"\nversion = "')[1].split('"')[0]
        if not self.package:
            return ""
        return first_line([tools.python(self.requirements), "-c", f"from importlib.metadata import version; print(version('{self.package}'))"])


def first_line(command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout.split("\n")[0].strip()


def ours(tools, what, source, out, *options, form=None):
    """The call of verbale itself."""
    if what == "dossiers":
        return [tools.verbale, "export", source, "-f", form or "nquads", "-o", out, *options]
    return [tools.verbale, "import", "gdelt", source, "--id", ID, "-f", form or "ntriples", "-o", out, *options]


def by_hand(tools, script, what, name, package="", **more):
    names = [ID, "rows.tsv"] if what == "rows" else []
    command = [tools.python("hand"), PEERS / script, what, "{in}", "{out}", *names]
    return Peer(name, what, command, "hand", package, **more)


def peers(tools):
    """All of them, fast ones first."""
    for what in ("dossiers", "rows"):
        if what == "dossiers":
            for crate, name in (("sophia", "sophia"), ("oxttl", "oxttl")):
                yield Peer(f"verbale-core with the writer of {name}", what, [tools.writers, name, "{in}", "{out}"], crate=crate)
        yield by_hand(tools, "strings.py", what, "Python, json and f-strings" if what == "dossiers" else "Python, split and f-strings")
        yield by_hand(tools, "pyoxigraph_peer.py", what, "pyoxigraph by hand", "pyoxigraph")
        yield by_hand(tools, "rdflib_peer.py", what, "rdflib by hand", "rdflib", slow=True)
    maplib = [tools.python("maplib"), PEERS / "maplib_peer.py", "{in}", "{out}"]
    yield Peer("maplib", "rows", maplib, "maplib", "maplib", table=True)
    for engine, package in (("morph-kgc", "morph-kgc"), ("sdm-rdfizer", "rdfizer")):
        command = [tools.python(engine), PEERS / "rml_peer.py", engine, "{in}", "{out}"]
        yield Peer(engine, "rows", command, engine, package, table=True, slow=True)


def generate(what, count, path):
    """Writes an input; the same count gives the same bytes."""
    with open(path, "wb") as out:
        subprocess.run(generator(what, count), stdout=out, check=True)


def generator(what, count):
    return ["python3", str(HERE / f"{what}.py"), str(count)]


def prepare(rows, table):
    subprocess.run(["python3", str(PEERS / "prepare.py"), str(rows), str(table)], check=True)
