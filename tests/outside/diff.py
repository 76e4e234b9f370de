"""One-fact edits with known truth, and comments of hostile dossiers as a renderer of Markdown that is not ours shows them.

PyYAML reads the dossiers, this file edits them, difflib counts the lines of Turtle that change. The seed is fixed:
`diff.py [SEED]` takes another.
"""

import copy
import difflib
import html.parser
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from verdict import COMMAND, ROOT, Verdict

EDITS = 500
LINES = 6


class Loader(yaml.SafeLoader):
    """YAML as the format reads it: what a text or a date may be stays a string."""


Loader.yaml_implicit_resolvers = {}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
NUMBERS = {"verbale", "ordinal", "nth", "lat", "long", "mentionCount", "sourceCount", "articleCount", "tone"}


def numbered(entry, key=None):
    """The entry with numbers where the format has some."""
    if isinstance(entry, dict):
        return {name: numbered(part, key if name == "value" else name) for name, part in entry.items()}
    if isinstance(entry, list):
        return [numbered(part) for part in entry]
    return json.loads(entry) if key in NUMBERS else entry


def run(*arguments, cwd, code=0):
    done = subprocess.run([COMMAND, *arguments], cwd=cwd, capture_output=True, check=False)
    if done.returncode not in (code if isinstance(code, tuple) else (code,)):
        sys.exit(f"{arguments} ended with {done.returncode}: {done.stderr.decode()[:2000]}")
    return done.stdout.decode()


# Dossiers ---------------------------------------------------------------------------------------------------------------


def read(path, stage):
    """A dossier with its texts inside; its registry goes into the stage."""
    dossier = numbered(yaml.load(path.read_text(encoding="utf-8"), Loader))
    if not isinstance(dossier, dict) or not dossier.get("facts") or dossier.get("part"):
        return None
    for source in [dossier["source"], *(entry["source"] for entry in dossier.get("enrichment", []))]:
        if name := source.pop("file", None):
            source["text"] = (path.parent / name).read_bytes().decode()
    if name := dossier.get("registry"):
        registry = f"{path.parent.name}-registry.yaml"
        (stage / registry).write_bytes((path.parent / name).read_bytes())
        dossier["registry"] = registry
    return dossier


WORDS = ["accord", "réunion", "встреча", "اتفاق", "会谈", "«paix»", "l’AES", "👨‍👩‍👧", "e\u0301tat", "5 %", "a: b", "# x", "back\\slash"]


def generated(dice):
    """A dossier of ten to thirty facts."""
    text, facts = "", []

    def quote():
        nonlocal text
        words = f"№{len(facts)} {' '.join(dice.choices(WORDS, k=4))} №{len(facts)}."
        text += words + dice.choice([" ", "\n", "\r\n"])
        return words

    def words():
        return {"fr": " ".join(dice.choices(WORDS, k=3)), "en": " ".join(dice.choices(WORDS, k=2))}

    states = ["s0", "s1", "s2"]
    kinds = [
        lambda: {"kind": "meeting", "parties": dice.sample(states, 2), "place": "l0", "meetingFormat": "bilateral", "ordinal": 1},
        lambda: {"kind": "withdrawal", "by": dice.choice(states), "leaves": "o0", "date": "[..2025-04-03]"},
        lambda: {"kind": "membership", "members": dice.sample(states, dice.randint(1, 3)), "of": "o0", "since": "2020"},
        lambda: {"kind": "relation", "type": "cooperation", "parties": [dice.choice(states), "o0"], "field": ["military"], "trend": "stable"},
        lambda: {"kind": "commitment", "status": "agreed", "by": [dice.choice(states)], "description": words(), "due": "2026"},
        lambda: {"kind": "expectation", "status": "expected", "expectedBy": ["o0"], "description": words(), "saidIn": "say"},
        lambda: {"kind": "stance", "holder": "p0", "target": ["o0"], "polarity": "positive", "text": words()},
        lambda: {"kind": "event", "type": "visit", "by": "p0", "topic": [words()], "date": {"value": "2024-05", "basis": "inferred"}},
        lambda: {"kind": "proposition", "concerns": ["s0"], "text": words()},
    ]
    facts.append({"id": "cap", "kind": "capacity", "who": "p0", "role": "envoy", "of": "s0", "quote": quote()})
    facts.append({"id": "say", "kind": "statement", "speaker": "p0", "speechMode": "indirect", "quote": quote()})
    for number in range(dice.randint(8, 28)):
        facts.append({"id": f"f{number}", **dice.choice(kinds)(), "quote": quote()})
    actors = {key: {"type": "state", "iso": iso} for key, iso in zip(states, ["MLI", "NER", "BFA"])}
    actors |= {"p0": {"type": "person", "described": words()}, "o0": {"type": "organisation", "name": words()}}
    return {
        "verbale": 1,
        "id": "generated",
        "source": {"language": "fr", "text": text},
        "actors": actors,
        "places": {"l0": {"name": words()}},
        "facts": facts,
    }


# Edits: each changes one fact and gives what must be told of it -----------------------------------------------------------

CODES = {
    ("status", "commitment"): ["agreed", "announced", "intended", "envisaged"],
    ("status", "expectation"): ["expected", "possible-action", "relied-on", "requested"],
    ("polarity", None): ["positive", "negative", "neutral"],
    ("trend", None): ["increasing", "stable", "decreasing"],
    ("meetingFormat", None): ["bilateral", "trilateral", "multilateral"],
    ("type", "relation"): ["cooperation", "alliance", "dispute"],
    ("type", "event"): ["visit", "protest", "vote"],
    ("role", None): ["envoy", "minister", "director"],
    ("modality", None): ["stated", "presupposed"],
    ("factuality", None): ["certain", "probable", "possible"],
    ("basis", None): ["explicit", "implied", "inferred"],
}
REFERENCES = ["parties", "by", "participants", "concerns", "holder", "members", "with", "for", "forum", "expectedBy"]
TEXTS = ["description", "text", "purpose"]


def value(field):
    return field["value"] if isinstance(field, dict) and "value" in field else field


def put(fact, key, new):
    if isinstance(fact.get(key), dict) and "value" in fact[key]:
        fact[key]["value"] = new
    else:
        fact[key] = new


def listed(field):
    return list(field) if isinstance(field, list) else [field]


def edit_code(dice, dossier, fact):
    (key, kind), codes = dice.choice(list(CODES.items()))
    old = value(fact.get(key, codes[0] if key in ("modality", "factuality", "basis") else None))
    if (kind and fact["kind"] != kind) or not isinstance(old, str) or (key == "factuality" and "factuality" not in fact):
        return None
    put(fact, key, dice.choice([code for code in codes if code != old]))
    return {fact["id"]: {key}}


def edit_references(dice, dossier, fact):
    keys = [key for key in REFERENCES if key in fact]
    if not keys:
        return None
    key = dice.choice(keys)
    old = listed(value(fact[key]))
    kinds = {dossier["actors"][name].get("type") for name in old if name in dossier.get("actors", {})}
    others = [name for name, actor in dossier.get("actors", {}).items() if actor.get("type") in kinds and name not in old]
    if others and (len(old) < 2 or dice.random() < 0.6):
        put(fact, key, [*old, dice.choice(others)] if key != "members" or len(old) > 1 else [dice.choice(others)])
    elif len(old) > 2:
        put(fact, key, [name for name in old if name != old[0]])
    else:
        return None
    return {fact["id"]: {key}}


def edit_field(dice, dossier, fact):
    if "field" not in fact:
        return None
    old = listed(value(fact["field"]))
    put(fact, "field", [*old, "health"] if "health" not in old else ["health", "borders"])
    return {fact["id"]: {"field"}}


def edit_text(dice, dossier, fact):
    keys = [key for key in TEXTS if isinstance(value(fact.get(key)), dict)]
    if not keys:
        return None
    key = dice.choice(keys)
    texts = dict(value(fact[key]))
    language = dice.choice(list(texts))
    texts[language] += " " + dice.choice(WORDS)
    put(fact, key, texts)
    return {fact["id"]: {key}}


def edit_date(dice, dossier, fact):
    if "date" not in fact or fact.get("due"):
        return None
    new = dice.choice(["2019", "2018-03", "2017/2018", "[..2019-01-01]", "2016~"])
    if new == value(fact["date"]):
        return None
    put(fact, "date", new)
    return {fact["id"]: {"date"}}


def edit_note(dice, dossier, fact):
    fact["note"] = fact.get("note", "") + " " + dice.choice(WORDS)
    return {fact["id"]: {"note"}}


def edit_exhaustive(dice, dossier, fact):
    if "exhaustive" in fact:
        del fact["exhaustive"]
    else:
        fact["exhaustive"] = False
    return {fact["id"]: {"exhaustive"}}


def edit_quote(dice, dossier, fact):
    quotes = listed(fact.get("quote"))
    at = dice.randrange(len(quotes))
    words = quotes[at].split(" ") if isinstance(quotes[at], str) else []
    if len(words) < 3:
        return None
    quotes[at] = " ".join(words[:-1] if dice.random() < 0.5 else words[1:])
    fact["quote"] = quotes
    return {fact["id"]: {"quote"}}


def edit_said_in(dice, dossier, fact):
    if "saidIn" in fact:
        del fact["saidIn"]
    else:
        statements = [other["id"] for other in dossier["facts"] if other["kind"] == "statement" and other is not fact]
        if not statements:
            return None
        fact["saidIn"] = dice.choice(statements)
    return {fact["id"]: {"saidIn"}}


def names(entry, name):
    """Whether anything but its own id is this name."""
    if isinstance(entry, dict):
        return any(names(part, name) for key, part in entry.items() if key != "id")
    return any(names(part, name) for part in entry) if isinstance(entry, list) else entry == name


def renamed(entry, old, new):
    if isinstance(entry, dict):
        return {key: part if key in ("quote", "text", "kind", "type") else renamed(part, old, new) for key, part in entry.items()}
    if isinstance(entry, list):
        return [renamed(part, old, new) for part in entry]
    return new if entry == old else entry


def edit_id(dice, dossier, fact):
    old, new = fact["id"], f"new-{fact['id']}"
    dossier["facts"] = [renamed(other, old, new) for other in dossier["facts"]]
    return {new: f"renamed {old}"}


def edit_remove(dice, dossier, fact):
    if names([other for other in dossier["facts"] if other is not fact], fact["id"]):
        return None
    dossier["facts"] = [other for other in dossier["facts"] if other is not fact]
    return {fact["id"]: "removed"}


def edit_add(dice, dossier, fact):
    added = {**copy.deepcopy(fact), "id": "one-more", "note": "one more"}
    dossier["facts"].insert(dice.randrange(len(dossier["facts"]) + 1), added)
    return {"one-more": "added"}


MAKERS = [
    edit_code, edit_code, edit_code, edit_references, edit_references, edit_field, edit_text, edit_date, edit_note,
    edit_exhaustive, edit_quote, edit_said_in, edit_id, edit_remove, edit_add,
]  # fmt: skip


def edits(dice, dossiers):
    """Pairs of dossiers with the truth about them, without end."""
    number = 0
    while True:
        old = copy.deepcopy(dice.choice(dossiers))
        old["id"] = f"e{number}"
        new = copy.deepcopy(old)
        make = MAKERS[number % len(MAKERS)]
        truth = make(dice, new, dice.choice(new["facts"]))
        if truth is not None:
            number += 1
            yield old, new, truth, make.__name__.removeprefix("edit_")


# What is told -----------------------------------------------------------------------------------------------------------


def told(dossier, has_registry):
    """What was changed by hand, by fact, and the sections that have anything else."""
    facts = {}
    for fact in dossier.get("facts", []):
        fields = {field["field"] for field in fact["fields"] if not field.get("derived")}
        if fact["change"] in ("added", "removed"):
            facts[fact["id"]] = fact["change"]
        elif fact["change"] == "renamed":
            facts[fact["id"]] = f"renamed {fact['from']}"
        elif fields or fact["change"] == "moved":
            facts[fact["id"]] = fields
    # What only one fact uses of a registry comes and goes with it.
    shared = ("registry/", "occurrence/", "state/") if has_registry else ()
    of_registry = lambda entry: entry["id"].startswith(shared) and entry["change"] in ("added", "removed")
    lists = {key: entries for key, entries in dossier.items() if isinstance(entries, list) and key != "facts"}
    return facts, {key for key, entries in lists.items() if not all(map(of_registry, entries))}


def mirrored(entry):
    entry = {key: value for key, value in entry.items() if key not in ("label", "kind")}
    entry["change"] = {"added": "removed", "removed": "added"}.get(entry["change"], entry["change"])
    if "from" in entry:
        entry["id"], entry["from"] = entry["from"], entry["id"]
    for key in ("fields", "moved"):
        entry[key] = [{**step, "old": step["new"], "new": step["old"]} for step in entry.get(key, [])]
    return json.dumps(entry, sort_keys=True)


def straight(entry):
    entry = {key: value for key, value in entry.items() if key not in ("label", "kind")}
    return json.dumps({"fields": [], "moved": [], **entry}, sort_keys=True)


def check_edits(verdict, dice):
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder)
        paths = sorted((ROOT / "tests/cases/accepted").glob("*/dossier.yaml"))
        paths += [ROOT / "examples/russie-aes-2025-04-03/dossier.yaml", ROOT / "examples/first/dossier.yaml"]
        dossiers = [dossier for path in paths if (dossier := read(path, stage))]
        dossiers += [dossiers[-2]] * 20  # the article is the one with everyday facts
        dossiers += [generated(dice) for _ in range(40)]
        made = sound_edits(stage, edits(dice, dossiers))
        by_kind = {kind: sum(1 for *_, own in made if own == kind) for kind in sorted({kind for *_, kind in made})}
        write = lambda name, which: (stage / name).write_text("".join(json.dumps(one[which]) + "\n" for one in made))
        write("old.jsonl", 0)
        write("new.jsonl", 1)
        report = json.loads(run("diff", "old.jsonl", "new.jsonl", "--report", "json", cwd=stage))
        by_id = {dossier["id"]: dossier for dossier in report["dossiers"]}
        for old, new, truth, kind in made:
            found, others = told(by_id.get(old["id"], {}), "registry" in old)
            # The text of a record is a source of its own, which comes and goes with the fact.
            if any("sourceText" in fact for fact in [*old["facts"], *new["facts"]] if fact["id"] in truth):
                others -= {"sources"}
            verdict.check(found == truth and not others, f"{kind} of {old['id']}: told {found} {others}, made {truth}")
        verdict.check(report["summary"]["dossiers"]["compared"] == EDITS, f"{EDITS} dossiers are compared")
        facts = sum(len(old["facts"]) for old, *_ in made) - report["summary"]["facts"]["removed"]
        enriched = sum(len(entry.get("facts", [])) for old, *_ in made for entry in old.get("enrichment", []))
        verdict.check(report["summary"]["facts"]["compared"] == facts + enriched, f"{facts + enriched} facts are compared")
        print(f"{EDITS} edits over {facts + enriched} facts: {by_kind}")
        check_both_ways(verdict, stage, report)
        check_lines(verdict, stage, made)


def sound_edits(stage, made):
    """The first edits after which the dossier still passes its checks."""
    candidates = [next(made) for _ in range(2 * EDITS)]
    (stage / "all.jsonl").write_text("".join(json.dumps(new) + "\n" for _, new, *_ in candidates))
    findings = json.loads(run("check", "all.jsonl", "--no-default-shapes", "--report", "json", cwd=stage, code=(0, 1)))["findings"]
    faulty = {finding["record"] for finding in findings if finding["severity"] == "error"}
    sound = [one for one in candidates if one[0]["id"] not in faulty]
    if len(sound) < EDITS:
        sys.exit(f"{len(sound)} sound edits are too few")
    return sound[:EDITS]


def check_both_ways(verdict, stage, report):
    """As RDF the two differ in the same; the other way round, in the mirror."""
    for side in ("old", "new"):
        run("export", f"{side}.jsonl", "-o", f"{side}.nq", cwd=stage)
    for pair in (("old.nq", "new.nq"), ("old.jsonl", "new.nq"), ("old.nq", "new.jsonl")):
        other = json.loads(run("diff", *pair, "--report", "json", cwd=stage))
        verdict.check(other == report, f"{pair} say what the dossiers say")
    back = json.loads(run("diff", "new.jsonl", "old.jsonl", "--report", "json", cwd=stage))
    entries = lambda report, as_told: sorted(as_told(fact) for dossier in report["dossiers"] for fact in dossier.get("facts", []))
    verdict.check(entries(report, mirrored) == entries(back, straight), "the other way round is the mirror")


def check_lines(verdict, stage, made):
    """How many lines of Turtle an edit changes, counted by difflib."""
    for side in ("old", "new"):
        (stage / side).mkdir()
        run("export", f"{side}.jsonl", "--out-dir", side, "-f", "turtle", cwd=stage)
    counts = []
    for old, *_ in made:
        sides = [(stage / side / f"{old['id']}.ttl").read_text().splitlines() for side in ("old", "new")]
        changed = [line for line in difflib.unified_diff(*sides, n=0) if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        counts.append(len(changed))
    median = statistics.median(counts)
    print(f"lines of Turtle: median {median}, three quarters at most {sorted(counts)[EDITS * 3 // 4]}, at most {max(counts)}")
    verdict.check(min(counts) > 0, "each edit changes the graph")
    verdict.check(median <= LINES, f"the median of changed lines is {median}")


# Comments ---------------------------------------------------------------------------------------------------------------

HOSTILE = [
    "</details></summary><script>alert(1)</script>", "`", "``` `` ` ", " `x` ", "```\ncode\n```", "~~~", "@octocat", "#1", "GH-1",
    "[x](javascript:alert(1))", "![x](https://evil.example/x.png)", "<img src=x onerror=alert(1)>", "<!-- ", "-->", "<https://evil.example>",
    "https://evil.example/", "www.evil.example", "someone@evil.example", "| a | b |\n| - | - |", "\n\n# heading\n\n", "\n- item\n", "---", "***",
    "    indented", "1. one", "\\`\\", "&lt;&#60;", "*b* _i_ ~~s~~", "[ ] task", ":smile:", "$x$", "\u202egnp.exe", "\u001b[31m", "x\u2028y", "<table><tr>",
    "<style>*{display:none}</style>", "a\r\nb", "a\tb", "|", "\\|", "]]>", "<?php", "{{x}}", "${x}", "%0A",
]  # fmt: skip


def hostile(number, payload, change):
    """A dossier with the payload in every text."""
    words = f"Kenya {number} {payload} met."
    fact = {
        "id": "talks", "kind": "meeting", "parties": ["kenya", "group"], "place": "town", "purpose": {"en": payload + change},
        "topic": [{"en": change + payload}], "note": payload + change, "quote": words,
    }  # fmt: skip
    return {
        "verbale": 1,
        "id": f"h{number}",
        "note": payload + change,
        "source": {"language": "en", "text": words + change, "title": payload + change, "author": payload, "publisher": change + payload},
        "actors": {
            "kenya": {"type": "state", "iso": "KEN"},
            "group": {"type": "group", "name": {"en": payload}, "also": [payload + change]},
        },
        "places": {"town": {"name": {"en": payload + change}}},
        "facts": [fact, {"id": f"only-{change}", "kind": "proposition", "concerns": "kenya", "text": {"en": payload}, "quote": words}],
    }


class Page(html.parser.HTMLParser):
    """The elements of a page, the text outside `code`, and what each `code` has."""

    ALLOWED = {"h3", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "code", "ul", "li", "strong", "em", "p"}

    def __init__(self, page):
        super().__init__()
        self.open, self.strange, self.plain, self.codes, self.items, self.details = [], [], "", [], 0, 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag not in self.ALLOWED or any(name != "style" or "text-align" not in value for name, value in attributes):
            self.strange.append((tag, attributes))
        self.open.append(tag)
        self.items += tag == "li" and self.open.count("li") == 1
        self.details += tag == "details"
        if tag == "code":
            self.codes.append("")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.strange.append(f"</{tag}>")

    def handle_data(self, data):
        if "code" in self.open:
            self.codes[-1] += data
        else:
            self.plain += data

    def handle_comment(self, data):
        self.strange.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


PLAIN = re.compile(
    r"(Facts|No fact differs|beside the facts?|added|removed|changed|renamed|moved|unchanged|changes?|stands among other words|"
    r"left out: a comment has no room for more\.|shows all\.|meeting|proposition|source|dossier|actor \((group|state)\)|place|"
    r"and \d+ more|no place|\(follows\)|\(blank\)|[\d,]+|[\s:,→+−–()]+)*"
)


def shown(text):
    """As a code span has it: what steers is a code point in braces; long texts are cut."""
    return "".join(f"\\u{{{ord(c):x}}}" if ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2028\u200f" else c for c in text)


def check_comments(verdict):
    renderer = MarkdownIt("commonmark").enable("table")
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder)
        for number, payload in enumerate(HOSTILE):
            for name, change in (("old", "a"), ("new", "b")):
                (stage / f"{name}.json").write_text(json.dumps(hostile(number, payload, change)))
            told = json.loads(run("diff", "old.json", "new.json", "--report", "json", cwd=stage))
            comment = run("diff", "old.json", "new.json", "--report", "markdown", cwd=stage)
            for form in ("text", "json", "markdown"):
                raw = run("diff", "old.json", "new.json", "--report", form, cwd=stage)
                steering = [c for c in raw if c != "\n" and shown(c) != c]
                verdict.check(raw and not steering, f"{payload!r} as {form} steers the terminal: {steering[:3]}")
            page = Page(renderer.render(comment))
            entries = sum(len(list_) for list_ in told["dossiers"][0].values() if isinstance(list_, list))
            verdict.check(not page.strange and not page.open, f"{payload!r}: {page.strange} {page.open}")
            verdict.check(PLAIN.fullmatch(page.plain), f"{payload!r} leaves its code: {page.plain!r}")
            verdict.check((page.details, page.items) == (1, entries), f"{payload!r}: {page.items} items of {entries}")
            steps = [field for fact in told["dossiers"][0]["facts"] if fact["id"] == "talks" for field in fact["fields"]]
            values = {shown(text) for step in steps for text in step["old"] + step["new"]}
            missing = {text for text in values if text not in page.codes and text.strip() not in map(str.strip, page.codes)}
            verdict.check(len(values) >= 6 and not missing, f"{payload!r}: not shown: {missing}")
        check_cap(verdict, renderer, stage)


def check_cap(verdict, renderer, stage):
    """Far more than a comment holds: the page is whole, and what it leaves out is counted."""
    for name, change in (("old", "a"), ("new", "b")):
        many = [hostile(number, HOSTILE[number % len(HOSTILE)] * 9, change) for number in range(300)]
        (stage / f"{name}.jsonl").write_text("".join(json.dumps(one) + "\n" for one in many))
    told = json.loads(run("diff", "old.jsonl", "new.jsonl", "--report", "json", cwd=stage))
    comment = run("diff", "old.jsonl", "new.jsonl", "--report", "markdown", cwd=stage)
    page = Page(renderer.render(comment))
    entries = sum(len(list_) for dossier in told["dossiers"] for list_ in dossier.values() if isinstance(list_, list))
    left_out = re.search(r"\n([\d,]+) changes left out", comment)
    units = len(comment.encode("utf-16-le")) // 2
    verdict.check(60_000 < units <= 65_000, f"a full comment has {units} UTF-16 units")
    verdict.check(left_out and page.items + int(left_out[1].replace(",", "")) == entries, f"{page.items} items of {entries}")
    verdict.check(not page.strange and not page.open, f"a full comment is whole: {page.strange[:3]} {page.open}")
    print(f"{len(HOSTILE)} comments of hostile dossiers; a full one: {page.items} of {entries} entries, {units} UTF-16 units")


def main():
    verdict = Verdict("differences")
    check_edits(verdict, random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 2025))
    check_comments(verdict)
    verdict.close()


if __name__ == "__main__":
    main()
