#!/usr/bin/env python3
"""Writes N-Triples of at least N triples with planted violations of shapes.ttl, and the results that these must give.

Usage: generate.py N DATA TRUTH

The seed is fixed, so N decides every byte. One event, person or organisation in a hundred groups of them is at fault, the
faults of FAULTS in turn. TRUTH gets a line `focus path component` for each, IRIs without brackets, `-` where there is no path.
"""

import random
import sys

EX = "https://bench.example/"
SH = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SEED = 20250403
EVERY = 100  # one group in so many has a fault

# What is at fault: the node, the path, the component.
FAULTS = {
    "no name": ("person", "name", "MinCount"),
    "number for a name": ("person", "name", "Datatype"),
    "number for a contact": ("person", "contact", "Or"),
    "member of a person": ("person", "memberOf", "Class"),
    "two dates": ("event", "date", "MaxCount"),
    "text for a date": ("event", "date", "Datatype"),
    "other code": ("event", "code", "Pattern"),
    "other status": ("event", "status", "In"),
    "text for a link": ("event", "link", "NodeKind"),
    "two English labels": ("event", "label", "UniqueLang"),
    "start after end": ("event", "start", "LessThan"),
    "dissolved": ("organisation", None, "Not"),
}


def typed(text, datatype):
    return f'"{text}"^^<{XSD}{datatype}>'


class Group:
    """An organisation, a person in it, and an event that the person hosts: the triples, with at most one fault."""

    def __init__(self, rng, number, fault):
        self.rng, self.number, self.fault = rng, number, fault
        self.lines = []

    def iri(self, kind):
        return f"<{EX}{kind}/{self.number}>"

    def put(self, kind, name, value):
        self.lines.append(f"{self.iri(kind)} <{EX}{name}> {value} .")

    def unless(self, fault, good, bad):
        return bad if self.fault == fault else good

    def organisation(self):
        self.lines.append(f"{self.iri('organisation')} {TYPE} <{EX}Organisation> .")
        self.put("organisation", "label", f'"Organisation {self.number}"@en')
        self.put("organisation", "label", f'"Organisation no {self.number}"@fr')
        if self.fault == "dissolved":
            self.put("organisation", "dissolved", typed("2020-01-01", "date"))

    def person(self):
        self.lines.append(f"{self.iri('person')} {TYPE} <{EX}Person> .")
        if self.fault != "no name":
            self.put("person", "name", self.unless("number for a name", f'"Person {self.number}"', typed(7, "integer")))
        contact = self.rng.choice([f'"+254 20 {self.number:07}"', f"<mailto:p{self.number}@bench.example>"])
        self.put("person", "contact", self.unless("number for a contact", contact, typed(7, "integer")))
        member = self.unless("member of a person", self.iri("organisation"), self.iri("person"))
        self.put("person", "memberOf", member)

    def event(self):
        day, hour = self.rng.randint(1, 28), self.rng.randint(8, 15)
        at = lambda hour: typed(f"2024-03-{day:02}T{hour:02}:00:00Z", "dateTime")
        self.lines.append(f"{self.iri('event')} {TYPE} <{EX}Event> .")
        self.put("event", "label", f'"Talks {self.number}"@en')
        self.put("event", "label", self.unless("two English labels", f'"Entretiens {self.number}"@fr', '"Meeting"@en'))
        self.put("event", "date", self.unless("text for a date", typed(f"2024-03-{day:02}", "date"), '"soon"'))
        if self.fault == "two dates":
            self.put("event", "date", typed("2024-04-01", "date"))
        self.put("event", "start", at(self.unless("start after end", hour, 23)))
        self.put("event", "end", at(hour + self.rng.randint(1, 7)))
        self.put("event", "code", f'"{self.unless("other code", "ABC", "abc")}-{self.number % 10000:04}"')
        self.put("event", "status", f'"{self.unless("other status", self.rng.choice(["open", "held", "moved"]), "odd")}"')
        self.put("event", "link", self.unless("text for a link", f"<{EX}page/{self.number}>", '"page"'))
        self.put("event", "host", self.iri("person"))

    def write(self):
        self.organisation()
        self.person()
        self.event()
        return self.lines

    def truth(self):
        kind, path, component = FAULTS[self.fault]
        return f"{self.iri(kind)[1:-1]} {EX + path if path else '-'} {SH}{component}ConstraintComponent\n"


def main():
    wanted, data, truth = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    rng = random.Random(SEED)
    names = list(FAULTS)
    written = number = faults = 0
    with open(data, "w", encoding="utf-8") as triples, open(truth, "w", encoding="utf-8") as results:
        while written < wanted:
            fault = None
            if number % EVERY == EVERY - 1:
                fault, faults = names[faults % len(names)], faults + 1
            group = Group(rng, number, fault)
            lines = group.write()
            triples.write("\n".join(lines) + "\n")
            if fault:
                results.write(group.truth())
            written, number = written + len(lines), number + 1
    print(f"{written} triples, {faults} faults")


if __name__ == "__main__":
    main()
