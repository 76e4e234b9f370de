"""The schema for language models, judged by a validator and by a grammar engine; then the loop of `examples/llm`."""

import copy
import json
import os
import random
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from jsonschema import Draft202012Validator
from llguidance import LLMatcher, LLTokenizer
from rdflib import Graph, Namespace
from schema import FIXED_SEED, codes, dossiers, mutated, nodes
from verdict import COMMAND, ROOT, SEED, Verdict, export

EXAMPLE = ROOT / "examples" / "llm"
CASES = ROOT / "tests" / "cases"
MUTANTS = 3000
FEWEST_CASES, FEWEST_REFUSED = 60, 25
# Faults of form that need neither a pattern nor a rule between keys to be seen.
SEEN = {"evidence-not-allowed", "misplaced-key", "missing-key", "modality-reported", "not-a-dossier", "unknown-code",
        "unknown-key", "unknown-kind", "version", "wrong-type"}  # fmt: skip
STRICT_LIMITS = {"keys": 5000, "codes": 1000, "levels": 10}  # platform.openai.com, «Structured outputs»: supported schemas
OA = Namespace("http://www.w3.org/ns/oa#")


def printed(*arguments):
    return json.loads(subprocess.run([COMMAND, "schema", *arguments], capture_output=True, check=True).stdout)


def is_record(dossier):
    """No language model writes records of event datasets: its schema has neither their keys nor their basis."""
    return any(fact.get("basis") == "machine-coded" for fact in dossier["facts"])


def accepted_cases():
    for folder in sorted((CASES / "accepted").glob("*")):
        for dossier in dossiers(folder):
            if not is_record(dossier):
                yield folder.name, dossier


# --- the schema, by a validator


def judged_cases(verdict, accepts):
    verdict.check(accepts(json.loads((SEED / "dossier.json").read_text(encoding="utf-8"))), "the seed")
    counts = Counter()
    for name, dossier in accepted_cases():
        counts["accepted"] += verdict.check(accepts(dossier), f"accepted/{name}")
    for folder in sorted(CASES.glob("*/*")):
        found = codes(folder)
        if found & SEEN and folder.parent.name != "file" and "registry-faulty" not in found:
            answers = [accepts(dossier) for dossier in dossiers(folder)]
            counts["refused"] += verdict.check(not all(answers), f"{folder.parent.name}/{folder.name}: {sorted(found & SEEN)}")
    print(f"cases: {dict(counts)}")
    verdict.check(counts["accepted"] >= FEWEST_CASES, f"at least {FEWEST_CASES} accepted")
    verdict.check(counts["refused"] >= FEWEST_REFUSED, f"at least {FEWEST_REFUSED} refused")


def judged_mutants(verdict, accepts, whole, seed):
    """Nothing that the whole schema accepts is refused; what has another shape is."""
    draw = random.Random(seed)
    corpus = [dossier for _, dossier in accepted_cases()]
    keys = sorted({path[-1] for dossier in corpus for path in nodes(dossier) if path and isinstance(path[-1], str)})
    counts = Counter()
    for number in range(MUTANTS):
        dossier = mutated(draw, corpus, keys, number)
        answers = whole(dossier), accepts(dossier)
        counts[answers] += 1
        if answers == (True, False):
            verdict.check(False, "refused, and the whole schema accepts it", json.dumps(dossier, ensure_ascii=False))
    print(f"mutants from seed {seed}: {counts[True, True]} accepted, {counts[False, False]} refused, {counts[False, True]} left to the reader")
    verdict.equal(counts[True, False], 0, "mutants refused that the whole schema accepts")
    verdict.check(counts[False, False] > 2 * counts[False, True], "two of three faults of form are seen", str(dict(counts)))
    verdict.check(counts[True, True] > MUTANTS // 10, "a tenth of the mutants is accepted")


def arranged(value, schema, root, absent=None):
    """The value with its keys in the order of the schema. With `absent` it has all keys and pairs, as a strict answer."""
    if "$ref" in schema:
        return arranged(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, absent)
    if "anyOf" in schema:
        # A value that fits nowhere stays as it is, to be refused by whom it is shown to.
        fits = (choice for choice in schema["anyOf"] if Draft202012Validator({**choice, "$defs": root["$defs"]}).is_valid(value))
        return arranged(value, next(fits, {}), root, absent)
    if isinstance(value, list):
        return [arranged(item, schema.get("items", {}), root, absent) for item in value]
    if not isinstance(value, dict):
        return value
    known = schema.get("properties", {})
    keys = [key for key in known if key in value or absent] + [key for key in value if key not in known]
    inner = {key: known.get(key) or schema.get("additionalProperties") or {} for key in keys}
    whole = {key: arranged(value[key], inner[key], root, absent) if key in value else None for key in keys}
    return [{"key": key, "value": item} for key, item in whole.items()] if absent and not known else whole


# --- the schema, by a grammar engine: what a model that is held to it can write


class Grammar:
    """The schema as a grammar over bytes. Keys come in the order of the schema, as such engines have them."""

    def __init__(self, schema):
        self.schema = schema
        self.grammar = LLMatcher.grammar_from_json_schema(schema, defaults={"whitespace_flexible": True})
        self.tokenizer = LLTokenizer("byte")

    def faults(self):
        return LLMatcher.validate_grammar_with_warnings(self.grammar)

    def writes(self, dossier):
        matcher = LLMatcher(self.tokenizer, self.grammar, log_level=0)
        text = json.dumps(arranged(dossier, self.schema, self.schema), ensure_ascii=False).encode("utf-8")
        return matcher.consume_tokens(list(text)) and matcher.is_accepting()


def engine(verdict, schema, accepts):
    grammar = Grammar(schema)
    verdict.equal(grammar.faults(), (False, []), "faults and warnings of the grammar engine")
    verdict.check(Grammar({"type": "object", "if": {}, "then": False}).faults() != (False, []), "the grammar engine is strict")
    verdict.check(grammar.writes(json.loads((SEED / "dossier.json").read_text(encoding="utf-8"))), "the seed can be written")
    written = 0
    for name, dossier in accepted_cases():
        written += verdict.check(grammar.writes(dossier), f"accepted/{name} can be written")
    verdict.check(written >= FEWEST_CASES, f"at least {FEWEST_CASES} cases can be written", str(written))
    draw, corpus = random.Random(FIXED_SEED), [dossier for _, dossier in accepted_cases()]
    refused = [mutant for number in range(300) if not accepts(mutant := mutated(draw, corpus, ["kind", "type", "x"], number))]
    for mutant in refused:
        verdict.check(not grammar.writes(mutant), "what is no dossier cannot be written", json.dumps(mutant, ensure_ascii=False))
    verdict.check(len(refused) >= 100, "at least 100 cannot be written", str(len(refused)))


# --- the schema in its strict form


def strictness(verdict, schema):
    """Every key is demanded and no mapping is open; each dossier has a strict form, from which it comes back."""
    strict = filtered("schema", schema)
    Draft202012Validator.check_schema(strict)
    objects = [node for node in schemas(strict) if node.get("type") == "object"]
    verdict.check(len(objects) > 50, "objects of the strict schema", str(len(objects)))
    for node in objects:
        closed = node.get("additionalProperties") is False and node["required"] == list(node["properties"])
        verdict.check(closed, "an object is closed and demands its keys", str(node)[:200])
    codes_in_all = sum(len(node.get("enum", [])) for node in schemas(strict))
    keys_in_all = sum(len(node["properties"]) for node in objects)
    found = {"keys": keys_in_all, "codes": codes_in_all, "levels": levels(strict, strict)}
    print(f"the strict schema: {found}")
    verdict.check(all(found[name] <= most for name, most in STRICT_LIMITS.items()), "limits of the strict mode", str(found))
    accepts, came_back = Draft202012Validator(strict).is_valid, 0
    for name, dossier in [*accepted_cases(), ("the seed", json.loads((SEED / "dossier.json").read_text(encoding="utf-8")))]:
        answer = arranged(dossier, schema, schema, absent=True)
        verdict.check(accepts(answer), f"the strict form of {name}")
        verdict.check(not accepts(dossier), f"{name} itself is no strict answer")
        came_back += verdict.equal(filtered("answer", answer), dossier, f"{name} from its strict form")
    verdict.check(came_back > FEWEST_CASES, f"more than {FEWEST_CASES} came back", str(came_back))
    verdict.equal(Grammar(strict).faults(), (False, []), "faults and warnings of the grammar engine, strict")


def levels(schema, root):
    """How deep objects nest; a schema that leads back to itself would have no end."""
    if "$ref" in schema:
        return levels(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]
    return (schema.get("type") == "object") + max((levels(child, root) for child in inner), default=0)


def filtered(way, value):
    words = [sys.executable, EXAMPLE / "strict.py", way]
    return json.loads(subprocess.run(words, input=json.dumps(value), capture_output=True, check=True, encoding="utf-8").stdout)


def schemas(schema):
    """All schemas in a schema."""
    yield schema
    inner = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values(), *schema.get("anyOf", [])]
    for child in inner + ([schema["items"]] if "items" in schema else []):
        yield from schemas(child)


# --- the loop


def mended(folder, *answers, rounds=3):
    """Runs the example and returns its exit code, what it logged, and the dossier if one was written."""
    out, log = folder / "out.json", folder / "log.json"
    out.unlink(missing_ok=True)
    paths = []
    for number, answer in enumerate(answers):
        paths.append(folder / f"answer-{number}.json")
        paths[-1].write_text(answer if isinstance(answer, str) else json.dumps(answer), encoding="utf-8")
    words = [sys.executable, EXAMPLE / "mend.py", EXAMPLE / "article.txt", "--language", "en", "--recorded", *paths]
    words += ["-o", out, "--log", log, "--rounds", str(rounds)]
    environment = {**os.environ, "VERBALE": COMMAND}
    run = subprocess.run(words, capture_output=True, check=False, encoding="utf-8", env=environment)
    if run.returncode not in (0, 1) or "Traceback" in run.stderr:
        sys.exit(f"mend.py: exit {run.returncode}\n{run.stderr}")
    return run, json.loads(log.read_text(encoding="utf-8")), json.loads(out.read_text(encoding="utf-8")) if out.exists() else None


def errors(findings):
    return sorted((finding["pointer"], finding["code"]) for finding in findings if finding["severity"] == "error")


def graph(verdict, folder, dossier, article):
    """The dossier exports, and all that it quotes stands in the article at the offsets of its graph."""
    path = folder / "exported.json"
    path.write_text(json.dumps(dossier), encoding="utf-8")
    read = Graph().parse(data=export(path, "-f", "turtle"), format="turtle")
    lines = export(path, "-f", "ntriples").splitlines()
    verdict.equal(len(read), len(lines), "triples in Turtle and in N-Triples")
    words = set()
    for span in set(read.subjects(OA.hasSelector)):
        told = {name: next(read.objects(span, OA.hasSelector / OA[name])) for name in ("exact", "start", "end")}
        words.add(str(told["exact"]))
        verdict.equal(article[int(told["start"]) : int(told["end"])], str(told["exact"]), "words at their offsets")
    quotes = {dossier["source"]["dateline"]["quote"], dossier["facts"][0]["date"]["quote"], *(fact["quote"] for fact in dossier["facts"])}
    verdict.check(quotes <= words, "every quote is evidence in the graph", str(quotes - words))
    print(f"the mended dossier: {len(dossier['facts'])} facts, {len(words)} spans, {len(lines)} triples")


THREE = [("/facts/0/date/value", "weekday-mismatch"), ("/facts/1/parties/1", "unknown-reference"), ("/facts/2/quote", "quote-not-found")]


def loop(verdict, folder, first, second):
    run, rounds, dossier = mended(folder, first, second)
    verdict.equal((run.returncode, len(rounds)), (0, 2), f"two rounds\n{run.stderr}")
    page = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    verdict.check(f"```text\n{run.stderr}```\n" in page, "the page shows what is printed", run.stderr)
    verdict.equal(errors(rounds[0]["findings"]), THREE, "the first answer's three faults")
    changes = [(change["pointer"], change["from"], change["to"]) for change in rounds[0]["mended"]]
    verdict.equal(changes, [("/facts/1/parties/1", "chili", "chile")], "what is mended without asking")
    verdict.equal(errors(rounds[0]["left"]), [THREE[0], THREE[2]], "what the model is asked about")
    quote = next(finding for finding in rounds[0]["findings"] if finding["code"] == "quote-not-found")
    article = (EXAMPLE / "article.txt").read_text(encoding="utf-8")
    verdict.equal(quote["value"], first["facts"][2]["quote"], "the offending value")
    words = [article[candidate["start"] : candidate["end"]] for candidate in quote["candidates"]]
    verdict.equal(words, [candidate["text"] for candidate in quote["candidates"]], "offsets of the candidates are those of Python")
    verdict.check(words and "two countries intend to train thirty engineers a year" in words[0], "the text's own words", str(words))
    verdict.equal(errors(rounds[1]["findings"]), [], "the second answer")
    verdict.equal(dossier["source"]["text"], article, "the text is the article")
    graph(verdict, folder, dossier, article)


def insists(verdict, folder, first):
    """A model that stands by its words gets no dossier."""
    run, rounds, dossier = mended(folder, first)
    verdict.equal((run.returncode, len(rounds), dossier), (1, 3, None), f"three rounds, and nothing\n{run.stderr}")
    for record in rounds:
        verdict.check(THREE[2] in errors(record["left"]), "the reworded quote stays a fault", str(record["left"]))


def judgement(verdict, folder, second):
    """Words that differ are asked about; a quote that differs in its dress alone is put right, and that is said."""
    for quote, changed in (
        ("two countries intend to train thirty engineers a month", False),
        ("the two countries refuse to train thirty engineers a year", False),
        ("The two countries intend to train thirty engineers a year!", True),
        ("the Two Countries intend to train thirty engineers a year", True),
    ):
        answer = copy.deepcopy(second)
        answer["facts"][2]["quote"] = quote
        run, rounds, dossier = mended(folder, answer, rounds=1)
        verdict.equal(len(rounds[0]["mended"]), int(changed), f"mended: {quote}\n{run.stderr}")
        verdict.equal((run.returncode, dossier is not None), (0, True) if changed else (1, False), f"written: {quote}")


def own_text(verdict, folder, first):
    """A model that brings a text of its own is not believed."""
    answer = copy.deepcopy(first)
    answer["source"]["text"] = (EXAMPLE / "article.txt").read_text(encoding="utf-8") + first["facts"][2]["quote"] + "."
    _, rounds, _ = mended(folder, answer, rounds=1)
    verdict.equal(errors(rounds[0]["findings"]), THREE, "the text that a model brings is not the article")


def no_json(verdict, folder, second):
    run, rounds, _ = mended(folder, "Here is your dossier: {", f"```json\n{json.dumps(second)}\n```\n")
    verdict.equal((run.returncode, errors(rounds[0]["findings"])), (0, [("", "syntax")]), f"no JSON, then fenced JSON\n{run.stderr}")


def hostile(verdict, folder, second):
    """Whatever a model answers, the loop ends with an exit code, and its terminal is not steered."""
    escape = copy.deepcopy(second)
    escape["facts"][0]["place"] = "\x1b[31m\u202e\u0085"
    half = json.dumps(second).replace("The two countries", "\\ud800")
    for answer in ("", "null", "[]", "[" * 100_000, "NaN", '{"facts": NaN}', '{"verbale": 1, "source": 3}', half, json.dumps(escape)):
        run, rounds, dossier = mended(folder, answer, rounds=1)
        verdict.equal((run.returncode, dossier), (1, None), f"an answer that is no dossier: {answer[:40]!r}\n{run.stderr}")
        verdict.check(errors(rounds[0]["left"]), "it has its finding", run.stderr)
        steers = [c for c in run.stderr if not c.isprintable() and c != "\n"]
        verdict.check(not steers, "nothing steers the terminal", repr(run.stderr))


def commands(verdict, folder):
    """A model is any command; one that fails, or no `verbale`, is no answer."""
    words = [sys.executable, EXAMPLE / "mend.py", EXAMPLE / "article.txt", "--language", "en", "-o", folder / "by-command.json", "--model"]
    second = shlex.quote(str(EXAMPLE / "recorded" / "second.json"))
    for model, command, status in ((f"cat {second}", COMMAND, 0), ("false", COMMAND, 2), (f"cat {second}", folder / "none", 2)):
        environment = {**os.environ, "VERBALE": str(command)}
        run = subprocess.run([*words, model], capture_output=True, check=False, encoding="utf-8", env=environment)
        verdict.equal(run.returncode, status, f"--model {model!r}, {command}\n{run.stderr}")


def main():
    verdict = Verdict("llm")
    schema, whole = printed("--for-llm"), printed()
    Draft202012Validator.check_schema(schema)
    accepts, wholly = Draft202012Validator(schema).is_valid, Draft202012Validator(whole).is_valid
    size = len(json.dumps(schema, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
    print(f"the schema has {size} bytes")
    verdict.check(50_000 < size < 80_000, "the size that the documentation states", str(size))
    judged_cases(verdict, accepts)
    for seed in (FIXED_SEED, int(sys.argv[1]) if len(sys.argv) > 1 else random.SystemRandom().randrange(1 << 32)):
        judged_mutants(verdict, accepts, wholly, seed)
    engine(verdict, schema, accepts)
    strictness(verdict, schema)
    first, second = (json.loads((EXAMPLE / "recorded" / name).read_text(encoding="utf-8")) for name in ("first.json", "second.json"))
    verdict.check(accepts(first) and accepts(second), "no schema sees the faults of the recorded answers")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        loop(verdict, folder, first, second)
        insists(verdict, folder, first)
        judgement(verdict, folder, second)
        own_text(verdict, folder, first)
        no_json(verdict, folder, second)
        hostile(verdict, folder, second)
        commands(verdict, folder)
    verdict.close()


if __name__ == "__main__":
    main()
