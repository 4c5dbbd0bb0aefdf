"""The same network of 1,000 things by zhitu's canvas, streamlit-agraph or st-link-analysis: ``?draw=`` says which.

Each is used as its own documentation does. None is given places: laying out is part of a first view.
"""

from __future__ import annotations

import streamlit as st

from bench.canvas import network
from graph.layout import layout
from graph.view import GraphView

COUNT = 1_000


def ours(view: GraphView) -> None:
    """As the explorer draws it."""
    from ui.components.canvas import canvas  # noqa: PLC0415 - only one of the three is opened

    canvas(layout(view), key="canvas", height="800px")


def agraph(view: GraphView) -> None:
    """streamlit-agraph: vis-network in a frame, laid out by its physics in the browser."""
    from streamlit_agraph import Config, Edge, Node, agraph  # noqa: PLC0415 - only one of the three is opened

    nodes = [Node(id=node.id, label=node.label, size=node.size, color=node.color.light) for node in view.nodes]
    edges = [Edge(source=edge.start, target=edge.end, label=edge.label) for edge in view.edges]
    agraph(nodes=nodes, edges=edges, config=Config(width=1200, height=800))


def link_analysis(view: GraphView) -> None:
    """st-link-analysis: Cytoscape in a frame, with its default layout."""
    from st_link_analysis import EdgeStyle, NodeStyle, st_link_analysis  # noqa: PLC0415 - only one of the three

    elements = {
        "nodes": [{"data": {"id": node.id, "label": "thing", "name": node.label}} for node in view.nodes],
        "edges": [
            {"data": {"id": edge.id, "label": edge.type, "source": edge.start, "target": edge.end}}
            for edge in view.edges
        ],
    }
    st_link_analysis(
        elements, node_styles=[NodeStyle("thing", "#1f5fbf", "name")], edge_styles=[EdgeStyle("MAKES")], height=800
    )


def nothing(_: GraphView) -> None:
    """What Streamlit takes for any page."""
    st.text("nothing to draw")


DRAWN_BY = {"nothing": nothing, "zhitu": ours, "streamlit-agraph": agraph, "st-link-analysis": link_analysis}

st.set_page_config(layout="wide")
DRAWN_BY[st.query_params.get("draw", "zhitu")](network(COUNT))
