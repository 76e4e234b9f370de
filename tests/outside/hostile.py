"""Inputs with faults, and words in them that are syntax in a form of report or steer what shows it."""

import json
import random
from pathlib import Path

WORDS = [
    "::error file=a,line=1::b", "\n::error::b", "\r::warning::b", "\r\n::endgroup::", "##[error]b", "%0A::error::b",
    "%25%0D%3A%2C", "a,line=9:b", "]]>", "<![CDATA[a]]>", "<!-- -- -->", "</failure></testcase>", "&amp;&#0;&lt;",
    "<script>a</script>", "' \" '", '"', "\\", '\\"', "\\u0041\\n", "{0} {1}", "{{0}}", "[a](https://example.org/)",
    "[a\\](1)", "`` ` ```", "\b\f", "\x1b[31ma\x1b[0m", "\x1b]0;a\x07", "\x7f", "\x9b31m", "\u202ea\u202c",
    "\u2066a\u2069", "\u061c\u200e\u200f", "\u2028\u2029", "\ufeff", "\ufffe", "\uffff", "\U0010ffff", "a\rb",
    "\t a \t", "e\u0301 👩\u200d🚀", '""" .\n<a> <b> <c> .', '"^^<http://example.org/d>', '"@en . _:b <a> <b> .', "# a",
    "é" + "x" * 3_000, "é" + "x" * 100_000,
]  # fmt: skip
PIECES = [
    *"%:,;=#{}[]()<>&'\"\\/`|~^@*_-. \t\n\r\x00\x1b\x7f\x85\x9b\u200e\u2028\u202e\u2067\ufeff\ufffe\U0001f1f7é谢",
    "::", "]]>", "%0A", "%25", "](", "{0}", "{{", "&#", "\\u", "\r\n", '"""', "^^<", "error", "a",
]  # fmt: skip
# What a name of a file can hold here and there; a slash would be a folder.
NAMES = ["a b,c=d;e.json", "::error file=x::y.json", "]]> & <é>.json", "100%25 #1?[x](y).json", "\u202e\x1b[31m\n.json"]
TEXT = "Kenya and Norway signed an agreement in Nairobi on Tuesday 12 March 2024. It’s the first."
NEAR = TEXT[:36].replace("signed", "Signed")


def dossier(number, word=None):
    """A dossier; with a word, it stands in five faults: a key, an id, a reference, a quote, a language."""
    fact = {"id": "agreement", "kind": "instrument", "type": "agreement", "parties": ["kenya", "norway"]}
    fact["quote"] = "Kenya and Norway signed an agreement"
    data = {
        "verbale": 1,
        "id": f"nairobi-{number}",
        "source": {"language": "en", "text": TEXT},
        "actors": {
            "kenya": {"type": "state", "iso": "KEN", "name": {"en": "Kenya"}},
            "norway": {"type": "state", "iso": "NOR", "name": {"en": "Norway"}},
        },
        "facts": [fact],
    }
    if word is not None:
        data[word] = word
        data["source"]["language"] = word
        data["facts"] += [fact | {"id": word}, fact | {"id": "b", "parties": [word]}, fact | {"id": "c", "quote": word}]
    return data


def drawn(seed, count=60):
    """Words of pieces that are drawn, none of them empty."""
    draw = random.Random(seed)
    return ["".join(draw.choices(PIECES, k=draw.randint(1, 12))) for _ in range(count)]


def literal(word):
    """A word as a literal of Turtle, everything but letters and digits escaped."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08X}" for c in word) + '"'


PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix : <http://example.org/> .\n"


def shapes(words):
    """A shape for each word, which is its message, and one with a path that is not only a predicate."""
    yield PREFIXES
    for number, word in enumerate(words):
        severity = ["sh:Violation", "sh:Warning", "sh:Info", ":Grave"][number % 4]
        yield f""":shape{number} a sh:NodeShape ; sh:targetNode :node ; sh:property [
    sh:path :p{number} ; sh:maxLength 0 ; sh:severity {severity} ;
    sh:message {literal(word)}@en, {literal("fr " + word)}@fr ] .\n"""
    yield """:paths a sh:NodeShape ; sh:targetSubjectsOf :q ; sh:property [ sh:maxLength 0 ;
    sh:path ( [ sh:inversePath :q ] [ sh:alternativePath ( :r [ sh:zeroOrMorePath ( :q [ sh:oneOrMorePath :t ] ) ]
        [ sh:zeroOrOnePath :u ] ) ] ) ] ;
    sh:property [ sh:path :v ; sh:minCount 1 ] .\n"""


def data(words):
    """A node that breaks every shape, with values of several datatypes and languages; and nodes without a name."""
    yield PREFIXES
    for number, word in enumerate(words):
        kind = ["", "@fr", "^^<http://example.org/datatype>", "@de-AT"][number % 4]
        yield f":node :p{number} {literal(word)}{kind} .\n"
    yield ':node :q :other . :other :q :node ; :r "1"^^<http://www.w3.org/2001/XMLSchema#integer>, "x"@EN-gb .\n'
    yield '_:blank :q _:blank, [ :q :node ; :r _:blank, "y" ] .\n'


def write(folder: Path, words):
    """Writes the inputs into a folder and returns their names."""
    (folder / "sub").mkdir()
    names = []
    for number, name in enumerate(NAMES):
        path = folder / "sub" / name
        path.write_text(json.dumps(dossier(number, words[number]), indent=1), encoding="utf-8")
        names.append(f"sub/{name}")
    records = [dossier(100 + number, word) for number, word in enumerate(words)] + [dossier(99), {}, "a"]
    lines = "".join(json.dumps(record, ensure_ascii=bool(number % 2)) + "\n" for number, record in enumerate(records))
    (folder / "records.jsonl").write_text(lines, encoding="utf-8", newline="")
    (folder / "shapes.ttl").write_text("".join(shapes(words)), encoding="utf-8")
    (folder / "data.ttl").write_text("".join(data(words)), encoding="utf-8")
    return [*names, "records.jsonl", "data.ttl"]


def marked_yaml(quote, before=""):
    """A dossier with a byte order mark, CR LF, and characters beyond the basic plane before a quote on its line."""
    lines = [
        "\ufeffverbale: 1", "id: nairobi", "source:", "  language: en", f"  text: {json.dumps(TEXT)}", "actors: # é",
        "  kenya: {type: state, iso: KEN, name: {en: Kenya}}", "  norway: {type: state, iso: NOR, name: {en: Norway}}",
        "facts:", *before.splitlines(),
        f'  - {{note: "👩\u200d🚀 é", id: agreement, kind: instrument, type: agreement, parties: [kenya, norway], '
        f"quote: {json.dumps(quote)}}} # 👍",
    ]  # fmt: skip
    return "\r\n".join(lines) + "\r\n"
