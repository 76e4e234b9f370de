"""Writes statements as Turtle, TriG, N-Triples or N-Quads, and notes where each part of them stands."""

from dataclasses import dataclass

from .sheets import Sheet, noise

EX = "https://ex.example/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True)
class Term:
    """An IRI (by its local name or in full), a blank node, one without a name (`[ ]`), or a literal."""

    kind: str
    text: str
    datatype: str | None = None
    language: str | None = None

    def full(self):
        return self.text if ":" in self.text else EX + self.text


def iri(text):
    return Term("iri", text)


def literal(text, datatype=None, language=None):
    return Term("literal", text, datatype, language)


class GraphWriter:
    """Writes statements and notes the first place of each subject, of it with each predicate, and of each object."""

    def __init__(self, rng, syntax):
        self.rng, self.syntax = rng, syntax
        self.lines = syntax in ("nt", "nq")
        # The first line of Turtle and TriG is a comment or a prefix, so that a byte order mark moves nothing.
        mark = "" if self.lines else rng.choice(["", "", "\ufeff"])
        self.sheet = Sheet(rng, rng.choice(["\n", "\n", "\r\n"]), mark)
        self.first = {}

    def note(self, key, start):
        self.first.setdefault(key, (start, self.sheet.here()))

    def place(self, planted):
        if planted.shown:
            return self.first["object", planted.shown]
        candidates = [("pair", planted.focus, planted.path), ("subject", planted.focus), ("object", planted.focus)]
        return next(self.first[key] for key in candidates if key in self.first)

    def write(self, nodes):
        if self.lines:
            for statement in (statement for statements in nodes for statement in statements):
                self.comment()
                self.line(statement)
            return
        self.head()
        while nodes:
            count = self.rng.randint(1, 4)
            self.block(nodes[:count])
            nodes = nodes[count:]

    # N-Triples and N-Quads.

    def line(self, statement):
        subject, predicate, value = statement
        self.sheet.put(self.rng.choice(["", " ", "\t"]))
        self.term(subject, ("subject", subject))
        self.blank()
        self.predicate(subject, predicate)
        self.blank()
        self.term(value, ("object", value))
        if self.syntax == "nq" and self.rng.random() < 0.7:
            self.sheet.put(f" <{EX}graph>")
        self.sheet.put(self.rng.choice([" .", "."]) if value.kind != "blank" else " .")
        self.sheet.put(self.rng.choice(["", f" # {noise(self.rng)}"]))
        self.sheet.end_line()

    # Turtle and TriG.

    def head(self):
        for name, space in (("", EX), ("xsd", XSD), ("rdf", RDF)):
            self.comment()
            self.sheet.put(self.rng.choice([f"@prefix {name}: <{space}> .", f"PREFIX {name}: <{space}>"]))
            self.sheet.end_line()

    def block(self, nodes):
        """Some nodes, in a graph of their own where the syntax has graphs."""
        graph = self.rng.choice(["", "", ":g ", "GRAPH :g ", f"<{EX}h> ", " "]) if self.syntax == "trig" else ""
        if graph:
            self.sheet.put(f"{graph}{{")
            self.white()
        for statements in nodes:
            # What a violation says of further nodes follows the statements of its own.
            while statements:
                run = next((n for n, s in enumerate(statements) if s[0] != statements[0][0]), len(statements))
                self.comment()
                self.subject(statements[0][0], statements[:run])
                self.white()
                self.sheet.put(".")
                self.sheet.end_line()
                statements = statements[run:]
        if graph:
            self.sheet.put("}")
            self.sheet.end_line()

    def subject(self, subject, statements):
        if subject.kind == "nameless":
            start = self.sheet.here()
            self.sheet.put("[")
            self.note(("subject", subject), start)
            self.properties(subject, statements)
            self.sheet.put("]")
            return
        self.term(subject, ("subject", subject))
        self.properties(subject, statements)

    def properties(self, subject, statements):
        self.white()
        for number, (_, predicate, value) in enumerate(statements):
            if number > 0 and statements[number - 1][1] == predicate and self.rng.random() < 0.8:
                self.sheet.put(",")
            else:
                self.sheet.put(self.rng.choice([";", ";;"]) if number > 0 else "")
                self.white()
                self.predicate(subject, predicate)
            self.white()
            self.value(predicate, value)
            self.white()

    def value(self, predicate, value):
        """The object, where the property takes several at times behind blank nodes and lists in brackets."""
        if predicate == "note" and self.rng.random() < 0.4:
            inside = self.rng.choice([
                "[]", "( )", "( :a [] )", "[ :inner ( 1 'two' \"\"\"th\nree\"\"\" ) ; :more [ a :Inner ] ]",
            ])
            self.sheet.put(inside.replace("\n", self.sheet.newline) + " , ")
        self.term(value, ("object", value))

    def white(self):
        choice = self.rng.random()
        if choice < 0.6:
            self.sheet.put(" ")
        elif choice < 0.8:
            self.sheet.put(self.rng.choice(["\t", "  ", " \t "]))
        else:
            self.sheet.put(self.rng.choice([" ", f" # {noise(self.rng)} . ; <x> \"", " #"]))
            self.sheet.end_line()
            self.sheet.put(self.rng.choice(["", "    ", "\t"]))

    # Both.

    def blank(self):
        self.sheet.put(self.rng.choice([" ", "  ", "\t"]))

    def comment(self):
        while self.rng.random() < 0.2:
            self.sheet.put(self.rng.choice(["", f"# {noise(self.rng)} <a> <b> <c> .", "#"]))
            self.sheet.end_line()

    def predicate(self, subject, name):
        start = self.sheet.here()
        full = RDF + "type" if name == "type" else EX + name
        if self.lines:
            self.sheet.put(f"<{full}>")
        elif name == "type":
            self.sheet.put(self.rng.choice(["a", "rdf:type", f"<{full}>"]))
        else:
            self.sheet.put(self.rng.choice([f":{name}", f":{name}", f"<{full}>"]))
        self.note(("pair", subject, name), start)

    def term(self, term, key):
        start = self.sheet.here()
        if term.kind == "blank":
            self.sheet.put(f"_:{term.text}")
        elif term.kind == "iri":
            short = not self.lines and ":" not in term.text and self.rng.random() < 0.7
            self.sheet.put(f":{term.text}" if short else f"<{term.full()}>")
        else:
            self.literal(term, key)
            return
        self.note(key, start)

    def literal(self, term, key):
        """The place of a literal is that of its string, without datatype or language."""
        start = self.sheet.here()
        if not self.lines and term.datatype == "integer" and self.rng.random() < 0.5:
            self.sheet.put(term.text)
            self.note(key, start)
            return
        self.sheet.put(self.quoted(term.text))
        self.note(key, start)
        if term.language:
            self.sheet.put(f"@{term.language}")
        elif term.datatype:
            short = not self.lines and self.rng.random() < 0.7
            self.sheet.put(f"^^xsd:{term.datatype}" if short else f"^^<{XSD}{term.datatype}>")

    def quoted(self, text):
        escaped = text.replace("\\", "\\\\").replace("\r", "\\r").replace("\t", "\\t")
        if self.lines or self.rng.random() < 0.4:
            return '"' + escaped.replace("\n", "\\n").replace('"', '\\"') + '"'
        mark = self.rng.choice(['"""', "'''"])
        return mark + escaped.replace(mark[0], "\\" + mark[0]) + mark
