#!/usr/bin/env python3
"""The schema for interfaces that demand every key and take no open mappings (OpenAI's strict mode), and the way back:

    verbale schema --for-llm | strict.py schema > strict.json
    strict.py answer < answer.json > dossier.json

In the strict schema a key that may be left out may be null, and a mapping is a list of pairs of `key` and `value`.
"""

import json
import sys

NULL = {"type": "null"}


def strict(schema):
    """The schema in which every key is there: keywords and definitions keep their names."""
    named = {name: {key: strict(inner) for key, inner in schema[name].items()} for name in ("properties", "$defs") if name in schema}
    schema = {**schema, **named}
    if "items" in schema:
        schema["items"] = strict(schema["items"])
    if "anyOf" in schema:
        schema["anyOf"] = [strict(choice) for choice in schema["anyOf"]]
    if "properties" in schema:
        needed = schema.get("required", [])
        schema["properties"] = {key: inner if key in needed else nullable(inner) for key, inner in schema["properties"].items()}
        schema["required"] = list(schema["properties"])
    return pairs(schema) if isinstance(schema.get("additionalProperties"), dict) else schema


def nullable(schema):
    """The schema, or null; its description stays in front."""
    described = {"description": schema["description"]} if "description" in schema else {}
    bare = {key: value for key, value in schema.items() if key != "description"}
    return {**described, "anyOf": [*(bare["anyOf"] if set(bare) == {"anyOf"} else [bare]), NULL]}


def pairs(schema):
    """A list of pairs in the place of a mapping."""
    key = {"type": "string", "description": "The key."}
    value = {"description": "What stands under the key.", "anyOf": [strict(schema["additionalProperties"])]}
    pair = {"type": "object", "properties": {"key": key, "value": value}, "required": ["key", "value"], "additionalProperties": False}
    described = {"description": schema["description"]} if "description" in schema else {}
    return {**described, "type": "array", "items": pair}


def dossier(answer):
    """The dossier that a strict answer stands for: what is null or empty is left out, pairs are mappings again."""
    if isinstance(answer, list):
        items = [dossier(item) for item in answer]
        return dict(map(pair, items)) if items and all(is_pair(item) for item in answer) else items
    if isinstance(answer, dict):
        return {key: dossier(value) for key, value in answer.items() if value is not None and (value != [] or key == "facts")}
    return answer


def is_pair(value):
    # No mapping of the format has a key `key`.
    return isinstance(value, dict) and set(value) == {"key", "value"}


def pair(value):
    return value["key"], value["value"]


def main():
    ways = {"schema": strict, "answer": dossier}
    if len(sys.argv) != 2 or sys.argv[1] not in ways:
        sys.exit(__doc__)
    json.dump(ways[sys.argv[1]](json.load(sys.stdin)), sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
