"""Growth, two numbers for one quantity, units, years, counts."""

from __future__ import annotations

from tests.rule_cases.facts import REPORT_OF_2021, WORLD, installed, observation, place_of, rate, share, sold, statement

ENDNOTE_OF_2017 = REPORT_OF_2021 + (
    'src:endnote-13 a zt:Endnote ; zt:number "13" ; zt:date "2017" .' + place_of("l6", 6, 6, endnote="src:endnote-13")
)
TABLE = place_of("row1", 20, 20, figure="src:figure-9") + place_of("row2", 21, 21, figure="src:figure-9")


def grown(
    first: float, last: float, percent: float, *, rated: dict[str, object] | None = None, **ending: object
) -> str:
    """A market's size in 2018 and 2025, and the growth that is stated."""
    start = observation("start", value=f"{float(first)}", periodEnd="2018")
    end = observation("end", **{"value": f"{float(last)}", "periodEnd": "2025", "kind": '"forecast"', **ending})
    return start + end + rate("rate", percent, **(rated or {}))


def year_on_year(first: float, last: float, percent: float, **rated: object) -> str:
    """Robots sold in 2018 and 2019, and the growth stated for 2019."""
    growth = {"indicator": '"growth_rate"', "about": "prod:robot", "periodStart": "2019", "periodEnd": "2019"}
    return sold("start", first, periodEnd="2018") + sold("end", last) + rate("rate", percent, **{**growth, **rated})


def converted(yuan: float, dollars: float, year: int, **said: object) -> str:
    """One market's size in two currencies."""
    name, period = f"y{year}", {"periodEnd": str(year), **said}
    return observation(f"{name}-cny", value=f"{float(yuan)}", **period) + observation(
        f"{name}-usd", value=f"{float(dollars)}", unit='"USD"', **period
    )


def printed(text: str, value: float, **said: object) -> str:
    return observation("a", value=f"{float(value)}", printed=f'"{text}"', **said)


def count(value: int, **said: object) -> str:
    return observation(
        "count", **{"indicator": '"count"', "unit": '"item"', "value": f"{value}.0", "periodEnd": None, **said}
    )


def table(*cells: str) -> str:
    """Numbers of a table: each ``row thing region``, such as ``sales cobot china``."""
    codes = {
        "sales": ("sales_volume", "row1"),
        "growth": ("growth_rate", "row1"),
        "installed": ("installed_base", "row2"),
    }
    numbers = []
    for number, cell in enumerate(cells):
        row, thing, region = cell.split()
        indicator, evidence = codes[row]
        said = {"about": f"prod:{thing}", "inRegion": f"place:{region}", "evidence": f"ev:{evidence}"}
        numbers.append(observation(f"cell{number}", indicator=f'"{indicator}"', value=f"{number + 1}.0", **said))
    return TABLE + "".join(numbers)


CELLS = ("sales cobot world", "sales robot world", "growth cobot world", "growth robot world")
MEMBERS = "org:a a zt:RobotMaker . org:four a zt:PlayerType .\n"

CASES = {
    "range-reversed": ("obs:a zt:valueMin 30.0 ; zt:valueMax 9.5 .", ["obs:a zt:valueMin 9.5 ; zt:valueMax 30.0 ."]),
    "period-reversed": (
        "obs:a zt:periodStart 2025 ; zt:periodEnd 2018 .",
        ["obs:a zt:periodStart 2018 ; zt:periodEnd 2025 .", "obs:a zt:periodStart 2018 ; zt:periodEnd 2018 ."],
    ),
    "growth-against-endpoints": (
        # 2.3 to 42.7 in seven years is 51.8 percent a year
        grown(2.3, 42.7, 49),
        [
            # 66 to 912 in seven years is 45.5 percent a year
            grown(66, 912, 45),
            # another region's growth
            grown(2.3, 42.7, 49, rated={"inRegion": "place:china"}),
            # a share's growth, not the market's
            share("start", 3.2, periodEnd="2018")
            + share("end", 8, periodEnd="2023")
            + rate("rate", 42, periodEnd="2023"),
            # the end is a joint one
            grown(2.3, 42.7, 49, about="market:chips , market:robots"),
            # what is "more than" that end may be any growth from 51.8 percent on
            grown(2.3, 42.7, 55, bound='"more_than"'),
            # "more than 25 percent" is right for 30
            grown(100, 627.5, 25, rated={"bound": '"more_than"'}),
            # "in 2019 to 2025" counts from 2018, whose size is known
            grown(2.3, 42.7, 51.8, rated={"indicator": '"growth_rate"', "periodStart": "2019"}),
        ],
    ),
    "growth-limits-apart": (
        # "about 1.2 to more than 7.2 in nine years, more than 25 percent a year": 7.2 would be 22
        grown(1.2, 7.2, 32, bound='"more_than"', rated={"bound": '"more_than"'}),
        [
            grown(1.2, 7.2, 29, bound='"more_than"', rated={"bound": '"more_than"'}),
            # limits to different sides: any growth above 29 percent is below 50
            grown(1.2, 7.2, 50, bound='"more_than"', rated={"bound": '"less_than"'}),
            # no limits: for the other rule
            grown(1.2, 7.2, 32),
        ],
    ),
    "yearly-growth-against-values": (
        year_on_year(58_000, 30_000, 36.4),
        [
            year_on_year(22_000, 30_000, 36.4),
            # rounded numbers make some two points
            year_on_year(22_000, 30_000, 38),
            year_on_year(58_000, 30_000, 36.4, inRegion="place:china"),
            year_on_year(58_000, 30_000, 36.4, bound='"more_than"'),
            # installed is what adds up, not what grows
            installed("start", 58_000, periodEnd="2018")
            + installed("end", 30_000)
            + rate("rate", 36.4, indicator='"growth_rate"', about="prod:robot", periodStart="2019", periodEnd="2019"),
        ],
    ),
    "two-values": (
        observation("a") + observation("b", value="120.0"),
        [
            observation("a") + observation("b", value="100.00"),
            observation("a") + observation("b", value="120.0", periodEnd="2020"),
            observation("a") + observation("b", value="120.0", kind='"estimate"'),
            observation("a") + observation("b", value="120.0", inRegion="org:china"),
            observation("a") + observation("b", value="120.0", about="market:chips , market:robots"),
            observation("a") + observation("b", value="120.0", bound='"at_least"'),
            # the notes say that two things are counted
            observation("a", note='"committees"') + observation("b", value="120.0", note='"working groups"'),
            observation("a", periodEnd=None) + observation("b", value="120.0", note='"of which"', periodEnd=None),
        ],
    ),
    "value-outside-limit": (
        observation("a") + observation("b", value="120.0", bound='"at_least"'),
        [
            observation("a") + observation("b", value="80.0", bound='"at_least"'),
            observation("a") + observation("b", value="120.0", bound='"less_than"'),
            # "about 100" may be 103
            observation("a", bound='"about"') + observation("b", value="103.0", bound='"more_than"'),
            observation("a") + observation("b", value=None, valueMin="90.0", valueMax="110.0", bound='"range"'),
            observation("a") + observation("b", value="120.0", bound='"at_least"', kind='"target"'),
            observation("a") + observation("b", value="120.0", bound='"at_least"', periodEnd="2020"),
        ],
    ),
    "number-entered-twice": (
        observation("a") + observation("b", evidence="ev:l9"),
        [
            observation("a") + observation("b", value="100.1"),
            observation("a") + observation("b", bound='"about"'),
            observation("a") + observation("b", inRegion="place:china"),
        ],
    ),
    "years-far-apart": (
        observation("a") + observation("b", periodEnd="2022", value="10100.0"),
        [
            observation("a") + observation("b", periodEnd="2022", value="9900.0"),
            observation("a") + observation("b", periodEnd="2039", value="10100.0"),
            observation("a") + observation("b", periodEnd="2022", value="10100.0", unit='"USD"'),
            # a rank of 1 and one of 200
            observation("a", indicator='"computing_rank"', unit='"rank"', value="1.0")
            + observation("b", indicator='"computing_rank"', unit='"rank"', value="200.0", periodEnd="2020"),
        ],
    ),
    "unit-against-printed": (
        printed("超过140亿元", 140e8 * 1000),
        [
            printed("超过140亿元", 140e8),
            printed("约为1.2千亿美元", 1.2e11),
            printed("2,000多家", 2000),
            printed("约6,100亿人民币", 6100e8),
            printed("4,500万元", 4500e4),
            printed("4.86 million", 4.86e6),
            # two numbers: which is it?
            printed("1-2亿元", 1e8),
            printed("由2.3亿元增至42.7亿元", 42.7e8),
            # no word of size
            printed("二十", 20),
        ],
    ),
    "stock-below-flow": (
        installed("stock", 45_000) + sold("flow", 58_000, periodEnd="2018"),
        [
            installed("stock", 65_000) + sold("flow", 58_000, periodEnd="2018"),
            installed("stock", 45_000) + sold("flow", 58_000, periodEnd="2020"),
            installed("stock", 45_000) + sold("flow", 58_000, inRegion="place:china"),
            installed("stock", 45_000, bound='"more_than"') + sold("flow", 58_000),
        ],
    ),
    "stock-far-above-flow": (
        installed("stock", 270_000_000) + sold("flow", 373_000),
        [
            installed("stock", 2_700_000) + sold("flow", 373_000),
            installed("stock", 270_000_000) + sold("flow", 373_000, periodEnd="2009"),
            installed("stock", 270_000_000) + sold("flow", 373_000, about="prod:other"),
        ],
    ),
    "conversion-off": (
        converted(437, 6.6, 2018),
        [
            converted(43.7, 6.6, 2018),
            # forecast and actual are two quantities
            observation("a", value="437.0") + observation("b", value="6.6", unit='"USD"', kind='"forecast"'),
            observation("a", value="437.0", bound='"more_than"') + observation("b", value="6.6", unit='"USD"'),
        ],
    ),
    "conversions-apart": (
        converted(437, 66, 2018) + converted(6100, 912, 2025),
        [
            converted(437, 66, 2018) + converted(6038, 912, 2025),
            # each place may have its own rate
            converted(437, 66, 2018) + converted(6100, 912, 2025, evidence="ev:l9"),
        ],
    ),
    "forecast-of-the-past": (
        REPORT_OF_2021 + observation("a", kind='"forecast"', periodEnd="2020"),
        [
            REPORT_OF_2021 + observation("a", kind='"forecast"', periodEnd="2021"),
            REPORT_OF_2021 + observation("a", kind='"actual"', periodEnd="2020"),
        ],
    ),
    "actual-of-the-future": (
        REPORT_OF_2021 + observation("a", periodEnd="2022"),
        [
            REPORT_OF_2021 + observation("a", periodEnd="2021"),
            REPORT_OF_2021 + observation("a", kind='"target"', periodEnd="2022"),
        ],
    ),
    "actual-newer-than-endnote": (
        ENDNOTE_OF_2017 + observation("a", periodEnd="2018", evidence="ev:l6"),
        [
            ENDNOTE_OF_2017 + observation("a", periodEnd="2017", evidence="ev:l6"),
            ENDNOTE_OF_2017 + observation("a", periodEnd="2018", evidence="ev:l6", kind='"forecast"'),
            # another endnote at the same place is new enough, or does not say
            ENDNOTE_OF_2017
            + 'ev:l6 zt:endnote src:endnote-14 . src:endnote-14 a zt:Endnote ; zt:date "2019-03" .'
            + observation("a", periodEnd="2018", evidence="ev:l6"),
            ENDNOTE_OF_2017
            + "ev:l6 zt:endnote src:endnote-14 . src:endnote-14 a zt:Endnote ."
            + observation("a", periodEnd="2018", evidence="ev:l6"),
        ],
    ),
    "count-against-list": (
        count(5, about="org:a , org:b , org:c , org:d"),
        [
            count(4, about="org:a , org:b , org:c , org:d"),
            count(5, about="org:a , org:b , org:c , org:d", bound='"more_than"'),
            # nothing is listed
            count(5, about="org:four"),
            # what another place says belongs to it is not this list
            REPORT_OF_2021
            + place_of("l60", 60, 60)
            + MEMBERS
            + statement(1, "org:a", "partOf", "org:four", evidence="ev:l60")
            + count(4, about="org:four"),
            REPORT_OF_2021 + MEMBERS + statement(1, "org:a", "partOf", "org:four") + count(1, about="org:four"),
        ],
    ),
    "table-cell-missing": (
        WORLD
        + table(
            *CELLS,
            "sales cobot china",
            "sales robot china",
            "installed cobot world",
            "installed robot world",
            "installed robot china",
        ),
        [
            WORLD
            + table(
                *CELLS,
                "sales cobot china",
                "sales robot china",
                "installed cobot world",
                "installed robot world",
                "installed robot china",
                "installed cobot china",
            ),
            # the table has no China for cobots
            WORLD + table(*CELLS, "installed cobot world", "installed robot world", "installed robot china"),
            # one row in common makes no table
            WORLD + table("sales cobot world", "sales robot world", "sales robot china"),
        ],
    ),
    "two-founding-years": (
        "org:a a zt:Association ; zt:founded 1981 ."
        + observation("a", indicator='"start_year"', unit='"calendar_year"', about="org:a", value="1982.0"),
        [
            "org:a a zt:Association ; zt:founded 1981 ."
            + observation("a", indicator='"start_year"', unit='"calendar_year"', about="org:a", value="1981.0"),
            # "in the seventies"
            "org:a a zt:Association ; zt:founded 1974 ."
            + observation(
                "a",
                indicator='"start_year"',
                unit='"calendar_year"',
                about="org:a",
                value=None,
                valueMin="1970.0",
                valueMax="1979.0",
                bound='"range"',
            ),
        ],
    ),
}

MORE = [
    ("growth-against-endpoints", grown(66, 912, 52)),
    # "more than 55 percent", where the ends make 51.8
    ("growth-against-endpoints", grown(2.3, 42.7, 55, rated={"bound": '"more_than"'})),
    # "40 to 50 percent"
    (
        "growth-against-endpoints",
        grown(2.3, 42.7, 0, rated={"value": None, "valueMin": "40.0", "valueMax": "50.0", "bound": '"range"'}),
    ),
    # in 2020 to 2025, counted from 2019, for 2020 is not known
    (
        "growth-against-endpoints",
        observation("start")
        + observation("end", value="300.0", periodEnd="2025")
        + rate("rate", 30, indicator='"growth_rate"', periodStart="2020"),
    ),
    ("two-values", observation("a", periodEnd=None) + observation("b", value="120.0", periodEnd=None)),
    ("value-outside-limit", observation("a", value="130.0") + observation("b", value="120.0", bound='"at_most"')),
    ("unit-against-printed", printed("4,500万元", 4500e6)),
    ("conversion-off", converted(4.37, 66, 2018)),
    ("actual-newer-than-endnote", ENDNOTE_OF_2017 + observation("a", periodEnd="2020", evidence="ev:l5 , ev:l6")),
    # four makers are announced, and the same lines list one as part of the four
    (
        "count-against-list",
        REPORT_OF_2021 + MEMBERS + statement(1, "org:a", "partOf", "org:four") + count(4, about="org:four"),
    ),
    (
        "count-against-list",
        REPORT_OF_2021 + statement(1, "org:chain", "hasStage", "org:stage") + count(3, about="org:chain"),
    ),
]
