"""A Spark cluster for `spark.py`: a master and two workers on the loopback interface, each a process of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time

WAIT = 180  # seconds, for what takes a tenth of it on an idle machine
# For a program in a task: once, it kills the executor that it was started by.
KILL_EXECUTOR = """if mkdir "$mark" 2>/dev/null; then
    pid=$$
    while ! tr '\\0' ' ' < /proc/$pid/cmdline | grep -q CoarseGrainedExecutorBackend; do
        pid=$(sed 's/.*) . //' /proc/$pid/stat | cut -d ' ' -f 1)
        [ "$pid" -gt 1 ] || exit 3
    done
    kill -9 "$pid"
    sleep 5
fi"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def cluster(folder, spark_home):
    """A master and two workers, each a process of its own; the port is whatever is free."""
    port, started = free_port(), []
    master = f"spark://127.0.0.1:{port}"

    def start(name, *arguments):
        path = folder / f"{name}.log"
        command = [spark_home / "bin" / "spark-class", f"org.apache.spark.deploy.{arguments[0]}", "--host", "127.0.0.1", *arguments[1:]]
        with open(path, "wb") as log:
            started.append(subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True))
        return path

    def wait_for(log, line, count=1):
        end = time.monotonic() + WAIT
        while log.read_text(errors="replace").count(line) < count:
            if time.monotonic() > end:
                sys.exit(f"no «{line}» in {log} after {WAIT} s:\n{log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.2)

    try:
        log = start("master", "master.Master", "--port", str(port), "--webui-port", "0")
        wait_for(log, "I have been elected leader")
        for name in ("worker-1", "worker-2"):
            options = ["--cores", "1", "--memory", "1g", "--webui-port", "0", "--work-dir", str(folder / name)]
            start(name, "worker.Worker", *options, master)
        wait_for(log, "Registering worker", 2)
        yield master
    finally:
        for process in reversed(started):
            # Its own group: the executors that a worker has started end with it.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
