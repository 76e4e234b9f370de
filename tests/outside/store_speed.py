"""What a large push costs, beside curl with the same quads in one file. Figures, and no verdict on them: `stores.py --measure N`."""

import os
import shutil
import subprocess
import time

from store_runs import COMMAND, batch, environment, exported, graphs, statements
from store_servers import Oxigraph


def timed(*command):
    """Seconds, and the largest memory of the process in MiB."""
    began = time.monotonic()
    process = subprocess.Popen(list(map(str, command)), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    stderr = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise SystemExit(f"{command[0]}: {stderr}")
    return time.monotonic() - began, usage.ru_maxrss / 1024, stderr.strip()


def measure(verdict, folder, count):
    inputs, quads = batch(folder / "many.jsonl", range(count)), folder / "many.nq"
    seconds, memory, _ = timed(COMMAND, "export", inputs, "-o", quads)
    print(f"export to a file            {seconds:7.1f} s {memory:6.0f} MiB   {quads.stat().st_size / 1e6:,.0f} MB of N-Quads")
    state = folder / "state.jsonl"
    ways = {
        "push": [],
        "push --no-verify": ["--no-verify"],
        "push --state": ["--state", state],
        "push --into": ["--into", "urn:x:all"],
        "push --replace-dataset": ["--replace-dataset"],
    }
    for about, options in ways.items():
        with Oxigraph(folder / f"store-{len(options)}-{about.split()[-1]}").started() as store:
            for again in ["", ", again"] if options in ([], ["--state", state]) else [""]:
                command = [COMMAND, "push", inputs, *options, "--to", store.url, "--profile", "oxigraph"]
                seconds, memory, said = timed(*command)
                print(f"{about + again:27} {seconds:7.1f} s {memory:6.0f} MiB   {said}")
            if not options:
                held = graphs(store.everything())
                verdict.same_set(statements(held), statements(exported(inputs)), "what the store holds")
    if shutil.which("curl"):
        with Oxigraph(folder / "store-curl").started() as store:
            kind = "Content-Type: application/n-quads"
            seconds, memory, _ = timed("curl", "-sSf", "-X", "POST", "-H", kind, "-T", quads, f"{store.url}/store")
            print(f"{'curl, one file':27} {seconds:7.1f} s {memory:6.0f} MiB")
