"""Names of entities."""

from __future__ import annotations


def pair(one: str, one_name: str, other: str, other_name: str) -> str:
    """Two things, each of a class and with a name such as ``"A"@en``."""
    return f"org:a a zt:{one} ; skos:prefLabel {one_name} . org:b a zt:{other} ; skos:prefLabel {other_name} ."


MISPRINTED = 'org:a a zt:Laboratory ; skos:prefLabel "Sandia"@en ; skos:hiddenLabel "Sania" .'

CASES = {
    "names-one-letter-apart": (
        pair("EDAVendor", '"Synopsys"@en', "EDAVendor", '"Synopsis"@en'),
        [
            # two letters apart
            pair("EDAVendor", '"Synopsys"@en', "EDAVendor", '"Sinopsis"@en'),
            # of different classes
            pair("EDAVendor", '"Synopsys"@en', "Foundry", '"Synopsis"@en'),
            # counted
            pair("Tier", '"算力第一梯队"@zh', "Tier", '"算力第二梯队"@zh'),
            # too short to tell
            pair("City", '"杭州"@zh', "City", '"广州"@zh'),
            # one thing
            'org:a a zt:EDAVendor , zt:Startup ; skos:prefLabel "Synopsys"@en .',
        ],
    ),
    "one-name-two-things": (
        pair("Manufacturer", '"海尔"@zh', "Manufacturer", '"海尔"@zh'),
        [
            pair("Manufacturer", '"海尔"@zh', "CloudPlatform", '"海尔"@zh'),
            'org:a a zt:Manufacturer ; skos:prefLabel "海尔"@zh ; skos:altLabel "Haier" .'
            'org:b a zt:Manufacturer ; skos:prefLabel "海信"@zh ; skos:altLabel "Haier" .',
        ],
    ),
    "alias-of-another": (
        'org:a a zt:Manufacturer ; skos:prefLabel "海尔"@zh ; skos:altLabel "HAIER" .'
        'org:b a zt:Manufacturer ; skos:prefLabel "海信"@zh , "Haier"@en .',
        [
            'org:a a zt:Manufacturer ; skos:prefLabel "海尔"@zh ; skos:altLabel "Haier" .'
            'org:b a zt:CloudPlatform ; skos:prefLabel "海信"@zh ; skos:altLabel "Haier" .',
            'org:a a zt:Manufacturer ; skos:prefLabel "海尔"@zh , "Haier"@en ; skos:altLabel "Haier" .',
            # names, not aliases: for another rule
            pair("Manufacturer", '"海尔"@zh', "Manufacturer", '"海尔"@zh'),
        ],
    ),
    "misspelling-without-place": (MISPRINTED, [f"{MISPRINTED} dis:a a zt:Discrepancy ; zt:about org:a ."]),
}
