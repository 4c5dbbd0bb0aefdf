"""How long a search takes at 1,000, 10,000 and 100,000 names, beside a plain loop and rapidfuzz.

Run: python bench/search.py [--json]. Names are made up, Chinese and English, from a fixed seed.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable

from rapidfuzz import fuzz, process

from graph.search import NamedThing, NameIndex, fold

SIZES = (1_000, 10_000, 100_000)
LIMIT_MS = 50.0  # what a reader does not feel, at 100,000 names
REPEATS = 5
CITIES, WORDS, LATIN, KINDS = (
    line.split()
    for line in (
        "北京 上海 深圳 杭州 广州 苏州 合肥 武汉 成都 重庆 西安 南京 天津 长沙 青岛 沈阳 哈尔滨 大连 厦门 宁波",
        "智能 机器人 芯片 云 数据 视觉 自动化 科技 电子 半导体 网络 工业 软件 精密 能源 医疗 汽车 通信 光学 航空",
        "Nova Aero Quant Lumen Vertex Orion Delta Helix Argo Zenith Polar Titan Cobalt Ember Falcon Ionic Kepler",
        "Robotics Systems Semiconductor Cloud Vision Motors Networks Energy Software Labs",
    )
)
QUERIES = (
    "n",
    "智能",
    "ARGO",
    "機器人",
    "深圳智能芯片",
    "vertex vision 77",
    "没有这样的名字",
    "zzzz",
    "半导体 88",
    "on",
    "zhinengjiqi",
    "vertx vsion 77",
)


def things(count: int) -> list[NamedThing]:
    """`count` things with a Chinese and an English name each; the same ones each time."""
    dice = random.Random(20200917)
    made = []
    for number in range(count):
        zh = f"{dice.choice(CITIES)}{dice.choice(WORDS)}{dice.choice(WORDS)}{number}"
        en = f"{dice.choice(LATIN)} {dice.choice(KINDS)} {number}"
        made.append(NamedThing(f"org:{number}", ("Organization",), zh, en, importance=dice.random()))
    return made


def plain_loop(rows: list[NamedThing]) -> Callable[[str], list[str]]:
    """What one would write first: every folded text looked into, one after the other."""
    folded = [(fold(text), row.id) for row in rows for text, _ in row.texts()]

    def find(query: str) -> list[str]:
        needle = fold(query)
        hits = sorted(((not t.startswith(needle), len(t), i) for t, i in folded if needle in t))
        return [i for _, _, i in hits[:20]]

    return find


def fuzzy(rows: list[NamedThing]) -> Callable[[str], list[str]]:
    """rapidfuzz over the same folded texts."""
    folded = [(fold(text), row.id) for row in rows for text, _ in row.texts()]
    texts = [text for text, _ in folded]

    def find(query: str) -> list[str]:
        return [folded[i][1] for _, _, i in process.extract(fold(query), texts, scorer=fuzz.partial_ratio, limit=20)]

    return find


def milliseconds(find: Callable[[str], object]) -> tuple[float, float]:
    """(median, worst) over the queries; each query counts with the best of its runs."""
    per_query = []
    for query in QUERIES:
        runs = []
        for _ in range(REPEATS):
            started = time.perf_counter()
            find(query)
            runs.append((time.perf_counter() - started) * 1000)
        per_query.append(min(runs))
    return statistics.median(per_query), max(per_query)


def measure(count: int) -> dict[str, float]:
    """Figures for one size, in milliseconds."""
    rows = things(count)
    started = time.perf_counter()
    index = NameIndex.build(rows)
    figures = {"names": 2.0 * count, "build": (time.perf_counter() - started) * 1000}
    started = time.perf_counter()
    index.prepare()
    figures["prepare"] = (time.perf_counter() - started) * 1000
    for name, find in (("index", index.find), ("loop", plain_loop(rows)), ("rapidfuzz", fuzzy(rows))):
        figures[f"{name}_median"], figures[f"{name}_worst"] = milliseconds(find)
    return figures


def main() -> int:
    """Print the figures; exit status 1 when the largest size takes longer than the limit."""
    results = [measure(count // 2) for count in SIZES]
    if "--json" in sys.argv:
        sys.stdout.write(json.dumps(results, indent=1) + "\n")
    else:
        columns = list(results[0])
        sys.stdout.write("  ".join(f"{column:>16}" for column in columns) + "\n")
        for figures in results:
            sys.stdout.write("  ".join(f"{figures[column]:16.2f}" for column in columns) + "\n")
    return int(results[-1]["index_worst"] > LIMIT_MS)


if __name__ == "__main__":
    raise SystemExit(main())
