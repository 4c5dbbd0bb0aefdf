"""The import of the official driver, with or without the data-frame libraries that only its `to_df` needs."""

from __future__ import annotations

import sys
import threading
from typing import Any, cast

_FRAMES = ("numpy", "pandas", "pyarrow")

_lean = False


def keep_data_frames_out() -> None:
    """For short-lived processes of our own, such as commands: the driver then takes 0.4 s to import instead of 1.5 s.

    Not for a library: in such a process the driver's `to_df` would say that pandas is not installed.
    """
    global _lean  # noqa: PLW0603 - one switch a process, set before anything is opened
    _lean = True


def import_driver() -> None:
    """Imports the driver, so that later imports of its parts are quick."""
    # another thread that imports pandas at this moment would not find it
    hidden = [name for name in _FRAMES if _lean and name not in sys.modules and threading.active_count() == 1]
    modules = cast(dict[str, Any], sys.modules)
    modules.update(dict.fromkeys(hidden))
    try:
        import neo4j  # noqa: F401, PLC0415
    finally:
        for name in hidden:
            del modules[name]
