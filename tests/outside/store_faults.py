"""Servers that fail in every way: afterwards a graph in the store is the whole old one or the whole new one."""

import http.client
import random
import signal
import subprocess
import time
from functools import partial

from store_runs import COMMAND, WAIT, batch, environment, exported, graph_of, graphs, push, said, statements, triples
from store_servers import Oxigraph, Script, cut, cut_within, drip, status

HTML = b"<!DOCTYPE html><html><body><h1>Welcome to the store</h1></body></html>"
DROPPED = {"host", "connection", "transfer-encoding", "content-length"}
KILLS = 20


def forwarded(store, handler, body):
    """What the real store answers to this request: status, media type, body."""
    connection = http.client.HTTPConnection("127.0.0.1", store.port, timeout=60)
    headers = {name: value for name, value in handler.headers.items() if name.lower() not in DROPPED}
    connection.request(handler.command, handler.path, body=body, headers=headers)
    answer = connection.getresponse()
    found = answer.status, answer.getheader("Content-Type", "text/plain"), answer.read()
    connection.close()
    return found


class Between(Script):
    """Stands before a real store. A fault is told of each request that changes the store, and may happen instead of it
    or after it; requests that only ask go through."""

    def __init__(self, store, fault=None):
        super().__init__(self.through)
        self.store, self.fault, self.changes = store, fault, 0
        self.base = self.url.removesuffix("/store")

    def through(self, handler):
        *_, body = self.asked[-1]
        if handler.command in ("PUT", "POST", "DELETE") and handler.path.startswith("/store"):
            self.changes += 1
            if self.fault and self.fault(handler, self.changes, partial(forwarded, self.store, handler, body)):
                return
        code, kind, answer = forwarded(self.store, handler, body)
        status(code, answer, kind)(handler)


def instead(answer, times=1):
    """The first requests are not forwarded."""

    def fault(handler, number, forward):
        if number <= times:
            answer(handler)
        return number <= times

    return fault


def after(answer, times=1):
    """The first requests are done by the store, and answered otherwise."""

    def fault(handler, number, forward):
        if number <= times:
            forward()
            answer(handler)
        return number <= times

    return fault


AGAIN = {"Retry_After": "1"}
# Faults that go away when the store is asked again.
PASSING = {
    "429 with Retry-After": status(429, b"slow down", **AGAIN),
    "503 with Retry-After": status(503, b"busy", **AGAIN),
    "502": status(502, HTML, "text/html"),
    "504": status(504, HTML, "text/html"),
    "a cut connection": cut,
}
# The store says yes, and then no more.
HALF = {"a cut answer": cut_within}
# Faults that say that the store will not do it: asking again would be of no use.
LASTING = {
    "404": status(404, b"no such dataset"),
    "501": status(501, HTML, "text/html"),
    "400": status(400, b"Parser error at line 3"),
    "413": status(413, HTML, "text/html"),
    "200 with a page": status(200, HTML, "text/html"),
    "403": status(403, b"not for you"),
}


def put(verdict, store, folder):
    """A graph is replaced through each fault, before the store has seen the request and after it has done it."""
    old, new = batch(folder / "old.jsonl", [0], version=1), batch(folder / "new.jsonl", [0])
    before, wanted = exported(old)[graph_of(0)], exported(new)[graph_of(0)]
    verdict.check(before - wanted and wanted - before, "each graph has what the other has not")
    for kind, faults in [("passing", PASSING), ("half", HALF), ("lasting", LASTING)]:
        for name, answer in faults.items():
            for when in (instead, after):
                for method in ("put", "post"):
                    about = f"{method}, {name}, {when.__name__} the request"
                    store.clear()
                    push(old, to=store.url, profile="oxigraph")
                    with Between(store, when(answer, times=99 if kind == "lasting" else 1)).started() as between:
                        done = push(new, "--method", method, to=between.base, profile="oxigraph")
                        changes = between.changes
                    held = triples(store.graph(graph_of(0)))
                    whole = wanted if method == "put" else before | wanted
                    if done.returncode == 0:
                        verdict.same_set(held, whole, about)
                    else:
                        verdict.check(held in (before, whole), f"{about}: the whole old graph or the whole new one")
                        verdict.equal(done.returncode, 3, f"{about}: exit")
                    if kind == "passing" and method == "put":
                        verdict.equal((done.returncode, changes), (0, 2), f"{about}: it is done again")
                    if kind == "lasting":
                        verdict.equal((done.returncode, changes), (3, 1), f"{about}: it is not tried again")


def waited(verdict, store, folder):
    """`Retry-After` is waited for."""
    new = batch(folder / "new.jsonl", [0])
    with Between(store, instead(status(429, b"", Retry_After="2"))).started() as between:
        began = time.monotonic()
        done = push(new, to=between.base, profile="oxigraph")
        took = time.monotonic() - began
    verdict.check(done.returncode == 0 and took >= 2, "two seconds are waited", f"{took}\n{done.stderr}")
    verdict.check("429" in done.stderr and "try 2 of 5 in 2 s" in done.stderr, "the wait is told of", done.stderr)


def slow(verdict, folder):
    """A drip ends in time."""
    new = batch(folder / "new.jsonl", [0])
    with Script(drip).started() as script:
        began = time.monotonic()
        done = push(new, "--timeout", "2", "--retries", "0", to=script.url)
        took = time.monotonic() - began
    verdict.check(done.returncode == 3 and took < 10, "a drip ends", f"{done.returncode}, {took} s\n{done.stderr}")
    verdict.check("in time" in done.stderr, "a drip is told of", done.stderr)


def lying(verdict, store, folder):
    """A store that says yes and does nothing, or does half, is found out by counting."""
    new = batch(folder / "new.jsonl", [0])
    wanted = len(exported(new)[graph_of(0)])
    store.clear()
    with Between(store, instead(status(200, b""), times=99)).started() as between:
        done = push(new, to=between.base, profile="oxigraph")
        verdict.equal(done.returncode, 3, "a store that does nothing: exit")
        verdict.check(
            f"the store has 0 triples in <{graph_of(0)}>, and {wanted:,} are expected" in done.stderr,
            "both numbers are told", done.stderr)
        done = push(new, "--no-verify", to=between.base, profile="oxigraph")
        verdict.equal((done.returncode, between.methods()[-1]), (0, "PUT"), "--no-verify asks nothing")


def others(verdict, store, folder):
    """A graph that the store does not take keeps the others only as long as nobody wants them sent."""
    inputs = batch(folder / "three.jsonl", [0, 1, 2])
    for options, held in [([], []), (["--on-error", "skip"], [graph_of(1), graph_of(2)])]:
        store.clear()
        with Between(store, instead(status(413, HTML, "text/html"))).started() as between:
            done = push(inputs, *options, to=between.base, profile="oxigraph")
        verdict.equal(done.returncode, 3, f"one of three is too large {options}: exit")
        verdict.equal(sorted(graphs(store.everything())), held, f"one of three is too large {options}: the others")
        verdict.check("client_max_body_size" in done.stderr, "413 has a way out", done.stderr)


class Killing:
    """A fault: at one request the command is killed, before the store has seen it or after."""

    def __init__(self, folder, moment, done_first):
        self.temporary, self.moment, self.done_first, self.process = folder / "tmp", moment, done_first, None
        self.temporary.mkdir(exist_ok=True)

    def run(self, *arguments):
        """Runs the command, which is to be killed, and gives its end."""
        command = [COMMAND, *map(str, arguments)]
        variables = environment(TMPDIR=str(self.temporary))
        self.process = subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        said.extend(self.process.communicate(timeout=WAIT))
        return self.process.returncode

    def __call__(self, handler, number, forward):
        if number == self.moment:
            if self.done_first:
                forward()
            self.process.kill()
        return number >= self.moment


def killed(verdict, store, folder, kills=KILLS, count=60):
    """Killed again and again, before a request or after it, and gone on with: in the end the store equals the input."""
    inputs, state = batch(folder / "killed.jsonl", range(count)), folder / "killed-state.jsonl"
    stale = batch(folder / "stale.jsonl", range(0, count + 5, 3), version=1)
    wanted, before = exported(inputs), exported(stale)
    rng, ends = random.Random(20250403), []
    store.clear()
    with Between(store).started() as between:
        to = {"to": between.base, "profile": "oxigraph"}
        push(stale, "--state", state, **to)
        # Of 60 graphs none is the same in both, so there are requests for every kill.
        for kill in range(kills):
            killing = Killing(folder, rng.randrange(1, 4), rng.random() < 0.5)
            between.fault, between.changes = killing, 0
            ends.append(killing.run("push", inputs, "--state", state, "--prune", "--to", between.base, "--profile", "oxigraph"))
            held = graphs(store.everything())
            torn = [graph for graph, content in held.items() if content not in (wanted.get(graph), before.get(graph))]
            verdict.equal(torn, [], f"kill {kill}: every graph is a whole one")
        between.fault = None
        verdict.equal(ends, [-signal.SIGKILL] * kills, "every run was killed")
        verdict.equal(list(killing.temporary.iterdir()), [], "nothing temporary is left by those that were killed")
        done = push(inputs, "--state", state, "--prune", **to)
        verdict.equal(done.returncode, 0, f"the run that is not killed: {done.stderr}")
        verdict.same_set(statements(graphs(store.everything())), statements(wanted), "killed and gone on with: the store")
        verdict.check(not done.stderr.startswith("0 graphs"), "there was something left to send", done.stderr)
        done = push(inputs, "--state", state, "--prune", **to)
        verdict.check(f"{count} unchanged, 0 deleted" in done.stderr, "nothing is left to do", done.stderr)


def told(verdict, folder):
    """A run that is told to end does so at once and leaves nothing behind."""
    new, temporary = batch(folder / "new.jsonl", [0]), folder / "told"
    temporary.mkdir()
    with Script(drip).started() as script:
        command = [COMMAND, "push", new, "--to", script.url]
        process = subprocess.Popen(command, env=environment(TMPDIR=str(temporary)), stderr=subprocess.PIPE)
        until = time.monotonic() + WAIT
        while not script.asked and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        _, stderr = process.communicate(timeout=WAIT)
    verdict.equal((process.returncode, stderr, list(temporary.iterdir())), (143, b"", []), "told to end")


def faults(verdict, folder):
    with Oxigraph(folder).started() as store:
        for check in [put, waited, lying, others, killed]:
            check(verdict, store, folder)
    for check in [slow, told]:
        check(verdict, folder)
