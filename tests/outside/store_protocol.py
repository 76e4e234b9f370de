"""The W3C cases of the Graph Store Protocol, with `push` as the client and Oxigraph as the store.

The client sends dossiers and not Turtle that it is given: each body of a case stands for a dossier. What a graph must hold
after each request follows from the protocol alone: PUT replaces, POST merges, DELETE removes.
"""

import io
import tarfile
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter

import rdflib
from rdflib.collection import Collection

from store_runs import batch, exported, push, triples
from store_servers import Oxigraph
from verdict import ROOT

ARCHIVE = ROOT / "tests/conformance/data/graph-store-protocol-tests-ad541a5f.tar.gz"
FOLDER = "sparql/sparql11"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
DAWG = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}

# What `push` never asks for.
ELSEWHERE = {
    "put_get_default": "the default graph: a dossier has a graph of its own, or one that is named",
    "post_get_new_graph": "a graph whose name the store makes up: a dossier brings its own",
}
DIRECT = "the graph's IRI as the address: graphs are named by the parameter, which every store knows"
DEPRECATED = "deprecated by its manifest, and its requests stand in prose"


def manifests():
    """The manifests of the archive by path."""
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            if member.name.endswith(".ttl") and not member.name.endswith("graph-store-protocol/manifest.ttl"):
                text = archive.extractfile(member).read()
                yield member.name, rdflib.Graph().parse(io.BytesIO(text), format="turtle", publicID="http://suite.example/")


def entries(manifest):
    """The cases of a manifest in order."""
    for listed in manifest.objects(None, MF.entries):
        yield from Collection(manifest, listed)


class Case:
    """One case, request by request."""

    def __init__(self, verdict, store, folder, manifest, name):
        self.verdict, self.store, self.folder, self.manifest, self.name = verdict, store, folder, manifest, name
        self.known, self.bodies, self.step = {}, {}, 0
        self.state = folder / f"{name}.state"

    def requests(self, case):
        action = self.manifest.value(case, MF.action)
        return list(Collection(self.manifest, self.manifest.value(action, HT.requests)))

    def run(self, case):
        requests = self.requests(case)
        # A graph that is deleted must be that of a dossier: `push` deletes no other.
        self.deleting = any(self.method(request) == "DELETE" for request in requests)
        for request in requests:
            self.step += 1
            graph = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path(request)).query)["graph"][0]
            if self.deleting:
                graph = graph.removesuffix(".ttl")
            getattr(self, self.method(request).lower())(request, graph)

    def method(self, request):
        return str(self.manifest.value(request, HT.methodName))

    def path(self, request):
        return str(self.manifest.value(request, HT.absolutePath))

    def about(self):
        return f"{self.name}, request {self.step}"

    def statuses(self, request):
        answer = self.manifest.value(request, HT.resp)
        return {STATUSES[str(status).rsplit("#")[-1]] for status in self.manifest.objects(answer, MF.expectedStatus)}

    def dossier(self, request):
        """The dossier that stands for the body of a request."""
        content = self.manifest.value(request, HT.body)
        # A body in several parts has none of its own: it is known by its place.
        text = "".join(str(self.manifest.value(content, CNT.chars) or self.step).split())
        number = self.bodies.setdefault(text, len(self.bodies))
        return batch(self.folder / f"{self.name}-{number}.jsonl", [1], version=number)

    def write(self, request, graph, *options):
        if self.deleting:
            base, number = graph.rsplit("/", 1)
            dossier = batch(self.folder / "numbered.jsonl", [1])
            dossier.write_text(dossier.read_text().replace('"id": "d1"', f'"id": "{number}"'))
            where = ["--base", f"{base}/", "--state", self.state]
            made = set().union(*exported(dossier, "--base", f"{base}/").values())
        else:
            dossier = self.dossier(request)
            where, made = ["--into", graph], set().union(*exported(dossier).values())
        done = push(dossier, *where, *options, to=self.store.url, profile="oxigraph")
        self.verdict.equal(done.returncode, 0, f"{self.about()}: {done.stderr}")
        return made

    def put(self, request, graph):
        self.known[graph] = self.write(request, graph)

    def post(self, request, graph):
        self.known[graph] = self.known.get(graph, set()) | self.write(request, graph, "--method", "post")

    def delete(self, request, graph):
        """The dossier is gone from the inputs; a second time there is nothing to do, and that is no fault."""
        other = batch(self.folder / "other.jsonl", [2])
        done = push(other, "--base", "http://www.example/other/", "--state", self.state, "--prune", to=self.store.url, profile="oxigraph")
        self.verdict.equal(done.returncode, 0, f"{self.about()}: {done.stderr}")
        self.known.pop(graph, None)

    def get(self, request, graph):
        self.answered(request, graph)
        self.verdict.same_set(triples(self.store.graph(graph)), self.known.get(graph, set()), self.about())

    def head(self, request, graph):
        self.answered(request, graph, method="HEAD")

    def answered(self, request, graph, method="GET"):
        asked = urllib.request.Request(self.store.graph_url(graph), method=method, headers={"Accept": "application/n-triples"})
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                status = answer.status
        except urllib.error.HTTPError as refusal:
            status = refusal.code
        self.verdict.check(status in self.statuses(request), f"{self.about()}: the store answers as the case says", str(status))


def protocol(verdict, folder):
    counts, passed_over = Counter(), {}
    for path, manifest in manifests():
        for case in entries(manifest):
            name = str(case).rsplit("#")[-1]
            if manifest.value(case, DAWG.approval) == DAWG.Deprecated:
                passed_over[name] = DEPRECATED
            elif "direct.ttl" in path and "indirect" not in path:
                passed_over[name] = DIRECT
            elif name in ELSEWHERE:
                passed_over[name] = ELSEWHERE[name]
            else:
                with Oxigraph(folder / name).started() as store:
                    Case(verdict, store, folder, manifest, name).run(case)
                counts["run"] += 1
    reasons = Counter(passed_over.values())
    verdict.equal((counts["run"], reasons[DIRECT], reasons[DEPRECATED], len(passed_over)), (7, 4, 18, 24), "the W3C cases")
    verdict.check(set(ELSEWHERE) <= set(passed_over), "every case that is passed over is there")
