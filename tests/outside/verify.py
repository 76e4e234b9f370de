#!/usr/bin/env python3
"""Holds `verbale verify` to edit scripts with known truth and to changed bytes, beside the verifier of examples/verify.

Usage: verify.py [--long] [--scripts N] [--changes N] [--seed N]

The truth of a script is not looked for in texts: every character of the old text has a number, and an edit moves, takes
away, copies and adds numbers. Words are kept where all of their letters still stand one after the other; of several copies
it is the one with the most of its old neighbours, and none where two have as many.
"""

import argparse
import contextlib
import io
import json
import logging
import random
import re
import runpy
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

import rdflib

from verdict import COMMAND, ROOT, SEED, Verdict

EXAMPLE = ROOT / "examples" / "verify" / "verify.py"
LANGUAGES = ("fr", "en", "ru", "ar", "zh")
WHITE = " \t\r\n"
FACTS = 24  # made for each text
SPANS_LEAST = 5_000  # judged over all scripts, for each 300 of them
KEPT_LEAST = 0.90  # of the words that are kept, how many are found to be
MOVED_LEAST = 1_000  # of them at another place, for each 300 scripts
ORACLE_LEAST = 10  # graphs written again that are compared with an export, for each 300 scripts


def run(*arguments, cwd):
    return subprocess.run([COMMAND, *map(str, arguments)], cwd=cwd, capture_output=True, check=False)


def example(graph, *texts):
    """Runs the verifier of the examples in this process: the same file, without starting Python each time."""
    out = io.StringIO()
    argv, sys.argv = sys.argv, [str(EXAMPLE), str(graph), *map(str, texts)]
    try:
        with contextlib.redirect_stdout(out):
            runpy.run_path(str(EXAMPLE), run_name="__main__")
    except SystemExit as end:
        return int(end.code or 0), json.loads(out.getvalue())
    except Exception as fault:  # a graph that cannot be read
        return 1, {"facts": {}, "faults": [repr(fault)], "spans": {}}
    finally:
        sys.argv = argv
    raise AssertionError("the verifier does not say how it ended")


# Dossiers


def quotes(rng, text, count):
    """Quotes of a text as a dossier has them, with `nth` where the words occur more than once."""
    found = []
    flat = squeezed(text)
    while len(found) < count:
        length = rng.choice((rng.randint(3, 12), rng.randint(12, 50), rng.randint(30, 200)))
        start = rng.randrange(max(len(flat) - length, 1))
        end = start + length
        if rng.random() < 0.8:  # mostly whole words
            start = flat.rfind(" ", 0, start) + 1
            end = flat.find(" ", end) if flat.find(" ", end) > 0 else len(flat)
        quote = flat[start:end].strip(WHITE)
        if len(quote) < 3 or not any(map(str.isalnum, quote)) or cuts(flat, flat.find(quote), len(quote)):
            continue
        places = [at.start() for at in re.finditer(f"(?={re.escape(quote)})", flat)]
        places = [at for at in places if not cuts(flat, at, len(quote))]
        found.append((quote, None if len(places) == 1 else rng.randint(1, len(places))))
    return found


def cuts(text, at, length):
    """Whether a place begins or ends within a character."""
    sides = text[at:at + 1], text[at + length:at + length + 1]
    return any(side and unicodedata.category(side)[0] == "M" for side in sides)


def dossier(language, text_file, text, rng):
    facts = []
    for number in range(FACTS):
        entries = [{"text": quote, "nth": nth} if nth else quote for quote, nth in quotes(rng, text, rng.choice((1, 1, 1, 2)))]
        facts.append({"id": f"f{number}", "kind": "proposition", "concerns": "a", "text": {"en": "x"}, "quote": entries})
    actors = {"a": {"type": "group", "described": {"en": "all of them"}}}
    return {"verbale": 1, "id": f"d-{language}", "source": {"file": text_file, "language": language}, "actors": actors, "facts": facts}


def export(folder, name, extension="ttl"):
    """Exports a dossier that was made here; its warnings say nothing."""
    graph = folder / f"{Path(name).stem}.{extension}"
    done = run("export", name, "-o", graph.name, cwd=folder)
    if done.returncode != 0:
        sys.exit(f"{name} is not exported: {done.stderr.decode()[:2000]}")
    return graph


# Edits. A text is a list of (character, number); what is put in has no number, and a copy has those of its original.


def fresh(text):
    return [(character, None) for character in text]


def put(text, start, end, new):
    """Puts other characters in the place of a piece; the same ones are no change."""
    same = new == "".join(character for character, _ in text[start:end])
    return text if same else text[:start] + fresh(new) + text[end:]


def other_case(character):
    return character.swapcase() if len(character.swapcase()) == 1 else character


def other_accent(character):
    plain = unicodedata.normalize("NFD", character)[0]
    accented = unicodedata.normalize("NFC", character + "\u0301")
    return plain if plain != character else accented if len(accented) == 1 else character


PUNCTUATION = ",.;:!?…«»“”()—–-’'،؛。，、"
LETTERS = "aeiourstnlé Aщикتан国政會"


def bounds(text, at, ends):
    """The piece around a place between two of some characters."""
    start = max((place + 1 for place in range(at) if text[place][0] in ends), default=0)
    end = next((place + 1 for place in range(at, len(text)) if text[place][0] in ends), len(text))
    return start, end


def edit(rng, text, focus):
    """One edit somewhere, often near the words that are looked at."""
    at = min(max(rng.choice(focus) + rng.randint(-40, 40), 0), len(text) - 1) if rng.random() < 0.5 else rng.randrange(len(text))
    kind = rng.choice(("letter", "letter", "mark", "word", "word", "case", "accent", "white", "sentence", "sentence", "paragraph"))
    if kind == "letter":
        new = rng.choice(LETTERS)
        return rng.choice((put(text, at, at, new), text[:at] + text[at + 1:], put(text, at, at + 1, new)))
    if kind == "mark":
        place = next((p for p in range(at, len(text)) if text[p][0] in PUNCTUATION), at)
        new = rng.choice(PUNCTUATION)
        return rng.choice((put(text, at, at, new), put(text, place, place + 1, new), text[:place] + text[place + 1:]))
    if kind == "white":
        if text[at][0] not in WHITE:
            return text[:at] + fresh(rng.choice((" ", "\n", "\u00a0"))) + text[at:]
        return text[:at] + fresh(rng.choice(("\n", "  ", " \n\n ", "\t", ""))) + text[at + 1:]
    ends = {"word": WHITE, "case": WHITE, "accent": WHITE, "sentence": ".!?。！؟\n", "paragraph": "\n"}[kind]
    start, end = bounds(text, at, ends)
    piece, rest = text[start:end], text[:start] + text[end:]
    if kind in ("case", "accent"):
        # The letter is the same one, and no longer what it was: a second edit may make it so again.
        change = other_case if kind == "case" else other_accent
        return text[:start] + [(change(character), number) for character, number in piece] + text[end:]
    to = rng.choice([0, len(rest)] + [place for place in range(1, len(rest)) if rest[place - 1][0] in ends])
    return rng.choice((
        rest,
        rest[:to] + piece + rest[to:],  # moved
        text[:end] + piece + text[end:],  # said twice
        text[:to] + piece + text[to:],  # planted elsewhere
        put(text, start, end, "".join(rng.sample([c for c, _ in piece], len(piece)))),
    ))


def script(rng, old, focus):
    text = list(zip(old, range(len(old))))
    for _ in range(rng.choice((1, 1, 2, 3, 4, 6, 9))):
        edited = edit(rng, text, focus)
        text = edited if len(edited) > 200 else text
    return text


def intact(text, old, start, end):
    """Where the letters of old words stand one after the other, each place with how many of its neighbours are the old ones.

    What stands between letters has no name to be known by: a full stop is as good as another. It must be the same, runs of
    white space as one.
    """
    wanted = [number for number in range(start, end) if old[number].isalnum()]
    letters = [place for place, (character, _) in enumerate(text) if character.isalnum()]
    rank = {place: index for index, place in enumerate(letters)}
    found = []
    for place, (_, number) in enumerate(text):
        if number != wanted[0] or place not in rank:
            continue
        row = letters[rank[place]:rank[place] + len(wanted)]
        if [text[p][1] for p in row] != wanted:
            continue
        now = widened(text, row[0], row[-1] + 1, old[start:wanted[0]], old[wanted[-1] + 1:end])
        if now and squeezed("".join(c for c, _ in text[now[0]:now[1]])) == squeezed(old[start:end]):
            found.append((neighbours(text, now, start, end), now))
    return sorted(found, reverse=True)


def neighbours(text, now, start, end):
    """How many characters before and after a place are those that stood there, up to the first that is not."""
    before = zip(range(now[0] - 1, -1, -1), range(start - 1, -1, -1))
    after = zip(range(now[1], len(text)), range(end, end + len(text)))
    count = 0
    for side in (before, after):
        for place, number in side:
            if text[place][1] != number:
                break
            count += 1
    return count


def widened(text, start, end, before, after):
    """A stretch of letters with the marks before and after it, if they are there; white space is passed over."""
    for mark in reversed([c for c in before if c not in WHITE]):
        while start > 0 and text[start - 1][0] in WHITE:
            start -= 1
        if start == 0 or text[start - 1][0] != mark:
            return None
        start -= 1
    for mark in [c for c in after if c not in WHITE]:
        while end < len(text) and text[end][0] in WHITE:
            end += 1
        if end == len(text) or text[end][0] != mark:
            return None
        end += 1
    return [start, end]


def squeezed(text):
    return re.sub(f"[{WHITE}]+", " ", text)


class Scripts:
    """Edit scripts over one text, judged by the program and by the example."""

    def __init__(self, folder, name, text_file, verdict, counts):
        self.folder, self.name, self.verdict, self.counts = folder, name, verdict, counts
        self.old = (folder / text_file).read_bytes().decode()
        self.text_file = text_file
        self.graph = export(folder, name)
        code, found = example(self.graph, folder / text_file)
        verdict.check(code == 0, f"{name}: the example accepts the graph", str(found["faults"][:3]))
        done = run("verify", self.graph.name, "--text", text_file, "--report", "json", cwd=folder)
        report = json.loads(done.stdout)
        verdict.check(done.returncode == 0, f"{name}: the program accepts the graph", done.stderr.decode()[:500])
        self.spans = {span["span"]: (span["start"], span["end"]) for fact in report["facts"] for span in fact["spans"]}
        verdict.check(len(self.spans) >= 10, f"{name}: {len(self.spans)} spans")

    def once(self, rng, number):
        focus = [place for span in self.spans.values() for place in span]
        text = script(rng, self.old, focus)
        newer = self.folder / "newer.txt"
        newer.write_bytes("".join(character for character, _ in text).encode())
        done = run("verify", self.graph.name, "--text", "newer.txt", "--newer", "--report", "json", cwd=self.folder)
        what = f"{self.name}, script {number}"
        if not self.verdict.check(done.returncode in (0, 1), f"{what} ends", done.stderr.decode()[:500]):
            return
        report = json.loads(done.stdout)
        self.truth(what, text, report)
        kept = all(fact["status"] in ("same", "moved") for fact in report["facts"])
        self.verdict.equal(done.returncode, 0 if kept else 1, f"{what}: exit code")
        self.agreement(what, newer, report)
        self.again(what, newer, report, kept)

    def truth(self, what, text, report):
        for span in {span["span"]: span for fact in report["facts"] for span in fact["spans"]}.values():
            places = intact(text, self.old, *self.spans[span["span"]])
            # Of several copies the passage is the one that has more of its old neighbours than any other.
            alone = places and (len(places) == 1 or places[0][0] > places[1][0])
            true = places[0][1] if alone else None
            self.counts["spans"] += 1
            self.counts["true"] += bool(true)
            self.counts[span["status"]] += 1
            if span["status"] not in ("same", "moved"):
                continue
            now = [span["now"]["start"], span["now"]["end"]]
            self.counts["kept"] += 1
            self.counts["kept true"] += now == true
            words = "".join(c for c, _ in text[now[0]:now[1]])
            self.verdict.check(now == true, f"{what}: wrongly kept {span['span']}", f"{words!r} at {now}, true: {places}")
            self.verdict.equal(squeezed(words), squeezed(span["exact"]), f"{what}: the words at {now}")
        for fact in report["facts"]:
            gravest = all(span["status"] in ("same", "moved") for span in fact["spans"])
            self.verdict.equal(fact["status"] in ("same", "moved"), gravest, f"{what}: {fact['fact']} is kept as its spans are")

    def agreement(self, what, newer, report):
        _, found = example(self.graph, newer)
        ours = {fact["fact"]: "lost" if fact["status"] in ("changed", "gone") else fact["status"] for fact in report["facts"]}
        self.verdict.equal({k: v for k, v in found["facts"].items() if ours.get(k) != v}, {}, f"{what}: the example agrees on facts")
        self.verdict.equal(set(found["facts"]), set(ours), f"{what}: the same facts")
        kept = [span for fact in report["facts"] for span in fact["spans"] if span["status"] in ("same", "moved")]
        places = {span["span"]: [span["now"]["start"], span["now"]["end"]] for span in kept}
        theirs = {span: now for span, (_, status, now) in found["spans"].items() if status in ("same", "moved")}
        self.verdict.equal(theirs, places, f"{what}: the example agrees on places")
        self.counts["facts agreed"] += len(ours)

    def again(self, what, newer, report, kept):
        """What is written again holds against the new text, by both, and by the shapes; and it is what an export gives."""
        target = self.folder / "again.nt"
        target.unlink(missing_ok=True)
        arguments = ["verify", self.graph.name, "--text", "newer.txt", "--write", target.name]
        done = run(*arguments, cwd=self.folder)
        if not kept:
            self.verdict.check(done.returncode == 1 and not target.exists(), f"{what}: nothing is written that is not kept")
            done = run(*arguments, "--drop-lost", cwd=self.folder)
        if all(fact["status"] not in ("same", "moved") for fact in report["facts"]):
            return
        if not self.verdict.check(target.exists(), f"{what}: it is written again", done.stderr.decode()[:500]):
            return
        done = run("verify", target.name, "--text", "newer.txt", "--report", "json", cwd=self.folder)
        found = json.loads(done.stdout)
        statuses = Counter(fact["status"] for fact in found["facts"])
        holds = done.returncode == 0 and set(statuses) == {"same"}
        self.verdict.check(holds, f"{what}: the new graph holds", f"{statuses} {done.stderr.decode()[:300]}")
        facts = {fact["fact"] for fact in report["facts"] if fact["status"] in ("same", "moved")}
        left = {fact["fact"] for fact in found["facts"]}
        self.verdict.check(left <= facts, f"{what}: no other fact is in it")
        self.counts["facts written"] += len(left)
        code, theirs = example(target, newer)
        self.verdict.check(code == 0, f"{what}: the example accepts the new graph", str(theirs["faults"][:3]))
        checked = run("check", target.name, cwd=self.folder)
        self.verdict.check(checked.returncode == 0, f"{what}: the new graph conforms", checked.stdout.decode()[:500])
        self.oracle(what, target, newer, kept)

    def oracle(self, what, target, newer, kept):
        """Where all is kept and no quote counts its occurrences, the dossier of the new text gives the same triples."""
        made = json.loads((self.folder / self.name).read_text()) if self.name.endswith(".json") else {}
        entries = [entry for fact in made.get("facts", []) for entry in fact["quote"]]
        flat = squeezed(newer.read_bytes().decode())
        unique = entries and all(isinstance(e, str) and flat.count(e) == 1 for e in entries)
        if not kept or not unique:
            return
        made["source"]["file"] = newer.name
        (self.folder / "fresh.json").write_text(json.dumps(made))
        fresh_graph = export(self.folder, "fresh.json", "nt")
        lines = {line for line in target.read_text().splitlines() if "/source/version/" not in line}
        self.verdict.same_set(lines, set(fresh_graph.read_text().splitlines()), f"{what}: as exported anew")
        self.counts["as exported"] += 1


def scripts(folder, rounds, seed, verdict):
    counts = Counter()
    units = []
    rng = random.Random(seed)
    for language in LANGUAGES:
        text_file = f"{language}.txt"
        text = (ROOT / "tests" / "evidence" / text_file).read_bytes()
        (folder / text_file).write_bytes(text)
        for name, some in ((f"{language}.json", False), (f"{language}-unique.json", True)):
            made = dossier(language, text_file, text.decode(), rng)
            made["id"] = Path(name).stem
            if some:  # a few facts, all of unique words
                made["facts"] = [fact for fact in made["facts"] if all(isinstance(e, str) for e in fact["quote"])][:10]
            (folder / name).write_text(json.dumps(made), encoding="utf-8")
            units.append(Scripts(folder, name, text_file, verdict, counts))
    (folder / "article.txt").write_bytes((SEED / "article.txt").read_bytes())
    (folder / "seed.yaml").write_bytes((SEED / "dossier.yaml").read_bytes())
    units.append(Scripts(folder, "seed.yaml", "article.txt", verdict, counts))
    for number in range(rounds):
        units[number % len(units)].once(rng, number)
    share = counts["kept true"] / max(counts["true"], 1)
    print(f"{rounds} edit scripts: {dict(counts)}; kept of what could be: {share:.1%}")
    verdict.check(counts["spans"] >= SPANS_LEAST * rounds // 300, f"{counts['spans']} spans were judged")
    verdict.check(counts["moved"] >= MOVED_LEAST * rounds // 300, f"{counts['moved']} were moved")
    verdict.check(counts["as exported"] >= ORACLE_LEAST * rounds // 300, f"{counts['as exported']} graphs compared with an export")
    verdict.check(share >= KEPT_LEAST or not rounds, f"{share:.1%} of the words that are kept are found")


# Changed bytes


def blocks(turtle):
    """The bytes of the statements of spans and of their selectors, and of the hash of the text."""
    places = []
    for match in re.finditer(rb"(?ms)^span:\d+-\d+\S* a .*? \.\n", turtle):
        places.extend(range(match.start(), match.end()))
    for match in re.finditer(rb"(?m)^.*(schema:sha256|dipl:span) .*$", turtle):
        places.extend(range(match.start(), match.end()))
    return places


def triples(path):
    """The triples of a file, or why it cannot be read."""
    rdflib.NORMALIZE_LITERALS = False
    try:
        graph = rdflib.Graph().parse(path, format="turtle")
    except Exception as fault:
        return None, repr(fault)
    return {tuple(term.n3() for term in triple) for triple in graph}, ""


def changes(folder, rounds, seed, verdict):
    rng = random.Random(seed)
    made = json.loads((folder / "fr-unique.json").read_text())
    made["id"], made["facts"] = "small", made["facts"][:6]
    (folder / "small.json").write_text(json.dumps(made))
    graph = export(folder, "small.json")
    turtle, original = graph.read_bytes(), triples(graph)[0]
    verdict.check(len(original) > 100, f"{len(original)} triples")
    places = blocks(turtle)
    changed = folder / "changed.ttl"
    counts = Counter()
    while counts["changed"] < rounds:
        at = rng.choice(places)
        byte = bytes([rng.choice((rng.randrange(256), rng.choice(turtle), rng.choice(b"0123456789\",;.: ")))])
        new = rng.choice((turtle[:at] + byte + turtle[at + 1:], turtle[:at] + turtle[at + 1:], turtle[:at] + byte + turtle[at:]))
        changed.write_bytes(new)
        found, why = triples(changed)
        done = run("verify", changed.name, "--text", "fr.txt", cwd=folder)
        shown = new[max(at - 40, 0):at + 40].decode(errors="replace")
        if found == original:
            counts["identical"] += 1
            verdict.equal(done.returncode, 0, f"a change that changes no triple is none: {shown!r}")
            continue
        counts["changed"] += 1
        counts["readable"] += found is not None
        verdict.equal(done.returncode, 1, f"the program finds a changed byte: {shown!r} {why[:100]}")
        code, said = example(changed, folder / "fr.txt")
        verdict.check(code == 1, f"the example finds a changed byte: {shown!r}", str(said)[:200])
    parsed = f"{counts['readable']} of them in files that still parse"
    print(f"{counts['changed']} changed bytes, {parsed}; {counts['identical']} changes of none")
    verdict.check(counts["readable"] >= rounds // 4, f"{counts['readable']} changed files parse")
    verdict.check(counts["identical"] >= rounds // 100, f"{counts['identical']} changes change nothing")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--long", action="store_true", help="ten times the scripts and the changes")
    parser.add_argument("--scripts", type=int, default=300)
    parser.add_argument("--changes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20250403)
    options = parser.parse_args()
    verdict = Verdict("verify")
    more = 10 if options.long else 1
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # it says at length what is wrong with a literal
    lines = len(EXAMPLE.read_text().splitlines())
    verdict.check(lines <= 60, f"the example has {lines} lines")
    with tempfile.TemporaryDirectory() as folder:
        scripts(Path(folder), options.scripts * more, options.seed, verdict)
        changes(Path(folder), options.changes * more, options.seed, verdict)
    verdict.close()


if __name__ == "__main__":
    main()
