"""Shares, and parts of wholes."""

from __future__ import annotations

from tests.rule_cases.facts import CHIPS, WORLD, observation, share

VENDORS = "org:a a zt:ChipVendor . org:b a zt:ChipVendor . org:c a zt:ChipVendor . org:d a zt:Foundry .\n"
STAGE = "stage:equipment a zt:Stage . stage:wafers a zt:Stage .\n"
BY_SCENARIO = """
market:gpu zt:marketOf [ a zt:ApplicationScenario ] . market:fpga zt:marketOf [ a zt:ApplicationScenario ] .
"""
BY_BOTH = """
market:gpu zt:marketOf [ a zt:ApplicationScenario ] . market:fpga zt:marketOf [ a zt:Industry ] .
"""
KINDS_OF_CHIPS = """
market:ai-chips a zt:Market ; zt:marketOf prod:ai-chip . market:asic a zt:Market ; zt:marketOf prod:asic .
prod:asic a zt:ChipType ; zt:kindOf prod:ai-chip . market:asic-china a zt:Market ; zt:partOf market:asic .
"""


def segment(value: float, **said: object) -> str:
    return share("share", value, **{"indicator": '"segment_share"', "about": "market:gpu", **said})


def gpu(value: float, **said: object) -> str:
    return observation("part", **{"about": "market:gpu", "value": f"{float(value)}", **said})


def asic(amount: float, percent: float) -> str:
    """The amount and the share of a Chinese segment, in a world market of which only the larger whole is known."""
    both = {"about": "market:asic-china", "inRegion": "place:china"}
    return observation("part", value=f"{float(amount)}", **both) + segment(percent, **both)


CASES = {
    "share-over-100": (
        share("a", 100.5),
        [
            share("a", 100),
            share("a", 120, indicator='"growth_rate"'),
            share("a", 120, unit='"multiple"'),
            # a cost may fall by all of it; it is no part of a whole
            share("a", 120, indicator='"cost_reduction"'),
        ],
    ),
    "shares-over-100-together": (
        VENDORS + share("a", 60, about="org:a") + share("b", 45, about="org:b"),
        [
            VENDORS + share("a", 60, about="org:a") + share("b", 40, about="org:b"),
            # one share that is wrong by itself is for the other rule
            VENDORS + share("a", 120, about="org:a"),
            # other years, other regions, other places in the report, other classes
            VENDORS + share("a", 60, about="org:a") + share("b", 45, about="org:b", periodEnd="2020"),
            VENDORS + share("a", 60, about="org:a") + share("b", 45, about="org:b", inRegion="place:china"),
            VENDORS + share("a", 60, about="org:a") + share("b", 45, about="org:b", evidence="ev:l9"),
            VENDORS + share("a", 60, about="org:a") + share("d", 45, about="org:d"),
            # a limit from above
            VENDORS + share("a", 60, about="org:a") + share("b", 45, about="org:b", bound='"less_than"'),
            # a's own share is in the joint one
            VENDORS + share("a", 60, about="org:a") + share("ab", 90, about="org:a , org:b"),
            # those surveyed may give several answers
            share("a", 60, indicator='"survey_share"', about="org:a") + share("b", 45, indicator='"survey_share"'),
            # named beside them: two wholes
            VENDORS
            + STAGE
            + share("a", 60, about="org:a , stage:equipment", evidence="ev:l7")
            + share("b", 45, about="org:b , stage:wafers"),
            # segments by scenario and by industry
            CHIPS + BY_BOTH + segment(60) + share("other", 45, indicator='"segment_share"', about="market:fpga"),
        ],
    ),
    "joint-share-below-member": (
        VENDORS + share("joint", 50, about="org:a , org:b") + share("own", 60, about="org:a"),
        [
            VENDORS + share("joint", 50, about="org:a , org:b") + share("own", 45, about="org:a"),
            VENDORS + share("joint", 50, about="org:a , org:b") + share("own", 60, about="org:a", periodEnd="2020"),
            # the stage is no member beside it
            VENDORS + STAGE + share("joint", 50, about="org:a , stage:wafers") + share("own", 60, about="org:a"),
            VENDORS + share("joint", 50, about="org:a , org:b", bound='"more_than"') + share("own", 60, about="org:a"),
        ],
    ),
    "share-against-amounts": (
        CHIPS + segment(20) + gpu(30) + observation("whole"),
        [
            CHIPS + segment(29.5) + gpu(30) + observation("whole"),
            CHIPS + segment(20) + gpu(30) + observation("whole", periodEnd="2018"),
            CHIPS + segment(20) + gpu(30) + observation("whole", unit='"USD"'),
            CHIPS + segment(20, bound='"more_than"') + gpu(30) + observation("whole"),
            CHIPS + segment(20) + gpu(30) + observation("whole", bound='"more_than"'),
            # a second whole, which fits
            CHIPS
            + "market:gpu zt:partOf market:all ."
            + segment(20)
            + gpu(30)
            + observation("whole")
            + observation("all", about="market:all", value="150.0"),
        ],
    ),
    "share-of-larger-whole": (
        # 66 is 3.2 percent of about 2060
        WORLD
        + KINDS_OF_CHIPS
        + asic(66, 3.2)
        + observation("all", about="market:ai-chips", value="437.0", inRegion="place:world"),
        [
            WORLD
            + KINDS_OF_CHIPS
            + asic(66, 32)
            + observation("all", about="market:ai-chips", value="437.0", inRegion="place:world"),
            # China's chips do not hold the world's
            WORLD
            + KINDS_OF_CHIPS
            + asic(66, 3.2)
            + observation("all", about="market:ai-chips", value="437.0", inRegion="place:china"),
            WORLD
            + KINDS_OF_CHIPS
            + asic(66, 3.2)
            + observation("all", about="market:ai-chips", value="437.0", inRegion="place:world", bound='"more_than"'),
        ],
    ),
    "part-above-whole": (
        CHIPS + gpu(130) + observation("whole"),
        [
            CHIPS + gpu(101) + observation("whole"),
            CHIPS + gpu(130) + observation("whole", bound='"at_least"'),
            CHIPS + gpu(130, unit='"USD"') + observation("whole"),
            CHIPS + gpu(130, indicator='"financing_amount"') + observation("whole"),
            # a neighbouring year, less than twice as much; a year far away
            CHIPS + gpu(190, periodEnd="2020") + observation("whole"),
            CHIPS + gpu(900, periodEnd="2025") + observation("whole"),
            # the part in the world, the whole in China
            WORLD + CHIPS + gpu(130, inRegion="place:world") + observation("whole", inRegion="place:china"),
            # the whole's number is one of several things together
            CHIPS + gpu(130) + observation("whole", about="market:chips , market:robots"),
        ],
    ),
    "parts-above-whole-together": (
        CHIPS + BY_SCENARIO + gpu(60) + observation("other", about="market:fpga", value="60.0") + observation("whole"),
        [
            CHIPS
            + BY_SCENARIO
            + gpu(60)
            + observation("other", about="market:fpga", value="44.0")
            + observation("whole"),
            CHIPS + BY_BOTH + gpu(60) + observation("other", about="market:fpga", value="60.0") + observation("whole"),
            CHIPS
            + BY_SCENARIO
            + gpu(60)
            + observation("other", about="market:fpga", value="60.0", periodEnd="2020")
            + observation("whole"),
            # one part, counted at two places
            CHIPS
            + BY_SCENARIO
            + gpu(60)
            + observation("again", about="market:gpu", value="60.0")
            + observation("whole"),
        ],
    ),
    "region-above-its-whole": (
        WORLD + observation("a", inRegion="place:china", value="120.0") + observation("b", inRegion="place:world"),
        [
            WORLD + observation("a", inRegion="place:china", value="80.0") + observation("b", inRegion="place:world"),
            WORLD + observation("a", inRegion="place:world", value="120.0") + observation("b", inRegion="place:china"),
            WORLD + observation("a", inRegion="place:japan", value="120.0") + observation("b", inRegion="place:china"),
            # shares may be higher in one country
            WORLD + share("a", 40, inRegion="place:china") + share("b", 30, inRegion="place:world"),
        ],
    ),
    "part-far-below-whole": (
        WORLD
        + observation("a", inRegion="place:china", value="7.0")
        + observation("b", inRegion="place:world", unit='"USD"', value="400.0"),
        [
            WORLD
            + observation("a", inRegion="place:china", value="7.0")
            + observation("b", inRegion="place:world", unit='"USD"', value="100.0"),
            WORLD
            + observation("a", inRegion="place:china", value="1.0")
            + observation("b", inRegion="place:world", unit='"unit"', value="900.0"),
            # a city may be that small
            WORLD
            + observation("a", inRegion="place:shenzhen", value="1.0")
            + observation("b", inRegion="place:world", value="900.0"),
            WORLD
            + observation("a", inRegion="place:shenzhen", value="1.0")
            + observation("b", inRegion="place:china", value="900.0"),
        ],
    ),
}

MORE = [
    # parts of one whole by the stage named beside them, though at two places
    (
        "shares-over-100-together",
        VENDORS
        + STAGE
        + share("a", 60, about="org:a , stage:wafers")
        + share("b", 45, about="org:b , stage:wafers", evidence="ev:l9"),
    ),
    # segments of one market, all by scenario
    (
        "shares-over-100-together",
        CHIPS + BY_SCENARIO + segment(60) + share("other", 45, indicator='"segment_share"', about="market:fpga"),
    ),
    # a country's share of the world
    (
        "share-against-amounts",
        WORLD
        + segment(20, about="market:chips", inRegion="place:china")
        + observation("part", value="30.0", inRegion="place:china")
        + observation("whole", inRegion="place:world"),
    ),
    # a market whose product is a kind of the other's; a year later, and more than twice as much
    (
        "part-above-whole",
        KINDS_OF_CHIPS
        + observation("part", about="market:asic", value="210.0", periodEnd="2020")
        + observation("whole", about="market:ai-chips"),
    ),
    (
        "part-above-whole",
        WORLD + observation("a", about="place:shenzhen", value="120.0") + observation("b", about="place:china"),
    ),
    # countries of the world
    (
        "parts-above-whole-together",
        WORLD
        + observation("a", inRegion="place:china", value="60.0")
        + observation("b", inRegion="place:japan", value="60.0")
        + observation("whole", inRegion="place:world"),
    ),
    # a segment in China out of proportion to the market in the world
    (
        "part-far-below-whole",
        WORLD
        + CHIPS
        + gpu(7, inRegion="place:china")
        + observation("whole", inRegion="place:world", unit='"USD"', value="400.0"),
    ),
]
