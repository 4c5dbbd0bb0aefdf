"""Turtle for the rules' cases."""

from __future__ import annotations

PREFIXES = """
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix zt: <https://w3id.org/zhitu/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <https://w3id.org/zhitu/id/org/> .
@prefix obs: <https://w3id.org/zhitu/id/obs/> .
@prefix ev: <https://w3id.org/zhitu/id/ev/> .
@prefix src: <https://w3id.org/zhitu/id/src/> .
@prefix dis: <https://w3id.org/zhitu/id/dis/> .
@prefix stmt: <https://w3id.org/zhitu/id/stmt/> .
@prefix market: <https://w3id.org/zhitu/id/market/> .
@prefix prod: <https://w3id.org/zhitu/id/prod/> .
@prefix place: <https://w3id.org/zhitu/id/place/> .
@prefix stage: <https://w3id.org/zhitu/id/stage/> .
@prefix tier: <https://w3id.org/zhitu/id/tier/> .
@prefix ranking: <https://w3id.org/zhitu/id/ranking/> .
"""

REPORT_OF_2021 = """
src:report a zt:Report ; skos:prefLabel "报告"@zh , "report"@en ; zt:date "2021-07" ; zt:lineStart 1 ; zt:lineEnd 900 .
ev:l5 a zt:Evidence ; zt:source src:report ; zt:lineStart 5 ; zt:lineEnd 5 .
"""

WORLD = """
place:world a zt:Region ; skos:prefLabel "全球"@zh , "World"@en .
place:china a zt:Country ; skos:prefLabel "中国"@zh , "China"@en .
place:japan a zt:Country ; skos:prefLabel "日本"@zh , "Japan"@en .
place:guangdong a zt:Province ; zt:locatedIn place:china .
place:shenzhen a zt:City ; zt:locatedIn place:guangdong .
"""

CHIPS = """
market:chips a zt:Market .
market:gpu a zt:Market ; zt:partOf market:chips .
market:fpga a zt:Market ; zt:partOf market:chips .
"""


def observation(name: str, /, **said: object) -> str:
    """An observation of a market's size, 100 yuan in 2019 unless said otherwise; text is Turtle as it stands."""
    parts = {
        "indicator": '"market_size"',
        "about": "market:chips",
        "value": "100.0",
        "unit": '"CNY"',
        "bound": '"exact"',
        "kind": '"actual"',
        "periodEnd": "2019",
        "evidence": "ev:l5",
        **said,
    }
    known = (f"zt:{key} {value}" for key, value in parts.items() if value is not None)
    return f"obs:{name} a zt:Observation ; {' ; '.join(known)} .\n"


def share(name: str, value: float, /, **said: object) -> str:
    """A market share in percent."""
    return observation(name, **{"indicator": '"market_share"', "unit": '"percent"', "value": f"{float(value)}", **said})


def rate(name: str, value: float, /, **said: object) -> str:
    """A compound growth rate from 2018 to 2025."""
    years = {"periodStart": "2018", "periodEnd": "2025"}
    return share(name, value, **{"indicator": '"cagr"', **years, **said})


def sold(name: str, pieces: float, /, **said: object) -> str:
    """A number of robots sold in 2019."""
    return observation(
        name,
        **{"indicator": '"sales_volume"', "about": "prod:robot", "unit": '"unit"', "value": f"{float(pieces)}", **said},
    )


def installed(name: str, pieces: float, /, **said: object) -> str:
    """A number of robots installed by 2019."""
    return sold(name, pieces, **{"indicator": '"installed_base"', **said})


def statement(number: int, subject: str, relation: str, thing: str, /, **said: object) -> str:
    """A statement with its reifier."""
    parts = {"evidence": "ev:l5", **said}
    known = " ; ".join(f"zt:{key} {value}" for key, value in parts.items())
    return f"{subject} zt:{relation} {thing} ~ stmt:{number} {{| {known} |}} .\n"


def place_of(name: str, first: int, last: int, /, **said: object) -> str:
    """Evidence: lines of the report."""
    more = "".join(f" ; zt:{key} {value}" for key, value in said.items())
    return f"ev:{name} a zt:Evidence ; zt:source src:report ; zt:lineStart {first} ; zt:lineEnd {last}{more} .\n"
