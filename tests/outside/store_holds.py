"""What real stores hold after runs of `push`: the graphs that `export` makes, and nothing of others is touched."""

import json

from store_runs import BASE, batch, exported, graph_of, graphs, lines, push, run, statements, triples
from store_servers import Oxigraph, Virtuoso
from verdict import SEED

SEED_GRAPH = f"{BASE}{SEED.name}"
FOREIGN = b"<urn:x:somebody> <urn:x:says> <urn:x:else> ."
FEWEST_ROWS = 100  # that all questions together find
FEWEST = 1000  # triples of the example: a comparison of less would show little


def same(verdict, store, graph, expected, about):
    """The graph in the store is the expected one."""
    held = triples(store.graph(graph))
    return verdict.same_set(held, expected, f"{about}: {graph}")


def ended(verdict, done, code, about):
    return verdict.check(done.returncode == code, f"{about}: exit {code}", f"exit {done.returncode}\n{done.stderr}")


def replaced(verdict, store):
    """A graph is made, then replaced, whatever was in it; other graphs stay as they are."""
    dossier = SEED / "dossier.yaml"
    expected = exported(dossier)[SEED_GRAPH]
    verdict.check(len(expected) >= FEWEST, "the example has enough triples", str(len(expected)))
    store.write("PUT", "urn:x:other", FOREIGN)
    for about in ["a new graph", "the same again"]:
        done = push(dossier, to=store.url, profile=store.profile)
        ended(verdict, done, 0, about)
        same(verdict, store, SEED_GRAPH, expected, about)
        verdict.check(f"1 graph with {len(expected):,} triples sent" in done.stderr, f"{about}: the account", done.stderr)
    store.write("POST", SEED_GRAPH, FOREIGN)
    ended(verdict, push(dossier, to=store.url, profile=store.profile, variables={}), 0, "what others wrote")
    same(verdict, store, SEED_GRAPH, expected, "what others wrote is replaced")
    verdict.equal(triples(store.graph("urn:x:other")), triples(FOREIGN), "another graph stays")
    ended(verdict, push(dossier, "--gzip", to=store.url, profile=store.profile), 0, "compressed")
    same(verdict, store, SEED_GRAPH, expected, "compressed")


def added(verdict, store, folder):
    """POST adds, and adds nothing twice."""
    batch(folder / "add.jsonl", [1])
    expected = exported(folder / "add.jsonl")[graph_of(1)] | triples(FOREIGN)
    store.write("PUT", graph_of(1), FOREIGN)
    for about in ["added", "added again"]:
        done = push(folder / "add.jsonl", "--method", "post", to=store.url, profile=store.profile)
        ended(verdict, done, 0, about)
        same(verdict, store, graph_of(1), expected, about)


def into_one(verdict, store, folder):
    """All dossiers in one graph: what several say is there once, and is counted once."""
    batch(folder / "into.jsonl", range(30))
    parted = exported(folder / "into.jsonl")
    whole = set().union(*parted.values())
    verdict.check(len(whole) < sum(map(len, parted.values())), "some triples are in several dossiers")
    for address, profile in [(store.url, store.profile), (f"{store.url}/store", "generic")]:
        store.write("PUT", "urn:x:all", FOREIGN)
        done = push(folder / "into.jsonl", "--into", "urn:x:all", to=address, profile=profile)
        ended(verdict, done, 0, f"into one graph, {profile}")
        same(verdict, store, "urn:x:all", whole, f"into one graph, {profile}")
    batch(folder / "more.jsonl", [40])
    done = push(folder / "more.jsonl", "--into", "urn:x:all", "--method", "post", to=store.url, profile=store.profile)
    ended(verdict, done, 0, "one more into the graph")
    same(verdict, store, "urn:x:all", whole | exported(folder / "more.jsonl")[graph_of(40)], "one more into the graph")


def parts(verdict, store, folder):
    """Parts of dossiers, not one after the other: a graph for each dossier."""
    batch(folder / "whole.jsonl", [7, 8, 27])
    read = [json.loads(line) for line in lines(folder / "whole.jsonl")]
    with (folder / "parts.jsonl").open("w", encoding="utf-8") as out:
        for part in (1, 2):
            for dossier in read:
                facts = dossier["facts"]
                # Statements come first, so that each fact finds the one that it is said in.
                half = facts[: len(facts) // 2] if part == 1 else facts[len(facts) // 2 :]
                known = {fact["id"] for fact in half}
                half = [fact for fact in half if fact.get("saidIn", fact["id"]) in known]
                out.write(json.dumps({**dossier, "part": part, "facts": half}) + "\n")
    expected = exported(folder / "parts.jsonl")
    verdict.check(len(expected) == 3, "three dossiers in parts", str(sorted(expected)))
    done = push(folder / "parts.jsonl", to=store.url, profile=store.profile)
    ended(verdict, done, 0, "parts")
    for graph, content in expected.items():
        same(verdict, store, graph, content, "parts")


def pruned(verdict, store, folder):
    """What is gone from the inputs goes from the store, and nothing else does."""
    state, inputs = folder / "pruned-state.jsonl", folder / "pruned.jsonl"
    options = ["--state", state, "--prune"]
    to = {"to": store.url, "profile": store.profile}
    store.clear()
    store.write("PUT", graph_of(99), FOREIGN)
    batch(inputs, range(5))
    ended(verdict, push(inputs, *options, **to), 0, "first run")
    batch(inputs, [0, 1, 3])
    dry = push(inputs, *options, "--dry-run", **to)
    verdict.equal(dry.stdout.count("DELETE "), 2, "a dry run shows what would be deleted")
    verdict.equal(len(graphs(store.everything())), 6, "a dry run deletes nothing")
    # A faulty record may be any dossier: as long as there is one, nothing is deleted.
    with inputs.open("a", encoding="utf-8") as out:
        out.write('{"verbale": 1\n')
    ended(verdict, push(inputs, *options, "--on-error", "skip", **to), 1, "with a refused record")
    verdict.equal(len(graphs(store.everything())), 6, "with a refused record nothing is deleted")
    batch(inputs, [0, 1, 3])
    done = push(inputs, *options, **to)
    ended(verdict, done, 0, "pruned")
    verdict.check("3 unchanged, 2 deleted, 0 refused" in done.stderr, "the account of pruning", done.stderr)
    held = graphs(store.everything())
    verdict.equal(sorted(held), sorted(map(graph_of, [0, 1, 3, 99])), "the graphs that are left")
    verdict.equal(held[graph_of(99)], triples(FOREIGN), "a graph that is not ours stays")
    ended(verdict, push(inputs, "--state", state, to=f"{store.url}/", profile="oxigraph"), 0, "the same store")
    ended(verdict, push(inputs, "--state", state, to=f"{store.url}/store"), 2, "the state of another address")


def unchanged(verdict, store, folder):
    """With a state only what has changed is sent."""
    inputs, state = folder / "some.jsonl", folder / "some-state.jsonl"
    to = {"to": store.url, "profile": store.profile}
    store.clear()
    batch(inputs, range(6))
    push(inputs, "--state", state, **to)
    batch(inputs, range(4))
    changed = batch(folder / "changed.jsonl", [4, 5], version=1)
    done = push(inputs, changed, "--state", state, **to)
    ended(verdict, done, 0, "some changed")
    verdict.check("2 graphs with" in done.stderr and "4 unchanged" in done.stderr, "some changed: the account", done.stderr)
    verdict.same_set(
        statements(graphs(store.everything())), statements(exported(inputs, changed)), "some changed: what the store holds")


def refused(verdict, store, folder):
    """Where a record is refused nothing is sent; with skip the others are."""
    inputs = batch(folder / "faulty.jsonl", [0, 1])
    with inputs.open("a", encoding="utf-8") as out:
        faulty = json.loads(lines(inputs)[0])
        faulty["id"], faulty["facts"][0]["quote"] = "d2", "words that are not in the text"
        out.write(json.dumps(faulty) + "\n")
    store.clear()
    done = push(inputs, to=store.url, profile=store.profile)
    ended(verdict, done, 1, "a refused record")
    verdict.equal(store.everything(), b"", "a refused record: nothing is sent")
    summary = folder / "summary.json"
    done = push(inputs, "--on-error", "skip", "--summary", summary, to=store.url, profile=store.profile)
    ended(verdict, done, 1, "a record left out")
    verdict.equal(sorted(graphs(store.everything())), [graph_of(0), graph_of(1)], "a record left out: the others")
    account = json.loads(summary.read_text())
    verdict.equal(account["records"], {"read": 3, "written": 2, "refused": 1}, "the records of the summary")
    verdict.equal(
        account["graphs"], {"sent": 2, "unchanged": 0, "deleted": 0, "refused": 0, "unsent": 0}, "its graphs")


def dataset(verdict, store, folder):
    """One request replaces everything, and only where it is asked for."""
    inputs = batch(folder / "dataset.jsonl", range(20))
    store.write("PUT", "urn:x:other", FOREIGN)
    for address, profile, code in [(store.url, store.profile, 0), (f"{store.url}/store", "generic", 2)]:
        done = push(inputs, "--replace-dataset", to=address, profile=profile)
        ended(verdict, done, code, f"the whole store, {profile}")
    verdict.same_set(statements(graphs(store.everything())), statements(exported(inputs)), "the whole store")
    asked(verdict, store, inputs)


def asked(verdict, store, inputs):
    """Questions by name have the same answers from the store, whose default graph is empty, as from the dossiers."""
    names = [line.split()[0] for line in run("query", "--ask").stdout.splitlines() if line[:1].strip()]
    verdict.check(len(names) >= 28, "there are questions", str(names))
    rows = 0
    for name in names:
        answers = [
            run("query", *where, "--ask", name, "-f", "csv")
            for where in [["--store", store.url, "--profile", store.profile], [inputs]]]
        for done in answers:
            ended(verdict, done, 0, f"{name} is answered")
        there, here = (set(done.stdout.splitlines()) for done in answers)
        verdict.same_set(there, here, f"the store's answer to {name}")
        rows += len(here) - 1
    verdict.check(rows >= FEWEST_ROWS, "the questions have answers", str(rows))


def oxigraph(verdict, folder):
    with Oxigraph(folder).started() as store:
        replaced(verdict, store)
        for check in [added, into_one, parts, pruned, unchanged, refused, dataset]:
            check(verdict, store, folder)


def virtuoso(verdict, folder):
    """Digest, and a store that drops a graph before it reads the new one."""
    dossier, state = SEED / "dossier.yaml", folder / "virtuoso-state.jsonl"
    expected = exported(dossier)[SEED_GRAPH]
    with Virtuoso(folder).started() as store:
        def pushed(*arguments, password=store.password):
            variables = {"VERBALE_STORE_USER": store.user, "VERBALE_STORE_PASSWORD": password}
            return push(*arguments, "--state", state, "--retries", "1", to=store.url, profile="virtuoso", variables=variables)

        ended(verdict, pushed(dossier, password="wrong"), 3, "virtuoso, a wrong password")
        verdict.equal(triples(store.graph(SEED_GRAPH)), set(), "virtuoso, a wrong password: nothing is there")
        for about in ["virtuoso, digest", "virtuoso, again"]:
            ended(verdict, pushed(dossier), 0, about)
            same(verdict, store, SEED_GRAPH, expected, about)
        inputs = batch(folder / "virtuoso.jsonl", range(10))
        ended(verdict, pushed(inputs, "--prune"), 0, "virtuoso, pruned")
        for graph, content in exported(inputs).items():
            same(verdict, store, graph, content, "virtuoso, dossiers")
        verdict.equal(store.graph(SEED_GRAPH) or b"", b"", "virtuoso: a graph is deleted")
