"""The kinds of fault that can be planted in a dossier, each with what is done and where it must be shown.

A kind is a function that changes a draft and returns what must be found: the code, the pointer, and which part of the entry
is shown. `mark` is a stretch of the file that is not a whole key or value.
"""

from dataclasses import dataclass

YAML, JSON, ALL = ("block", "flow"), ("json", "lines"), ("block", "flow", "json", "lines")


@dataclass(frozen=True)
class Finding:
    """What must be found. `file` is that of the dossier unless another is named."""

    code: str
    pointer: str
    part: str = "value"
    shown: str | None = None  # the pointer whose place is shown, where it is not the finding's own
    file: str | None = None
    place: tuple | None = None  # the place itself, in a file that is not the dossier


@dataclass(frozen=True)
class Kind:
    name: str
    code: str
    what: str
    where: str
    styles: tuple
    plant: object


KINDS = []


def kind(name, code, what, where, styles=ALL):
    def add(plant):
        KINDS.append(Kind(name, code, what, where, styles, plant))
        return plant
    return add


def value_of(code, place, **more):
    return [Finding(code, place, **more)]


def key_of(code, place):
    return [Finding(code, place, "key")]
