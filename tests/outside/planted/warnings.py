"""What a person should look at, and what stops nothing."""

from .kinds import JSON, YAML, Finding, key_of, kind, value_of
from .sheets import Map, Raw


@kind("nothing is proved", "quote-unproved", "no text, but an address", "the source, by its first line")
def _(draft, _):
    draft.drop("/source/text")
    return value_of("quote-unproved", "/source")


@kind("comma in a list", "list-comma", "a comma that cut a quote in two inside `[ ]`", "the list", YAML)
def _(draft, _):
    at = draft.fact("minister") + "/quote"
    draft.set(at, Raw("", "[Amina Odhiambo, the foreign minister of Kenya]"))
    return [Finding("list-comma", at, "mark")]


@kind("capacity of another", "capacity-of-another", "a speaker in a capacity of somebody else", "the reference")
def _(draft, _):
    at = draft.add(draft.fact("speech"), "inCapacity", ["envoy"])
    return value_of("capacity-of-another", f"{at}/0")


@kind("unused actor", "unused-actor", "an actor whom no fact names", "the key")
def _(draft, _):
    return key_of("unused-actor", draft.add("/actors", "chile", Map([("type", "state"), ("iso", "CHL")])))


@kind("name from elsewhere", "name-not-in-text", "a name that the text does not have", "the name, all its languages")
def _(draft, _):
    draft.set("/actors/council/name", Map([("en", "Maritime Board")]))
    return value_of("name-not-in-text", "/actors/council/name")


@kind("unsupported date", "date-unsupported", "a day that neither the words nor the dateline have", "the date")
def _(draft, _):
    at = draft.fact("signing")
    return value_of("date-unsupported", draft.add(at, "date", "2024-03-07"))


@kind("hidden control", "bidi-control", "a bidirectional control in a name", "the name", JSON)
def _(draft, _):
    draft.set("/actors/council/name", Map([("en", "Ocean Council"), ("fr", Raw("", '"Con\u202eseil"'))]))
    return [Finding("bidi-control", "/actors/council/name/fr", "mark")]


@kind("two scripts", "mixed-script", "a word of Latin and Cyrillic letters", "the name")
def _(draft, _):
    draft.set("/actors/council/name", Map([("en", "Ocean Council"), ("fr", "C\u043enseil")]))
    return value_of("mixed-script", "/actors/council/name/fr")


@kind("unusual address", "iri-style", "a scheme in capitals", "the IRI")
def _(draft, _):
    draft.set("/source/url", "HTTPS://Example.org/a")
    return value_of("iri-style", "/source/url")
