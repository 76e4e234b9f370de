"""The page of `push`: its commands run as they stand there, and it has every profile."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from store_runs import COMMAND, WAIT, batch, environment, run, said
from store_servers import Oxigraph, Virtuoso
from verdict import ROOT, SEED

PAGE = ROOT / "crates/verbale/docs/push.md"
FEWEST = 15  # commands on the page


def staged(folder):
    """A folder in which the commands of the page find what they name."""
    (folder / "bin").mkdir()
    (folder / "bin/verbale").symlink_to(Path(COMMAND).resolve())
    (folder / "dossiers").mkdir()
    batch(folder / "dossiers/some.jsonl", range(3))
    shutil.copytree(SEED, folder / "seed")
    for name in os.listdir(folder / "seed"):
        shutil.move(folder / "seed" / name, folder / name)
    secret = folder / "secret"
    secret.write_text(Virtuoso.password + "\n")
    secret.chmod(0o600)


def commands(page):
    blocks = re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def profiles(page, verdict):
    page_of_help = run("push", "--help").stdout
    known = re.split(r",\s+", re.search(r"possible values: (oxigraph[^\]]*)\]", page_of_help).group(1))
    rows = re.findall(r"^\| `([a-z0-9]+)` \| [^|]+ \| [^|]+ \|$", page.split("## Stores", 1)[1].split("##", 1)[0], re.MULTILINE)
    verdict.same_set(set(rows), set(known), "the profiles of the page")


def page(verdict, folder):
    text = PAGE.read_text(encoding="utf-8")
    profiles(text, verdict)
    staged(folder)
    found = commands(text)
    verdict.check(len(found) >= FEWEST, "the page has commands", str(len(found)))
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    with Oxigraph(folder).started() as oxigraph, Virtuoso(folder).started() as virtuoso:
        for command in found:
            really = command.replace("http://localhost:7878", oxigraph.url).replace("http://localhost:8890", virtuoso.url)
            if really == command:
                really += " --dry-run"
            done = subprocess.run(
                ["bash", "-c", really], cwd=folder, env=environment(PATH=path), capture_output=True, timeout=WAIT, check=False)
            said.extend([done.stdout, done.stderr])
            verdict.check(done.returncode == 0, command, done.stderr.decode(errors="replace"))
