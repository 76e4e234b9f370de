"""Makes the pictures of the README anew: `python3 make.py VERBALE`, VERBALE being the command.

It needs Chromium, a folder of Node packages with playwright-core (the variable NODE_PACKAGES, as `tests/run page` makes it), and
Pillow, which leaves the screenshot 64 colours: a third of its bytes. The SHA-256 of the page that was photographed stands in the
picture, so that a test can tell whether the command still makes the same page.
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, PngImagePlugin

import layers

HERE = Path(__file__).parent
DOSSIER = HERE.parents[3] / "examples/russie-aes-2025-04-03/dossier.yaml"


def main():
    verbale = sys.argv[1]
    (HERE / "layers.svg").write_text(layers.drawing(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder) / "page.html", Path(folder) / "page.png"
        subprocess.run([verbale, "view", DOSSIER, "--lang", "en", "-o", page], check=True)
        subprocess.run(["node", HERE / "page.mjs", page, shot], check=True)
        picture = Image.open(shot).convert("RGB").quantize(64, dither=Image.Dither.NONE)
        source = PngImagePlugin.PngInfo()
        source.add_text("Source", f"sha256:{hashlib.sha256(page.read_bytes()).hexdigest()}")
        picture.save(HERE / "page.png", optimize=True, pnginfo=source)


if __name__ == "__main__":
    main()
