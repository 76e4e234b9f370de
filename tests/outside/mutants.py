#!/usr/bin/env python3
"""Draws true and false quotes from tests/evidence and holds the quote finder to them.

Usage: mutants.py [EXAMPLE] [--seed N] [--long] [--verbose]

EXAMPLE is the binary that `cargo build --release -p verbale-core --example locate` makes; without it, it is built. The truth is Python's own:
`str.find` on code points after runs of white space are made one space. Two rounds are run, one with a fixed seed and one
with a seed that is drawn (or given) and printed. Python 3.11, standard library only.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

LANGUAGES = ("fr", "en", "ru", "ar", "zh")
ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "tests" / "evidence"
FIXED_SEED = 20250403
QUOTES, QUOTES_LONG = 160, 600  # drawn from each text in each round
TRUTHS_LEAST = 20  # accepted truths that each language must contribute
MUTANTS_LEAST = 500  # in each round
FIRST_OVERALL = 0.95
FIRST_EACH_KIND = 0.80
SHORTEST, LONGEST = 15, 200
WHITE = re.compile("[ \t\r\n]+")


class Source:
    """A text, and its code points after white space is collapsed with the place of each."""

    def __init__(self, language):
        self.language = language
        self.path = TEXTS / f"{language}.txt"
        self.content = self.path.read_bytes().decode("utf-8")
        self.collapsed, self.places = collapse(self.content)

    def spans(self, quote):
        """Every place of a quote, overlapping ones included, in code points of the text as it is."""
        needle = collapse(quote)[0].strip(" ")
        spans, at = [], self.collapsed.find(needle)
        while at >= 0:
            end = at + len(needle)
            following = self.collapsed[end:end + 1]
            if not (following and unicodedata.category(following).startswith("M")):
                spans.append([self.places[at], self.places[end - 1] + 1])
            at = self.collapsed.find(needle, at + 1)
        return spans


def collapse(text):
    kept, places = [], []
    for match in re.finditer("[ \t\r\n]+|[^ \t\r\n]", text):
        kept.append(" " if WHITE.fullmatch(match.group()) else match.group())
        places.append(match.start())
    return "".join(kept), places


def words(quote):
    return quote.split(" ")


def replace_at(text, at, new, length=1):
    return text[:at] + new + text[at + length:]


def pick(rng, text, wanted):
    """The index of one character that is wanted, or None."""
    places = [i for i, c in enumerate(text) if wanted(c)]
    return rng.choice(places) if places else None


def letter_inside(rng, text):
    """A letter between two letters, so that an edit stays inside a word."""
    places = [i for i in range(1, len(text) - 1) if all(c.isalpha() for c in text[i - 1:i + 2])]
    return rng.choice(places) if places else None


def edit(wanted, new):
    """A mutation that replaces one character that is wanted by what `new` makes of it."""
    def mutation(rng, quote):
        at = pick(rng, quote, wanted)
        return None if at is None else replace_at(quote, at, new(rng, quote[at]))
    return mutation


def accent(rng, quote):
    """One letter loses its marks, or one without gets an acute (a fatha in Arabic)."""
    def plain(c):
        return "".join(p for p in unicodedata.normalize("NFD", c) if not unicodedata.category(p).startswith("M"))
    at = pick(rng, quote, lambda c: plain(c) != c)
    if at is not None and rng.random() < 0.7:
        return replace_at(quote, at, plain(quote[at]))
    at = pick(rng, quote, lambda c: c in "aeiouаеиоуابتجدرسعقلمن")
    if at is None:
        return None
    mark = "\u064e" if "\u0600" <= quote[at] <= "\u06ff" else "\u0301"
    return replace_at(quote, at, unicodedata.normalize("NFC", quote[at] + mark))


def composition(_, quote):
    other = unicodedata.normalize("NFD", quote)
    return other if other != quote else unicodedata.normalize("NFC", quote)


def case(rng, quote):
    way = rng.randrange(3)
    if way == 0:
        return quote.upper()
    if way == 1:
        return quote.lower()
    at = pick(rng, quote, lambda c: c.swapcase() != c and len(c.swapcase()) == 1)
    return None if at is None else replace_at(quote, at, quote[at].swapcase())


def doubled(rng, quote):
    at = letter_inside(rng, quote)
    return None if at is None else replace_at(quote, at, quote[at] * 2)


def missing_letter(rng, quote):
    at = letter_inside(rng, quote)
    return None if at is None else replace_at(quote, at, "")


def transposed(rng, quote):
    at = letter_inside(rng, quote)
    return None if at is None else replace_at(quote, at, quote[at + 1] + quote[at], 2)


def pieces(quote):
    """Words, or for a text without spaces stretches of two characters; the latter joined by nothing."""
    if " " in quote:
        return words(quote), " "
    return [quote[i:i + 2] for i in range(0, len(quote), 2)], ""


def missing_word(rng, quote):
    parts, glue = pieces(quote)
    if len(parts) < 4:
        return None
    at = rng.randrange(1, len(parts) - 1)
    return glue.join(parts[:at] + parts[at + 1:])


def extra_word(rng, quote):
    parts, glue = pieces(quote)
    if len(parts) < 3:
        return None
    at = rng.randrange(1, len(parts))
    return glue.join(parts[:at] + [rng.choice(parts)] + parts[at:])


def swapped(rng, quote):
    parts, glue = pieces(quote)
    if len(parts) < 3:
        return None
    at = rng.randrange(len(parts) - 1)
    return glue.join(parts[:at] + [parts[at + 1], parts[at]] + parts[at + 2:])


def punctuation(rng, quote):
    inside = [i for i in range(1, len(quote) - 1) if unicodedata.category(quote[i]).startswith("P")]
    return replace_at(quote, rng.choice(inside), "") if inside else None


def digit(rng, old):
    return rng.choice([d for d in "0123456789" if d != old])


# One edit each. Arabic and Chinese have no case, and so on: a kind that gives nothing for a quote is left out there.
KINDS = {
    "apostrophe": edit(lambda c: c in "’‘", lambda rng, _: rng.choice("'′ʼ`")),
    "no-break space": edit(lambda c: c == " ", lambda rng, _: rng.choice("\u00a0\u202f\u2009")),
    "accent": accent,
    "composition": composition,
    "case": case,
    "dash": edit(lambda c: c in "–-—", lambda rng, old: rng.choice([d for d in "-–—−‑" if d != old])),
    "doubled letter": doubled,
    "missing letter": missing_letter,
    "transposed letters": transposed,
    "missing word": missing_word,
    "extra word": extra_word,
    "swapped words": swapped,
    "changed digit": edit(lambda c: c in "0123456789", digit),
    "punctuation dropped": punctuation,
    "quotation marks": edit(lambda c: c in "«»“”", lambda *_: '"'),
}


def is_edge(text, at):
    """Whether a quote may begin or end here: beside white space, or anywhere between two Chinese characters."""
    around = text[at - 1:at + 1] if 0 < at < len(text) else " "
    return " " in around or all("\u4e00" <= c <= "\u9fff" for c in around)


def draw(rng, source, wanted):
    """True quotes: from word to word, unique, in one paragraph or across white space."""
    text = source.collapsed
    edges = [i for i in range(len(text) + 1) if is_edge(text, i)]
    drawn = set()
    for _ in range(wanted * 50):
        if len(drawn) == wanted:
            break
        start = rng.choice(edges)
        length = rng.randint(SHORTEST, LONGEST) if rng.random() < 0.7 else rng.randint(SHORTEST, 40)
        end = max((e for e in edges if e <= start + length), default=start)
        quote = text[start:end].strip(" ")
        if SHORTEST <= len(quote) <= LONGEST and len(source.spans(quote)) == 1:
            drawn.add(quote)
    return sorted(drawn)


def stretched(rng, quote):
    """The quote with other runs of white space: still a true one."""
    return re.sub(" ", lambda _: rng.choice([" ", "  ", "\n", "\r\n\t"]), quote)


def cases(rng, sources, wanted):
    for source in sources:
        for quote in draw(rng, source, wanted):
            span = source.spans(quote)[0]
            yield source, "truth", quote, span
            yield source, "truth", stretched(rng, quote), span
            for kind, mutation in KINDS.items():
                mutant = mutation(rng, quote)
                if mutant and collapse(mutant)[0].strip(" ") and not source.spans(mutant):
                    yield source, kind, mutant, span


def ask(example, asked):
    requests = "".join(
        json.dumps({"text_file": str(source.path), "quote": quote}, ensure_ascii=False) + "\n"
        for source, _, quote, _ in asked
    )
    ran = subprocess.run([example], input=requests.encode(), stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in ran.stdout.decode().splitlines()]
    if len(answers) != len(asked):
        sys.exit(f"{len(asked)} quotes asked for, {len(answers)} answers")
    return answers


class Score:
    def __init__(self, verbose):
        self.verbose = verbose
        self.tried, self.first, self.failed = Counter(), Counter(), Counter()
        self.faults = []

    def add(self, source, kind, quote, span, answer):
        key = (kind, source.language)
        self.tried[key] += 1
        if kind == "truth":
            if answer.get("span") == span:
                self.first[key] += 1
            else:
                self.faults.append(f"true quote not at {span}: {quote!r} gives {answer}")
        elif "span" in answer:
            self.faults.append(f"false quote accepted ({kind}, {source.language}): {quote!r} at {answer['span']}")
        else:
            near = answer["near"][0] if answer["near"] else None
            right = near is not None and [near["start"], near["end"]] == span
            right = right and near["text"] == source.content[span[0]:span[1]]
            self.first[key] += right
            if self.verbose and not right:
                print(f"  {kind}, {source.language}: {quote!r}\n    gives {near}\n    not   {source.content[span[0]:span[1]]!r}")

    def report(self):
        print(f"{'kind':<20}" + "".join(f"{language:>12}" for language in LANGUAGES) + f"{'all':>14}")
        for kind in ["truth", *KINDS]:
            counts = [(self.first[kind, l], self.tried[kind, l]) for l in LANGUAGES]
            total = (sum(first for first, _ in counts), sum(tried for _, tried in counts))
            shown = [f"{first}/{tried}" if tried else "-" for first, tried in counts]
            print(f"{kind:<20}" + "".join(f"{c:>12}" for c in shown) + f"{total[0]}/{total[1]}".rjust(14))
            self.judge_kind(kind, *total)
        self.judge_all()

    def judge_kind(self, kind, first, tried):
        if kind != "truth" and tried == 0:
            self.faults.append(f"no mutant of the kind {kind}")
        elif kind != "truth" and first < FIRST_EACH_KIND * tried:
            self.faults.append(f"{kind}: the first suggestion is right for {first} of {tried} only")

    def judge_all(self):
        tried = sum(count for (kind, _), count in self.tried.items() if kind != "truth")
        first = sum(count for (kind, _), count in self.first.items() if kind != "truth")
        print(f"first suggestion right: {first} of {tried} mutants ({first / max(tried, 1):.1%})")
        if tried < MUTANTS_LEAST:
            self.faults.append(f"{tried} mutants, {MUTANTS_LEAST} are wanted")
        if first < FIRST_OVERALL * tried:
            self.faults.append(f"the first suggestion is right for {first} of {tried} mutants only")
        for language in LANGUAGES:
            if self.tried["truth", language] < TRUTHS_LEAST:
                self.faults.append(f"{language}: {self.tried['truth', language]} true quotes, {TRUTHS_LEAST} are wanted")


def built():
    """The example's binary, built from the sources at hand."""
    build = ["cargo", "build", "--quiet", "--release", "-p", "verbale-core", "--example", "locate"]
    subprocess.run(build, cwd=ROOT, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return str(target / "release" / "examples" / "locate")


def round_of(seed, example, sources, wanted, verbose):
    print(f"seed {seed}")
    asked = list(cases(random.Random(seed), sources, wanted))
    score = Score(verbose)
    for (source, kind, quote, span), answer in zip(asked, ask(example, asked)):
        score.add(source, kind, quote, span, answer)
    score.report()
    for fault in score.faults:
        print(f"FAILED {fault}")
    return len(asked), len(score.faults)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("example", nargs="?", help="the binary of the example `locate`; built if left out")
    parser.add_argument("--seed", type=int, help="of the second round, to repeat one that failed")
    parser.add_argument("--long", action="store_true", help=f"{QUOTES_LONG} quotes of each text instead of {QUOTES}")
    parser.add_argument("--verbose", action="store_true", help="show each mutant whose first suggestion is wrong")
    options = parser.parse_args()
    second = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    sources = [Source(language) for language in LANGUAGES]
    example = options.example or built()
    wanted = QUOTES_LONG if options.long else QUOTES
    rounds = [round_of(seed, example, sources, wanted, options.verbose) for seed in (FIXED_SEED, second)]
    failed = sum(faults for _, faults in rounds)
    print(f"mutants: {sum(asked for asked, _ in rounds) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
