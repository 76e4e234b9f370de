"""Faults of meaning: the words of the text, the references, the dates."""

from .dossiers import AMBIGUOUS, SENTENCES
from .kinds import Finding, key_of, kind, value_of
from .sheets import Map


@kind("no such file", "source-file", "a file of the text that is not there", "the path")
def _(draft, rng):
    draft.drop("/source/text")
    return value_of("source-file", draft.add("/source", "file", rng.choice(["absent.txt", "no/such file.txt"])))


@kind("file elsewhere", "source-path", "a path that leaves the dossier's folder", "the path")
def _(draft, rng):
    draft.drop("/source/text")
    return value_of("source-path", draft.add("/source", "file", rng.choice(["../a.txt", "/etc/hostname", "a/../../b.txt"])))


@kind("other hash", "source-hash", "a hash that is not the text's", "the hash")
def _(draft, rng):
    return value_of("source-hash", draft.add("/source", "sha256", "".join(rng.choice("0123456789abcdef") for _ in range(64))))


@kind("no text", "source-missing", "quotes, but neither a text nor an address", "the source, by its first line")
def _(draft, _):
    draft.drop("/source/text")
    draft.drop("/source/url")
    return value_of("source-missing", "/source")


@kind("no words", "quote-missing", "a fact without a quote", "the fact, by its first line")
def _(draft, rng):
    at = draft.fact(rng.choice(["members", "ship", "envoy"]))
    draft.drop(f"{at}/quote")
    return value_of("quote-missing", at)


@kind("evidence without words", "quote-missing", "evidence of an actor's name has no quote",
      "the evidence, by its first line")
def _(draft, _):
    draft.set("/actors/council/name", Map([("value", Map([("en", "Ocean Council")])), ("basis", "explicit")]))
    return value_of("quote-missing", "/actors/council/name")


@kind("other words", "quote-not-found", "a quote that differs from the text by a letter or a sign", "the quote")
def _(draft, rng):
    words = SENTENCES["envoy"]
    at = draft.fact("envoy") + "/quote"
    draft.set(at, rng.choice([
        words.replace("bass", "bas"), words.replace("Lars", "lars"), "Nothing of the kind", words.replace(" to ", " & "),
        words.replace("Kenya", "Kénya"), words.replace("Norway", "Norway 🛰"),
    ]))
    return value_of("quote-not-found", at)


@kind("other words in a list", "quote-not-found", "one of several quotes is not in the text", "that item")
def _(draft, rng):
    at = draft.fact("signing") + "/quote"
    quotes = ["Ghana signed", "the text in Mombasa", "in Mombasa"]
    index = rng.randrange(len(quotes))
    quotes[index] = "Ghana sings"
    draft.set(at, quotes)
    return value_of("quote-not-found", f"{at}/{index}")


@kind("other words in evidence", "quote-not-found", "the quote of a value with evidence is not in the text", "that quote")
def _(draft, _):
    at = draft.fact("crews") + "/due"
    draft.set(at, draft.shuffled(("value", "2026"), ("quote", "until 2026")))
    return value_of("quote-not-found", f"{at}/quote")


@kind("words that stand twice", "quote-ambiguous", "a quote that stands twice in the text", "the quote")
def _(draft, _):
    at = draft.fact("praise") + "/quote"
    draft.set(at, AMBIGUOUS)
    return value_of("quote-ambiguous", at)


@kind("no such occurrence", "quote-nth", "the third of two occurrences", "the number")
def _(draft, _):
    at = draft.fact("praise") + "/quote"
    draft.set(at, draft.shuffled(("text", AMBIGUOUS), ("nth", 3)))
    return value_of("quote-nth", f"{at}/nth")


@kind("long quote", "quote-too-long", "a quote of more than 10,000 characters", "the quote")
def _(draft, _):
    at = draft.fact("members") + "/quote"
    draft.set(at, " ".join(f"word{n}" for n in range(1500)))
    return value_of("quote-too-long", at)


@kind("words of a speaker", "statement-text", "the words of a direct statement are not in the text", "the words")
def _(draft, _):
    at = draft.fact("speech") + "/text"
    draft.set(at, "The sea feeds billions")
    return value_of("statement-text", at)


@kind("other weekday", "weekday-mismatch", "a weekday that is not the date's", "the date, not its words")
def _(draft, _):
    text = draft.at("/source/text")
    draft.set("/source/text", f"{text} On Monday they met again.")
    at = draft.fact("talks") + "/date"
    draft.set(at, draft.shuffled(("value", "2024-03-12"), ("basis", "inferred"), ("quote", "On Monday")))
    return value_of("weekday-mismatch", f"{at}/value")


# The references.

@kind("id twice", "duplicate-id", "a later fact has the id of an earlier one", "the later id")
def _(draft, _):
    at = draft.add_fact("ship", id="ship", kind="event", type="visit", by="norway", quote="send a research ship")
    return value_of("duplicate-id", f"{at}/id")


@kind("id of an actor", "duplicate-id", "a fact has the key of an actor", "the id of the fact")
def _(draft, _):
    at = draft.add_fact(id="kenya", kind="event", type="visit", by="norway", quote="send a research ship")
    return value_of("duplicate-id", f"{at}/id")


@kind("unknown reference", "unknown-reference", "a key that nothing has", "the reference")
def _(draft, rng):
    at = rng.choice([draft.fact("talks") + "/place", draft.fact("minister") + "/of", draft.fact("praise") + "/target"])
    draft.set(at, rng.choice(["nairobbi", "atlantis"]))
    return value_of("unknown-reference", at)


@kind("unknown reference in a list", "unknown-reference", "one of several keys is unknown", "that item")
def _(draft, rng):
    keys = ["kenya", "norway", "ghana"]
    index = rng.randrange(len(keys))
    keys[index] = "atlantis"
    at = draft.fact("talks") + "/parties"
    draft.set(at, keys)
    return value_of("unknown-reference", f"{at}/{index}")


@kind("unknown statement", "unknown-reference", "`saidIn` names nothing", "the reference")
def _(draft, _):
    return value_of("unknown-reference", draft.add(draft.fact("partnership"), "saidIn", "sermon"))


@kind("state for a place", "wrong-reference", "a state where a place goes", "the reference")
def _(draft, _):
    at = draft.fact("talks") + "/place"
    draft.set(at, "kenya")
    return value_of("wrong-reference", at)


@kind("organisation for a person", "wrong-reference", "an organisation where a person goes", "the reference")
def _(draft, _):
    draft.add_fact(id="visit", kind="event", type="visit", by="berg", quote="Lars Berg")
    at = draft.fact("envoy") + "/who"
    draft.set(at, "council")
    return value_of("wrong-reference", at)


@kind("fact that is no capacity", "wrong-reference", "a meeting where a capacity goes", "that item")
def _(draft, _):
    at = draft.add(draft.fact("speech"), "inCapacity", ["talks"])
    return value_of("wrong-reference", f"{at}/0")


@kind("part of itself", "reference-cycle", "a fact that is part of itself", "the reference")
def _(draft, _):
    return value_of("reference-cycle", draft.add(draft.fact("signing"), "partOf", "signing"))


@kind("no such state", "unknown-state", "a code that no state has", "the code")
def _(draft, rng):
    draft.set("/actors/fiji/iso", rng.choice(["XYZ", "FJ", "fji", "QQQ"]))
    return value_of("unknown-state", "/actors/fiji/iso")


@kind("state twice", "duplicate-state", "a second actor is the same state", "the second code")
def _(draft, _):
    draft.at("/actors").append(("homeland", Map([("type", "state"), ("iso", "GHA")])))
    draft.at(draft.fact("members") + "/members").append("homeland")
    return value_of("duplicate-state", "/actors/homeland/iso")


@kind("registry with a fault", "registry-faulty", "an unknown key in the registry", "the key there, and the path here")
def _(draft, _):
    name = f"{draft.id}-registry.yaml"
    draft.files[name] = "actors:\n  nato: {type: organisation, nom: {en: NATO}, name: {en: NATO}}\n"
    at = draft.add("", "registry", name)
    there = Finding("unknown-key", "/actors/nato/nom", file=name, place=(2, 30, 2, 33))
    return [Finding("registry-faulty", at), there]


@kind("key of the registry", "registry-conflict", "an actor that the registry has", "the key")
def _(draft, _):
    name = f"{draft.id}-registry.yaml"
    draft.files[name] = "actors:\n  council: {type: organisation, name: {en: Ocean Council}}\n"
    draft.add("", "registry", name)
    return key_of("registry-conflict", "/actors/council")


# The sense.

@kind("reported by hand", "modality-reported", "`modality: reported`", "the word")
def _(draft, _):
    return value_of("modality-reported", draft.add(draft.fact("signing"), "modality", "reported"))


@kind("later than the source", "date-after-source", "an event that is dated after the source", "the date, without its evidence")
def _(draft, _):
    at = draft.fact("talks") + "/date"
    draft.set(at, draft.shuffled(("value", "2024-05-03"), ("basis", "inferred")))
    return value_of("date-after-source", f"{at}/value")


@kind("interval backwards", "date-order", "an interval whose start is after its end", "the interval")
def _(draft, _):
    at = draft.fact("talks") + "/date"
    draft.set(at, draft.shuffled(("value", "2024-02/2024-01"), ("basis", "inferred")))
    return value_of("date-order", f"{at}/value")


@kind("period backwards", "date-order", "`until` before `since`", "the later key's value, `until`")
def _(draft, _):
    return value_of("date-order", draft.add(draft.fact("partnership"), "until", "2018"))


@kind("inexact due date", "date-not-exact", "`due` is approximate", "the date")
def _(draft, rng):
    at = draft.fact("crews") + "/due"
    draft.set(at, rng.choice(["2026~", "2026?", "202X"]))
    return value_of("date-not-exact", at)


@kind("parts that disagree", "part-conflict", "a second part gives the source another language",
      "the second part's source, by its first line", ("lines",))
def _(draft, _):
    draft.second_part()
    draft.set("/source/language", "en-GB")
    return value_of("part-conflict", "/source")
