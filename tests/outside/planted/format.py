"""Faults of the format: what stands where, and in which form."""

from .dossiers import SENTENCES
from .kinds import JSON, key_of, kind, value_of
from .sheets import Map


@kind("no version key", "not-a-dossier", "a file without the key `verbale`", "the whole file, by its first line")
def _(draft, _):
    draft.drop("/verbale")
    return value_of("not-a-dossier", "")


@kind("list of dossiers", "not-a-dossier", "a list in the place of a dossier", "the whole list, by its first line")
def _(draft, _):
    draft.root = [draft.root]
    return value_of("not-a-dossier", "")


@kind("other version", "version", "a version of the format that is not read", "the value")
def _(draft, rng):
    draft.root["verbale"] = rng.choice([2, 0, 11])
    return value_of("version", "/verbale")


@kind("missing key", "missing-key", "a mandatory key is absent", "the mapping that lacks it, by its first line")
def _(draft, rng):
    owner, name = rng.choice([
        ("/source", "language"), (draft.fact("talks"), "parties"), (draft.fact("ship"), "status"),
        (draft.fact("signing"), "type"), ("/places/mombasa", "name"),
    ])
    draft.drop(f"{owner}/{name}")
    return value_of("missing-key", owner)


@kind("half a coordinate", "missing-key", "a latitude without a longitude", "the place, by its first line")
def _(draft, rng):
    draft.drop(f"/places/mombasa/{rng.choice(['lat', 'long'])}")
    return value_of("missing-key", "/places/mombasa")


@kind("misspelt key", "unknown-key", "a key that the format does not have", "the key")
def _(draft, rng):
    owner, name = rng.choice([
        ("", "titel"), ("/source", "langage"), ("/actors/council", "nom"), ("/places/nairobi", "contry"),
        (draft.fact("envoy"), "quotes"), (draft.fact("talks"), "partecipants"),
    ])
    return key_of("unknown-key", draft.add(owner, name, "x"))


@kind("key of a quote", "unknown-key", "a key that a quote does not have", "the key")
def _(draft, _):
    at = draft.fact("ship") + "/quote"
    draft.set(at, Map([("text", SENTENCES["ship"]), ("page", "3")]))
    return key_of("unknown-key", f"{at}/page")


@kind("key of another kind", "misplaced-key", "a key that another kind of fact has", "the key")
def _(draft, rng):
    name, key, value = rng.choice([("talks", "since", "2019"), ("members", "date", "2019"), ("praise", "speaker", "berg")])
    return key_of("misplaced-key", draft.add(draft.fact(name), key, value))


@kind("list for a text", "wrong-type", "a list where one text goes", "the list")
def _(draft, rng):
    at = rng.choice(["/source/title", "/source/language", draft.fact("envoy") + "/to"])
    draft.set(at, ["a", "b"])
    return value_of("wrong-type", at)


@kind("text for a mapping", "wrong-type", "a text where a text by language goes", "the text")
def _(draft, rng):
    at = rng.choice(["/actors/council/name", "/places/nairobi/name", draft.fact("ship") + "/description"])
    draft.set(at, "to send a ship")
    return value_of("wrong-type", at)


@kind("number for a text", "wrong-type", "a number where a text goes", "the number", JSON)
def _(draft, rng):
    at = rng.choice([draft.fact("partnership") + "/since", "/source/title"])
    draft.set(at, 2019)
    return value_of("wrong-type", at)


@kind("text for yes or no", "wrong-type", "a text where true or false goes", "the text")
def _(draft, rng):
    return value_of("wrong-type", draft.add(draft.fact("members"), "exhaustive", rng.choice(["yes", "no", "maybe so"])))


@kind("empty text", "empty-value", "a text without a character", "the text, its quotation marks")
def _(draft, rng):
    at = rng.choice(["/source/title", draft.fact("envoy") + "/to", "/actors/council/name/en"])
    draft.set(at, rng.choice(["", " ", "  "]))
    return value_of("empty-value", at)


@kind("empty list", "empty-value", "a list without an item", "the list")
def _(draft, rng):
    at = rng.choice([draft.fact("talks") + "/parties", draft.fact("declaration") + "/parties", draft.fact("signing") + "/by"])
    draft.set(at, [])
    return value_of("empty-value", at)


@kind("nothing", "empty-value", "`null` where a value goes", "the word")
def _(draft, rng):
    at = rng.choice(["/source/title", draft.fact("talks") + "/place", draft.fact("envoy") + "/to"])
    draft.set(at, None)
    return value_of("empty-value", at)


@kind("unknown kind", "unknown-kind", "a kind of fact that the format does not have", "the kind")
def _(draft, rng):
    at = draft.fact(rng.choice(["signing", "envoy", "crews"])) + "/kind"
    draft.set(at, rng.choice(["meating", "rumour", "Meeting"]))
    return value_of("unknown-kind", at)


@kind("unknown code", "unknown-code", "a word that its list does not have", "the word")
def _(draft, rng):
    at = rng.choice([
        draft.fact("signing") + "/type", draft.fact("praise") + "/polarity", draft.fact("envoy") + "/role",
        "/actors/council/type", draft.fact("ship") + "/status",
    ])
    draft.set(at, rng.choice(["tournament", "pozitive"]))
    return value_of("unknown-code", at)


@kind("unknown code in a list", "unknown-code", "a word of a list of codes is not known", "that item")
def _(draft, rng):
    words = ["trade", "climate", "energy"]
    index = rng.randrange(len(words))
    words[index] = "footbal"
    return value_of("unknown-code", draft.add(draft.fact("partnership"), "field", words) + f"/{index}")


@kind("bad id", "bad-id", "an id of a fact that is no slug, or is reserved", "the id")
def _(draft, rng):
    at = draft.fact(rng.choice(["signing", "ship"])) + "/id"
    draft.set(at, rng.choice(["The Signing", "sígning", "-signing", "claim", "span"]))
    return value_of("bad-id", at)


@kind("bad key of an actor", "bad-id", "a key of an actor that is no slug", "the key")
def _(draft, _):
    return key_of("bad-id", draft.add("/actors", "Big_One", Map([("type", "person"), ("name", Map([("en", "Lars Berg")]))])))


@kind("bad language", "bad-language", "a language tag that is not well-formed", "the tag")
def _(draft, rng):
    draft.set("/source/language", rng.choice(["en_GB", "e", "toolonglanguage"]))
    return value_of("bad-language", "/source/language")


@kind("bad language key", "bad-language", "a text by language under a tag that is not well-formed", "the tag")
def _(draft, rng):
    at = draft.fact("crews") + "/description"
    draft.set(at, Map([("en", "to train"), (rng.choice(["fr_FR", "f", "en-"]), "former")]))
    return key_of("bad-language", f"{at}/{draft.at(at)[-1][0]}")


@kind("bad address", "bad-iri", "an IRI that is relative or malformed", "the IRI")
def _(draft, rng):
    draft.set("/source/url", rng.choice(["news/a", "https://news example.org/", "https://x.example/<a>", "a"]))
    return value_of("bad-iri", "/source/url")


@kind("bad identity", "bad-iri", "one of several IRIs is malformed", "that item")
def _(draft, rng):
    iris = ["wd:Q1", "https://x.example/a", "wd:Q2"]
    index = rng.randrange(len(iris))
    iris[index] = "no iri"
    return value_of("bad-iri", draft.add("/actors/council", "sameAs", iris) + f"/{index}")


@kind("bad date", "bad-date", "a date that is no EDTF, or no day of the calendar", "the date")
def _(draft, rng):
    at = rng.choice(["/source/published", draft.fact("talks") + "/date", draft.fact("partnership") + "/since"])
    draft.set(at, rng.choice(["12/03/2024", "2024-02-30", "12 March 2024", "2024-13", "20240312"]))
    return value_of("bad-date", at)


@kind("bad date with evidence", "bad-date", "a value with evidence is no date", "the value alone")
def _(draft, rng):
    at = draft.fact("talks") + "/date"
    draft.set(at, draft.shuffled(("value", "2024-3-12"), ("basis", "inferred"), ("quote", "on 12 March 2024")))
    return value_of("bad-date", f"{at}/value")


@kind("latitude out of range", "bad-number", "a latitude beyond the pole", "the number")
def _(draft, rng):
    draft.set("/places/mombasa/lat", rng.choice([90.5, -120, 4005]))
    return value_of("bad-number", "/places/mombasa/lat")


@kind("ordinal of nought", "bad-number", "an ordinal below 1", "the number")
def _(draft, _):
    return value_of("bad-number", draft.add(draft.fact("talks"), "ordinal", 0))


@kind("bad licence", "bad-license", "a licence that is neither of SPDX nor an IRI", "the licence")
def _(draft, rng):
    draft.set("/source/license", rng.choice(["free", "CC BY", "MIT-0.99"]))
    return value_of("bad-license", "/source/license")


@kind("promise of nobody", "incomplete-fact", "a commitment without anybody who does it", "the fact, by its first line")
def _(draft, rng):
    at = draft.fact(rng.choice(["ship", "crews"]))
    draft.drop(f"{at}/by")
    return value_of("incomplete-fact", at)


@kind("evidence in the wrong place", "evidence-not-allowed", "evidence at a key that takes none", "the key `value`")
def _(draft, rng):
    at = rng.choice(["/source/published", "/places/nairobi/name", "/source/title"])
    draft.set(at, Map([("value", draft.at(at)), ("basis", "inferred")]))
    return key_of("evidence-not-allowed", f"{at}/value")


@kind("bad base", "bad-base", "a base that is relative, or ends in a letter", "the base")
def _(draft, rng):
    draft.add("", "base", rng.choice(["https://example.org/x", "x/y/"]))
    return value_of("bad-base", "/base")
