"""Writes a value as YAML block style, YAML flow style, JSON or a line of JSON Lines, and notes where each part of it stands.

The place of a part is known because it is noted while the part is written: nothing is read back or searched for. Lines and
columns count from 1, columns in code points; only a line feed ends a line; a byte order mark, a tab and the carriage return
of a CR LF are code points of their line like any other. Ends are exclusive.
"""

import json
import re

# Code points that are easily miscounted: beyond the BMP, combining, joined by U+200D, right to left, two cells wide, and
# U+2028, which ends a line for some readers and not in YAML 1.2 or JSON.
NOISE = ["🛰", "👩\u200d🚀", "e\u0301", "\U0001d518", "שלום", "漢字", "ñ", "\u2028", "a\u0308o\u0323", "\U00010348"]
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 -]*[A-Za-z0-9]")
NOT_TEXT = {"null", "Null", "NULL"}


class Map(list):
    """A mapping as a list of pairs: a key may stand in it twice."""

    def __getitem__(self, key):
        return next(value for name, value in self if name == key) if isinstance(key, str) else super().__getitem__(key)

    def __contains__(self, key):
        return any(name == key for name, _ in self)

    def __setitem__(self, key, value):
        if key in self:
            self.replace((name, value if name == key else old) for name, old in self)
        else:
            self.append((key, value))

    def __delitem__(self, key):
        self.replace([(name, value) for name, value in self if name != key])

    def replace(self, pairs):
        pairs = list(pairs)
        self.clear()
        self.extend(pairs)

    def insert_at(self, index, key, value):
        self.replace([*self[:index], (key, value), *self[index:]])


class Raw:
    """What is written as it stands; the place of `marked` is noted as the mark of its pointer."""

    def __init__(self, before, marked="", after="", value=None):
        self.before, self.marked, self.after, self.value = before, marked, after, value


class Sheet:
    """Text that grows, and the places in it by pointer and part (`key`, `value`, `mark`)."""

    def __init__(self, rng, newline="\n", mark="", first_line=1):
        self.rng, self.newline, self.first_line = rng, newline, first_line
        self.pieces, self.places, self.collections = [], {}, set()
        self.line, self.column = first_line, 1
        self.put(mark)

    def put(self, text):
        self.pieces.append(text)
        lines = text.split("\n")
        if len(lines) > 1:
            self.line, self.column = self.line + len(lines) - 1, 1
        self.column += len(lines[-1])

    def end_line(self):
        self.put(self.newline)

    def here(self):
        return (self.line, self.column)

    def note(self, pointer, part, start):
        self.places[pointer, part] = (*start, *self.here())

    @property
    def text(self):
        return "".join(self.pieces)

    def place(self, pointer, part):
        """A mapping or list of many lines is shown by its first line; every other part from its first character to its last."""
        line, column, end_line, end_column = self.places[pointer, part]
        if part == "value" and pointer in self.collections and end_line > line:
            shown = self.text.split("\n")[line - self.first_line].removesuffix("\r")
            return (line, column, line, len(shown) + 1)
        return (line, column, end_line, end_column)

    def raw(self, raw, pointer):
        self.put(raw.before)
        start = self.here()
        self.put(raw.marked)
        self.note(pointer, "mark", start)
        self.put(raw.after)


def step(pointer, name):
    return f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}"


def noise(rng):
    return " ".join(rng.choice(NOISE) for _ in range(rng.randint(1, 4)))


def double_quoted(rng, text, escape_some):
    """Text in double quotes, as YAML and JSON both read it; some characters as escapes."""
    written = json.dumps(text, ensure_ascii=False)
    if not escape_some:
        return written
    return "".join(json.dumps(c)[1:-1] if ord(c) > 0x7F and rng.random() < 0.3 else c for c in written)


class JsonWriter:
    """JSON over many lines with white space where it may stand; or in one line."""

    def __init__(self, sheet, one_line):
        self.sheet, self.rng, self.one_line = sheet, sheet.rng, one_line

    def white(self):
        choice = self.rng.random()
        if choice < 0.5:
            return
        if choice < 0.8 or self.one_line:
            self.sheet.put(self.rng.choice([" ", "\t", "  ", " \t "]))
        else:
            self.sheet.end_line()
            self.sheet.put(self.rng.choice(["", "  ", "\t", "    "]))

    def write(self, value, pointer=""):
        sheet = self.sheet
        start = sheet.here()
        if isinstance(value, Raw):
            sheet.raw(value, pointer)
            if value.value is not None:
                start = sheet.here()
                self.write(value.value, pointer)
                return
        elif isinstance(value, Map):
            self.collection("{}", value, pointer, self.entry)
        elif isinstance(value, list):
            self.collection("[]", list(enumerate(value)), pointer, lambda item, at: self.write(item[1], step(at, item[0])))
        elif isinstance(value, str):
            sheet.put(double_quoted(self.rng, value, True))
        else:
            sheet.put(json.dumps(value))
        sheet.note(pointer, "value", start)

    def entry(self, pair, pointer):
        key, value = pair
        at, start = step(pointer, key), self.sheet.here()
        self.sheet.put(json.dumps(key, ensure_ascii=False))
        self.sheet.note(at, "key", start)
        self.white()
        self.sheet.put(":")
        self.white()
        self.write(value, at)

    def collection(self, brackets, items, pointer, write):
        self.sheet.collections.add(pointer)
        self.sheet.put(brackets[0])
        for index, item in enumerate(items):
            if index > 0:
                self.sheet.put(",")
            self.white()
            write(item, pointer)
            self.white()
        self.sheet.put(brackets[1])


class YamlWriter:
    """YAML, in block style or in flow style from the root on."""

    def __init__(self, sheet, flow):
        self.sheet, self.rng, self.flow = sheet, sheet.rng, flow
        self.last_end = None  # where the last value of the block being written ends
        self.in_block_scalar = False

    def document(self, value):
        self.comments(0)
        if self.flow:
            self.write_flow(value, "", 0)
            self.end_line()
        else:
            self.block(value, "", 0)
        self.comments(0)

    # Lines.

    def comments(self, indent):
        """Comment lines, with tabs in them, and blank ones."""
        while self.rng.random() < 0.15:
            if self.rng.random() < 0.6:
                self.sheet.put(" " * indent + f"#\t{noise(self.rng)}\there: [not, {{a: value}}")
            self.sheet.end_line()

    def end_line(self):
        if self.rng.random() < 0.2:
            self.sheet.put(self.rng.choice([" ", "\t", " \t"]) + f"# {noise(self.rng)}\t: 'x")
        self.sheet.end_line()

    # Block style. The cursor stands where the first key or dash goes; every entry ends its own line.

    def block(self, value, pointer, indent):
        start = self.sheet.here()
        self.sheet.collections.add(pointer)
        if isinstance(value, Map):
            self.entries(value, pointer, indent)
        else:
            self.items(value, pointer, indent)
        self.sheet.note(pointer, "value", start)
        # A block ends with its last value; it is of many lines or its end is that of the line's last value.
        if self.last_end is not None:
            self.sheet.places[pointer, "value"] = (*start, *self.last_end)

    def entries(self, value, pointer, indent):
        for index, (key, item) in enumerate(value):
            if index > 0:
                self.comments(indent)
                self.sheet.put(" " * indent)
            at = step(pointer, key)
            self.key(key, at)
            self.sheet.put(":")
            self.value(item, at, indent)

    def items(self, value, pointer, indent):
        for index, item in enumerate(value):
            if index > 0:
                self.comments(indent)
                self.sheet.put(" " * indent)
            self.sheet.put("-")
            if isinstance(item, list) and item and self.rng.random() < 0.8:
                blanks = self.rng.randint(1, 3)
                self.sheet.put(" " * blanks)
                self.block(item, step(pointer, index), indent + 1 + blanks)
            else:
                self.value(item, step(pointer, index), indent)

    def key(self, key, at):
        start = self.sheet.here()
        self.sheet.put(self.rng.choice([key, key, key, f'"{key}"', f"'{key}'"]) if key != "<<" else key)
        self.sheet.note(at, "key", start)

    def value(self, value, pointer, indent):
        """What follows a colon or a dash, to the end of the line."""
        if isinstance(value, list) and value and self.wants_block(value):
            self.end_line()
            # A list under a key may stand in the column of the key; one in a list may not.
            deeper = indent + (self.rng.choice([0, 2, 4]) if self.may_stay(value, pointer) else self.rng.choice([2, 3, 4]))
            self.comments(deeper)
            self.sheet.put(" " * deeper)
            self.block(value, pointer, deeper)
            return
        self.sheet.put(self.rng.choice([" ", " ", " ", "  ", "\t"]))
        if isinstance(value, list):
            self.write_flow(value, pointer, indent + 1)
        else:
            self.scalar(value, pointer, indent)
            if self.in_block_scalar:
                # What looks like a comment there would be text.
                self.in_block_scalar = False
                self.last_end = self.sheet.here()
                self.sheet.end_line()
                return
        self.last_end = self.sheet.places[pointer, "value"][2:] if (pointer, "value") in self.sheet.places else None
        self.end_line()

    def may_stay(self, value, pointer):
        return not isinstance(value, Map) and not pointer.rsplit("/", 1)[1].isdigit()

    def wants_block(self, value):
        deep = any(isinstance(item, list) for item in (dict(value).values() if isinstance(value, Map) else value))
        return deep or self.rng.random() < 0.5

    # Flow style.

    def white(self, indent):
        choice = self.rng.random()
        if choice < 0.75:
            self.sheet.put(" ")
        elif choice < 0.85:
            self.sheet.put(self.rng.choice(["\t", " \t", "   "]))
        else:
            self.end_line()
            self.sheet.put(" " * (indent + self.rng.randint(1, 4)))

    def write_flow(self, value, pointer, indent):
        start = self.sheet.here()
        if not isinstance(value, list):
            self.scalar(value, pointer, indent, flow=True)
            return
        self.sheet.collections.add(pointer)
        pairs = value if isinstance(value, Map) else list(enumerate(value))
        self.sheet.put("{" if isinstance(value, Map) else "[")
        for index, (key, item) in enumerate(pairs):
            at = step(pointer, key)
            if index > 0:
                self.sheet.put(",")
                self.white(indent)
            if isinstance(value, Map):
                self.key(key, at)
                self.sheet.put(":")
                self.sheet.put(self.rng.choice([" ", "  ", "\t"]))
            self.write_flow(item, at, indent)
            if self.rng.random() < 0.2:
                self.white(indent)
        self.sheet.put("}" if isinstance(value, Map) else "]")
        self.sheet.note(pointer, "value", start)

    # Scalars.

    def scalar(self, value, pointer, indent, flow=False):
        sheet = self.sheet
        if isinstance(value, Raw):
            sheet.raw(value, pointer)
            if value.value is not None:
                self.write_flow(value.value, pointer, indent)
                return
            sheet.note(pointer, "value", sheet.places[pointer, "mark"][:2])
            return
        start = sheet.here()
        if not isinstance(value, str):
            sheet.put(json.dumps(value))
        elif not flow and " " in value.strip() and self.rng.random() < 0.15:
            start = self.block_scalar(value, indent)
        else:
            self.text(value, indent)
        sheet.note(pointer, "value", start)

    def text(self, value, indent):
        choice = self.rng.random()
        if PLAIN.fullmatch(value) and value not in NOT_TEXT and choice < 0.5:
            self.sheet.put(value)
        elif re.fullmatch(r"[0-9-]+", value) and choice < 0.7:
            self.sheet.put(value)
        elif "\n" not in value and choice < 0.75:
            self.folded("'" + value.replace("'", "''") + "'", indent)
        else:
            self.folded(double_quoted(self.rng, value, True), indent)

    def folded(self, quoted, indent):
        """A line may break in a quoted text where a single blank stands between words."""
        breaks = [at.start() for at in re.finditer(r"(?<=\w) (?=\w)", quoted)]
        if not breaks or self.rng.random() < 0.85:
            self.sheet.put(quoted)
            return
        at = self.rng.choice(breaks)
        self.sheet.put(quoted[:at])
        self.sheet.end_line()
        self.sheet.put(" " * (indent + self.rng.randint(1, 4)) + quoted[at + 1:])

    def block_scalar(self, value, indent):
        """A literal block of one line; its place is that of the words, without the `|` above them."""
        self.in_block_scalar = True
        self.sheet.put("|-")
        self.sheet.end_line()
        self.sheet.put(" " * (indent + self.rng.randint(1, 4)))
        start = self.sheet.here()
        self.sheet.put(value)
        return start
