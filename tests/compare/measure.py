"""What a process costs: wall and CPU seconds, and the peak of its memory; programs in turn, and ratios of neighbours.

CPU is user and system time of the process and of those that it waited for. It is the figure to trust on a shared machine.
"""

import os
import resource
import subprocess
import time
from typing import NamedTuple

PAUSE = 0.005  # seconds between two looks at a running process
MEBI = 1 << 20


class Run(NamedTuple):
    """One run of a program."""

    wall: float
    cpu: float
    peak: float  # MiB


class Failed(Exception):
    """A program that did not end well, with the end of what it said."""


def run(command, stdin=None, stdout=None, accepted=(0,), **options):
    """Runs a command to its end. `stdin` and `stdout` are open files; without them there is nothing to read or to keep."""
    errors = os.memfd_create("errors")
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command], stdin=stdin or subprocess.DEVNULL, stdout=stdout or subprocess.DEVNULL,
        stderr=errors, **options)
    mark = 0
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        mark = high_water(process.pid) or mark
        time.sleep(PAUSE)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    said = said_in(errors)
    if process.returncode not in accepted:
        raise Failed(said or f"exit {process.returncode}")
    return Run(wall, used.ru_utime + used.ru_stime, peak(used.ru_maxrss, mark))


def said_in(errors):
    """The end of what was written to a file in memory, which is closed."""
    size = os.lseek(errors, 0, os.SEEK_END)
    said = os.pread(errors, 1_000, max(0, size - 1_000))
    os.close(errors)
    return said.decode(errors="replace").strip()


def high_water(pid):
    """The most memory that a process has held so far, in KiB; `None` where the system does not say."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
            return next((int(line.split()[1]) for line in status if line.startswith("VmHWM:")), None)
    except OSError:
        return None


def peak(counted, mark):
    """The kernel's count is never below what the process held that started this one; below that, the mark is the truth."""
    floor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (counted if counted > floor or not mark else mark) / 1024


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def medians(runs):
    return Run(*map(median, zip(*runs)))


def in_turn(ours, other, rounds):
    """Runs two programs A B A B: the runs of both, as two lists. Each is a function that gives a `Run`."""
    pairs = [(ours(), other()) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def ratio(ours, others, figure="cpu"):
    """The median of the ratios of neighbours: how many times ours the other takes."""
    return median([getattr(other, figure) / getattr(own, figure) for own, other in zip(ours, others)])


def load():
    return ", ".join(f"{load:.2f}" for load in os.getloadavg())
