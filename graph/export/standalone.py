"""A view as one HTML file that works without any network: the drawing, and what is known of each node and edge.

Nothing from the data can run: names stand in the drawing as escaped text and in a JSON block as data, the page's own
script writes them as text, and its content policy allows that one script, by its digest, and no request at all.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from graph.export.svg import clean


def standalone(
    title: str, drawing: str, nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]], language: str
) -> str:
    """The page. `nodes` and `edges`, in the order of the drawing, each have a title and lines of text."""
    script = (files("graph.export") / "standalone.js").read_text("utf-8")
    style = (files("graph.export") / "standalone.css").read_text("utf-8")
    data = json.dumps({"nodes": list(nodes), "edges": list(edges)}, ensure_ascii=False)
    data = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}"
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{clean(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<main id="stage" tabindex="0">{drawing}</main>\n<aside id="panel"><h1>{clean(title)}</h1></aside>\n'
        f'<script type="application/json" id="data">{data}</script>\n<script>{script}</script>\n</body>\n</html>\n'
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
