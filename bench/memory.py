"""How much memory an import takes at its peak, from the file to the loaded Neo4j, as the facts grow.

Run: python -m bench memory [SIZE ...], sizes in statements; 10000 100000 1000000 when none is given. Each is one
`zhitu import` into a workspace and a Neo4j of its own. The peak is that of the importing process or of the one that
reads the file for it, whichever is larger; the server has a heap of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from bench.generated import statements
from graph.engines.local_neo4j import Neo4jEngine

SIZES = (10_000, 100_000, 1_000_000)
BAR_MB = 1_024
HEAP = "1g"
ZHITU = str(Path(sys.executable).with_name("zhitu"))


def measure(size: int) -> tuple[float, float]:
    """Megabytes at the peak, and seconds, of one import."""
    with tempfile.TemporaryDirectory() as folder:
        file, workspace = Path(folder) / "made.nq", Path(folder) / "workspace"
        serialize(statements(size), str(file), RdfFormat.N_QUADS)
        command = [ZHITU, "--workspace", str(workspace), "--store", "neo4j"]
        environment = os.environ | {"ZHITU_ENGINE_HEAP": HEAP}
        subprocess.run([*command, "neo4j", "start"], env=environment, check=True, capture_output=True)
        started = time.monotonic()
        try:
            process = subprocess.Popen([*command, "import", str(file)], env=environment, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            if status != 0:
                raise RuntimeError(f"the import of {size} statements ended with {os.waitstatus_to_exitcode(status)}")
            return usage.ru_maxrss / 1024, time.monotonic() - started
        finally:
            Neo4jEngine(workspace).stop()


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; exit status 1 when the largest import takes more than the bar."""
    sizes = [int(text) for text in arguments or ()] or list(SIZES)
    sys.stdout.write(f"{'statements':>12}{'MB':>12}{'s':>12}\n")
    peak = 0.0
    for size in sizes:
        peak, seconds = measure(size)
        sys.stdout.write(f"{size:12}{peak:12.0f}{seconds:12.1f}\n")
        sys.stdout.flush()
    return int(peak > BAR_MB)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
