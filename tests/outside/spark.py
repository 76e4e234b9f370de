"""`examples/spark` against one process: on two threads, then on a master with two workers on the loopback interface.

    spark.py [SEED]

The judge of every job is one `verbale` over the same lines; that of what is counted, Python's `json` over the files.
"""

import contextlib
import gzip
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import namedtuple
from pathlib import Path

import pyspark
import zstandard
from py4j.protocol import Py4JJavaError
from pyspark import SparkContext
from spark_cluster import KILL_EXECUTOR, WAIT, cluster
from verdict import COMMAND, ROOT, Verdict

EXAMPLE = ROOT / "examples" / "spark"
SPARK_HOME = Path(pyspark.__file__).parent
# Whoever runs this may have a Spark of their own.
os.environ.update(SPARK_HOME=str(SPARK_HOME), PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1", PYTHONHASHSEED="0")
os.environ.pop("SPARK_CONF_DIR", None)
sys.path.insert(0, str(EXAMPLE))
import export

Job = namedtuple("Job", "code out err lines done summary rejects parts")
SUMS = ("records", "facts", "refused", "quads", "bytes")
TEXTS = [
    "Les ministres du Mali et du Niger se sont réunis à Bamako le {n}.",
    "Министры Мали и Нигера встретились в Бамако, № {n}.",
    "التقى وزيرا مالي والنيجر في باماكو {n}.",
    "马里和尼日尔部长在巴马科会晤，第{n}次。",
    "«The two» met\u2028in \"Bamako\"\u0085on\tday {n}\r\nthen left 🇲🇱.",
]


# --- dossiers, and what one process makes of them


def dossiers(dice, count, prefix="d"):
    """Lines with a fact or several each, in several scripts, with separators that are not line ends here."""
    lines = []
    for number in range(count):
        text = dice.choice(TEXTS).format(n=number)
        facts = [
            {"id": f"m{fact}", "kind": "meeting", "parties": ["mali", "niger"], "quote": text[dice.choice([0, 2]) :]}
            for fact in range(dice.choice([1, 1, 2, 5]))
        ]
        actors = {"mali": {"type": "state", "iso": "MLI"}, "niger": {"type": "state", "iso": "NER"}}
        source = {"language": "fr", "text": text}
        whole = {"verbale": 1, "id": f"{prefix}{number}", "source": source, "actors": actors, "facts": facts}
        lines.append(json.dumps(whole, ensure_ascii=dice.random() < 0.3).encode())
    return lines


def spoilt(line):
    """The same dossier with a quote that its text does not have."""
    dossier = json.loads(line)
    dossier["facts"][0]["quote"] = "words that nobody said"
    return json.dumps(dossier).encode()


def alone(folder, lines, *arguments):
    """One process over all lines: its output and its summary."""
    summary, rejects = folder / "alone.json", folder / "alone.jsonl"
    words = [COMMAND, "export", "-", "--from", "jsonl", "-f", "nquads", "--summary", summary, "--rejects", rejects, *arguments]
    run = subprocess.run(words, input=b"".join(line + b"\n" for line in lines), capture_output=True, check=False)
    told = json.loads(summary.read_text(encoding="utf-8"))
    return run.stdout, {key: told[key] for key in SUMS}, records_of(rejects.read_bytes())


def records_of(rejects):
    """Refused records without what differs between tasks: which file, which line."""
    read = [json.loads(line) for line in rejects.splitlines()]
    return [(reject.get("id"), reject["record"], reject["findings"][0]["code"]) for reject in read]


# --- a job of the example, in the Spark that runs here


def outcome(words, code, out, err):
    output, account = Path(words[words.index("--account") - 1]), Path(words[words.index("--account") + 1])
    parts = sorted(output.glob("part-*"))
    content = b"".join(part.read_bytes() for part in parts)
    rejects = sorted(account.glob("*.rejects.jsonl"), key=lambda path: int(path.name.split(".")[0]))
    summary = json.loads(out) if out.startswith("{") else None
    return Job(
        code,
        out,
        err,
        gzip.decompress(content) if parts and parts[0].suffix == ".gz" else content,
        (output / "_SUCCESS").exists(),
        summary and {key: summary[key] for key in SUMS},
        records_of(b"".join(path.read_bytes() for path in rejects)),
        parts,
    )


def words(folder, inputs, *options, program=COMMAND):
    # Tasks of a job that failed may still write: each job has folders of its own.
    own = Path(tempfile.mkdtemp(prefix="job-", dir=folder))
    return [*map(str, inputs), str(own / "out"), "--account", str(own / "account"), "--program", str(program), *options]


def job(spark, folder, inputs, *options, program=COMMAND):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        line = words(folder, inputs, *options, program=program)
        code = export.run(spark, export.arguments(line))
    return outcome(line, code, out.getvalue(), err.getvalue())


def submitted(folder, conf, inputs, *options, submit=()):
    """The same by `spark-submit`, as the page has it."""
    command = [SPARK_HOME / "bin" / "spark-submit", "--properties-file", EXAMPLE / conf, *submit, EXAMPLE / "export.py"]
    line = words(folder, inputs, *options)
    run = subprocess.run([*command, *line], capture_output=True, check=False, encoding="utf-8", timeout=WAIT)
    return outcome(line, run.returncode, run.stdout, run.stderr)


@contextlib.contextmanager
def context(master):
    settings = export.settings().setMaster(master).set("spark.ui.enabled", "false").set("spark.driver.host", "127.0.0.1")
    settings.set("spark.driver.bindAddress", "127.0.0.1").set("spark.executor.memory", "512m").set("spark.task.maxFailures", "4")
    spark = SparkContext(conf=settings)
    try:
        spark.setLogLevel("OFF")
        spark.addPyFile(str(EXAMPLE / "export.py"))
        yield spark
    finally:
        spark.stop()


def file_of(folder, name, lines, end=b"\n"):
    path = folder / name
    path.write_bytes(b"\n".join(lines) + (end if lines else b""))
    return path


# --- what must hold


def equal(verdict, what, found, expected):
    """A job that ended well, and gave the same bytes and sums as one process."""
    lines, sums, _ = expected
    verdict.equal((found.code, found.done), (0, True), f"{what}: it ends well\n{found.err[-1500:]}")
    verdict.check(found.lines == lines, f"{what}: the same bytes", f"{len(found.lines)} of {len(lines)}")
    verdict.equal(found.summary, sums, f"{what}: the same sums")


def splits(verdict, spark, folder, dice):
    lines = dossiers(dice, 300)
    expected = alone(folder, lines)
    verdict.check(len(expected[0].splitlines()) > 300 * 40, "one process writes all lines")
    whole = file_of(folder, "whole.jsonl", lines)
    for tasks in (1, 2, 7, 40):
        equal(verdict, f"{tasks} tasks", job(spark, folder, [whole], "--tasks", str(tasks)), expected)
    cuts = sorted(dice.sample(range(1, 299), 3))
    pieces = [lines[start:end] for start, end in zip([0, *cuts], [*cuts, 300])]
    files = [file_of(folder, f"piece-{number}.jsonl", piece, dice.choice([b"", b"\n"])) for number, piece in enumerate(pieces)]
    equal(verdict, f"files cut at {cuts}", job(spark, folder, files, "--tasks", "2"), expected)
    equal(verdict, "a pattern", job(spark, folder, [folder / "piece-*.jsonl"]), expected)
    for path in files:
        path.with_suffix(".jsonl.gz").write_bytes(gzip.compress(path.read_bytes()))
    found = job(spark, folder, [folder / "piece-*.jsonl.gz"], "--gzip")
    equal(verdict, "gz in, gz out", found, expected)
    verdict.equal([part.suffix for part in found.parts], [".gz"] * 4, "a gz file is one task, and one part")
    two = folder / "two.jsonl.gz"
    two.write_bytes(b"".join(gzip.compress(line + b"\n") for line in lines))
    equal(verdict, "a gz file of 300 members", job(spark, folder, [two]), expected)
    return lines, expected


def by_files(verdict, spark, folder, lines, expected):
    """`verbale` opens the files: what Spark cannot read, and lines that count from the beginning of the file."""
    folder.joinpath("a.jsonl.zst").write_bytes(zstandard.compress(b"\n".join(lines[:100]) + b"\n"))
    folder.joinpath("b c.jsonl").write_bytes(b"\n".join(lines[100:200]))
    folder.joinpath("d.jsonl.gz").write_bytes(gzip.compress(b"\n".join(lines[200:])))
    found = job(spark, folder, [folder / "[abd][. ]*jsonl*"], "--files")
    equal(verdict, "files", found, expected)
    verdict.equal(len(found.parts), 3, "a task for each file")


GDELT = ROOT / "crates" / "verbale-import" / "tests" / "data" / "gdelt" / "20151027220000.export.CSV"


def datasets(verdict, spark, folder):
    """Real rows in three files: a record's number is that of its row, so no file is cut."""
    rows = GDELT.read_bytes().splitlines(keepends=True)
    files = [folder / f"2015102722{minute}00.export.CSV" for minute in (15, 30, 45)]
    for path, third in zip(files, (rows[:900], rows[900:901], rows[901:])):
        path.write_bytes(b"".join(third))
    summary = folder / "events.json"
    command = [COMMAND, "import", "gdelt", *files, "-f", "nquads", "--summary", summary]
    lines = subprocess.run(command, capture_output=True, check=True).stdout
    told = json.loads(summary.read_text(encoding="utf-8"))
    found = job(spark, folder, [folder / "201510272*.CSV"], "--dataset", "gdelt")
    equal(verdict, "three files of GDELT", found, (lines, {key: told[key] for key in SUMS}, None))
    verdict.equal(told["records"]["read"], len(rows), "every row is accounted for")
    # A spreadsheet has been at this one: the program says so, and ends with 2.
    (folder / "sheet.CSV").write_bytes(b"".join(rows[:50]).replace(b"\t", b";"))
    found = job(spark, folder, [folder / "201510272*.CSV", folder / "sheet.CSV"], "--dataset", "gdelt", "--on-error", "skip")
    verdict.equal((found.code, found.done, found.lines), (2, False, b""), "a damaged file fails the job, with skip too")


def parts(verdict, spark, folder, dice):
    """Parts of one dossier share descriptions: those repeat with each task, and a store merges them."""
    lines = [json.loads(line) for line in dossiers(dice, 60)]
    source = {"title": "20250403.export.CSV", "language": "fr"}
    for number, dossier in enumerate(lines):
        dossier.update(id="dataset", part=number + 1, source=source)
        fact = {"id": f"r{number}", "kind": "meeting", "parties": ["mali", "niger"], "date": "2025-04-03", "basis": "machine-coded"}
        dossier["facts"] = [{**fact, "sourceCode": "cameo:046", "primarySource": "https://example.org/news"}]
    path = file_of(folder, "parts.jsonl", [json.dumps(dossier).encode() for dossier in lines])
    expected, _, _ = alone(folder, path.read_bytes().splitlines())
    found = job(spark, folder, [path], "--tasks", "5")
    verdict.equal((found.code, found.done), (0, True), f"parts\n{found.err}")
    verdict.equal(set(found.lines.splitlines()), set(expected.splitlines()), "parts: the same set of lines")
    verdict.check(len(found.lines) > len(expected), "parts: what they share is written once a task")


def refused(verdict, spark, folder):
    """One bad record of 300, then what becomes of it by default, then with `skip`. The page tells of these very lines."""
    page = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    lines = dossiers(random.Random(1), 300)
    bad = [*lines[:222], spoilt(lines[222]), *lines[223:]]
    path = file_of(folder, "bad.jsonl", bad)
    found = job(spark, folder, [path], "--tasks", "4")
    verdict.equal((found.code, found.done, found.lines), (1, False, b""), "stop: nothing is there")
    named = next((line for line in found.err.splitlines() if "record d222: error[quote-not-found]" in line), found.err)
    verdict.check(f"```text\n{named}\n```" in page, "the record is named, as the page shows it", named)
    verdict.check("Traceback" not in found.err, "and no trace is shown", found.err)

    out = folder / "unchecked"
    command = f"{COMMAND} export - --from jsonl -f nquads"
    spark.textFile(str(path), 4).pipe(command).saveAsTextFile(str(out))
    kept = b"".join(part.read_bytes() for part in sorted(out.glob("part-*"))).count(b"\n")
    every = alone(folder, lines)[0].count(b"\n")
    lost = f"lacked {round(100 * (every - kept) / every)} % of its lines"
    print(f"without checkCode: {kept:,} of {every:,} lines for one bad record, and _SUCCESS")
    verdict.check((out / "_SUCCESS").exists() and kept < every - 40, "without checkCode the loss is silent", f"{kept} of {every}")
    verdict.check(lost in page, "the page says how much is lost", lost)
    shutil.rmtree(out)

    bad[7], bad[150] = b"not json", b""
    bad[299] = spoilt(lines[299])
    path = file_of(folder, "bad.jsonl", bad)
    lines_alone, sums, rejects = alone(folder, bad, "--on-error", "skip")
    verdict.equal(sums["refused"], {"quote-not-found": 2, "syntax": 1}, "one process refuses three")
    found = job(spark, folder, [path], "--tasks", "4", "--on-error", "skip", "--exit-zero")
    equal(verdict, "skip", found, (lines_alone, sums, None))
    verdict.equal(found.rejects, rejects, "skip: the same records are refused, in the same order")
    told = [line.split(": ")[1] for line in found.err.splitlines() if line.startswith("task ")]
    verdict.equal(told, ["«not json»", "record d222", "record d299"], "skip: they are named")
    found = job(spark, folder, [path], "--tasks", "4", "--on-error", "skip")
    verdict.equal((found.code, found.done, found.lines), (1, True, lines_alone), "skip says by its exit code that it did")


def damage(verdict, spark, folder, lines, expected):
    """What Spark would hand on as if it were whole."""
    ends = [line.replace(b", ", b",\r", 1) for line in lines]
    path = file_of(folder, "cr.jsonl", ends, b"\r\n")
    equal(verdict, "CR within a record", job(spark, folder, [path], "--tasks", "4"), expected)

    # A record that is right in every other way: its quote is not where the byte is.
    dossier = json.loads(lines[5])
    dossier["source"]["text"] += " Fin de l'\udce9t\udce9."
    latin = json.dumps(dossier, ensure_ascii=False).encode("utf-8", "surrogateescape")
    path = file_of(folder, "latin.jsonl", [*lines[:5], latin, *lines[6:]])
    found = job(spark, folder, [path], "--tasks", "3")
    verdict.equal((found.code, found.done), (1, False), "bytes that are not UTF-8 are refused")
    verdict.check(found.rejects and found.rejects[0][2] == "syntax", "by the code that the page names", str(found.rejects))
    verdict.check("«not UTF-8, or U+FFFD without its escape: {" in found.err, "and the record is shown", found.err)
    escaped = lines[5].decode().replace('"text": "', '"text": "\\ufffd ').encode()
    path = file_of(folder, "escaped.jsonl", [*lines[:5], escaped, *lines[6:]])
    equal(verdict, "U+FFFD by its escape", job(spark, folder, [path], "--tasks", "3"), alone(folder, path.read_bytes().split(b"\n")[:-1]))

    whole = gzip.compress(b"\n".join(lines) + b"\n")
    (folder / "short.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    for options in ([], ["--on-error", "skip", "--exit-zero"]):
        found = job(spark, folder, [folder / "short.jsonl.gz"], *options)
        verdict.equal((found.code, found.done), (2, False), f"half of a gz file fails {options}\n{found.err}")


def little(verdict, spark, folder, lines):
    for name, content in [("empty", []), ("blank", [b"", b"  ", b"\r"])]:
        path = file_of(folder, f"{name}.jsonl", content)
        equal(verdict, f"{name} input", job(spark, folder, [path], "--tasks", "3"), alone(folder, content))
    path = file_of(folder, "few.jsonl", lines[:2])
    found = job(spark, folder, [path], "--tasks", "64")
    equal(verdict, "more tasks than lines", found, alone(folder, lines[:2]))
    empty = [part for part in found.parts if part.stat().st_size == 0]
    verdict.check(len(empty) > 30, "empty tasks end well", str(len(empty)))


def twice(verdict, spark, folder, lines):
    """What no single task can see."""
    path = file_of(folder, "twice.jsonl", [*lines, lines[0]])
    code = alone(folder, [*lines, lines[0]], "--on-error", "skip")[1]["refused"]
    verdict.equal(sum(code.values()), 1, "one process sees a dossier that comes twice")
    verdict.equal(job(spark, folder, [path], "--tasks", "4").code, 0, "tasks do not")
    found = job(spark, folder, [path], "--tasks", "4", "--unique-ids")
    verdict.equal((found.code, found.done, found.err), (1, False, "dossier d0 comes twice\n"), "--unique-ids does")
    path = file_of(folder, "once.jsonl", [*lines, b"not json", b"[]", b'{"id": []}'])
    found = job(spark, folder, [path], "--unique-ids", "--on-error", "skip", "--exit-zero")
    verdict.equal((found.code, found.done), (0, True), f"--unique-ids leaves the rest to the export\n{found.err}")


def stub(folder, name, body):
    """A program that does something else at its first call, whichever task that is."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nmark={folder}/{name}.mark\n{body}\nexec {COMMAND} \"$@\"\n", encoding="utf-8")
    path.chmod(0o755)
    shutil.rmtree(folder / f"{name}.mark", ignore_errors=True)
    return path


def raises(call):
    try:
        call()
    except Py4JJavaError:
        return True
    return False


def tries(verdict, spark, folder, lines, expected):
    path = file_of(folder, "whole.jsonl", lines)
    # It does all of its work, summary and rejects included, and dies then: a sum over tries would have it twice.
    late = stub(folder, "late", f'if mkdir "$mark" 2>/dev/null; then {COMMAND} "$@"; kill -9 $$; fi')
    found = job(spark, folder, [path], "--tasks", "4", program=late)
    verdict.check((folder / "late.mark").exists(), "the program was killed")
    equal(verdict, "a program that is killed once", found, expected)
    always = stub(folder, "always", 'mkdir "$mark" 2>/dev/null; echo x >> "$mark/tries"; exit 1')
    found = job(spark, folder, [file_of(folder, "one.jsonl", lines[:1])], "--tasks", "1", program=always)
    verdict.equal((found.code, found.done), (2, False), "a program that always fails")
    verdict.equal((folder / "always.mark" / "tries").read_text().count("x"), 4, "is tried four times")
    chosen = export.arguments(words(folder, [path]))
    chosen.account.mkdir()
    failing = spark.parallelize(range(9), 2).map(lambda number: 1 // (number - 5))
    verdict.check(raises(lambda: export.export(spark, failing, chosen)), "lines that cannot be made fail the job, and do not hang it")
    nowhere = job(spark, folder, [path], program="/nowhere/verbale")
    verdict.equal((nowhere.code, nowhere.done), (2, False), "a program that is not there")
    lossy = stub(folder, "lossy", f'{COMMAND} "$@" | sed 5d; exit 0')
    found = job(spark, folder, [path], "--tasks", "2", program=lossy)
    verdict.equal(found.code, 2, "lines that are lost on the way")
    verdict.check("the account does not hold" in found.err, "are missed", found.err)


# --- a cluster


def on_a_cluster(verdict, folder, lines, expected):
    path = file_of(folder, "whole.jsonl", lines)
    with cluster(folder, SPARK_HOME) as master:
        found = submitted(folder, "standalone.conf", [path], "--tasks", "8", submit=["--master", master])
        equal(verdict, "spark-submit to a master", found, expected)
        workers = [name for name in ("worker-1", "worker-2") if list((folder / name).glob("app-*/*/stderr"))]
        verdict.equal(workers, ["worker-1", "worker-2"], "both workers had executors")
        with context(master) as spark:
            bad = file_of(folder, "bad.jsonl", [*lines[:222], spoilt(lines[222]), *lines[223:]])
            found = job(spark, folder, [bad], "--tasks", "8")
            verdict.equal((found.code, found.done, found.lines), (1, False, b""), "a master, stop: nothing is there")
            verdict.check("record d222: error[quote-not-found]" in found.err, "a master, stop: the record is named", found.err)
            _, sums, rejects = alone(folder, bad.read_bytes().splitlines(), "--on-error", "skip")
            found = job(spark, folder, [bad], "--tasks", "8", "--on-error", "skip", "--exit-zero", "--gzip")
            verdict.equal((found.code, found.done, found.summary), (0, True, sums), "a master, skip: the same sums")
            verdict.equal(found.rejects, rejects, "a master, skip: the same rejects")
            killer = stub(folder, "killer", KILL_EXECUTOR)
            found = job(spark, folder, [path], "--tasks", "8", program=killer)
            verdict.check((folder / "killer.mark").exists(), "a program has set out to kill its executor")
            lost = "".join(log.read_text(errors="replace") for log in [folder / "worker-1.log", folder / "worker-2.log"])
            verdict.check("exitStatus 137" in lost, "an executor was killed", lost[-1500:])
            equal(verdict, "an executor that is killed", found, expected)


def quiet(log):
    """What Spark and the programs in it print goes to a file; what Python prints does not."""
    sys.stderr = os.fdopen(os.dup(2), "w", encoding="utf-8")
    with open(log, "wb") as file:
        os.dup2(file.fileno(), 2)


def main(seed):
    verdict, dice = Verdict("spark"), random.Random(seed)
    print(f"seed {seed}; PySpark {pyspark.__version__}")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        quiet(folder / "log")
        with context("local[2,4]") as spark:
            lines, expected = splits(verdict, spark, folder, dice)
            by_files(verdict, spark, folder, lines, expected)
            datasets(verdict, spark, folder)
            parts(verdict, spark, folder, dice)
            refused(verdict, spark, folder)
            damage(verdict, spark, folder, lines, expected)
            little(verdict, spark, folder, lines)
            twice(verdict, spark, folder, lines)
            tries(verdict, spark, folder, lines, expected)
        found = submitted(folder, "local.conf", [folder / "whole.jsonl"], "--tasks", "4")
        equal(verdict, "spark-submit on one machine", found, expected)
        on_a_cluster(verdict, folder, lines, expected)
    verdict.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(2**32))
