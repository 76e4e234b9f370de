"""Every form of report of `verbale check`, read by programs that are not ours and compared with the JSON form.

SARIF: its JSON Schema, Microsoft's Multitool with the rules of GitHub, sarif-tools. JUnit: junitparser. The SHACL
report: rdflib. Annotations: the grammar of GitHub's runner. The inputs are the cases of tests/cases, and words that are
syntax in one form or another wherever a report shows words.
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import hostile
import pyshacl
import rdflib
from jsonschema import Draft202012Validator, FormatChecker
from junitparser import Failure, JUnitXml, Skipped
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from sarif.loader import load_sarif_file
from verdict import COMMAND, ROOT, Verdict

rdflib.NORMALIZE_LITERALS = False
FORMS = ["json", "turtle", "sarif", "junit", "github"]
# Code points of a text in an annotation, in SARIF and JUnit, in JSON; findings of a report.
ANNOTATED, SHOWN, LONGEST, LIMIT = 1_000, 2_000, 10_000, 10_000
FIXED_SEED = 20250403
LEVELS = {"error": ("error", "error"), "warning": ("warning", "warning"), "info": ("note", "notice")}
ANNOTATION = re.compile(r"::(error|warning|notice) ([a-zA-Z]+=[^,:\r\n]*(?:,[a-zA-Z]+=[^,:\r\n]*)*)::([^\r\n]*)")
STEERS = {0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF}
FEWEST_FINDINGS, FEWEST_CODES = 1_000, 50


def steers(character):
    return unicodedata.category(character) == "Cc" or ord(character) in STEERS


def visible(text):
    return "".join(f"\\u{{{ord(c):x}}}" if steers(c) else c for c in text)


def clipped(text, limit=SHOWN):
    return text if len(text) <= limit else text[:limit] + "…"


def sentence(finding):
    """The message; where it is blank, the name of the rule."""
    return finding["message"] if finding["message"].strip() else finding["code"]


class Run:
    """One run of the command, with a report of each form."""

    def __init__(self, inputs, cwd, *options, forms=FORMS, may_be=(0, 1)):
        with tempfile.TemporaryDirectory() as folder:
            asked = [f"--report={form}={Path(folder, form)}" for form in forms]
            arguments = [COMMAND, "check", *options, *asked, "--", *inputs]
            run = subprocess.run(arguments, cwd=cwd, capture_output=True, check=False)
            self.status = run.returncode
            self.said = run.stderr.decode("utf-8", "replace")
            if self.status not in may_be:
                sys.exit(f"verbale check: exit {self.status}\n{self.said}")
            self.bytes = {form: Path(folder, form).read_bytes() for form in forms}
        self.text = {form: found.decode() for form, found in self.bytes.items()}
        self.cwd = Path(cwd)
        self.json = json.loads(self.text["json"])
        self.findings = self.json["findings"]

    def region(self, finding):
        """The region of SARIF: a byte order mark is a column of JSON, and none of SARIF."""
        line, column, last, end = (finding.get(key) for key in ["line", "column", "endLine", "endColumn"])
        with (self.cwd / finding["file"]).open("rb") as file:
            marked = file.read(3) == b"\xef\xbb\xbf"
        if column and marked:
            column, end = max(column - (line == 1), 1), max(end - (last == 1), 1)
        return line, column, last, end


def json_form(verdict, run, what):
    counts = Counter(finding["severity"] for finding in run.findings)
    summary = {"errors": counts["error"], "warnings": counts["warning"], "notes": counts["info"]}
    verdict.equal(run.json["summary"], summary | {"shown": len(run.findings)}, f"{what}: summary")
    for form, text in run.text.items():
        raw = {c for c in text if c != "\n" and steers(c)}
        verdict.equal(raw, set(), f"{what}: characters of {form} that could steer a terminal")


def file_of(location):
    uri = location["physicalLocation"]["artifactLocation"]
    return unquote(uri["uri"]) if uri.get("uriBaseId") == "SRCROOT" else uri["uri"]


def said(message):
    """The text of a SARIF message as a viewer shows it (sections 3.11.5 and 3.11.6)."""
    text = message["text"]
    if "\\](" in text:
        text = re.sub(r"\\([\\\[\]])", r"\1", text)
    elif "](" in text:
        return f"a link: {text}"
    if set("{}") & set(re.sub(r"\{\{|\}\}", "", text)):
        return f"a placeholder: {text}"
    return text.replace("{{", "{").replace("}}", "}")


def place(region):
    keys = ["startLine", "startColumn", "endLine", "endColumn"]
    return tuple(region.get(key) for key in keys) if region else (None,) * 4


def sarif_form(verdict, run, what, multitool):
    log = json.loads(run.text["sarif"])
    schema = json.loads((multitool.parent / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    faults = [fault.message for fault in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(log)]
    verdict.equal(faults[:3], [], f"{what}: SARIF schema")
    [sarif] = log["runs"]
    expected, found = [], []
    for finding, result in zip(run.findings, sarif["results"], strict=True):
        expected.append((finding["code"], LEVELS[finding["severity"]][0], finding["file"], run.region(finding)))
        [location] = result["locations"]
        region = place(location["physicalLocation"].get("region"))
        found.append((result["ruleId"], result["level"], file_of(location), region))
        verdict.equal(sarif["tool"]["driver"]["rules"][result["ruleIndex"]]["id"], result["ruleId"], f"{what}: rule")
        message = clipped(sentence(finding))
        verdict.check(
            said(result["message"]).startswith(message), f"{what}: message", f"{result['message']} {message!r}"
        )
    verdict.equal(found, expected, f"{what}: SARIF results")
    prints = [result["partialFingerprints"]["verbale/v1"] for result in sarif["results"]]
    verdict.equal(len(set(prints)), len(prints), f"{what}: fingerprints are unique")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.sarif")
        path.write_bytes(run.bytes["sarif"])
        levels = Counter(LEVELS[finding["severity"]][0] for finding in run.findings)
        counts = Counter(record["Severity"] for record in load_sarif_file(str(path)).get_records())
        verdict.equal(counts, levels, f"{what}: sarif-tools")
        verdict.equal(complaints(multitool, path), [], f"{what}: Multitool")


def complaints(multitool, path):
    """What the Multitool finds; its exit code is 0 whatever that is."""
    out = path.with_name("complaints.sarif")
    command = [str(multitool), "validate", str(path), "--rule-kind", "Sarif;Ghas", "-o", str(out)]
    subprocess.run([*command, "--log", "ForceOverwrite"], capture_output=True, check=True)
    [run] = json.loads(out.read_text(encoding="utf-8-sig"))["runs"]
    notes = [note for call in run.get("invocations", []) for note in call.get("toolExecutionNotifications", [])]
    return [entry.get("ruleId") or entry["message"].get("text") for entry in run.get("results", []) + notes][:5]


def undo(text, pairs):
    for escape, character in pairs:
        text = text.replace(escape, character)
    return text


def github_form(verdict, run, what):
    data = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]
    levels = Counter(finding["severity"] for finding in run.findings)
    lines = run.text["github"].split("\n")
    verdict.equal(lines.pop(), "", f"{what}: the last line ends")
    verdict.equal([line for line in lines if not ANNOTATION.fullmatch(line)], [], f"{what}: grammar of annotations")
    if max(levels.values(), default=0) > 10:
        last = lines.pop()
        verdict.check(last.startswith("::notice title=verbale check::"), f"{what}: counts", last)
    expected, found = [], []
    for finding, line in zip(run.findings, lines, strict=True):
        level, properties, message = ANNOTATION.fullmatch(line).groups()
        pairs = [property.split("=", 1) for property in properties.split(",")]
        values = {name: undo(value, [("%3A", ":"), ("%2C", ","), *data]) for name, value in pairs}
        names = ["file", "line", "col", "endLine", "endColumn", "title"]
        found.append((level, undo(message, data).split("\n")[0], *map(values.get, names)))
        numbers = [finding.get(key) for key in ["line", "column", "endLine", "endColumn"]]
        if numbers[0] != numbers[2]:
            numbers[1] = numbers[3] = None
        numbers = [None if number is None else str(number) for number in numbers]
        message = clipped(visible(sentence(finding)), ANNOTATED)
        expected.append((LEVELS[finding["severity"]][1], message, visible(finding["file"]), *numbers, finding["code"]))
    for one, other in zip(found, expected, strict=True):
        verdict.equal(one, other, f"{what}: annotation")


def xml_text(text):
    return clipped(visible(text)).replace("\ufffe", "\\u{fffe}").replace("\uffff", "\\u{ffff}")


def junit_form(verdict, run, what, fails):
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        file.write(run.bytes["junit"])
        file.flush()
        report = JUnitXml.fromfile(file.name)
    expected = Counter()
    for finding in run.findings:
        kind = Failure if finding["severity"] in fails else Skipped
        line = finding.get("line", 1)
        expected[kind, finding["code"], xml_text(sentence(finding)), xml_text(finding["file"]), str(line)] += 1
    found, passed, names = Counter(), 0, []
    for suite in report:
        for case in suite:
            names.append((suite.name, case.classname, case.name))
            passed += case.is_passed
            for result in case.result:
                element = case._elem
                found[type(result), result.type, result.message, element.get("file"), element.get("line")] += 1
    verdict.equal(found, expected, f"{what}: cases of JUnit")
    verdict.equal(len(set(names)), len(names), f"{what}: names of cases are unique")
    kinds = Counter(kind for kind, *_ in found.elements())
    counts = (report.tests, report.failures, report.skipped, report.errors)
    verdict.equal(counts, (len(names), kinds[Failure], kinds[Skipped], 0), f"{what}: counts of JUnit")
    return passed


def path_of(graph, node):
    """A SHACL path as SPARQL writes it."""
    if isinstance(node, rdflib.URIRef):
        return node.n3()
    if (node, RDF.first, None) in graph:
        return "(" + "/".join(path_of(graph, step) for step in Collection(graph, node)) + ")"
    [(predicate, value)] = graph.predicate_objects(node)
    marks = {SH.inversePath: "^{}", SH.zeroOrMorePath: "({})*", SH.oneOrMorePath: "({})+", SH.zeroOrOnePath: "({})?"}
    if predicate == SH.alternativePath:
        return "(" + "|".join(path_of(graph, choice) for choice in Collection(graph, value)) + ")"
    return marks[predicate].format(path_of(graph, value))


def path_text(graph, node):
    """A path as the JSON report writes it: an IRI is bare."""
    return str(node) if isinstance(node, rdflib.URIRef) else path_of(graph, node)


def term(graph_or_text):
    """A term, or what the JSON report writes of it, in a form that compares; blank nodes are alike."""
    if graph_or_text is None:
        return None
    node = graph_or_text
    if isinstance(node, str) and not isinstance(node, rdflib.term.Identifier):
        if not node.startswith(('"', "_:")):
            node = f"<{node}>"
        [(_, _, node)] = rdflib.Graph().parse(data=f"<a:a> <a:b> {node} .", format="nt")
    if isinstance(node, rdflib.BNode):
        return "_:"
    language = node.language.lower() if isinstance(node, rdflib.Literal) and node.language else None
    return (type(node).__name__, str(node), language, str(getattr(node, "datatype", None)))


def turtle_form(verdict, run, what):
    graph = rdflib.Graph().parse(data=run.text["turtle"], format="turtle")
    [report] = graph.subjects(RDF.type, SH.ValidationReport)
    results = [finding for finding in run.findings if "focusNode" in finding]
    conforms = not results and not run.json["summary"]["errors"]
    verdict.equal([bool(c) for c in graph.objects(report, SH.conforms)], [conforms], f"{what}: sh:conforms")
    severities = {SH.Warning: "warning", SH.Info: "info"}
    found, messages = Counter(), Counter()
    for result in graph.objects(report, SH.result):
        verdict.check((result, RDF.type, SH.ValidationResult) in graph, f"{what}: type of a result")
        [focus], [component], [severity], [_] = (
            list(graph.objects(result, predicate))
            for predicate in [SH.focusNode, SH.sourceConstraintComponent, SH.resultSeverity, SH.sourceShape]
        )
        path, value = graph.value(result, SH.resultPath), graph.value(result, SH.value)
        level = severities.get(severity, "error")
        found[term(focus), path and path_text(graph, path), str(component), term(value), level] += 1
        messages.update(str(message) for message in graph.objects(result, SH.resultMessage))
    keys = ["focusNode", "path", "component", "value", "severity"]
    expected = Counter()
    for finding in results:
        focus, path, component, value, level = map(finding.get, keys)
        if value is not None and len(value) > LONGEST:
            continue
        expected[term(focus), path, component, term(value), level] += 1
    cut = [key for key in found if key[3] and len(key[3][1]) >= LONGEST - 100]
    for key in cut:
        del found[key]
    verdict.equal(len(cut), sum(len(finding.get("value", "")) > LONGEST for finding in results), f"{what}: long values")
    verdict.equal(found, expected, f"{what}: results of shapes")
    for finding in results:
        verdict.check(any(finding["message"].rstrip("…") in m for m in messages), f"{what}: sh:resultMessage")
    return len(results)


def every_form(verdict, run, what, multitool, fails=("error",)):
    json_form(verdict, run, what)
    sarif_form(verdict, run, what, multitool)
    github_form(verdict, run, what)
    passed = junit_form(verdict, run, what, fails)
    return passed, turtle_form(verdict, run, what)


def cases(verdict, multitool):
    """The dossiers of tests/cases: faults of every rule of the format."""
    folder = ROOT / "tests" / "cases"
    inputs = sorted(str(path.relative_to(folder)) for path in folder.glob("*/*") if path.is_dir())
    # A source that cannot be opened is among them: exit 2.
    run = Run(inputs, folder, "--no-default-shapes", may_be=[2])
    passed, _ = every_form(verdict, run, "cases", multitool)
    verdict.check(passed > 0, "cases: some dossiers conform")
    return run


def hostile_inputs(verdict, multitool, folder):
    """Words that are syntax in one form or another, in dossiers, shapes, values and names of files."""
    seed = random.randrange(1 << 32)
    print(f"words drawn with seeds {FIXED_SEED} and {seed}")
    words = [*hostile.WORDS, *hostile.drawn(FIXED_SEED), *hostile.drawn(seed)]
    inputs = hostile.write(folder, words)
    options = ["--no-default-shapes", "--shapes", "shapes.ttl"]
    run = Run(inputs, folder, *options)
    passed, results = every_form(verdict, run, "hostile", multitool)
    verdict.equal(passed, 1, "hostile: the one record that conforms")
    again = Run(inputs, folder, *options)
    verdict.equal(again.bytes, run.bytes, "hostile: the same reports from the same input")
    strict = Run(inputs, folder, *options, "--fail-on", "info")
    every_form(verdict, strict, "strict", multitool, fails=("error", "warning", "info"))
    values = {finding.get("value") for finding in run.findings}
    lost = [word for word in words if len(word) < LONGEST and word.strip() and word not in values]
    verdict.equal(lost, [], "hostile: words that are the value of no finding")
    _, graph, _ = pyshacl.validate(str(folder / "data.ttl"), shacl_graph=str(folder / "shapes.ttl"))
    verdict.equal(results, len(set(graph.subjects(RDF.type, SH.ValidationResult))), "hostile: results as of pyshacl")
    path = re.sub(r":(\w)", r"<http://example.org/\1>", "(^:q/(:r|((:q/(:t)+))*|(:u)?))")
    verdict.check(path in {finding.get("path") for finding in run.findings}, "hostile: a path of every kind")
    return run


def standard_input(verdict, multitool):
    """Standard input is no file of the repository."""
    with tempfile.TemporaryDirectory() as folder:
        forms = [f"--report={form}={folder}/{form}" for form in FORMS]
        command = [COMMAND, "check", "-", "--from", "json", "--no-default-shapes", *forms]
        subprocess.run(command, input=b'{"verbale": 1}', capture_output=True, check=False)
        annotations = Path(folder, "github").read_text(encoding="utf-8")
        verdict.check(annotations and "file=" not in annotations, "standard input: annotations", annotations)
        log = Path(folder, "sarif")
        [sarif] = json.loads(log.read_text(encoding="utf-8"))["runs"]
        uris = {file_of(result["locations"][0]) for result in sarif["results"]}
        verdict.equal(uris, {"stdin"}, "standard input: SARIF")
        verdict.equal(complaints(multitool, log), [], "standard input: Multitool")


def columns_of(line):
    """Where each column of a line begins; a byte order mark is none."""
    return line[1:] if line.startswith("\ufeff") else line


def replaced(text, replacements):
    """The text with the replacements of a SARIF file made."""
    lines = text.split("\n")
    for replacement in sorted(replacements, key=lambda r: place(r["deletedRegion"]), reverse=True):
        first, column, last, end = place(replacement["deletedRegion"])
        before, after = columns_of(lines[first - 1])[: column - 1], columns_of(lines[last - 1])[end - 1 :]
        mark = "\ufeff" if lines[first - 1].startswith("\ufeff") else ""
        lines[first - 1 : last] = [mark + before + replacement["insertedContent"]["text"] + after]
    return "\n".join(lines)


def fixes(verdict, folder):
    """The fixes of the SARIF report, made by this script, are what `--fix` writes."""
    first = "\ufeff" + json.dumps(hostile.dossier(1) | {"note": "👩\u200d🚀"}, ensure_ascii=False)
    quote = '"Kenya and Norway signed an agreement"'
    near = json.dumps(hostile.NEAR)
    texts = {"block.yaml": hostile.marked_yaml(hostile.NEAR), "line.json": first.replace(quote, near)}
    for name, text in texts.items():
        path = folder / name
        path.write_bytes(text.encode())
        run = Run([name], folder, "--no-default-shapes")
        results = json.loads(run.text["sarif"])["runs"][0]["results"]
        changes = [c for result in results for fix in result.get("fixes", []) for c in fix["artifactChanges"]]
        verdict.equal(len(changes), 1, f"fixes of {name}")
        mended = replaced(text, [r for change in changes for r in change["replacements"]])
        command = [COMMAND, "check", "--no-default-shapes", "--fix", name]
        fixed = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        verdict.equal(fixed.returncode, 0, f"{name}: conforms after --fix")
        verdict.equal(mended.encode(), path.read_bytes(), f"{name}: the fix of SARIF is that of --fix")


def fingerprints(verdict, folder):
    """A fingerprint outlives edits elsewhere in the file, and no longer."""

    def prints(name, text):
        (folder / name).write_bytes(text.encode())
        run = Run([name], folder, "--no-default-shapes")
        return {r["partialFingerprints"]["verbale/v1"] for r in json.loads(run.text["sarif"])["runs"][0]["results"]}

    fact = "  - {id: other, kind: instrument, type: agreement, parties: [norway], quote: signed an agreement}\n"
    before = prints("a.yaml", hostile.marked_yaml("no such words", fact.replace("norway", "nobody")))
    verdict.equal(len(before), 2, "fingerprints: of two findings")
    more = f"  # a comment\n{fact.replace('other', 'new')}\n{fact.replace('norway', 'nobody')}"
    verdict.equal(prints("moved.yaml", hostile.marked_yaml("no such words", more)), before, "fingerprints after edits")
    after = prints("a.yaml", hostile.marked_yaml("other words", fact.replace("norway", "nobody")))
    verdict.equal(len(after & before), 1, "fingerprints: another quote is another finding")


def past_the_limit(verdict, multitool, folder):
    """Reports hold 10,000 findings and say how many there are."""
    records = LIMIT // 2 + 25
    lines = "".join(f'{{"verbale": 1, "id": "r{n}"}}\n' for n in range(records))
    (folder / "many.jsonl").write_text(lines + json.dumps(hostile.dossier(1)) + "\n", encoding="utf-8")
    run = Run(["many.jsonl"], folder, "--no-default-shapes")
    summary = {"errors": 2 * records, "warnings": 0, "notes": 0, "shown": LIMIT}
    verdict.equal(run.json["summary"], summary, "limit: summary")
    verdict.equal(len(run.findings), LIMIT, "limit: findings of JSON")
    [sarif] = json.loads(run.text["sarif"])["runs"]
    verdict.equal(len(sarif["results"]), LIMIT, "limit: results of SARIF")
    [note] = sarif["invocations"][0]["toolExecutionNotifications"]
    verdict.check(
        f"{2 * records:,}" in note["message"]["text"], "limit: notification of SARIF", note["message"]["text"]
    )
    verdict.check(f"{2 * records:,} errors" in run.text["github"].splitlines()[-1], "limit: last annotation")
    verdict.check(run.text["turtle"].startswith("# "), "limit: comment of Turtle", run.text["turtle"][:80])
    junit = JUnitXml.fromstring(run.bytes["junit"])
    passed = sum(case.is_passed for suite in junit for case in suite)
    verdict.equal((junit.failures, passed), (LIMIT + 1, 0), "limit: JUnit, where nothing is said to conform")
    path = folder / "limit.sarif"
    path.write_bytes(run.bytes["sarif"])
    verdict.equal(complaints(multitool, path), [], "limit: Multitool")


def judges_that_see(verdict, multitool, run, folder):
    """The judges have something against a report that is broken."""
    log = json.loads(run.text["sarif"])
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        del rule["help"]
    path = folder / "broken.sarif"
    path.write_text(json.dumps(log), encoding="utf-8")
    verdict.check("GH2012" in str(complaints(multitool, path)), "Multitool sees that help is missing")
    verdict.check(not ANNOTATION.fullmatch("::error file=a:b,line=1::c"), "the grammar sees a colon in a property")
    verdict.check(said({"text": "[a](1)"}) != "[a](1)" and said({"text": "{0}"}) != "{0}", "links and placeholders")


def multitool_of(packages):
    """The Multitool's program of this system, among the npm packages."""
    names = ["Sarif.Multitool", "Sarif.Multitool.exe"]
    programs = [path for name in names for path in Path(packages).glob(f"@microsoft/sarif-multitool-*/{name}")]
    if not programs:
        sys.exit(f"no Sarif.Multitool under {packages}: tests/run reports installs it")
    programs[0].chmod(0o755)
    return programs[0]


def main():
    verdict = Verdict("reports")
    multitool = multitool_of(os.environ.get("NODE_PACKAGES", ROOT / "target" / "node" / "node_modules"))
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        runs = [cases(verdict, multitool), hostile_inputs(verdict, multitool, folder)]
        standard_input(verdict, multitool)
        fixes(verdict, folder)
        fingerprints(verdict, folder)
        past_the_limit(verdict, multitool, folder)
        judges_that_see(verdict, multitool, runs[0], folder)
    findings = [finding for run in runs for finding in run.findings]
    codes = {finding["code"] for finding in findings}
    verdict.check(len(findings) >= FEWEST_FINDINGS, "findings", f"{len(findings)} of them")
    verdict.check(len(codes) >= FEWEST_CODES, "codes", f"{len(codes)}: {sorted(codes)}")
    print(f"{len(findings)} findings of {len(codes)} codes in {len(FORMS)} forms")
    verdict.close()


if __name__ == "__main__":
    main()
