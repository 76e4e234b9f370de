"""The columns of event rows that mappings without conditions need, as CSV with a header: `prepare.py ROWS OUT`.

RML and OTTR read tables with names, and cannot cut a date into its parts. What this takes is not counted.
"""

import csv
import sys

from tables import COLUMNS, events

KEPT = ["id", "code", "mentions", "sources", "articles", "tone", "url"]


def main():
    with open(sys.argv[2], "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow([*KEPT, "date"])
        for row in events(sys.argv[1]):
            day = row[COLUMNS["day"]]
            table.writerow([*(row[COLUMNS[name]] for name in KEPT), f"{day[:4]}-{day[4:6]}-{day[6:]}"])


if __name__ == "__main__":
    main()
