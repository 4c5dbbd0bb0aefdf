"""Lists what is wrong in the report's tables, for whoever writes them.

``python -m ingest.report.lint [PREFIX...] [--zh]``: with PREFIX only problems of files whose name begins so
(``entities/chips``) are listed. Exit status 1 when a listed problem is fatal.
"""

from __future__ import annotations

import sys
from collections import Counter

from ingest.build import read_report
from ontology.model import load_model


def main(arguments: list[str]) -> int:
    """Write the problems and a count of what the tables hold."""
    language = "zh" if "--zh" in arguments else "en"
    prefixes = tuple(a for a in arguments if not a.startswith("--"))
    model = load_model()
    quads, problems = read_report(model)
    listed = [p for p in problems if not prefixes or p.file.startswith(prefixes)]
    for found in listed:
        mark = "" if found.fatal else ("（提示）" if language == "zh" else " (warning)")
        sys.stdout.write(f"{found.text(language)}{mark}\n")
    fatal = sum(p.fatal for p in listed)
    sys.stdout.write(f"{fatal} errors, {len(listed) - fatal} warnings; {len(quads)} quads\n")
    for key, count in Counter(p.key for p in listed).most_common():
        sys.stdout.write(f"  {count:5} {key}\n")
    return 1 if fatal else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
