#!/usr/bin/env python3
"""Dossiers to N-Quads, or event datasets to RDF, on Apache Spark:

    spark-submit --properties-file local.conf export.py INPUT OUTPUT --account FOLDER [--on-error skip] [--gzip]
    spark-submit --properties-file local.conf export.py --files INPUT… OUTPUT --account FOLDER [--dataset gdelt]

INPUT is JSON Lines in any place that Spark reads, OUTPUT a folder that does not exist yet, FOLDER one that does not
exist yet and that the driver and all workers see under the same path. Each task gives its lines to one `verbale`. Exit
codes are those of `verbale`: 0 fine, 1 records were refused, 2 the job could not be made or its account does not hold.
"""

import argparse
import json
import os
import shlex
import shutil
import sys
from collections import Counter
from glob import glob
from operator import add
from pathlib import Path

from py4j.protocol import Py4JJavaError
from pyspark import SparkConf, SparkContext
from pyspark.accumulators import AccumulatorParam

GZIP = "org.apache.hadoop.io.compress.GzipCodec"
# The first line that a task reads is its number. Tries of one task have the same, so the last one's files stay.
KEPT = '--summary "$ACCOUNT/$task.summary.json" --rejects "$ACCOUNT/$task.rejects.jsonl"'
ON_LINES = f'read -r task && exec "$0" "$@" - {KEPT}'
ON_A_FILE = f'read -r task && IFS= read -r file && exec "$0" "$@" "$file" {KEPT}'
SHOWN = 10


class ByTask(AccumulatorParam):
    """A number for each task. Another try of a task replaces its number, where a sum would count it twice."""

    def zero(self, _):
        return {}

    def addInPlace(self, numbers, more):  # the name is Spark's
        return {**numbers, **more}


# --- what runs on the workers


def handed(task, lines, counts):
    """The task's number, then its lines, which are counted as records unless they are blank."""
    yield str(task)
    records = 0
    try:
        for line in lines:
            records += bool(line.strip(" \t\r"))
            # Spark has put U+FFFD for bytes that are not UTF-8. What cannot be told from damage is refused as damage.
            yield line if "\ufffd" not in line else f"not UTF-8, or U+FFFD without its escape: {line}"
    except Exception:
        # `pipe` reads in a thread of its own. An exception that ends it leaves the program, and the job, waiting.
        os._exit(1)
    counts.add({task: records})


def counted(task, lines, counts):
    """The lines, which are counted."""
    number = 0
    for line in lines:
        number += 1
        yield line
    counts.add({task: number})


def name_of(line):
    """The id of a dossier and the number of its part; nothing where the line has none, which is for `verbale` to say."""
    try:
        record = json.loads(line)
        return [(json.dumps([record["id"], record.get("part")]), 1)]
    except (ValueError, TypeError, KeyError, AttributeError):
        return []


# --- what the driver does


def arguments(words=None):
    parser = argparse.ArgumentParser(description="Dossiers or event datasets to RDF on Spark")
    parser.add_argument("input", nargs="+", help="JSON Lines, also .gz: a file, a folder or a pattern, in any place that Spark reads")
    parser.add_argument("output", help="the folder of the parts; it must not exist")
    parser.add_argument("--account", type=Path, required=True, help="the folder of summaries and refused records; it must not exist")
    parser.add_argument("--program", default=shutil.which("verbale"), help="the path of `verbale` on the workers")
    parser.add_argument("--tasks", type=int, help="at least so many; a .gz file is one task")
    parser.add_argument("--files", action="store_true", help="each file is one task, and `verbale` opens it")
    parser.add_argument("--dataset", choices=["gdelt", "icews", "plover"], help="the files are of an event dataset")
    parser.add_argument("--base", help="as for `verbale`")
    parser.add_argument("--source-url", help="as for `verbale import`")
    parser.add_argument("--on-error", choices=["stop", "skip"], default="stop", help="what a refused record does to the job")
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 where records were refused")
    parser.add_argument("--unique-ids", action="store_true", help="first look for dossiers that come twice, in all lines")
    parser.add_argument("--gzip", action="store_true", help="write parts as .gz")
    chosen = parser.parse_args(words)
    if not chosen.program or not os.path.isabs(chosen.program):
        parser.error("--program: the absolute path of `verbale` on the workers, which have no PATH here")
    if chosen.unique_ids and (chosen.files or chosen.dataset):
        parser.error("--unique-ids is for lines")
    if chosen.source_url and not chosen.dataset:
        parser.error("--source-url is for --dataset")
    chosen.files = chosen.files or chosen.dataset is not None
    return chosen


def command(chosen):
    """What a task runs."""
    verb = ["import", chosen.dataset] if chosen.dataset else ["export"] if chosen.files else ["export", "--from", "jsonl"]
    words = ["/bin/sh", "-c", ON_A_FILE if chosen.files else ON_LINES, chosen.program, *verb, "--format", "nquads"]
    words += ["--on-error", chosen.on_error] + ["--exit-zero"] * (chosen.on_error == "skip")
    words += ["--base", chosen.base] if chosen.base else []
    return shlex.join(words + (["--source-url", chosen.source_url] if chosen.source_url else []))


def lines_of(spark, chosen):
    """The lines, in tasks."""
    if not chosen.files:
        return spark.union([spark.textFile(path, chosen.tasks) for path in chosen.input])
    files = sorted(str(Path(file).resolve()) for pattern in chosen.input for file in glob(pattern))
    if not files or any("\n" in file for file in files):
        sys.exit("export.py: no file, or a line break in a file's name")
    return spark.parallelize(files, len(files))


def export(spark, lines, chosen):
    """Runs the job; returns for each task the records that it was handed and the lines that came out."""
    records, quads = spark.accumulator({}, ByTask()), spark.accumulator({}, ByTask())
    environment = {"ACCOUNT": str(chosen.account.resolve())}
    (
        lines.mapPartitionsWithIndex(lambda task, its: handed(task, its, records))
        .pipe(command(chosen), environment, checkCode=True)
        .mapPartitionsWithIndex(lambda task, its: counted(task, its, quads))
        .saveAsTextFile(chosen.output, GZIP if chosen.gzip else None)
    )
    return records.value, quads.value


def summed(folder, records, quads, chosen):
    """The summaries of all tasks as one, in the form that they have; a task that does not add up is an error."""
    none = {"read": 0, "written": 0, "refused": 0}
    whole = {"version": 1, "records": Counter(none), "facts": Counter(none), "refused": Counter()}
    whole.update(quads=0, bytes=0, seconds=0.0)
    for task in sorted(records):
        path = folder / f"{task}.summary.json"
        if not path.exists():
            raise LookupError(f"task {task} left no summary in {folder}: do the workers see this folder?")
        summary = json.loads(path.read_text(encoding="utf-8"))
        told = [summary["quads"], *([] if chosen.files else [summary["records"]["read"]])]
        seen = [quads[task], *([] if chosen.files else [records[task]])]
        if told != seen:
            raise LookupError(f"task {task}: its summary has {told} quads and records, Spark has {seen}")
        for key in ("records", "facts", "refused"):
            whole[key].update(summary[key])
        for key in ("quads", "bytes", "seconds"):
            whole[key] += summary[key]
    return whole


def refusals(folder):
    """What was refused, a line each: records by their ids, since lines are counted within a task."""
    for path in sorted(folder.glob("*.rejects.jsonl"), key=lambda path: int(path.name.split(".")[0])):
        for line in path.read_bytes().splitlines():
            reject = json.loads(line)
            error = next(finding for finding in reject["findings"] if finding["severity"] == "error")
            name = f"record {reject['id']}" if "id" in reject else f"«{reject.get('record', '')[:80]}»"
            yield f"task {path.name.split('.')[0]}: {name}: error[{error['code']}]: {error['message']}"


def show(folder):
    for number, line in enumerate(refusals(folder)):
        if number == SHOWN:
            print(f"more in {folder}", file=sys.stderr)
            break
        print(line, file=sys.stderr)


def cause(error):
    """What an exception of Java began with: its first line, or the last one of Python's trace."""
    while error.getCause() is not None:
        error = error.getCause()
    lines = [line for line in error.toString().splitlines() if line[:1].strip()]
    return lines[-1] if "Traceback" in lines[0] else lines[0]


def twice(lines):
    """Dossiers that come twice: what one process sees, and a task of many does not."""
    return lines.flatMap(name_of).reduceByKey(add).filter(lambda named: named[1] > 1).keys().take(SHOWN)


def run(spark, chosen):
    lines = lines_of(spark, chosen)
    if chosen.unique_ids and (names := twice(lines)):
        for name, part in map(json.loads, names):
            print(f"dossier {name}{'' if part is None else f', part {part},'} comes twice", file=sys.stderr)
        return 1
    try:
        chosen.account.mkdir(parents=True)
        whole = summed(chosen.account, *export(spark, lines, chosen), chosen)
    except Py4JJavaError as error:
        show(chosen.account)
        print(f"export.py: the job failed: {cause(error.java_exception)}", file=sys.stderr)
        return 1 if any(refusals(chosen.account)) else 2
    except LookupError as error:
        print(f"export.py: the account does not hold: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"export.py: {error}", file=sys.stderr)
        return 2
    show(chosen.account)
    (chosen.account / "summary.json").write_text(json.dumps(whole) + "\n", encoding="utf-8")
    print(json.dumps(whole))
    return 1 if whole["records"]["refused"] and not chosen.exit_zero else 0


def settings():
    """Those of spark-submit, and what the lines need: Hadoop ends them at CR too, which JSON has between its values."""
    conf = SparkConf().setIfMissing("spark.app.name", "verbale")
    return conf.set("spark.hadoop.textinputformat.record.delimiter", "\n")


def main():
    chosen = arguments()
    spark = SparkContext(conf=settings())
    spark.setLogLevel("ERROR")
    try:
        return run(spark, chosen)
    finally:
        spark.stop()


if __name__ == "__main__":
    sys.exit(main())
