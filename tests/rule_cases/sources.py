"""Endnotes, figures, and evidence."""

from __future__ import annotations

from tests.rule_cases.facts import REPORT_OF_2021, place_of, statement

FIGURE = REPORT_OF_2021 + 'src:figure-1 a zt:Figure ; zt:number "1" ; zt:lineStart 85 ; zt:lineEnd 90 .\n'


def endnote(number: int, *said: str) -> str:
    return f'src:endnote-{number} a zt:Endnote ; zt:number "{number}"' + "".join(f" ; {item}" for item in said) + " .\n"


def shown(first: int, last: int) -> str:
    return FIGURE + place_of("here", first, last, figure="src:figure-1")


CASES = {
    "endnote-missing": (
        "ev:l5 a zt:Evidence ; zt:endnote src:endnote-40 .",
        ["ev:l5 a zt:Evidence ; zt:endnote src:endnote-39 . src:endnote-39 a zt:Endnote ."],
    ),
    "endnote-uncited": (
        "src:endnote-9 a zt:Endnote . ev:l5 zt:endnote src:endnote-8 .",
        ["src:endnote-9 a zt:Endnote . ev:l5 zt:endnote src:endnote-9 ."],
    ),
    "endnote-without-publisher": (
        endnote(11, 'zt:date "2019"'),
        [
            endnote(11, 'zt:publisher "Barclays"'),
            endnote(11, 'zt:author "Jay Lee"'),
            endnote(11, "zt:sourcedFrom src:book"),
            "src:report a zt:Report .",
        ],
    ),
    "endnote-without-date": (
        endnote(12, 'zt:publisher "X"'),
        [endnote(12, 'zt:date "2019"'), "src:report a zt:Report ."],
    ),
    "endnotes-alike": (
        endnote(9, 'skos:prefLabel "工业人工智能"@zh') + endnote(10, 'skos:prefLabel "工业人工智能"@zh'),
        [
            endnote(9, 'skos:prefLabel "工业人工智能"@zh') + endnote(10, 'skos:prefLabel "人工智能"@zh'),
            endnote(9, 'skos:prefLabel "工业人工智能"@zh')
            + 'src:book a zt:Publication ; skos:prefLabel "工业人工智能"@zh .',
        ],
    ),
    "endnote-date-against-address": (
        endnote(25, 'zt:date "2019"', 'zt:url "http://pdf.example.org/H3_AP202009021406329252_1.pdf"'),
        [
            endnote(25, 'zt:date "2020-09"', 'zt:url "http://pdf.example.org/H3_AP202009021406329252_1.pdf"'),
            endnote(25, 'zt:date "2019-11-13"', 'zt:url "https://example.org/2019/11/13/1946428/market.html"'),
            # a number that is no date
            endnote(25, 'zt:date "2020-04-24"', 'zt:url "https://example.org/question/41848628"'),
            endnote(25, 'zt:date "2020-03-06"', 'zt:url "https://example.org/s?id=1660405454469069146"'),
            endnote(25, 'zt:date "2019"'),
        ],
    ),
    "number-left-out": (
        "src:report zt:hasSection src:endnote-1 , src:endnote-3 ." + endnote(1) + endnote(3),
        [
            "src:report zt:hasSection src:endnote-1 , src:endnote-2 ." + endnote(1) + endnote(2),
            # the second is a table
            "src:report zt:hasSection src:figure-1 , src:table-2 , src:figure-3 ."
            'src:figure-1 a zt:Figure ; zt:number "1" .'
            'src:table-2 a zt:Table ; zt:number "2" . src:figure-3 a zt:Figure ; zt:number "3" .',
            # sections have numbers of their own
            'src:report zt:hasSection src:section-3 . src:section-3 a zt:Section ; zt:number "3" .',
        ],
    ),
    "figure-without-content": (
        # its title is cited, and the line that says where it is from
        shown(85, 85)
        + place_of("below", 90, 90, figure="src:figure-1")
        + statement(1, "src:figure-1", "sourcedFrom", "org:a", evidence="ev:below")
        + "org:a a zt:Consultancy ; zt:evidence ev:here , ev:below .",
        [
            shown(86, 86) + "org:a a zt:Consultancy ; zt:evidence ev:here .",
            shown(85, 88) + "obs:a a zt:Observation ; zt:evidence ev:here .",
            shown(87, 87) + "org:a a zt:Consultancy ." + statement(1, "org:a", "makes", "org:b", evidence="ev:here"),
            # where lines are not known, what stands in it is content
            "src:table-1 a zt:Table . ev:here zt:figure src:table-1 . org:a a zt:Startup ; zt:evidence ev:here .",
        ],
    ),
    "evidence-beyond-source": (
        REPORT_OF_2021 + place_of("far", 900, 901),
        [
            REPORT_OF_2021 + place_of("last", 899, 900),
            "src:x a zt:Report . ev:a zt:source src:x ; zt:lineStart 5 ; zt:lineEnd 5 .",
        ],
    ),
}

MORE = [
    (
        "endnotes-alike",
        endnote(9, "zt:url <https://example.org/a>") + endnote(10, "zt:url <https://example.org/a>"),
    ),
    # a remark that nothing stands there is no content
    (
        "figure-without-content",
        shown(86, 86) + "dis:empty a zt:Discrepancy ; zt:evidence ev:here ; zt:about src:figure-1 .",
    ),
    # the range runs on into the text
    ("figure-without-content", shown(85, 99) + "org:a a zt:Consultancy ; zt:evidence ev:here ."),
]
