"""An RML engine with the mapping beside: `rml_peer.py morph-kgc|sdm-rdfizer TABLE OUT`, to N-Triples.

The engine takes this process's place, so its cost is that of one run from the command line.
"""

import os
import sys
import tempfile
from pathlib import Path

MAPPING = Path(__file__).resolve().parent / "rows.rml.ttl"


def morph_kgc(mapping, out):
    return "morph_kgc", (f"[CONFIGURATION]\noutput_file: {out}\noutput_format: N-TRIPLES\nlogging_level: WARNING\n"
                         f"[table]\nmappings: {mapping}\n"), []


def sdm_rdfizer(mapping, out):
    return "rdfizer", (f"[default]\nmain_directory: {out.parent}\n\n[datasets]\nnumber_of_datasets: 1\noutput_folder: {out.parent}\n"
                       f"all_in_one_file: no\nremove_duplicate: no\nenrichment: no\nname: {out.stem}\nordered: no\n"
                       f"large_file: false\noutput_format: n-triples\n\n[dataset1]\nname: {out.stem}\nmapping: {mapping}\n"), ["-c"]


def main():
    engine, table, out = sys.argv[1], sys.argv[2], Path(sys.argv[3]).resolve()
    folder = Path(tempfile.mkdtemp(dir=out.parent))
    mapping, settings = folder / "rows.ttl", folder / "settings.ini"
    mapping.write_text(MAPPING.read_text(encoding="utf-8").replace("@SOURCE@", table), encoding="utf-8")
    module, text, option = {"morph-kgc": morph_kgc, "sdm-rdfizer": sdm_rdfizer}[engine](mapping, out)
    settings.write_text(text, encoding="utf-8")
    os.execv(sys.executable, [sys.executable, "-m", module, *option, str(settings)])


if __name__ == "__main__":
    main()
