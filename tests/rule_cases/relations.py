"""Statements, ranks, tiers, and where places lie."""

from __future__ import annotations

from tests.rule_cases.facts import WORLD, statement

STAGES = "stage:a a zt:Stage ; zt:order 1 . stage:b a zt:Stage ; zt:order 2 . stage:c a zt:Stage .\n"
TIERS = "tier:first a zt:Tier ; zt:order 1 . tier:second a zt:Tier ; zt:order 2 . tier:top a zt:Tier ; zt:order 1 .\n"


def ranks(*held: str, **said: object) -> str:
    """Each ``city rank``; what else is said is said of the last."""
    text = ""
    for number, item in enumerate(held):
        city, rank = item.split()
        more = said if number == len(held) - 1 else {}
        text += statement(number, f"place:{city}", "ranked", "ranking:talent", rank=rank, **more)
    return text


CASES = {
    "rank-held-twice": (
        ranks("beijing 1", "shanghai 1"),
        [
            ranks("beijing 1", "shanghai 2"),
            ranks("beijing 1", "shanghai 1", year=2020),
            ranks("beijing 1", "shanghai 1", dimension='"financing"'),
            # the same statement, found at a second place
            ranks("beijing 1", "beijing 1"),
        ],
    ),
    "ranked-twice": (
        ranks("beijing 1", "beijing 2"),
        [ranks("beijing 1", "shanghai 2"), ranks("beijing 1", "beijing 2", year=2020)],
    ),
    "rank-left-out": (
        ranks("beijing 1", "shenzhen 2", "shanghai 4"),
        [ranks("beijing 1", "shenzhen 2", "shanghai 3"), ranks("beijing 1", "shenzhen 2", "shanghai 2")],
    ),
    "in-two-tiers": (
        TIERS
        + statement(1, "place:a", "inTier", "tier:first", dimension='"talent"')
        + statement(2, "place:a", "inTier", "tier:second", dimension='"talent"'),
        [
            TIERS
            + statement(1, "place:a", "inTier", "tier:first", dimension='"talent"')
            + statement(2, "place:a", "inTier", "tier:second", dimension='"policy"'),
            # two first tiers agree
            TIERS
            + statement(1, "place:a", "inTier", "tier:first", dimension='"talent"')
            + statement(2, "place:a", "inTier", "tier:top", dimension='"talent"'),
            TIERS
            + statement(1, "place:a", "inTier", "tier:first", dimension='"talent"', year=2019)
            + statement(2, "place:a", "inTier", "tier:second", dimension='"talent"', year=2021),
        ],
    ),
    "self-relation": (
        statement(1, "org:a", "partOf", "org:a"),
        ["org:a zt:partOf org:b . org:b zt:partOf org:a .", "org:a <https://example.org/knows> org:a ."],
    ),
    "mutual-relation": (
        statement(1, "org:a", "partOf", "org:b") + statement(2, "org:b", "partOf", "org:a"),
        [
            statement(1, "org:a", "partOf", "org:b") + statement(2, "org:b", "partOf", "org:c"),
            # supplying each other is how business goes
            statement(1, "org:a", "supplies", "org:b") + statement(2, "org:b", "supplies", "org:a"),
            statement(1, "stage:a", "precedes", "stage:b") + statement(2, "stage:b", "succeeds", "stage:a"),
        ],
    ),
    "circular-relation": (
        statement(1, "stage:a", "precedes", "stage:b")
        + statement(2, "stage:b", "precedes", "stage:c")
        + statement(3, "stage:c", "precedes", "stage:a"),
        [
            statement(1, "stage:a", "precedes", "stage:b")
            + statement(2, "stage:b", "precedes", "stage:c")
            + statement(3, "stage:a", "precedes", "stage:c"),
            # causes may well come round
            statement(1, "org:a", "leadsTo", "org:b")
            + statement(2, "org:b", "leadsTo", "org:c")
            + statement(3, "org:c", "leadsTo", "org:a"),
            # a circle of two is for another rule
            statement(1, "stage:a", "precedes", "stage:b") + statement(2, "stage:b", "precedes", "stage:a"),
        ],
    ),
    "symmetric-stated-twice": (
        statement(1, "org:a", "competesWith", "org:b") + statement(2, "org:b", "competesWith", "org:a"),
        [
            statement(1, "org:a", "competesWith", "org:b") + statement(2, "org:b", "competesWith", "org:c"),
            statement(1, "org:a", "competesWith", "org:b", dimension='"GPU"')
            + statement(2, "org:b", "competesWith", "org:a", dimension='"FPGA"'),
            statement(1, "org:a", "supplies", "org:b") + statement(2, "org:b", "supplies", "org:a"),
        ],
    ),
    "order-against-precedes": (
        STAGES
        + "<https://w3id.org/zhitu/id/chain/x> zt:hasStage stage:a , stage:b ."
        + statement(1, "stage:b", "precedes", "stage:a"),
        [
            STAGES
            + "<https://w3id.org/zhitu/id/chain/x> zt:hasStage stage:a , stage:b ."
            + statement(1, "stage:a", "precedes", "stage:b"),
            # stages of two chains, each with an order of its own
            STAGES + statement(1, "stage:b", "precedes", "stage:a"),
            STAGES
            + "<https://w3id.org/zhitu/id/chain/x> zt:hasStage stage:b , stage:c ."
            + statement(1, "stage:b", "precedes", "stage:c"),
        ],
    ),
    "in-two-regions": (
        WORLD + "place:hunan a zt:Province ; zt:locatedIn place:china . place:shenzhen zt:locatedIn place:hunan .",
        [
            WORLD,
            WORLD + "place:delta a zt:CityCluster . place:shenzhen zt:locatedIn place:delta , place:china .",
            # a company may have two seats
            WORLD + "org:a a zt:Startup ; zt:locatedIn place:china , place:japan .",
        ],
    ),
    "place-in-smaller-place": (
        WORLD + statement(1, "place:china", "locatedIn", "place:guangdong"),
        [
            WORLD + statement(1, "place:guangdong", "locatedIn", "place:china"),
            # a city state, and a municipality with the rank of a province
            "place:singapore a zt:Country , zt:City . place:downtown a zt:City ; zt:locatedIn place:singapore .",
            "place:beijing a zt:City , zt:Province . place:area a zt:Province ; zt:locatedIn place:beijing .",
        ],
    ),
    "statement-without-evidence": (
        "org:a a zt:Startup ; zt:makes org:chip .",
        [
            "org:a a zt:Startup ; zt:makes org:chip ~ stmt:1 {| zt:evidence ev:l5 |} .",
            "obs:a a zt:Observation ; zt:about org:chip .",  # the observation has its own evidence
        ],
    ),
    "unknown-term": (
        "org:a a zt:ChipVender .",
        ["org:a a zt:ChipVendor ; zt:locatedIn org:b .", "org:a a <https://example.org/ChipVender> ."],
    ),
}

MORE = [
    (
        "mutual-relation",
        statement(1, "stage:a", "precedes", "stage:b") + statement(2, "stage:a", "succeeds", "stage:b"),
    ),
    (
        "circular-relation",
        statement(1, "org:a", "ownedBy", "org:b")
        + statement(2, "org:b", "ownedBy", "org:c")
        + statement(3, "org:c", "ownedBy", "org:d")
        + statement(4, "org:d", "ownedBy", "org:a"),
    ),
    ("in-two-regions", WORLD + "place:guangdong zt:locatedIn place:japan ."),
]
