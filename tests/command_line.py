"""Running `zhitu` as a user does, from a directory that is not the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ZHITU = str(Path(sys.executable).with_name("zhitu.exe" if sys.platform == "win32" else "zhitu"))


@dataclass(frozen=True, slots=True)
class CommandLine:
    """`zhitu` on one workspace, in English unless said otherwise."""

    workspace: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def __call__(
        self, *arguments: str | Path, status: int = 0, text: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run one command and hold it to its exit status; nobody ever sees a traceback or a password."""
        done = subprocess.run(
            [ZHITU, "--workspace", self.workspace, *arguments],
            input=text, capture_output=True, text=True, encoding="utf-8", check=False,
            cwd=self.workspace.parent, env=os.environ | {"ZHITU_LANG": "en"} | dict(self.environment),
        )  # fmt: skip
        assert done.returncode == status, (
            f"{arguments} ended with {done.returncode}:\n{done.stdout[-500:]}\n{done.stderr[-2000:]}"
        )
        assert "Traceback" not in done.stderr
        return done

    def rows(self, query: str, *options: str) -> list[list[Any]]:
        """The rows of a query."""
        answer = json.loads(self("query", "--format", "json", *options, query).stdout)
        return list(answer["rows"])
