"""The printed JSON Schema is one, and sees the faults of form that the program sees: no others, and no fewer.

Two rounds: the cases under tests/cases, whose faults are written by hand beside them; then mutants of the accepted ones,
of which the program and the schema must think alike.
"""

import copy
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import yaml
from dossier_json import BOOLEAN_KEYS, BOOLEANS, NUMBERS
from jsonschema import Draft202012Validator
from verdict import COMMAND, ROOT, SEED, Verdict

# Faults of form that a schema can see; each is refused by it wherever it stands.
SEEN = {
    "bad-id", "bad-number", "empty-value", "evidence-not-allowed", "incomplete-fact", "misplaced-key", "missing-key",
    "modality-reported", "not-a-dossier", "quote-too-long", "unknown-code", "unknown-key", "unknown-kind", "version",
    "wrong-type",
}  # fmt: skip
# Those that it sees in part: a language tag by its outline, a reference by its characters, a date that is blank.
IN_PART = {"bad-date", "bad-language", "unknown-reference"}
FEWEST_ACCEPTED, FEWEST_REFUSED, FEWEST_LET_PASS, FEWEST_CODES = 55, 30, 70, 12
MUTANTS = 3000
FIXED_SEED = 20250403
FOUND = re.compile(r"^(?:error|warning)\[([a-z0-9-]+)\].*\n *--> [^\n]*:(\d+):\d+$", re.MULTILINE)


def scalar(node, key):
    """A plain scalar is what its key asks for; a quoted one is text."""
    if node.style is not None:
        return node.value
    if node.value in ("", "~", "null"):
        return None
    if key in BOOLEAN_KEYS:
        return BOOLEANS.get(node.value, node.value)
    try:
        return {**NUMBERS, "part": int}.get(key, str)(node.value)
    except ValueError:
        return node.value


def as_json(node, key=None):
    if isinstance(node, yaml.MappingNode):
        return {k.value: as_json(v, key if k.value == "value" else k.value) for k, v in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [as_json(item, key) for item in node.value]
    return scalar(node, key)


def dossiers(folder):
    """The dossiers of a folder as JSON; none where the file is not even YAML or JSON."""
    for path in sorted(folder.glob("dossier.*")):
        try:
            text = path.read_text(encoding="utf-8").removeprefix("\ufeff")
            if path.suffix == ".yaml":
                yield as_json(yaml.compose(text, Loader=yaml.BaseLoader))
            elif path.suffix in (".json", ".jsonl"):
                yield from map(json.loads, text.splitlines() if path.suffix == ".jsonl" else [text])
        except (ValueError, yaml.YAMLError):
            return


def codes(folder):
    faults = folder / "faults.txt"
    lines = faults.read_text(encoding="utf-8").splitlines() if faults.exists() else []
    return {line.split()[-1] for line in lines}


def cases(verdict, accepts):
    """What is refused for its form alone is refused by the schema; what is well-formed is not."""
    counts, seen = Counter(), Counter()
    for folder in sorted((ROOT / "tests" / "cases").glob("*/*")):
        found = codes(folder)
        # A fault of the file (an anchor, a key twice) is gone before a schema is asked; a registry is another file.
        if folder.parent.name == "file" or "registry-faulty" in found:
            continue
        answers = [accepts(dossier) for dossier in dossiers(folder)]
        name = f"{folder.parent.name}/{folder.name}"
        if found & SEEN:
            verdict.check(not all(answers), f"{name}: {sorted(found & SEEN)} is a fault that a schema sees")
            counts["refused"] += 1
            seen.update(found & SEEN)
        elif not found & IN_PART:
            verdict.check(answers and all(answers), f"{name}: {sorted(found)} is no fault that a schema sees")
            counts["accepted" if folder.parent.name == "accepted" else "let pass"] += 1
    print(f"cases: {dict(counts)}; codes seen: {dict(sorted(seen.items()))}")
    verdict.check(counts["accepted"] >= FEWEST_ACCEPTED, f"at least {FEWEST_ACCEPTED} accepted")
    verdict.check(counts["refused"] >= FEWEST_REFUSED, f"at least {FEWEST_REFUSED} refused")
    verdict.check(counts["let pass"] >= FEWEST_LET_PASS, f"at least {FEWEST_LET_PASS} let pass")
    verdict.check(len(seen) >= FEWEST_CODES, f"at least {FEWEST_CODES} codes")


def nodes(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in items:
        yield from nodes(child, (*path, key))


def at(value, path):
    for step in path:
        value = value[step]
    return value


WRONG = (None, "", " ", "x", "A b", 0, 1, 2.5, -1, True, [], {}, [[]], ["x", None], {"value": "x"}, {"fr": ""},
         {"value": "mali", "basis": "explicit"}, {"text": "x"}, {"x": "y"}, "article", "source")  # fmt: skip


def mutated(draw, corpus, keys, number):
    dossier = copy.deepcopy(draw.choice(corpus))
    path = draw.choice([path for path in nodes(dossier) if path])
    parent, key = at(dossier, path[:-1]), path[-1]
    way = draw.randrange(5)
    if way == 0:
        del parent[key]
    elif way == 1:
        parent[key] = copy.deepcopy(draw.choice(WRONG))
    elif way == 2:
        parent[key] = [parent[key]]
    elif way == 3 and isinstance(parent, dict):
        parent[draw.choice(keys)] = parent.pop(key)
    else:
        other = draw.choice(corpus)
        parent[key] = copy.deepcopy(at(other, draw.choice(list(nodes(other)))))
    # Of two dossiers with one id in a batch the second is refused; that is no matter of form.
    if isinstance(dossier.get("id"), str) and dossier["id"] == "essai":
        dossier["id"] = f"mutant-{number}"
    return dossier


def judged(batch):
    """The codes that the program finds in each line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mutants.jsonl"
        for name in ("registry.yaml", "article.txt"):
            for named in (ROOT / "tests" / "cases" / "accepted").glob(f"*/{name}"):
                shutil.copy(named, folder)
        path.write_text("".join(json.dumps(dossier) + "\n" for dossier in batch), encoding="utf-8")
        run = subprocess.run([COMMAND, "export", path, "-f", "ntriples"], capture_output=True, check=False)
    found = [set() for _ in batch]
    for code, line in FOUND.findall(run.stderr.decode("utf-8")):
        found[int(line) - 1].add(code)
    return found


def mutants(verdict, accepts, seed):
    """Program and schema think alike of the form of what neither has seen before."""
    print(f"mutants from seed {seed}")
    draw = random.Random(seed)
    corpus = [dossier for folder in sorted((ROOT / "tests" / "cases" / "accepted").glob("*")) for dossier in dossiers(folder)]
    keys = sorted({path[-1] for dossier in corpus for path in nodes(dossier) if path and isinstance(path[-1], str)})
    batch = [mutated(draw, corpus, keys, number) for number in range(MUTANTS)]
    agreed = Counter()
    for dossier, found in zip(batch, judged(batch)):
        accepted = accepts(dossier)
        if found & SEEN:
            verdict.check(not accepted, f"{sorted(found)}: the schema accepts", json.dumps(dossier, ensure_ascii=False))
            agreed["refused"] += not accepted
        elif not found & IN_PART:
            verdict.check(accepted, f"{sorted(found)}: the schema refuses", json.dumps(dossier, ensure_ascii=False))
            agreed["accepted"] += accepted
    print(f"alike: {dict(agreed)}")
    verdict.check(min(agreed["refused"], agreed["accepted"]) > MUTANTS // 10, "a tenth of the mutants each way")


def main():
    verdict = Verdict("schema")
    printed = subprocess.run([COMMAND, "schema"], capture_output=True, check=True).stdout
    schema = json.loads(printed)
    Draft202012Validator.check_schema(schema)
    verdict.equal(schema["$schema"], Draft202012Validator.META_SCHEMA["$schema"], "the draft that it names")
    verdict.check(not Draft202012Validator(Draft202012Validator.META_SCHEMA).is_valid({"type": "text"}), "the judge is strict")
    accepts = Draft202012Validator(schema).is_valid
    for name in ("dossier.yaml", "dossier.json"):
        text = (SEED / name).read_text(encoding="utf-8")
        dossier = as_json(yaml.compose(text, Loader=yaml.BaseLoader)) if name.endswith("yaml") else json.loads(text)
        verdict.check(accepts(dossier), f"the seed as {name}")
    cases(verdict, accepts)
    for seed in (FIXED_SEED, int(sys.argv[1]) if len(sys.argv) > 1 else random.SystemRandom().randrange(1 << 32)):
        mutants(verdict, accepts, seed)
    verdict.close()


if __name__ == "__main__":
    main()
