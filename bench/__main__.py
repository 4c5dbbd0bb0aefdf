"""Runs every benchmark, ``python -m bench [NAME ...]``: ratios, measured side by side in one run on this machine."""

from __future__ import annotations

import importlib
import os
import platform
import sys

NAMES = ("search", "canvas", "explore", "layered", "load", "query", "faults")


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; exit status 1 when one misses its bar."""
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        sys.stderr.write(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(NAMES)}\n")
        return 2
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    missed = 0
    for name in names or NAMES:
        print(f"\n== {name}")
        missed |= importlib.import_module(f"bench.{name}").main()
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
