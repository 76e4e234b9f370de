"""Quotes that nearly miss, in dossiers that PyYAML and json write, mended by `check --fix` and read by PyYAML and json.

One seed is fixed and one is drawn: `fix.py [SEED]` repeats a run.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from verdict import COMMAND, Verdict

FILES = 150
LINES = 100

# What the text has. Each must be told from the others by more than a slip.
PASSAGES = [
    "les ministres de l’AES se sont réunis à Moscou",
    "un partenariat stratégique – durable – avec la Russie",
    "près de 100\u00a0000 tonnes d’engrais livrées gratuitement",
    "« C’est une journée historique », a déclaré Diop",
    "selon lui: jamais plus d’armées étrangères",
    "la brigade #7 a quitté le camp d’Abidjan",
    "[sic], comme l’écrit le communiqué final",
    "le dossier C:\\notes\\été a été transmis d’office",
    "le drapeau 🇲🇱 flotte désormais au-dessus d’Ouagadougou",
    "\"entre guillemets\" dit l’envoyé spécial",
    "{clé: l’été} répond l’ambassadeur depuis Genève",
    "l’été\u2028austral d’ici finira tôt cette année",
    "yes, dit-on, l’accord était prêt",
]
TEXT = "".join(f"Début. {passage}. Fin.\n" for passage in PASSAGES)
SLIPS = [
    lambda words: words.replace("’", "'"),
    lambda words: words.replace("\u00a0", " "),
    lambda words: words.replace("é", "e", 1),
    lambda words: words.replace("–", "-"),
    lambda words: words.replace("’é", "’éé", 1),
    lambda words: words.swapcase(),
]


class Quote(str):
    """A quote with the style that PyYAML is to write it in."""

    style = None


yaml.add_representer(
    Quote, lambda dumper, quote: dumper.represent_scalar("tag:yaml.org,2002:str", str(quote), style=quote.style)
)


def typed(dice, passage):
    # PyYAML, which knows YAML 1.1, takes U+2028 for a line break: it can only stand in escapes, which the fix writes.
    while (words := dice.choice(SLIPS)(passage.replace("\u2028", " "))) == passage:
        pass
    quote = Quote(words)
    # A block scalar has no escapes: where one is needed there, the fix is left to a person.
    quote.style = dice.choice([None, "'", '"'] if "\u2028" in passage else [None, "'", '"', "|", ">"])
    return quote


def dossier(dice, name):
    """A dossier with slips, and the same with the words of the text."""
    chosen = dice.sample(PASSAGES, dice.randint(1, len(PASSAGES)))

    def facts(words):
        return [
            {"id": f"f{n}", "kind": "stance", "holder": "article", "target": "mali", "polarity": "positive", "quote": quote}
            for n, quote in enumerate(words)
        ]

    def whole(words):
        actors = {"mali": {"type": "state", "iso": "MLI"}}
        source = {"language": "fr", "file": "text.txt"}
        return {"verbale": 1, "id": name, "source": source, "actors": actors, "facts": facts(words)}

    forms = [dice.choice([lambda q: q, lambda q: [q], lambda q: {"text": q, "nth": 1}, lambda q: [{"text": q}]]) for _ in chosen]
    slipped = whole([form(typed(dice, passage)) for form, passage in zip(forms, chosen)])
    meant = whole([form(passage) for form, passage in zip(forms, chosen)])
    return slipped, meant, len(chosen)


def as_yaml(dice, value):
    return yaml.dump(
        value,
        default_flow_style=dice.choice([True, False, None]),
        width=dice.choice([30, 60, 1000]),
        indent=dice.choice([2, 3, 4]),
        allow_unicode=dice.random() < 0.7,
        line_break=dice.choice(["\n", "\n", "\r\n"]),
        sort_keys=False,
    )


def as_json(dice, value, indent=None):
    return json.dumps(value, ensure_ascii=dice.random() < 0.5, indent=indent)


def with_single_spaces(value):
    """Runs of white space in quotes as one space; the rest as it is."""

    def words(quote):
        if isinstance(quote, list):
            return [words(item) for item in quote]
        if isinstance(quote, dict):
            return {**quote, "text": words(quote["text"])}
        return " ".join(word for word in quote.replace("\n", " ").replace("\r", " ").split(" ") if word)

    return {**value, "facts": [{**fact, "quote": words(fact["quote"])} for fact in value["facts"]]}


def fix(folder):
    command = [COMMAND, "check", "--no-default-shapes", "--fix", "."]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def check(verdict, seed):
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "text.txt").write_bytes(TEXT.encode())
        expected, quotes = {}, 0
        for number in range(FILES):
            slipped, meant, count = dossier(dice, f"d{number}")
            name = f"{number}.{dice.choice(['yaml', 'yaml', 'json'])}"
            written = as_yaml(dice, slipped) if name.endswith("yaml") else as_json(dice, slipped, dice.choice([None, 1, "\t"]))
            (folder / name).write_bytes(written.encode())
            expected[name] = meant
            quotes += count
        lines = []
        for number in range(LINES):
            slipped, meant, count = dossier(dice, f"l{number}")
            lines.append((as_json(dice, slipped), meant))
            quotes += count
        (folder / "lines.jsonl").write_bytes("\n".join(line for line, _ in lines).encode())

        run = fix(folder)
        verdict.equal(run.returncode, 0, f"seed {seed}: nothing is left to find\n{run.stdout[:2000]}{run.stderr[:2000]}")
        verdict.check(f"{quotes} mended" in run.stderr, f"seed {seed}: all {quotes} quotes are mended", run.stderr[-300:])
        for name, meant in expected.items():
            content = (folder / name).read_bytes().decode()
            read = yaml.safe_load(content) if name.endswith("yaml") else json.loads(content)
            verdict.equal(with_single_spaces(read), with_single_spaces(meant), f"seed {seed}: {name}\n{content}")
        written = (folder / "lines.jsonl").read_bytes().decode().split("\n")
        verdict.equal(len(written), LINES, f"seed {seed}: lines")
        for (_, meant), line in zip(lines, written):
            verdict.equal(with_single_spaces(json.loads(line)), with_single_spaces(meant), f"seed {seed}: {line}")

        before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
        verdict.equal(fix(folder).returncode, 0, f"seed {seed}: a second run")
        after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
        verdict.equal(after, before, f"seed {seed}: a second run writes nothing")


def main(*seeds):
    verdict = Verdict("fix")
    for seed in [int(seed) for seed in seeds] or [2025, random.SystemRandom().randrange(1 << 32)]:
        check(verdict, seed)
    verdict.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
