"""Numbers of one thing over the years, as small charts for the side panel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from graph.explorer import Observed
from graph.measures import number_of
from graph.values import Node
from ui.sentences import Words, observation_line, plain_number, scaled

FORECASTS = frozenset({"forecast", "target", "estimate"})
MAX_CHARTS = 4


def charts(observations: Sequence[Observed], words: Words) -> list[dict[str, Any]]:
    """A chart for each indicator and unit that has numbers of at least two years; joint numbers are in none."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[Observed]] = defaultdict(list)
    for observed in observations:
        properties = observed.node.properties
        year = properties.get("period_end", properties.get("period_start"))
        if len(observed.about) == 1 and isinstance(year, int) and number_of(observed) is not None:
            place = tuple(node.id for node in observed.regions)
            groups[str(properties.get("indicator")), str(properties.get("unit")), place].append(observed)
    series = [_chart(group, words) for group in groups.values()]
    return [each for each in series if len({point["year"] for point in each["points"]}) > 1][:MAX_CHARTS]


def _chart(group: Sequence[Observed], words: Words) -> dict[str, Any]:
    points = sorted((_point(observed, words) for observed in group), key=lambda point: (point["year"], point["value"]))
    first: Node = group[0].node
    label = words.code_label("indicator", str(first.properties.get("indicator")), ("Observation",))
    told = "; ".join(f"{point['year']}: {point['text']}" for point in points)
    return {"label": label, "points": points, "told": f"{label}. {told}"}


def _point(observed: Observed, words: Words) -> dict[str, Any]:
    properties = observed.node.properties
    value = number_of(observed) or 0.0
    short = f"{plain_number(value)}%" if properties.get("unit") == "percent" else scaled(value, words.language == "zh")
    return {
        "year": properties.get("period_end", properties.get("period_start")),
        "value": value,
        "short": short,
        "text": observation_line(words, observed),
        "forecast": properties.get("kind") in FORECASTS,
    }
