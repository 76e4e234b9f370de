"""The commands of docs/batch.md, run as they stand there by sh, xargs and GNU parallel, and what they must give."""

import json
import os
import pty
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from verdict import COMMAND, ROOT, Verdict

PAGE = ROOT / "crates/verbale/docs/batch.md"
TEXT = "On Tuesday the leaders of France and Germany met in Paris."
GOOD, FAULTY = 57, 4


def dossier(name, quote="met in Paris"):
    return {
        "verbale": 1,
        "id": name,
        "source": {"language": "en", "text": TEXT},
        "actors": {"france": {"type": "state", "iso": "FRA"}, "germany": {"type": "state", "iso": "DEU"}},
        "facts": [{"id": "summit", "kind": "meeting", "parties": ["france", "germany"], "quote": quote}],
    }


def stage(folder):
    """A batch, the same dossiers as a folder of YAML (which JSON is), and the command by its name."""
    dossiers = [dossier(f"d{number}") for number in range(GOOD)]
    (folder / "batch.jsonl").write_text("".join(json.dumps(each) + "\n" for each in dossiers), encoding="utf-8")
    (folder / "dossiers").mkdir()
    (folder / "rdf").mkdir()
    for each in dossiers:
        (folder / "dossiers" / f"{each['id']}.yaml").write_text(json.dumps(each), encoding="utf-8")
    (folder / "bin").mkdir()
    (folder / "bin/verbale").symlink_to(Path(COMMAND).resolve())


def run(folder, script):
    environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    return subprocess.run(["sh", "-ec", script], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def lines(*files):
    return sorted(line for file in files for line in file.read_text(encoding="utf-8").splitlines())


def whole(folder):
    found = run(folder, "verbale export batch.jsonl -f nquads")
    return sorted(found.stdout.splitlines())


def one_document(folder, verdict, about):
    verdict.check(lines(folder / "batch.nq") == whole(folder), f"{about}: the lines of one run")


def shards(folder, verdict, about):
    parts = [folder / f"part-{number}.nq" for number in (1, 2, 3)]
    verdict.check(lines(*parts) == whole(folder), f"{about}: together the lines of one run")
    verdict.check(all(len(lines(part)) * 3 == len(whole(folder)) for part in parts), f"{about}: a third each")


def files(folder, verdict, about):
    found = {path.stem for path in (folder / "rdf").iterdir() if path.suffix in (".ttl", ".nq")}
    verdict.check(found == {f"d{number}" for number in range(GOOD)}, f"{about}: a file for each dossier")


def account(folder, verdict, about):
    one_document(folder, verdict, about)
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    verdict.check(summary["records"] == {"read": GOOD, "written": GOOD, "refused": 0}, f"{about}: records")
    verdict.check(summary["quads"] == len(lines(folder / "batch.nq")), f"{about}: quads are lines")
    verdict.check(summary["bytes"] == (folder / "batch.nq").stat().st_size, f"{about}: bytes are bytes")


def mended(folder, verdict, about):
    rejects = (folder / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    verdict.check(len(rejects) == FAULTY, f"{about}: each fault is a reject")
    both = lines(folder / "good.nq", folder / "mended.nq")
    (folder / "batch.jsonl").write_text(
        (folder / "batch.jsonl").read_text(encoding="utf-8").replace("met in Rome", "met in Paris"), encoding="utf-8"
    )
    verdict.check(both == whole(folder), f"{about}: good and mended are the whole")


# What a command of the page must give, by words that stand in it; the first that fits.
EXPECTED = {
    "--rejects": mended,
    "--summary": account,
    "--shard": shards,
    "parallel": one_document,
    "xargs": files,
    "--incremental": files,
    "-o batch.nq": one_document,
}


def with_terminal(folder, *arguments):
    """Runs the command with standard error on a terminal; gives its standard output and what the terminal saw."""
    ours, theirs = pty.openpty()
    command = [COMMAND, "export", "batch.jsonl", "-f", "nquads", *arguments]
    environment = {**os.environ, "TERM": "xterm"}
    child = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    seen = bytearray()
    # A terminal whose last user has gone is an input error on Linux, and an empty read elsewhere.
    reader = threading.Thread(target=lambda: seen.extend(drained(ours)))
    reader.start()
    output = child.stdout.read()
    child.wait()
    reader.join()
    os.close(ours)
    return output, seen.decode(errors="replace")


def drained(terminal):
    while True:
        try:
            some = os.read(terminal, 4096)
        except OSError:
            return
        if not some:
            return
        yield from some


def progress(verdict):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stage(folder)
        plain = run(folder, "verbale export batch.jsonl -f nquads --jobs 2")
        output, seen = with_terminal(folder, "--jobs", "2")
        verdict.check(" of " in seen and "KiB" in seen, "a terminal shows how far the batch is", repr(seen))
        verdict.check(seen.rstrip("\r\n").endswith("\x1b[2K"), "the bar is taken away at the end", repr(seen[-80:]))
        verdict.check(plain.stderr == "", "no bar without a terminal", repr(plain.stderr))
        verdict.check(output.decode() == plain.stdout, "the bar changes nothing in the output")


def main():
    verdict = Verdict("batch")
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    met = set()
    # The batch of the test is small: cut into small pieces as well, it is cut at all.
    blocks += [block.replace("10M", "5k") for block in blocks if "10M" in block]
    for block in blocks:
        about = block.splitlines()[0][:60]
        word = next(word for word in EXPECTED if word in block)
        met.add(word)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            stage(folder)
            if word == "--rejects":
                with (folder / "batch.jsonl").open("a", encoding="utf-8") as batch:
                    batch.writelines(json.dumps(dossier(f"x{n}", "met in Rome")) + "\n" for n in range(FAULTY))
            done = run(folder, block)
            if not verdict.check(done.returncode == 0, f"{about}: exit code"):
                print(done.stderr, file=sys.stderr)
                continue
            EXPECTED[word](folder, verdict, about)
    verdict.check(met == set(EXPECTED), "every kind of command is on the page")
    progress(verdict)
    verdict.close()


if __name__ == "__main__":
    main()
