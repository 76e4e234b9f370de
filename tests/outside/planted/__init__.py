"""Dossiers with planted faults, and where each fault stands: the truth for places.py."""

from . import file, format, meaning, warnings
from .dossiers import Draft
from .kinds import ALL, KINDS, YAML, Finding, Kind
from .sheets import JsonWriter, Sheet, YamlWriter, noise

__all__ = [
    "ALL", "KINDS", "YAML", "Draft", "Finding", "JsonWriter", "Kind", "Sheet", "YamlWriter",
    "file", "format", "meaning", "noise", "warnings",
]
