"""`verbale push` with real stores on loopback, with servers that fail in every way, and with secrets that must not show."""

import sys
import tempfile
from pathlib import Path

import store_faults
import store_holds
import store_page
import store_protocol
import store_proxies
import store_secrets
import store_speed
from verdict import Verdict

CHECKS = [
    store_holds.oxigraph,
    store_holds.virtuoso,
    store_proxies.nginx,
    store_protocol.protocol,
    store_faults.faults,
    store_secrets.secrets,
    store_page.page,
    store_secrets.nowhere,
]


def main():
    verdict = Verdict("stores")
    with tempfile.TemporaryDirectory() as folder:
        if sys.argv[1:2] == ["--measure"]:
            store_speed.measure(verdict, Path(folder), int(sys.argv[2]))
            verdict.close()
        for check in CHECKS:
            own = Path(folder) / check.__name__
            own.mkdir()
            # The last one looks through what the others have left.
            check(verdict, Path(folder) if check is store_secrets.nowhere else own)
    verdict.close()


if __name__ == "__main__":
    main()
