"""How classes look: readable in light and dark, and told apart by more than colour."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from streamlit.material_icon_names import ALL_MATERIAL_ICONS

from ontology.model import Class, load_model

CLASSES = tuple(load_model().classes.values())
CANVAS = load_model().canvas
VIS_SHAPES_WITH_THE_LABEL_OUTSIDE = {"dot", "diamond", "square", "triangle", "triangleDown", "star", "hexagon"}

# Characters of the Basic Multilingual Plane that some systems paint as coloured emoji (Unicode 16, emoji-data.txt).
EMOJI = re.compile(
    "[©®‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏩-⏳⏸-⏺Ⓜ▪▫▶◀◻-◾☀-☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♾♿⚒-⚗⚙⚛⚜⚠⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈⛎⛏⛑⛓⛔⛩⛪⛰-⛵⛷-⛺⛽"
    "✂✅✈-✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓-❕❗❣❤➕-➗➡➰➿⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙]"
)


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2, from 0 to 1."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("found", CLASSES, ids=lambda found: found.key)
def test_a_node_stands_out_from_its_canvas_and_its_text_from_the_node(found: Class) -> None:
    assert contrast(found.color_light, CANVAS.background_light) >= 3
    assert contrast(found.color_dark, CANVAS.background_dark) >= 3
    assert contrast(found.color_light, CANVAS.ink_light) >= 4.5
    assert contrast(found.color_dark, CANVAS.ink_dark) >= 4.5


def test_the_canvas_is_that_of_the_theme() -> None:
    theme = (files("ui") / "theme" / "streamlit.toml").read_text(encoding="utf-8")
    backgrounds = re.findall(r'^backgroundColor = "(#\w+)"', theme, re.MULTILINE)
    assert backgrounds == [CANVAS.background_light, CANVAS.background_dark]


def test_shapes_are_those_of_vis_network_that_keep_the_label_outside() -> None:
    assert {found.shape for found in CLASSES} <= VIS_SHAPES_WITH_THE_LABEL_OUTSIDE


def test_families_of_entities_differ_in_shape_and_not_only_in_colour() -> None:
    model = load_model()
    heads = ("Organization", "Place", "Product", "Technology", "Industry", "Driver", "PolicyInstrument")
    shapes = [model.classes[key].shape for key in heads]
    assert len(set(shapes)) == len(heads)


def test_a_class_keeps_the_shape_of_its_family() -> None:
    model = load_model()
    for family in ("Organization", "Place", "Product", "Technology", "PolicyInstrument"):
        members = [found for found in CLASSES if family in found.ancestors]
        assert {found.shape for found in members} == {model.classes[family].shape}


def test_icons_are_single_signs_and_never_emoji() -> None:
    assert [found.icon for found in CLASSES if len(found.icon) != 1 or EMOJI.search(found.icon)] == []


def test_material_icons_are_among_those_streamlit_brings() -> None:
    assert [found.material_icon for found in CLASSES if found.material_icon not in ALL_MATERIAL_ICONS] == []
