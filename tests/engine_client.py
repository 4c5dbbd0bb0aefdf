"""A second process on a workspace, for tests that kill it: ``python -m tests.engine_client FOLDER TASK [STORE]``.

``use`` starts or joins the engine and waits for a line on standard input; ``load`` loads a large graph. Each says on
standard output which engine it uses.
"""

from __future__ import annotations

import sys
from pathlib import Path

from graph.engines.choice import engine_for
from graph.mapping import PropertyGraph
from graph.store import Store
from tests.small_graph import graph, node

LARGE = 6_000


def large_graph() -> PropertyGraph:
    """What ``load`` loads."""
    return graph(*(node(f"n:{number}", "Chip") for number in range(LARGE)))


def main(folder: Path, task: str, kind: str = "embedded") -> None:
    with Store(engine_for(folder, kind)) as store:
        store.run("RETURN 1 AS one")
        say(f"engine {store.engine.status().pid}")
        if task == "load":
            store.sync(large_graph(), "large", lambda done, total: say(f"loaded {done} of {total}"))
            say("finished")
        sys.stdin.readline()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
