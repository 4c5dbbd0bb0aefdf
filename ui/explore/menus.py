"""What can be chosen: the context menu, the toolbar with its menus, and the help for the keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, get_args

from graph.arranging import NAMES
from graph.explorer import NOT_WALKED_TO, Card
from ui.components.canvas import MenuEntry
from ui.explore.session import Session
from ui.sentences import Words
from ui.state import CAPS, Whole
from ui.texts import Texts

TAKEN = ("png", "svg", "html", "docx", "markdown", "xlsx", "csv", "graphml", "cypher", "turtle")
"""Files to take along; see `ui.explore.taking`."""

MAX_RELATIONS = 12  # relations to expand over in the context menu, those with most neighbours left

On = Literal["node", "one", "several", "edge", "canvas"]
_ENTRIES: tuple[tuple[str, On, str], ...] = (
    ("expand", "node", "Enter"),
    ("collapse", "node", "C"),
    ("why", "several", "P"),
    ("compare", "several", ""),
    ("neighbours", "node", "N"),
    ("class", "node", "M"),
    ("invert", "node", "I"),
    ("keep", "node", "K"),
    ("hide", "node", "H"),
    ("remove", "node", "Delete"),
    ("unpin", "node", "U"),
    ("radial", "one", ""),
    ("tree", "one", ""),
    ("without_type", "edge", ""),
    ("only_type", "edge", ""),
    ("all", "canvas", "Ctrl+A"),
    ("show", "canvas", "S"),
    ("fit", "canvas", "0"),
    ("undo", "canvas", "Ctrl+Z"),
)

HELP: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("find", ("Ctrl+K",)),
    ("move", ("←", "→", "↑", "↓")),
    ("expand", ("Enter",)),
    ("collapse", ("C",)),
    ("remove", ("Delete",)),
    ("hide", ("H",)),
    ("show", ("S",)),
    ("keep", ("K",)),
    ("invert", ("I",)),
    ("neighbours", ("N",)),
    ("class", ("M",)),
    ("unpin", ("U",)),
    ("why", ("P",)),
    ("all", ("Ctrl+A",)),
    ("clear", ("Esc",)),
    ("undo", ("Ctrl+Z",)),
    ("redo", ("Ctrl+Shift+Z",)),
    ("zoom", ("+", "-", "0")),
    ("pan", ("Shift+←", "Shift+→")),
    ("menu", ("Shift+F10",)),
    ("box", ("Shift+drag",)),
    ("several", ("Ctrl+click",)),
    ("help", ("?",)),
)
"""Keys of texts within ``help``, and the keys of the keyboard."""


def context_menu(words: Words, card: Card | None, shown: Iterable[str]) -> list[MenuEntry]:
    """The entries; below "expand" one a relation of the selected thing, with its count of neighbours not shown."""
    entries = [MenuEntry(action, words.texts(f"menu.{action}"), on, key) for action, on, key in _ENTRIES]
    if card is None:
        return entries
    over = sorted(left_over(card, shown).items(), key=lambda each: (-each[1], each[0]))[:MAX_RELATIONS]
    relations = [
        MenuEntry(
            f"over:{type_}:{'out' if outgoing else 'in'}",
            words.texts("menu.over", relation=words.relation_label(type_, outgoing), count=count),
            "one",
            subject=card.node.id,
        )
        for (type_, outgoing), count in over
    ]
    return [entries[0], *relations, *entries[1:]]


def left_over(card: Card, shown: Iterable[str]) -> dict[tuple[str, bool], int]:
    """How many neighbours are not on the canvas, by relation type and direction; none where all are."""
    present = set(shown)
    found = {}
    for group in card.groups:
        walkable = [node.id for _, node in group.statements if not set(node.labels) & set(NOT_WALKED_TO)]
        if left := len(set(walkable) - present):
            found[group.type, group.outgoing] = left
    return found


def toolbar_data(session: Session, words: Words, counts: Mapping[str, int]) -> dict[str, Any]:
    """The row above the canvas; `counts` are nodes, edges and hidden nodes."""
    texts, history, look = words.texts, session.history, session.view.look

    def button(key: str, icon: str, **more: Any) -> dict[str, Any]:
        return {"key": key, "icon": icon, "label": texts(f"toolbar.{key}")} | more

    layouts = [{"key": name, "label": texts(f"layout.{name}"), "checked": name == look.layout} for name in NAMES]
    cap, whole = session.view.cap, session.view.whole
    amount = {str(each): texts("toolbar.up_to", count=f"{each:,}") for each in CAPS}
    amount |= {each: texts(f"toolbar.whole_{each}") for each in get_args(Whole)}
    amounts = [
        {"key": key, "label": label, "checked": key == (str(cap) if whole is None else whole)}
        for key, label in amount.items()
    ]
    takes = [{"key": name, "label": texts(f"take.{name}")} for name in TAKEN]
    return {
        "texts": texts.within("toolbar"),
        "help": help_data(texts),
        "messages": [{"text": texts(each.key, **each.facts), "bad": each.bad} for each in session.messages],
        "status": texts("explore.status_hidden" if counts["hidden"] else "explore.status", **counts),
        "buttons": [
            [button("landscape", "home", text=texts("toolbar.landscape"))],
            [
                button("undo", "undo", disabled=not history.past),
                button("redo", "redo", disabled=not history.future),
                button("empty", "clear", disabled=not counts["nodes"]),
            ],
            [button("take", "save", text=texts("toolbar.take_short"), items=takes)],
            [button("layout", "layout", text=texts(f"layout.{look.layout}"), items=layouts)],
            [
                button("table", "table", pressed=session.as_table),
                button("amount", "graph", text=amount[whole or str(cap)], items=amounts),
                button("help", "help"),
            ],
        ],
    }


def help_data(texts: Texts) -> dict[str, Any]:
    """The keyboard, and what the mouse does with it."""
    rows: Sequence[dict[str, Any]] = [{"keys": list(keys), "text": texts(f"help.{key}")} for key, keys in HELP]
    return {"title": texts("help.title"), "close": texts("help.close"), "rows": rows}
