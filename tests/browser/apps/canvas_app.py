"""The canvas alone on a page, over a made-up graph: for its browser tests, and to look at it.

Address parameters: nodes (how many), seed, lang (zh or en), hostile=1 (names that try to run), fragment=0.
"""

from __future__ import annotations

import networkx as nx
import streamlit as st

from graph.layout import layout
from graph.view import GraphView, Tint, ViewEdge, ViewNode, radius
from ui.components.canvas import Command, Event, canvas

KINDS = (
    ("芯片企业", Tint("#2f6fb7", "#6aa7e8"), "dot"),
    ("机器人企业", Tint("#c2571a", "#f0955c"), "square"),
    ("平台", Tint("#2d8659", "#5cc394"), "diamond"),
    ("城市", Tint("#8a4fa8", "#c08bdc"), "triangle"),
    ("政策", Tint("#a3384f", "#e5809a"), "hexagon"),
    ("技术", Tint("#6b7a12", "#b3c24f"), "star"),
)
STEMS = ("华智", "中科", "深蓝", "天工", "海川", "云帆", "北斗星", "长三角", "国创", "新松", "寒武", "紫光")
ENDS = ("半导体", "机器人", "工业互联网平台", "智能制造示范区", "技术", "集团", "行动计划", "研究院", "GPU", "芯片")
VERBS = ("研制", "位于", "供应")
HOSTILE = (
    "<script>window.pwned=1</script>",
    '<img src=x onerror="window.pwned=1">',
    "[x](javascript:window.pwned=1) **b**",
    "</style><svg onload=window.pwned=1>",
)


def graph(count: int, seed: int) -> nx.Graph[int]:
    """A graph of hubs and leaves with a few small parts beside it."""
    if count < 8:
        return nx.Graph(nx.path_graph(count))
    main = nx.powerlaw_cluster_graph(max(5, int(count * 0.85)), 2 if count < 500 else 1, 0.3, seed=seed)
    rest = nx.disjoint_union_all([main, *[nx.path_graph(2 + i % 4) for i in range(int(count * 0.05))]])
    rest.add_nodes_from(range(len(rest), count))
    return nx.Graph(rest.subgraph(range(count)))


def view_of(graph: nx.Graph[int], shown: set[int], hostile: bool) -> GraphView:
    """The shown part of the graph as a view without places."""
    nodes = [node_of(i, graph.degree[i], hostile) for i in sorted(shown)]
    pairs = sorted((a, b) for a, b in graph.edges if a in shown and b in shown)
    edges = [
        ViewEdge(f"e{a}-{b}", f"n{a}", f"n{b}", "MAKES", VERBS[a % 3], "inferred" if b % 7 == 0 else "stated")
        for a, b in pairs
    ]
    if (0, 1) in pairs or (1, 0) in pairs:
        edges.append(ViewEdge("parallel", "n0", "n1", "OWNED_BY", "隶属于"))
    return GraphView(tuple(nodes), tuple(edges))


def node_of(i: int, degree: int, hostile: bool) -> ViewNode:
    """One node; its name is as long as real ones are."""
    kind, tint, shape = KINDS[i * 7 % len(KINDS)]
    name = HOSTILE[i % len(HOSTILE)] if hostile else STEMS[i % len(STEMS)] + ENDS[i // len(STEMS) % len(ENDS)] + str(i)
    return ViewNode(f"n{i}", name, (kind,), f"{name}\n{kind}\n<b>plain</b>", tint, shape, radius(degree))


def main() -> None:
    """The page."""
    st.set_page_config(layout="wide", page_title="canvas")
    query = st.query_params
    whole = graph(int(query.get("nodes", "60")), int(query.get("seed", "7")))
    state = st.session_state
    state.setdefault("shown", set(whole) if "start" not in query else set(range(int(query["start"]))))
    state.setdefault("places", {})
    state.setdefault("log", [])
    state.setdefault("pinned", set())
    state.setdefault("undo", [])

    def on_event(event: Event) -> None:
        state["log"].append(f"{event.kind}:{event.key or event.edge or ','.join(event.nodes[:3])}")
        numbers = [int(id_[1:]) for id_ in event.nodes]
        if event.kind == "expand":
            for number in numbers:
                state["shown"] |= set(whole.neighbors(number))
        elif event.kind == "remove":
            state["shown"] -= set(numbers)
        elif event.kind == "moved":
            state["undo"].append({id_: state["places"][id_] for id_ in event.positions})
            state["places"] |= event.positions
            state["pinned"] |= set(event.positions)
        elif event.key == "undo" and state["undo"]:
            state["places"] |= state["undo"].pop()

    @st.fragment
    def stage() -> None:
        rerun, hide, away, select, focus = st.columns(5)
        rerun.button("Rerun")
        hidden = ("城市",) if hide.toggle("Hide cities") else ()
        if away.toggle("Away"):
            return
        selected = ["n1"] if select.toggle("Select n1") else None
        command = Command("look", "focus", "n2") if focus.toggle("Focus n2") else None
        view = layout(view_of(whole, state["shown"], query.get("hostile") == "1"), state["places"])
        state["places"] = view.positions()
        result = canvas(
            view.placed({}, pinned=state["pinned"]).hiding(hidden),
            key="canvas",
            height=query.get("height", "calc(100vh - 13rem)"),
            selected=selected,
            command=command,
            on_event=on_event,
        )
        st.text(f"selected={','.join(result.selected)} edge={result.edge} nodes={len(view.nodes)}")
        st.text(f"log={' '.join(state['log'][-6:])} viewport={result.viewport}")

    stage()


main()
