"""What someone probably meant: the nearest known words to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process, utils

_ENOUGH = 62.0  # of 100: "ChipVender" reaches 90 against ChipVendor, unrelated words stay near 40
_ENOUGH_FOR_IDS = 68.0  # slugs share words (ai, data, industrial) without meaning the same


@lru_cache(maxsize=1024)  # the same slip stands in row after row
def nearest(value: str, known: tuple[str, ...], limit: int = 3) -> tuple[str, ...]:
    """The known words most like `value`, best first; none when nothing is alike.

    >>> nearest("ChipVender", ("RobotMaker", "ChipVendor", "City"))
    ('ChipVendor',)
    """
    plain = utils.default_process
    found = process.extract(value, known, scorer=fuzz.WRatio, processor=plain, limit=limit, score_cutoff=_ENOUGH)
    near = [(text, score) for text, score, _ in found if 2 * len(text) >= len(value)]  # "uses" is in "manufactures"
    return tuple(text for text, score in near if score >= near[0][1] - 15)


def nearest_ids(node_id: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known ids most like `node_id`: of the same kind if one is near, else with a like name in another kind.

    >>> nearest_ids("org:nvida", ["org:nvidia", "prod:nvidia-dgx", "org:intel"])
    ['org:nvidia']
    """
    kind, _, slug = node_id.partition(":")
    ids = list(known)
    for group in ([i for i in ids if i.startswith(kind + ":")], ids):
        slugs = [i.partition(":")[2].replace("-", " ") for i in group]
        words = slug.replace("-", " ")
        found = process.extract(words, slugs, scorer=fuzz.token_sort_ratio, limit=limit, score_cutoff=_ENOUGH_FOR_IDS)
        if found:
            return [group[index] for _, score, index in found if score >= found[0][1] - 15]
    return []
