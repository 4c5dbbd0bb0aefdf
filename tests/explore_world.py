"""A small made-up graph for the explorer's tests: two chip firms, a hub with many neighbours, and hostile names."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Mapping
from pathlib import Path

from graph.workspace import Workspace
from ingest.importing import plan_import
from ontology.model import load_model

SUPPLIERS = 40
HOSTILE = {
    "org:script": "<script>window.pwned=1</script>",
    "org:image": '<img src=x onerror="window.pwned=1">',
    "org:link": "[x](javascript:window.pwned=1)",
    "org:bold": "**b** :red[x] $x$ `c` ~~d~~",
    "org:svg": "</style><svg onload=window.pwned=1>",
    "org:entity": "&lt;b&gt; &amp; \\u003cscript\\u003e",
}

_TABLES = Path(__file__).parent / "data" / "explore"


def write_tables(folder: Path) -> Path:
    """The world as a folder of tables: those of tests/data/explore, the hub's suppliers and the hostile names."""
    shutil.copytree(_TABLES, folder)
    suppliers = [f"org:supplier-{n}" for n in range(SUPPLIERS)]
    _append(
        folder / "entities.csv",
        *(
            {"id": id_, "class": "Startup", "name_en": f"Supplier {id_[13:]}", "evidence": "src:note@L61"}
            for id_ in suppliers
        ),
        *(
            {"id": id_, "class": "AIVendor", "name_zh": name, "description_zh": name, "evidence": "src:note@L70"}
            for id_, name in HOSTILE.items()
        ),
    )
    _append(
        folder / "relations.csv",
        *(
            {"subject": id_, "relation": "supplies", "object": "org:hub", "evidence": "src:note@L61"}
            for id_ in suppliers
        ),
        *(
            {
                "subject": id_,
                "relation": "located_in",
                "object": "place:harbour",
                "evidence": "src:note@L70",
                "note": name,
            }
            for id_, name in HOSTILE.items()
        ),
    )
    return folder


def build(workspace: Path, tables: Path, store: str = "embedded") -> None:
    """A workspace that holds the world, its engine stopped again where it is its own."""
    plan = plan_import([write_tables(tables)], "world", load_model())
    assert not plan.refused, "\n".join(map(str, plan.problems))
    with Workspace.open(workspace, store) as opened:
        opened.replace_source("world", plan.facts, plan.info)


def _append(path: Path, *rows: Mapping[str, str]) -> None:
    with path.open("r+", encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
        file.seek(0, io.SEEK_END)
        csv.DictWriter(file, columns, lineterminator="\n").writerows(rows)
