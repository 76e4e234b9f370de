"""Faults of the file: its bytes, its syntax, its keys."""

from .kinds import JSON, YAML, Finding, key_of, kind
from .sheets import Map, Raw


@kind("bad byte", "not-utf8", "a byte that is no UTF-8 inside a text", "that byte, as one column")
def _(draft, rng):
    draft.set("/source/title", Raw('"Partners 🛰 ', rng.choice(["\udcff", "\udce9", "\udc80"]), ' x"'))
    return [Finding("not-utf8", "", "mark", "/source/title")]


@kind("control character", "syntax", "a control character inside double quotes", "that character")
def _(draft, rng):
    draft.set("/source/title", Raw('"Partners e\u0301 ', rng.choice("\x01\x07\x1b"), ' x"'))
    pointer = "" if draft.style in JSON else None
    return [Finding("syntax", pointer, "mark", "/source/title")]


@kind("lone surrogate", "syntax", "an escape that is half a surrogate pair", "the escape", JSON)
def _(draft, _):
    draft.set("/source/title", Raw('"Partners 漢 ', "\\ud83d", '"'))
    return [Finding("syntax", "/source/title", "mark")]


@kind("word that is no JSON", "syntax", "`True` as Python writes it", "its first character", JSON)
def _(draft, _):
    at = draft.add(draft.fact("members"), "exhaustive", Raw("", "T", "rue"))
    return [Finding("syntax", "", "mark", at)]


@kind("too deep", "too-large", "lists and mappings 17 deep", "the point where the 17th opens")
def _(draft, _):
    value, depth = "x", 16
    for _ in range(depth):
        value = [value]
    draft.root["note"] = value
    return [Finding("too-large", "/note" + "/0" * 15, "start")]


@kind("anchor", "anchor", "an anchor before a value", "the anchor, `&` included", YAML)
def _(draft, rng):
    at = rng.choice([draft.fact("talks") + "/parties", draft.fact("signing") + "/quote", "/actors/kenya"])
    draft.set(at, Raw("", rng.choice(["&a", "&both"]), " ", draft.at(at)))
    return [Finding("anchor", at, "mark")]


@kind("alias", "anchor", "an alias in the place of a value", "the alias", YAML)
def _(draft, _):
    at = draft.fact("talks") + "/place"
    draft.set(at, Raw("", "*town"))
    return [Finding("anchor", at, "mark")]


@kind("merge key", "anchor", "the key `<<`", "the key", YAML)
def _(draft, _):
    at = draft.add(draft.fact("talks"), "<<", Map([("place", "nairobi")]))
    return [Finding("anchor", None, "key", at)]


@kind("tag", "tag", "a tag before a value", "the tag", YAML)
def _(draft, rng):
    at = rng.choice(["/source/title", draft.fact("ship") + "/quote"])
    draft.set(at, Raw("", rng.choice(["!!str", "!local"]), " ", draft.at(at)))
    return [Finding("tag", at, "mark")]


@kind("second document", "second-document", "a second YAML document in the file", "the line `---`", YAML)
def _(draft, _):
    draft.after = Raw("", "---", "\nverbale: 1\n")
    return [Finding("second-document", "", "mark", "after")]


@kind("key twice", "duplicate-key", "the same key a second time in a mapping", "the second key")
def _(draft, rng):
    owner, name = rng.choice([("/source", "language"), (draft.fact("praise"), "polarity"), ("/actors/berg", "type")])
    draft.at(owner).append((name, draft.at(f"{owner}/{name}")))
    return key_of("duplicate-key", f"{owner}/{name}")


@kind("language twice", "duplicate-key", "one language under two tags that differ in case", "the second tag")
def _(draft, _):
    at = draft.fact("ship") + "/description"
    draft.at(at).append(("EN", "again"))
    return key_of("duplicate-key", f"{at}/EN")
