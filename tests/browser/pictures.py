"""Compares a page with a picture of it that somebody has looked at, as the eye does: antialiasing may differ.

Both are cut into squares and the mean colours of these are compared. A picture is kept small, for people to look at.
New ones are written where ``ZHITU_NEW_PICTURES`` is set; the tests fail then, as nothing was compared.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import Page

KEPT = (480, 320)  # px of a kept picture
SQUARES = (72, 48)
FAR = 20  # of 255: a square this far off in any colour is another
MOST_OTHERS = 0.01  # of all squares

PICTURES = Path(__file__).resolve().parents[1] / "data" / "pictures"
_NEW = "ZHITU_NEW_PICTURES"


def complaint(page: Page, name: str, made: Path) -> str:
    """How the page differs from tests/data/pictures/`name`.png, or nothing; its picture then is in `made`."""
    taken = _small(page.screenshot(animations="disabled", caret="hide"))
    kept = PICTURES / f"{name}.png"
    if os.environ.get(_NEW):
        kept.parent.mkdir(exist_ok=True)
        taken.quantize(128).save(kept, optimize=True)
        return f"{kept} is new: look at it, then run without {_NEW}"
    others = share_of_others(Image.open(kept), taken)
    if others <= MOST_OTHERS:
        return ""
    taken.save(made / kept.name)
    return f"{others:.1%} of {name} look other than {kept}: see {made / kept.name}"


def share_of_others(one: Image.Image, other: Image.Image) -> float:
    """The share of squares, 0 to 1, whose mean colours differ visibly."""
    far = np.abs(_squares(one) - _squares(other)).max(axis=2) > FAR
    return float(far.mean())


def _small(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB").resize(KEPT, Image.Resampling.BOX)


def _squares(picture: Image.Image) -> npt.NDArray[np.int16]:
    return np.asarray(picture.convert("RGB").resize(SQUARES, Image.Resampling.BOX), dtype=np.int16)
