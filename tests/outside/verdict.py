"""What the outside checks share: the command under test, and a count of what was checked."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = os.environ.get("VERBALE", str(ROOT / "target" / "debug" / "verbale"))
SEED = ROOT / "examples" / "russie-aes-2025-04-03"


def export(*arguments, cwd=ROOT):
    """Runs `verbale export` and returns its standard output; a refusal is the end of the check."""
    run = subprocess.run([COMMAND, "export", *map(str, arguments)], cwd=cwd, capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(f"verbale export {arguments}: exit {run.returncode}\n{run.stderr.decode(errors='replace')}")
    return run.stdout


class Verdict:
    """Counts checks, prints those that fail, and decides the exit code."""

    def __init__(self, name):
        self.name = name
        self.passed = 0
        self.failed = 0

    def check(self, holds, what, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {what}" + (f"\n    {detail}" if detail else ""))
        return bool(holds)

    def equal(self, found, expected, what):
        return self.check(found == expected, what, f"found    {found!r}\n    expected {expected!r}")

    def same_set(self, found, expected, what, show=str):
        missing, extra = expected - found, found - expected
        detail = "\n    ".join(
            [f"{len(missing)} missing, {len(extra)} too many"]
            + [f"missing  {show(item)}" for item in sorted(missing)[:5]]
            + [f"too many {show(item)}" for item in sorted(extra)[:5]]
        )
        return self.check(not missing and not extra, what, detail)

    def close(self):
        print(f"{self.name}: {self.passed} checks passed, {self.failed} failed")
        sys.exit(1 if self.failed else 0)
