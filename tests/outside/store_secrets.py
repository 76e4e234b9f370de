"""A secret is shown to the store that it is for, and nowhere else; connections are opened by `push` alone."""

import base64
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import termios
import time
from pathlib import Path

from store_runs import COMMAND, WAIT, batch, environment, push, run, said
from store_servers import Oxigraph, Script, cut, drip, status
from verdict import SEED

USER, CANARY = "canary-user", "cAnArY-5ecr3t-0f-th3-m1n3"
HIDDEN = [CANARY, base64.b64encode(f"{USER}:{CANARY}".encode()).decode(), base64.b64encode(CANARY.encode()).decode()[:-4]]
BASIC = {"VERBALE_STORE_USER": USER, "VERBALE_STORE_PASSWORD": CANARY}
BEARER = {"VERBALE_STORE_TOKEN": CANARY}
ASKING = status(401, f"no, {CANARY}".encode(), WWW_Authenticate='Basic realm="x"')
DIGEST = status(401, b"", WWW_Authenticate='Digest realm="x", nonce="abc", qop="auth", algorithm=MD5')


def secret_file(folder, mode=0o600, text=CANARY + "\n"):
    path = folder / f"secret-{mode:o}-{len(text)}"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    path.chmod(mode)
    return path


def shown(asked):
    """What a server was told of who asks."""
    return [{name.lower(): value for name, value in headers.items()}.get("authorization") for _, _, headers, _ in asked]


def reaches(verdict, folder, new):
    """By each way the secret reaches the store, after it has asked or at once; so it was not lost on the way."""
    basic, bearer = f"Basic {HIDDEN[1]}", f"Bearer {CANARY}"
    ways = [
        ("environment", [], BASIC, basic),
        ("password file", ["--user", USER, "--password-file", secret_file(folder)], {}, basic),
        ("a file without a line end", ["--user", USER, "--password-file", secret_file(folder, text=CANARY)], {}, basic),
        ("a file from Windows", ["--user", USER, "--password-file", secret_file(folder, text=CANARY + "\r\n")], {}, basic),
        ("token", [], BEARER, bearer),
        ("token file", ["--token-file", secret_file(folder)], {}, bearer),
        ("an option goes before the environment", ["--token-file", secret_file(folder)], BASIC, bearer),
    ]
    for about, options, variables, expected in ways:
        with Script(ASKING, status(201)).started() as script:
            done = push(new, *options, "--no-verify", to=script.url, variables=variables)
        verdict.check(expected in shown(script.asked), about, f"{done.stderr}\n{shown(script.asked)}")
        verdict.equal(done.returncode, 0 if expected == basic else 3, f"{about}: exit")


def refused(verdict, folder, new):
    """What is wrong with secrets is told before anything is asked."""
    good = secret_file(folder)
    cases = [
        (["--user", USER, "--password-file", secret_file(folder, 0o640)], {}, "mode 640"),
        (["--user", USER, "--password-file", secret_file(folder, 0o604)], {}, "mode 604"),
        (["--token-file", secret_file(folder, 0o644)], {}, "chmod 600"),
        (["--user", USER, "--password-file", secret_file(folder, text="")], {}, "it is empty"),
        (["--user", USER, "--password-file", secret_file(folder, text="a\nb\n")], {}, "more than one line"),
        (["--user", USER, "--password-file", secret_file(folder, text=b"\xff\xfe")], {}, "not UTF-8"),
        (["--user", USER, "--password-file", secret_file(folder, text="x" * (2 << 20))], {}, "more than"),
        (["--user", USER, "--password-file", folder / "none"], {}, "cannot open"),
        (["--user", "a:b", "--password-file", good], {}, "no colon"),
        (["--password-file", good], {}, "no user"),
        (["--user", USER, "--token-file", good], {}, "cannot be used with"),
        (["--user", USER], {}, "has no password"),
        ([], {"VERBALE_STORE_PASSWORD": CANARY}, "no user"),
        ([], {**BASIC, **BEARER}, "which one is meant"),
        ([], {"VERBALE_STORE_TOKEN": CANARY + " x"}, "without spaces"),
    ]
    with Script(status(201)).started() as script:
        for options, variables, words in cases:
            done = push(new, *options, to=script.url, variables=variables, stdin=subprocess.DEVNULL)
            verdict.check(done.returncode == 2 and words in done.stderr, f"refused: {words}", f"{done.returncode} {done.stderr}")
        verdict.equal(script.asked, [], "nothing was asked")


def redirected(verdict, folder, new):
    """A redirect to another host gets neither the secret nor, where it was not asked for, the data."""
    for variables in [BASIC, BEARER]:
        with Script(status(201)).started() as other:
            for code in (301, 302, 307, 308):
                away = status(code, b"", Location=f"http://127.0.0.1:{other.port}/elsewhere")
                for answers in [[away], [ASKING, away]]:
                    with Script(*answers).started() as script:
                        push(new, "--retries", "0", "--no-verify", to=script.url, variables=variables)
                        verdict.check(script.asked, "the store was asked")
            told = [header for header in shown(other.asked) if header]
            verdict.equal(told, [], f"{sorted(variables)}: a redirect to another host")


def unshown(verdict, folder, new):
    """No failure shows the secret: neither in messages nor in files, nor in the list of processes."""
    for variables in [BASIC, BEARER]:
        echo = f"you said {CANARY} and {HIDDEN[1]}".encode()
        for number, answer in enumerate([ASKING, DIGEST, status(500, echo), status(403, echo), status(200, echo, "text/html"), cut]):
            name = f"{number}-{len(variables)}"
            options = ["--state", folder / f"state-{name}", "--summary", folder / f"summary-{name}", "--retries", "1"]
            with Script(ASKING, answer).started() as script:
                done = push(new, *options, to=script.url, variables=variables)
            verdict.equal(done.returncode, 3, f"failure {number}: exit")
        push(new, "--dry-run", to="http://localhost:9/store", variables=variables)
        for profile in ["virtuoso", "graphdb"]:
            push(new, "--dry-run", to="http://localhost:9/repositories/x", profile=profile, variables=variables)
    with Script(drip).started() as script:
        arguments = [COMMAND, "push", new, "--to", script.url, "--user", USER, "--password-file", secret_file(folder)]
        process = subprocess.Popen(arguments, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        until = time.monotonic() + WAIT
        while not script.asked and time.monotonic() < until:
            time.sleep(0.02)
        listed = [path.read_bytes() for path in command_lines()]
        process.kill()
        said.extend(process.communicate(timeout=WAIT))
    verdict.check(any(USER.encode() in line for line in listed), "the list of processes was read")
    verdict.check(not any(CANARY.encode() in line for line in listed), "no secret is in the list of processes")


def command_lines():
    """The files of the list of processes that can be read just now."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            path.read_bytes()
        except OSError:
            continue
        yield path


def prompted(verdict, folder, new):
    """On a terminal the password is asked for, and what is typed is not shown."""
    with Script(ASKING, status(201)).started() as script:
        ours, theirs = pty.openpty()
        command = [COMMAND, "push", str(new), "--to", script.url, "--user", USER, "--no-verify"]
        process = subprocess.Popen(command, env=environment(), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
        os.close(theirs)
        seen = until_seen(ours, b"Password of ")
        # What is typed before the terminal hides it is thrown away by it.
        until = time.monotonic() + 60
        while echoes(ours) and time.monotonic() < until:
            time.sleep(0.02)
        verdict.check(not echoes(ours), "a prompt: the terminal does not show what is typed")
        os.write(ours, CANARY.encode() + b"\n")
        seen += until_seen(ours, b" sent, ")
        os.close(ours)
        process.wait(timeout=WAIT)
    said.append(seen)
    verdict.equal(process.returncode, 0, f"a prompt: exit\n{seen.decode(errors='replace')}")
    verdict.check(f"Basic {HIDDEN[1]}" in shown(script.asked), "a prompt: the password is used", str(shown(script.asked)))


def echoes(terminal):
    """Whether a terminal shows what is typed."""
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


def until_seen(terminal, words):
    """What a terminal shows until these words."""
    seen, until = b"", time.monotonic() + 60
    while words not in seen and time.monotonic() < until:
        if select.select([terminal], [], [], 1)[0]:
            try:
                seen += os.read(terminal, 4096)
            except OSError:
                break
    return seen


def connections(verdict, folder, new):
    """By the calls to the kernel: no verb asks for a socket but `push`, and that only when it is to send."""
    if not shutil.which("strace"):
        sys.exit("strace is not installed")
    dossier = SEED / "dossier.yaml"
    turtle = folder / "seed.ttl"
    turtle.write_bytes(run("export", dossier).stdout.encode())
    (folder / "text.txt").write_text("Kenya and Norway met in Nairobi.", encoding="utf-8")
    quiet = [
        ["export", dossier], ["check", dossier], ["check", turtle], ["explain", "quote-not-found"], ["schema"],
        ["ontology"], ["completions", "bash"], ["man"], ["new", folder / "text.txt"], ["stats", dossier],
        ["diff", dossier, dossier], ["verify", dossier, "--text", SEED / "article.txt"],
        ["view", dossier, "-o", folder / "page.html"], ["query", dossier, "-e", "ASK {}"],
        ["push", new, "--to", "http://localhost:9", "--profile", "oxigraph", "--dry-run"],
        ["push", dossier, "--to", "ftp://localhost:9"],
    ]
    for arguments in quiet:
        verdict.equal(calls(folder, *arguments), 0, f"calls for a connection by {arguments[0]}")
    with Oxigraph(folder).started() as store:
        found = calls(folder, "push", new, "--to", store.url, "--profile", "oxigraph")
    verdict.check(found >= 1, "calls by push are seen", str(found))


def calls(folder, *arguments):
    """How often a run asks for a socket, makes a connection or looks up a name."""
    trace = folder / "calls"
    run(*arguments, program=["strace", "-f", "-o", str(trace), "-e", "trace=network"])
    text = trace.read_text(errors="replace")
    assert "exited with" in text, text
    return len(re.findall(r"\b(?:connect|socket|sendto|sendmsg)\(", text))


def secrets(verdict, folder):
    new = batch(folder / "new.jsonl", [0])
    for check in [reaches, refused, redirected, unshown, prompted, connections]:
        check(verdict, folder, new)


def nowhere(verdict, folder):
    """What all runs have said and left behind, those of the other checks too."""
    files = [path for path in Path(folder).rglob("*") if path.is_file() and not path.name.startswith("secret-")]
    texts = [*said, *(path.read_bytes() for path in files)]
    texts = [text if isinstance(text, bytes) else text.encode() for text in texts]
    found = [text[:300] for text in texts if any(hidden.encode() in text for hidden in HIDDEN)]
    verdict.check(len(texts) >= 100, "there is enough to look through", str(len(texts)))
    verdict.equal(found, [], "the secret in outputs and files")
