#!/usr/bin/env python3
"""A dossier by a language model, checked and mended until it holds:

    mend.py ARTICLE.txt --language TAG --model 'COMMAND' -o DOSSIER.json
    mend.py ARTICLE.txt --language TAG --recorded FIRST.json [SECOND.json …] -o DOSSIER.json

COMMAND reads a request from standard input and writes the model's answer to standard output. `verbale` is taken from
PATH, or from the environment variable VERBALE. The dossier is written when it has no error left (exit 0); where some
are left after the last round, nothing is written (exit 1). Exit 2 says that something could not run.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

VERBALE = os.environ.get("VERBALE", "verbale")
# What may be put right without asking: a name that is nearly one that is there.
SPELLING = {"unknown-reference", "unknown-code", "unknown-kind"}


# --- the model: any function from a request to an answer


def recorded(paths):
    """Answers that were recorded, one after the other; the last one stays, as with a model that insists."""
    answers = [Path(path).read_text(encoding="utf-8") for path in paths]
    return lambda request: answers.pop(0) if len(answers) > 1 else answers[0]


def command(words):
    """A program that reads the request and writes the answer."""

    return lambda request: answered(shlex.split(words), request, fine=(0,))


def verbale(*arguments):
    """Runs the command. 0 and 1 are answers; anything else says that it could not run."""
    return answered([VERBALE, *arguments], "", fine=(0, 1))


def answered(words, text, fine):
    """What a command writes when it reads the text; another exit code than these ends the program, with 2."""
    try:
        run = subprocess.run(words, input=text, capture_output=True, check=False, encoding="utf-8", errors="replace")
        fault = None if run.returncode in fine else f"exit {run.returncode}\n{run.stderr}"
    except OSError as cause:
        fault = cause
    if fault:
        print(f"{shlex.join(map(str, words))}: {fault}", file=sys.stderr)
        sys.exit(2)
    return run.stdout


# --- requests


def first_request(article):
    return (
        "Write down what this text reports as one JSON document that conforms to the schema. Copy every quote from the "
        "text character by character. Leave `source.text` and `source.file` out.\n\n"
        f"Schema:\n{verbale('schema', '--for-llm')}\nText:\n{article}"
    )


def next_request(article, answer, findings):
    told = "\n".join(json.dumps(finding, ensure_ascii=False) for finding in findings)
    return (
        "This dossier does not hold. `pointer` says where (JSON Pointer); `candidates` are passages of the text that a "
        "quote may have meant. A fact that the text does not support is to be left out. Answer with the whole dossier.\n\n"
        f"Findings:\n{told}\n\nDossier:\n{answer}\n\nText:\n{article}"
    )


# --- checking and mending


def with_source(dossier, article, language):
    """The text is ours, whatever the model says that it read: else it could quote a text of its own making."""
    source = dossier.get("source")
    kept = {key: value for key, value in source.items() if key not in ("file", "sha256")} if isinstance(source, dict) else {}
    return {**dossier, "source": {**kept, "language": language, "text": article}}


def checked(dossier, path):
    """Writes the dossier to `path` and returns what `verbale check` finds in it."""
    # In ASCII: a model may write half of a surrogate pair, which no encoding has, and the check should say so.
    path.write_text(json.dumps(dossier), encoding="ascii")
    return json.loads(verbale("check", path, "--report", "json"))["findings"]


def errors(findings):
    return [finding for finding in findings if finding["severity"] == "error"]


def steps(pointer):
    """The keys and indices of a JSON Pointer (RFC 6901)."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def replace(document, pointer, old, new):
    """Writes `new` at the pointer where `old` stands, and says whether it did."""
    *way, last = steps(pointer)
    for step in way:
        document = document[int(step)] if isinstance(document, list) else document[step]
    last = int(last) if isinstance(document, list) else last
    if document[last] != old:
        return False
    document[last] = new
    return True


def letters(words):
    """The letters and digits of some words: what is left when spelling, punctuation and accents are taken away."""
    return "".join(c for c in unicodedata.normalize("NFKD", words).casefold() if c.isalnum())


def mended_value(finding, article):
    """What stands instead of the finding's value where that needs no judgement; else nothing, and the model is asked.

    A quote is replaced by the text's own words only if it has the same letters. Other words may say something else,
    and then the fact that rests on them has to be thought about again.
    """
    if finding["code"] == "quote-not-found" and len(finding.get("candidates", [])) == 1:
        candidate = finding["candidates"][0]
        words = article[candidate["start"] : candidate["end"]]
        return words if letters(words) == letters(finding["value"]) else None
    return finding.get("suggestion") if finding["code"] in SPELLING else None


def mend(dossier, article, findings):
    """Mends the dossier in place, and lists what was changed."""
    changes = []
    for finding in findings:
        new = mended_value(finding, article)
        if new is not None and replace(dossier, finding["pointer"], finding["value"], new):
            changes.append({"pointer": finding["pointer"], "code": finding["code"], "from": finding["value"], "to": new})
    return changes


# --- the loop


def parsed(answer):
    """The answer as a dossier; some models put a fence around it."""
    lines = answer.strip().splitlines()
    if lines and lines[0].startswith("```"):
        lines = lines[1 : -1 if lines[-1].startswith("```") else None]
    dossier = json.loads("\n".join(lines))
    if not isinstance(dossier, dict):
        raise ValueError("the answer is no JSON object")
    return dossier


def attempt(answer, article, language, path):
    """One answer, checked and mended: the dossier, and the record of the round."""
    try:
        dossier = with_source(parsed(answer), article, language)
    except (ValueError, RecursionError) as fault:
        finding = {"code": "syntax", "severity": "error", "message": f"the answer is no JSON: {fault}", "pointer": ""}
        return None, {"findings": [finding], "mended": [], "left": [finding]}
    findings = checked(dossier, path)
    changes = mend(dossier, article, findings)
    return dossier, {"findings": findings, "mended": changes, "left": checked(dossier, path) if changes else findings}


def tell(number, record):
    say(f"round {number}: {len(errors(record['findings']))} errors")
    for finding in record["findings"]:
        say(f"  {finding['severity']} {finding['code']} {finding.get('pointer', '')}: {finding['message']}")
    for change in record["mended"]:
        say(f"  mended {change['pointer']}: «{change['from']}» → «{change['to']}»")


def say(line):
    """Prints a line with what a model wrote in it: nothing that could steer a terminal."""
    print("".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in line), file=sys.stderr)


def converse(ask, article, language, rounds):
    """Asks until a dossier holds, or the rounds are over: the dossier or nothing, and the record of every round."""
    records, request = [], first_request(article)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.json"
        for number in range(1, rounds + 1):
            answer = ask(request)
            dossier, record = attempt(answer, article, language, path)
            records.append(record)
            tell(number, record)
            if not errors(record["left"]):
                return dossier, records
            request = next_request(article, answer, record["left"])
    return None, records


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", type=Path, help="the text, UTF-8")
    parser.add_argument("--language", required=True, help="its language (BCP 47)")
    models = parser.add_mutually_exclusive_group(required=True)
    models.add_argument("--model", type=command, dest="ask", help="a command that answers requests")
    models.add_argument("--recorded", nargs="+", help="files with recorded answers")
    parser.add_argument("--rounds", type=int, default=3, help="how often to ask at most (3)")
    parser.add_argument("--log", type=Path, help="a JSON file for what was found and mended in each round")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the dossier to write")
    return parser.parse_args()


def main():
    given = arguments()
    article = given.article.read_bytes().decode("utf-8")
    ask = given.ask or recorded(given.recorded)
    dossier, records = converse(ask, article, given.language, given.rounds)
    if given.log:
        given.log.write_text(json.dumps(records, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if dossier is None:
        sys.exit(f"no dossier without errors in {len(records)} rounds: nothing is written")
    given.output.write_text(json.dumps(dossier, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
