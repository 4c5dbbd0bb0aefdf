"""Runs the benchmarks: ratios, measured side by side in one run on this machine.

``python -m bench`` runs all, ``python -m bench load query`` some, ``python -m bench load 1000 10000`` one with the
sizes that it takes.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys

NAMES = (
    "search",
    "canvas",
    "peers",
    "clicks",
    "explore",
    "layered",
    "load",
    "pages",
    "query",
    "rows",
    "users",
    "memory",
    "faults",
)


def main(words: list[str]) -> int:
    """Run the named benchmarks, or all; exit status 1 when one misses its bar, 2 for a name that there is not."""
    sizes = [word for word in words if word.isdecimal()]
    names = [word for word in words if not word.isdecimal()] or list(NAMES)
    unknown = sorted(set(names) - set(NAMES))
    if unknown or (sizes and len(names) != 1):
        wrong = f"no such benchmark: {', '.join(unknown)}" if unknown else "sizes are for one benchmark"
        sys.stderr.write(f"{wrong}; there are: {', '.join(NAMES)}\n")
        return 2
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    missed = 0
    for name in names:
        print(f"\n== {name}")
        benchmark = importlib.import_module(f"bench.{name}")
        missed |= benchmark.main(sizes) if sizes else benchmark.main()
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
