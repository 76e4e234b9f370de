"""A YAML dossier as JSON, by PyYAML and the rules of the format alone: `dossier_json.py DOSSIER.yaml [OUT.json]`."""

import json
import sys
from pathlib import Path

import yaml

NUMBERS = {"verbale": int, "ordinal": int, "nth": int, "lat": float, "long": float,
           "mentionCount": int, "sourceCount": int, "articleCount": int, "tone": float}  # fmt: skip
BOOLEANS = {"true": True, "false": False}
BOOLEAN_KEYS = {"exhaustive", "centroid", "rootEvent"}


def typed(key, value):
    """Scalars are text, but for the few keys whose JSON form is a number or a boolean."""
    if isinstance(value, dict):
        return {k: typed(key if k == "value" else k, v) for k, v in value.items()}
    if isinstance(value, list):
        return [typed(key, v) for v in value]
    if key in NUMBERS:
        return NUMBERS[key](value)
    if key in BOOLEAN_KEYS:
        return BOOLEANS[value]
    return value


def dossier_as_json(text):
    # BaseLoader leaves every scalar as the characters that were written: 2025-04-03 is no date, `no` no boolean.
    return typed(None, yaml.load(text, Loader=yaml.BaseLoader))


def rendered(dossier):
    return json.dumps(dossier, ensure_ascii=False, indent=2) + "\n"


def main(source, out=None):
    text = rendered(dossier_as_json(Path(source).read_text(encoding="utf-8")))
    if out:
        Path(out).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
