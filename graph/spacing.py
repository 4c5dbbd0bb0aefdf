"""Room between boxes on a plane, for the layout: pushes overlapping boxes apart, packs blocks into a wide rectangle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.int64]

_ROUNDS = 60  # a layout at the usual density is free of overlaps after 20 to 40


@dataclass(frozen=True, slots=True)
class Boxes:
    """Half widths and half heights of boxes, each around its own point."""

    wide: Array
    high: Array

    def take(self, members: Sequence[int]) -> Boxes:
        """The boxes of some points only."""
        return Boxes(self.wide[list(members)], self.high[list(members)])


def separate(places: Array, boxes: Boxes, held: Mask) -> Array:
    """Places where boxes overlap as little as feasible; held ones stay exactly where they are."""
    if len(places) < 2 or held.all():
        return places
    result = _apart(places, held)
    reach = np.array([2 * boxes.wide.max(), 2 * boxes.high.max()])
    for _ in range(_ROUNDS):
        push = _pushes(result, boxes, held, reach)
        if push is None:
            break
        result = result + push
    return result


def _pushes(places: Array, boxes: Boxes, held: Mask, reach: Array) -> Array | None:
    """How far each box must go, along the axis where each pair overlaps least; None when nothing overlaps."""
    a, b = _near(places, reach)
    apart = places[b] - places[a]
    deep_x = boxes.wide[a] + boxes.wide[b] - np.abs(apart[:, 0])
    deep_y = boxes.high[a] + boxes.high[b] - np.abs(apart[:, 1])
    hit = (deep_x > 0.5) & (deep_y > 0.5) & ~(held[a] & held[b])
    if not hit.any():
        return None
    a, b, apart, deep_x, deep_y = a[hit], b[hit], apart[hit], deep_x[hit], deep_y[hit]
    across = deep_x < deep_y
    move = np.zeros_like(apart)
    move[across, 0] = deep_x[across] * np.where(apart[across, 0] < 0, -1, 1)
    move[~across, 1] = deep_y[~across] * np.where(apart[~across, 1] < 0, -1, 1)
    share = np.where(held[a] | held[b], 1.0, 0.5)[:, None]
    push = np.zeros_like(places)
    np.add.at(push, a, -move * share)
    np.add.at(push, b, move * share)
    push[held] = 0
    limit = np.array([boxes.wide.max(), boxes.high.max()])
    return np.clip(0.7 * push, -limit, limit)


def _near(places: Array, reach: Array) -> tuple[Indices, Indices]:
    """Every pair of points that may be nearer than `reach` along both axes: those in the same or in adjoining cells."""
    cells = np.floor((places - places.min(axis=0)) / reach).astype(np.int64)
    column = cells[:, 1].max() + 2  # one free row between columns, so that cells beside the edge do not meet
    keys = cells[:, 0] * column + cells[:, 1]
    order = np.argsort(keys, kind="stable")
    in_order = keys[order]
    first, second = [], []
    for step in (0, 1, column - 1, column, column + 1):
        begin, end = (np.searchsorted(in_order, in_order + step, side=side) for side in ("left", "right"))
        if step == 0:
            begin = np.arange(len(order)) + 1  # the rest of the same cell
        count = np.maximum(end - begin, 0)
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        first.append(order[np.repeat(np.arange(len(order)), count)])
        second.append(order[np.repeat(begin, count) + within])
    return np.concatenate(first), np.concatenate(second)


def _apart(places: Array, held: Mask) -> Array:
    """The same places, but no free node exactly upon another one: the golden angle parts them a little."""
    turn = np.arange(len(places)) * 2.399963
    nudge = 0.5 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    nudge[held] = 0
    return np.asarray(places + nudge)


def pack(blocks: Sequence[tuple[float, float]], aspect: float) -> list[tuple[float, float]]:
    """Upper left corners for blocks (width, height) in rows, in their order, about `aspect` times as wide as high."""
    area = sum(width * height for width, height in blocks)
    row_width = max([math.sqrt(area * aspect), *(width for width, _ in blocks)])
    corners: list[tuple[float, float]] = []
    x = y = row_height = 0.0
    for width, height in blocks:
        if corners and x + width > row_width * 1.02:
            x, y, row_height = 0.0, y + row_height, 0.0
        corners.append((x, y))
        x += width
        row_height = max(row_height, height)
    return corners
