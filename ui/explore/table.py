"""The canvas as tables: what is visible, for screen readers, for sorting and for taking along."""

from __future__ import annotations

import streamlit as st

from graph.view import GraphView
from ui.paper import table
from ui.sentences import Words


def show_table(view: GraphView, words: Words) -> None:
    """Two tables: the visible nodes, most connected first, and the relations among them."""
    texts = words.texts
    nodes, relations = node_rows(view, words), relation_rows(view, words)
    st.subheader(f"{texts('table.nodes')} · {len(nodes)}")
    table(nodes, texts, height=420, key="nodes-table")
    st.subheader(f"{texts('table.relations')} · {len(relations)}")
    table(relations, texts, height=420, key="relations-table")


def node_rows(view: GraphView, words: Words) -> list[dict[str, str | int]]:
    """Name, classes, number of relations in the view, and id of each node."""
    texts = words.texts
    degree = {node.id: 0 for node in view.nodes}
    for edge in view.edges:
        for end in {edge.start, edge.end}:
            degree[end] += 1
    return [
        {
            texts("table.name"): _name(node.title, node.label),
            texts("table.classes"): texts("words.comma").join(map(words.class_label, node.classes)),
            texts("table.degree"): degree[node.id],
            texts("table.id"): node.id,
        }
        for node in sorted(view.nodes, key=lambda each: (-degree[each.id], each.id))
    ]


def relation_rows(view: GraphView, words: Words) -> list[dict[str, str]]:
    """Subject, relation, object and status of each edge."""
    texts = words.texts
    names = {node.id: _name(node.title, node.label) for node in view.nodes}
    return [
        {
            texts("table.start"): names[edge.start],
            texts("table.relation"): edge.label,
            texts("table.end"): names[edge.end],
            texts("table.status"): words.code_label("status", edge.status),
        }
        for edge in sorted(view.edges, key=lambda each: (each.start, each.type, each.end, each.id))
    ]


def _name(title: str, label: str) -> str:
    """The whole name: a node's title begins with it, its label may be cut."""
    return title.split("\n", 1)[0] or label
