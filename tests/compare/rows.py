#!/usr/bin/env python3
"""Writes N rows of GDELT 2.0 (61 columns), made up: `rows.py N` to standard output.

The seed is fixed, so N decides every byte. Codes are those of CAMEO in the table of outcomes; actors are states and groups of
states; one row in ten lacks its second actor, one in twenty its first; one in eight has no place, and one in four a country.
"""

import datetime
import random
import sys
from pathlib import Path

SEED = 20250403
ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
ISO = "RUS MLI NER BFA FRA USA CHN CIV DEU UKR TUR IND EGY BRA KEN NOR".split()
ROLES = {"GOV": "GOVERNMENT", "MIL": "ARMY", "MED": "NEWSPAPER", "OPP": "OPPOSITION", "LEG": "PARLIAMENT", "BUS": "COMPANY"}
SITES = "news.example.org press.example.net radio.example.com".split()


def codes():
    """CAMEO codes with at least three digits: GDELT gives no shorter ones."""
    rows = (ONTOLOGY / "outcomes.tsv").read_text(encoding="utf-8").splitlines()
    return [cells[1] for cells in map(lambda row: row.split("\t"), rows) if cells[0] == "cameo" and len(cells[1]) > 2]


def decimal(number, digits):
    """Without zeros at the end: those are the same number, and peers keep them."""
    return f"{number:.{digits}f}".rstrip("0").rstrip(".")


class Rows:
    """Rows, one after the other."""

    def __init__(self):
        self.rng = random.Random(SEED)
        self.codes = codes()
        self.places = [self.place(number) for number in range(8_000)]

    def place(self, number):
        """Type, name, country, two codes, coordinates, feature."""
        sort = "1" if number % 4 == 0 else "4"
        name = f"Country {number}" if sort == "1" else f"Río {number}, Région {number % 40}, Country {number % 16}"
        lat, long = self.rng.uniform(-60, 70), self.rng.uniform(-180, 180)
        return [sort, name, "XX", f"XX{number % 40:02}", "", decimal(lat, 4), decimal(long, 4), str(number - 3_000_000)]

    def actor(self, iso):
        role = self.rng.choice([*ROLES, "", ""])
        name = f"{iso} {ROLES[role]} {self.rng.randrange(50)}" if role else iso
        return [iso + role, name, iso, "", "", "", "", role, "", ""]

    def actors(self):
        first, second = (self.actor(iso) for iso in self.rng.sample(ISO, 2))
        lacks, none = self.rng.random(), [""] * 10
        if lacks < 0.05:
            return none, second
        return first, second if lacks > 0.15 else none

    def row(self, number):
        rng = self.rng
        day = datetime.date(2025, 1, 1) + datetime.timedelta(days=rng.randrange(330))
        fraction = f"{day.year + day.timetuple().tm_yday / 366:.4f}"
        code = rng.choice(self.codes)
        first, second = self.actors()
        place = rng.choice(self.places) if rng.random() > 0.125 else ["0", *[""] * 7]
        tone = decimal(rng.uniform(-12, 12), 12)
        url = f"https://{rng.choice(SITES)}/{day:%Y/%m}/{number}-rencontre-{rng.randrange(10**6)}.html?id={number}&lang=fr"
        return [
            str(number), f"{day:%Y%m%d}", f"{day:%Y%m}", str(day.year), fraction, *first, *second,
            str(rng.randrange(2)), code, code[:3], code[:2], str(rng.randint(1, 4)), f"{rng.uniform(-10, 10):.1f}",
            str(rng.randint(1, 60)), str(rng.randint(1, 9)), str(rng.randint(1, 60)), tone, *place, *place, *place,
            f"{day:%Y%m%d}120000", url]


def main():
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    rows = Rows()
    for number in range(int(sys.argv[1])):
        sys.stdout.write("\t".join(rows.row(1_230_000_000 + number)) + "\n")


if __name__ == "__main__":
    main()
