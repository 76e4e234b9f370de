#!/usr/bin/env python3
"""Writes N dossiers as JSON Lines, each with its text: `dossiers.py N [FIRST]` to standard output.

The seed of each dossier is its number, so a number decides every byte of its line and FIRST continues a file. A dossier has
1 to 40 facts, each with a verbatim quote that occurs once in a text of 1 to 6 kB in Latin, Cyrillic, Arabic or Chinese
script. One organisation or person in ten is known from other dossiers. One record in 500 has a longer text; none exceeds 64 kB.
"""

import json
import random
import sys
from pathlib import Path

from phrases import DATES, DESCRIPTIONS, FACTS, FILLERS, MONTHS, ORGANISATIONS, PERSONS, PLACES, STOP

SEED = 20250403
LANGUAGES = ["fr", "en", "es", "ru", "ar", "zh"]
KINDS = ["meeting", "event", "statement", "commitment", "stance", "relation"]
KNOWN = 200  # names that come again in other dossiers
LARGEST = 64_000
STATES_FILE = Path(__file__).resolve().parents[2] / "ontology" / "states.tsv"
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def states():
    """ISO codes with the names in every language, of states that exist."""
    header, *rows = (line.split("\t") for line in STATES_FILE.read_text(encoding="utf-8").splitlines())
    rows = [dict(zip(header, row)) for row in rows]
    return [row for row in rows if row["iso2"] and not row["until"] and all(row[language] for language in LANGUAGES)]


class Dossier:
    """One dossier: actors, facts, and the text that tells them."""

    def __init__(self, number, states):
        self.rng = random.Random(SEED * 1_000_003 + number)
        self.number, self.language = number, self.rng.choice(LANGUAGES)
        self.day = f"2025-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}"
        self.actors, self.names, self.sentences, self.facts = {}, {}, [], []
        self.long = number % 500 == 499
        self.wanted = 36_000 if self.long else self.rng.randint(1_000, 6_000)
        for row in self.rng.sample(states, self.rng.randint(2, 4)):
            key = row["iso3"].lower()
            self.actors[key], self.names[key] = {"type": "state", "iso": row["iso3"]}, row[self.language]
        self.sides = list(self.actors)
        self.add("organisation", ORGANISATIONS)
        self.add("person", PERSONS)

    def add(self, sort, names):
        """An actor that is no state; one in ten is known from elsewhere."""
        number = self.rng.randrange(KNOWN) if self.rng.random() < 0.1 else KNOWN + self.number
        name = names[self.language].format(x=number)
        self.actors[sort] = {"type": sort, "name": {self.language: name}}
        if sort == "person":
            self.actors[sort]["of"] = self.sides[0]
        else:
            self.sides.append(sort)
        self.names[sort] = name

    def date(self):
        year, month, day = self.day.split("-")
        return DATES[self.language].format(year=year, month=MONTHS[self.language][int(month) - 1], day=int(day))

    def fact(self, kind, number):
        """The fact, and its sentence."""
        a, b = self.rng.sample(self.sides, 2)
        place = self.rng.randrange(3)
        quote = FACTS[self.language][kind].format(
            a=self.names[a], b=self.names[b], who=self.names["person"], date=self.date(), n=number,
            place=PLACES[self.language][place])
        fact = {"id": f"f{number}", "kind": kind, **self.keys(kind, a, b, f"p{place}"), "quote": quote}
        saying = self.rng.choice([fact for fact in self.facts if fact["kind"] == "statement"] or [None])
        if kind in ("meeting", "event", "relation") and saying and self.rng.random() < 0.3:
            fact["saidIn"] = saying["id"]
        self.facts.append(fact)
        self.sentences.append(quote)

    def keys(self, kind, a, b, place):
        """The keys that only this kind has."""
        match kind:
            case "meeting":
                return {"parties": [a, b], "meetingFormat": "bilateral", "date": self.day, "place": place}
            case "event":
                return {"type": "provision-of-aid", "by": a, "recipient": b, "date": self.day}
            case "statement":
                return {"speaker": "person", "speechMode": "indirect"}
            case "commitment":
                return {"status": "intended", "by": a, "with": b,
                        "description": {self.language: DESCRIPTIONS[self.language]}}
            case "stance":
                return {"holder": a, "target": b, "polarity": "positive"}
            case _:
                return {"type": "strategic-partnership", "parties": [a, b], "field": "trade"}

    def text(self):
        """The facts' sentences with others between them, in as many bytes as wanted."""
        fillers, stop = FILLERS[self.language], STOP.get(self.language, ".")
        told = [sentence + stop for sentence in self.sentences]
        # The first sentence names those whom no fact may speak of.
        told.insert(0, ", ".join([*self.names.values(), *PLACES[self.language]]) + stop)
        size = sum(len(sentence.encode()) for sentence in told)
        while size < self.wanted:
            filler = self.rng.choice(fillers)
            told.insert(self.rng.randint(1, len(told)), filler)
            size += len(filler.encode()) + 1
        return " ".join(told)

    def write(self):
        count = 40 if self.long else min(40, 1 + int(self.rng.expovariate(1 / 5)))
        for number in range(1, count + 1):
            self.fact(self.rng.choice(KINDS), number)
        text = self.text()
        used = {fact["place"] for fact in self.facts if "place" in fact}
        places = {f"p{at}": {"name": {self.language: name}} for at, name in enumerate(PLACES[self.language]) if f"p{at}" in used}
        source = {"url": f"https://news.example.org/{self.number}.html?lang={self.language}", "language": self.language,
                  "published": self.day, "text": text}
        return encode({"verbale": 1, "id": f"d{self.number}", "source": source, "actors": self.mentioned(),
                       **({"places": places} if places else {}), "facts": self.facts})

    def mentioned(self):
        """The actors that facts speak of, and those for whom these act: others would be warned of."""
        named = set()
        for fact in self.facts:
            for key in ("parties", "by", "recipient", "speaker", "with", "holder", "target"):
                value = fact.get(key, [])
                named.update([value] if isinstance(value, str) else value)
        if "person" in named:
            named.add(self.actors["person"]["of"])
        return {key: actor for key, actor in self.actors.items() if key in named}


def lines(count, first=0):
    known = states()
    for number in range(first, first + count):
        line = Dossier(number, known).write()
        if len(line.encode()) > LARGEST:
            raise ValueError(f"dossier {number} exceeds {LARGEST} bytes")
        yield line


def main():
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for line in lines(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
