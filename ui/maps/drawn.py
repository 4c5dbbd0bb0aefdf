"""Figures as plain data for the browser, with what stands behind each of their marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.explorer import Explorer, evidence_of
from graph.gathering import REST, group_id
from graph.maps.columns import Card, Column, Columns, Link, columns_figure, concentration, layers_figure
from graph.maps.communities import Communities, Community, communities_figure
from graph.maps.declared import Aspect
from graph.maps.matrix import Matrix, matrix_figure
from graph.maps.profiles import Entry, Profiles, profiles_figure
from graph.maps.reading import MapFacts
from graph.maps.timeline import Event, Lane, timeline_figure
from graph.numbers import Number
from graph.styling import community_tint
from graph.values import Node, Relationship
from graph.view import PLAIN
from ui.classes import sign
from ui.communities import community_name
from ui.evidence import Fact
from ui.numbers.rows import subject_words
from ui.sentences import Words, bounded, observation_line, plain_number, qualifiers, statement_sentence

Row = dict[str, Any]

_IN_COMMON = 5  # things named that a community's members have in common


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands behind a mark: its title, its facts and the things to open in the explorer."""

    title: str
    facts: tuple[Fact, ...]
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure for the browser, its marks by key, and the same as rows of a table."""

    data: Row
    marks: Mapping[str, Mark] = field(repr=False)
    table: tuple[Row, ...] = field(repr=False)


def draw(facts: MapFacts, explorer: Explorer, words: Words) -> Drawn:
    """The figure of a map's layout."""
    pen = _Pen(facts, explorer, words)
    match facts.view.layout:
        case "columns":
            return pen.columns(columns_figure(facts), "grid" if facts.view.grid else "row")
        case "layers":
            return pen.columns(layers_figure(facts), "layers")
        case "communities":
            return pen.communities(communities_figure(facts))
        case "matrix":
            return pen.matrix(matrix_figure(facts))
        case "profiles":
            return pen.profiles(profiles_figure(facts))
        case "timeline":
            return pen.timeline(timeline_figure(facts))
    return Drawn({"kind": "none"}, {}, ())


def facts_of(statements: Iterable[Relationship], things: Mapping[str, Node]) -> tuple[Fact, ...]:
    """Statements as facts, those whose both ends are known."""
    return tuple(
        Fact(each, things[each.start], things[each.end])
        for each in statements
        if each.start in things and each.end in things
    )


@dataclass(slots=True)
class _Pen:
    """Draws one map's figure."""

    map: MapFacts
    explorer: Explorer
    words: Words
    marks: dict[str, Mark] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def columns(self, figure: Columns, arrange: str) -> Drawn:
        places = {id_: (x, y) for y, row in enumerate(self.map.view.grid) for x, id_ in enumerate(row)}
        central = [self.name(id_) for id_ in figure.central]
        return self._drawn(
            {
                "kind": "columns",
                "arrange": arrange,
                "columns": [self._column(column, figure, places.get(column.id)) for column in figure.columns],
                "links": [self._link(link) for link in figure.links],
                "aside": self.words.texts("figure.central", names=self.words.texts("words.comma").join(central))
                if central and arrange != "grid" and figure.links
                else None,
            }
        )

    def communities(self, figure: Communities) -> Drawn:
        left = len(figure.untied)
        return self._drawn(
            {
                "kind": "columns",
                "arrange": "communities",
                "columns": [self._community(each) for each in figure.all],
                "links": [],
                "aside": self.words.texts("figure.untied", count=left) if left else None,
            }
        )

    def matrix(self, figure: Matrix) -> Drawn:
        most = max(map(len, figure.cells.values()), default=0)
        for (row, column), statements in figure.cells.items():
            self._mark(f"{row}|{column}", [row, column], statements)
            self._rows(statements, row=row, column=column)
        return self._drawn(
            {
                "kind": "matrix",
                "columns": [self._head(id_) | {"sum": figure.column_sum(id_)} for id_ in figure.columns],
                "rows": [
                    self._head(row)
                    | {
                        "sum": figure.row_sum(row),
                        "cells": [len(figure.cells.get((row, column), ())) for column in figure.columns],
                    }
                    for row in figure.rows
                ],
                "most": most,
                "total": figure.total,
                "left": self.words.texts("figure.left", rows=figure.rows_left, columns=figure.columns_left)
                if figure.rows_left or figure.columns_left
                else None,
            }
        )

    def profiles(self, figure: Profiles) -> Drawn:
        return self._drawn(
            {
                "kind": "profiles",
                "subjects": [self._head(id_) for id_ in figure.subjects],
                "aspects": [self._aspect(at, aspect, figure) for at, aspect in enumerate(self.map.view.aspects)],
            }
        )

    def timeline(self, lanes: Sequence[Lane]) -> Drawn:
        return self._drawn({"kind": "timeline"} | self._line(lanes))

    def name(self, id_: str | None) -> str:
        """A thing's name; a class' label where columns are classes."""
        if (node := self.map.things.get(id_ or "")) is not None:
            return self.words.name(node)
        known = self.words.model.class_named(id_ or "")
        return self.words.class_label(known.key) if known else id_ or ""

    def _drawn(self, data: Row) -> Drawn:
        return Drawn(data | {"texts": self.words.texts.within("figure")}, self.marks, tuple(self.rows))

    def _head(self, id_: str) -> Row:
        node = self.map.things.get(id_)
        key = self.explorer.classes_of(node.labels)[0] if node else id_
        return {"key": id_, "title": self.name(id_), "kind": self.words.class_label(key)} | {
            "sign": sign(self.words.model, key)
        }

    def _column(self, column: Column, figure: Columns, place: tuple[int, int] | None) -> Row:
        touching = [link.statement for link in figure.links if column.id in (link.start, link.end)]
        if column.thing:
            own = [each for card in column.cards for each in card.statements]
            self._mark(column.id, [column.thing], [*touching, *own], numbers=column.shares)
        counts = zip(self.map.view.counts, column.counts, strict=True) if column.counts else ()
        index = concentration(column.shares)
        return self._head(column.id) | {
            "head": column.thing is not None,
            "place": list(place) if place else None,
            "counts": [{"label": count.label[self.words.language], "value": value} for count, value in counts],
            "shares": [self._share(number) for number in column.shares],
            "aside": self.words.texts(
                "figure.concentration",
                low=plain_number(round(index.low)),
                high=plain_number(round(index.high)),
                named=plain_number(round(index.named, 1)),
            )
            if index
            else None,
            "cards": [self._card(card, figure) for card in column.cards],
        }

    def _card(self, card: Card, figure: Columns) -> Row:
        links = [link.statement for link in figure.links if card.key in (link.start, link.end)]
        self._mark(card.key, [card.thing], [*card.statements, *links])
        self._rows(card.statements, column=card.column, thing=card.thing)
        return self._head(card.thing) | {
            "key": card.key,
            "direct": card.direct,
            "central": card.thing in figure.central and self.map.view.layout == "columns" and not self.map.view.grid,
        }

    def _community(self, community: Community) -> Row:
        texts, key = self.words.texts, group_id(community.key)
        title = community_name(self.name(community.head) if community.head else None, texts)
        self._mark(key, community.members, community.statements, title=title)
        tint = PLAIN if community.key == REST else community_tint(int(community.key))
        common = [self.name(id_) for id_ in community.common[:_IN_COMMON]]
        return {
            "key": key,
            "title": title,
            "sign": {"shape": "dot", "light": tint.light, "dark": tint.dark},
            "head": True,
            "counts": [
                {"label": texts("figure.members"), "value": len(community.members)},
                {"label": texts("figure.ties"), "value": len(community.statements)},
            ],
            "shares": [],
            "aside": texts("figure.common", names=texts("words.comma").join(common)) if common else None,
            "cards": [self._member(community, member, key, title) for member in community.members],
        }

    def _member(self, community: Community, member: str, group: str, title: str) -> Row:
        key, statements = f"{group}|{member}", community.of(member)
        self._mark(key, [member], statements)
        self._rows(statements, community=community.key, community_name=title, member=member)
        return self._head(member) | {"key": key, "direct": True, "central": False}

    def _share(self, number: Number) -> Row:
        key = f"#{number.id}"
        self.marks[key] = Mark(subject_words(self.words, number), (Fact(observed=number.observed),), number.about)
        self.rows.append({"observation": number.id, "text": observation_line(self.words, number.observed)})
        return {
            "key": key,
            "title": subject_words(self.words, number),
            "amount": bounded(self.words, number.observed.node.properties),
            "part": max(0.0, min(100.0, number.point or 0.0)),
        }

    def _link(self, link: Link) -> Row:
        statement = link.statement
        key = f"~{statement.id}"
        ends = (self.map.things[statement.start], self.map.things[statement.end])
        sentence = statement_sentence(self.words, ends[0], statement.type, ends[1])
        self._mark(key, [statement.start, statement.end], [statement], title=sentence)
        self._rows([statement])
        return {
            "key": key,
            "from": link.start,
            "to": link.end,
            "label": sentence,
            "inferred": statement.properties.get("status") == "inferred",
            "order": statement.type == "PRECEDES",
        }

    def _aspect(self, at: int, aspect: Aspect, figure: Profiles) -> Row:
        row: Row = {"label": aspect.label[self.words.language]}
        told = aspect.label["en"]
        if at in figure.lines:
            return row | {"line": self._line(figure.lines[at], told)}
        entries = figure.aspects[at]
        return row | {"cells": [[self._entry(id_, each, told) for each in entries[id_]] for id_ in figure.subjects]}

    def _line(self, lanes: Sequence[Lane], aspect: str | None = None) -> Row:
        """A line of years; with an aspect the rows of the table tell its lanes as those of profiles."""
        spans = [event.years for lane in lanes for event in lane.events if event.years]
        return {
            "first": min((each.first for each in spans), default=0),
            "last": max((each.last for each in spans), default=0),
            "lanes": [
                {
                    "title": self.name(lane.thing) if lane.thing else self.words.texts("figure.no_lane"),
                    "events": [self._event(lane, event, aspect) for event in lane.events],
                }
                for lane in lanes
            ],
        }

    def _entry(self, subject: str, entry: Entry, aspect: str) -> Row:
        if entry.number is not None:
            key = f"{subject}#{entry.number.id}"
            self.marks[key] = Mark(
                self.name(subject), (Fact(observed=entry.number.observed),), entry.number.about or (subject,)
            )
            self.rows.append({"subject": subject, "aspect": aspect, "observation": entry.number.id})
            joint = subject_words(self.words, entry.number) if entry.number.about != (subject,) else None
            line = observation_line(self.words, entry.number.observed)
            return {"key": key, "text": line, "note": joint}
        statement = entry.statement
        assert statement is not None
        key = f"{subject}~{statement.id}"
        self._mark(key, [subject, entry.thing or subject], [statement])
        self._rows([statement], subject=subject, aspect=aspect)
        rank = self.words.attribute_label("rank")
        told = qualifiers(self.words, statement.properties)
        note = self.words.join(
            self.words.texts("words.rank", number=value) if label == rank else value for label, value in told
        )
        return {"key": key, "text": self.name(entry.thing), "note": note or None}

    def _event(self, lane: Lane, event: Event, aspect: str | None) -> Row:
        key = f"{lane.thing or ''}|{event.thing}"
        self._mark(key, [event.thing], event.statements)
        told = {"subject": lane.thing, "aspect": aspect} if aspect else {"event": event.thing}
        self._rows(event.statements, **told, date=event.date)
        years = event.years
        return self._head(event.thing) | {
            "key": key,
            "date": event.date,
            "first": years.first if years else None,
            "last": years.last if years else None,
            "titled": bool(years and years.titled),
        }

    def _mark(
        self,
        key: str,
        things: Sequence[str],
        statements: Iterable[Relationship],
        *,
        title: str | None = None,
        numbers: Iterable[Number] = (),
    ) -> None:
        unique = {each.id: each for each in statements}
        told = facts_of(unique.values(), self.map.things)
        more = tuple(Fact(observed=number.observed) for number in numbers)
        known = tuple(id_ for id_ in dict.fromkeys(things) if id_ in self.map.things)
        others = tuple(end for each in unique.values() for end in (each.start, each.end) if end in self.map.things)
        name = title or self.words.join(self.name(id_) for id_ in dict.fromkeys(things))
        self.marks[key] = Mark(name, (*more, *told), tuple(dict.fromkeys((*known, *others))))

    def _rows(self, statements: Iterable[Relationship], **more: str | None) -> None:
        for each in statements:
            self.rows.append(
                {
                    **more,
                    "start": each.start,
                    "start_name": self.name(each.start),
                    "type": each.type,
                    "end": each.end,
                    "end_name": self.name(each.end),
                    "status": each.properties.get("status") or "stated",
                    "evidence": ";".join(evidence_of(each.properties)),
                }
            )
