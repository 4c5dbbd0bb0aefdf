"""Six views of the explorer look as they did when somebody looked at them, in both languages and themes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image

from tests.browser.conftest import Profiles, leave
from tests.browser.explore.conftest import Reader
from tests.browser.pictures import MOST_OTHERS, PICTURES, complaint, share_of_others
from tests.browser.site import Site

FEW = "org:acme,org:beta,prod:gpu,prod:arm,place:harbour"
VIEWS = {
    "opening": "explore?",
    "thing": f"explore?n={FEW}&s=org:acme",
    "why": f"explore?n={FEW}&s=org:beta,prod:arm",
    "classes": "explore?l=class&kl=type",
    "rules": "explore?o=prod:gpu&r=degree>=3!red&z=pagerank",
    "groups": "explore?w=class",
}
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
SCHEMES: Sequence[Literal["light", "dark"]] = ("light", "dark")
LABELS_MS = 600  # names come to where they stay after the last motion


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_looks_as_it_did(view: str, language: str, site: Site, profiles: Profiles, tmp_path: Path) -> None:
    reader = Reader(site, profiles(LANGUAGES[language]).new_page())
    reader.visit(f"{VIEWS[view]}&lang={language}")
    complaints = []
    for scheme in SCHEMES:  # the page follows the system without being opened anew
        reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        reader.drawn().rest()
        reader.page.wait_for_timeout(LABELS_MS)
        complaints.append(complaint(reader.page, f"{view}.{language}.{scheme}", tmp_path))
    leave(reader.page)
    assert complaints == [""] * len(SCHEMES)


def test_any_two_of_these_pictures_would_be_told_apart() -> None:
    pictures = {path.stem: Image.open(path) for path in sorted(PICTURES.glob("*.png"))}
    assert len(pictures) == len(VIEWS) * len(LANGUAGES) * len(SCHEMES)
    alike = [
        (one, other)
        for one, other in combinations(pictures, 2)
        if one.split(".")[0] != other.split(".")[0] or one.split(".")[2] != other.split(".")[2]
        if share_of_others(pictures[one], pictures[other]) <= MOST_OTHERS
    ]
    assert alike == []
