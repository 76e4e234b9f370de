"""Triple stores on loopback, and things that stand before them: each starts, answers, and ends with its context."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

START = 60  # seconds that a server may take to answer


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextlib.contextmanager
def running(command, port, log, **options):
    """A server from its first answer to its end; if it never answers, its log is shown."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True, **options)
    try:
        until = time.monotonic() + START
        while not answers(port):
            if process.poll() is not None or time.monotonic() > until:
                sys.exit(f"{command[0]} does not start:\n{log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.05)
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def get(url, accept, headers=None):
    """The answer to a request for data, its status and its body."""
    request = urllib.request.Request(url, headers={"Accept": accept, **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read()


class Oxigraph:
    """Oxigraph's own server."""

    profile = "oxigraph"

    def __init__(self, folder):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = Path(folder)
        self.folder.mkdir(exist_ok=True)

    @contextlib.contextmanager
    def started(self):
        program = Path(sys.executable).with_name("oxigraph")
        data = self.folder / f"oxigraph-{self.port}"
        command = [str(program), "serve", "--location", str(data), "--bind", f"127.0.0.1:{self.port}"]
        with running(command, self.port, self.folder / f"oxigraph-{self.port}.log"):
            yield self

    def graph_url(self, graph):
        return f"{self.url}/store?graph={urllib.parse.quote(graph, safe='')}"

    def graph(self, iri):
        """The triples of a graph as N-Triples; none where there is no such graph."""
        status, body = get(self.graph_url(iri), "application/n-triples")
        return None if status == 404 else body

    def everything(self):
        return get(f"{self.url}/store", "application/n-quads")[1]

    def write(self, method, graph, turtle=b""):
        """Writes into a graph without our client."""
        request = urllib.request.Request(
            self.graph_url(graph), data=turtle or None, method=method, headers={"Content-Type": "text/turtle"})
        with contextlib.suppress(urllib.error.HTTPError), urllib.request.urlopen(request, timeout=60):
            pass

    def clear(self):
        request = urllib.request.Request(
            f"{self.url}/store", data=b"", method="PUT", headers={"Content-Type": "application/n-quads"})
        urllib.request.urlopen(request, timeout=60).close()


class Virtuoso:
    """Virtuoso 7 with its user dba, who is asked for by digest."""

    profile = "virtuoso"
    user, password = "dba", "dba"

    def __init__(self, folder):
        self.port, self.sql_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = Path(folder) / "virtuoso"

    def settings(self):
        """Debian's settings, with every file in our folder and both ports on loopback."""
        found = Path("/etc/virtuoso-opensource-7/virtuoso.ini").read_text()
        found = re.sub(r"(?m)^(\s*\w+\s*=\s*)/var/lib/virtuoso-opensource-7/(?:db/|)", rf"\g<1>{self.folder}/", found)
        ports = iter([self.sql_port, self.port])
        return re.sub(r"(?m)^(ServerPort\s*=\s*).*$", lambda hit: f"{hit[1]}127.0.0.1:{next(ports)}", found)

    @contextlib.contextmanager
    def started(self):
        self.folder.mkdir()
        (self.folder / "vsp").mkdir()
        settings = self.folder / "virtuoso.ini"
        settings.write_text(self.settings())
        command = ["virtuoso-t", "-f", "-c", str(settings)]
        with running(command, self.port, self.folder / "out.log", cwd=self.folder):
            yield self

    def graph(self, iri):
        url = f"{self.url}/sparql-graph-crud?graph={urllib.parse.quote(iri, safe='')}"
        status, body = get(url, "text/plain")
        return None if status == 404 else body


class Nginx:
    """nginx with these `server` blocks, each a text that may name `{port}`."""

    def __init__(self, folder, *servers):
        self.folder = Path(folder)
        self.ports = [free_port() for _ in servers]
        self.servers = [server.replace("{port}", str(port)) for server, port in zip(servers, self.ports)]

    @contextlib.contextmanager
    def started(self):
        folder = self.folder / "nginx"
        folder.mkdir()
        settings = folder / "nginx.conf"
        temporary = "\n".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        blocks = "\n".join(self.servers)
        # As root nginx hands the work to another user, who could not write here.
        user = "user root;" if os.geteuid() == 0 else ""
        settings.write_text(
            f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log info; events {{ }}\n"
            f"http {{ access_log {folder}/access.log; {temporary}\n{blocks}\n}}\n")
        program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        with running([program, "-c", str(settings), "-p", str(folder)], self.ports[0], folder / "out.log"):
            yield self


class Script:
    """A server that answers each request with the next of its answers, the last one again and again.

    An answer is a function of the handler. What was asked is kept: method, path, headers, body.
    """

    profile = "generic"

    def __init__(self, *answers):
        self.answers, self.asked, self.lock = list(answers), [], threading.Lock()
        script = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                with script.lock:
                    script.asked.append((self.command, self.path, dict(self.headers.items()), body))
                    answer = script.answers.pop(0) if len(script.answers) > 1 else script.answers[0]
                with contextlib.suppress(OSError):
                    answer(self)

            do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = answer

            def log_message(self, *_):
                """What was asked is kept already."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self.url = f"http://127.0.0.1:{self.port}/store"

    @contextlib.contextmanager
    def started(self):
        thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()
            thread.join()

    def methods(self):
        return [method for method, *_ in self.asked]


def status(code, body=b"", kind="text/plain", **headers):
    """An answer with this status."""

    def answer(handler):
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)

    return answer


def cut(handler):
    """No answer: the connection ends."""
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def cut_within(handler):
    """The connection ends within the answer."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"a beginning")
    handler.wfile.flush()
    cut(handler)


def drip(handler):
    """An answer that never ends: a letter a second."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(1)
