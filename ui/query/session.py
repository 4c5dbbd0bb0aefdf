"""What the server remembers of one tab's querying: the text, its parameters, what runs and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import streamlit as st

from graph.library import KeptQuery, Parameter, QueryLanguage
from graph.plan import Plan
from graph.view import Point
from ui.components.cypher_editor import Remarks
from ui.query.jobs import Job

_KEY = "query session"
DEFAULT_ROWS = 1_000
MORE_ROWS = 10_000
MAX_ADDRESS = 6_000  # characters of a query in an address; servers and proxies refuse long ones

Shown = Literal["table", "graph", "chart", "json", "code"]
VIEWS: tuple[Shown, ...] = ("table", "graph", "chart", "json", "code")

FIRST: Mapping[QueryLanguage, str] = {
    "cypher": (
        "MATCH (vendor:ChipVendor)-[relation:REPRESENTS]->(chip)\nRETURN vendor, relation, chip\nORDER BY chip.id"
    ),
    "sparql": (
        "PREFIX zt: <https://w3id.org/zhitu/ns#>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
        "SELECT ?vendor ?name WHERE {\n  ?vendor a zt:ChipVendor ; skos:prefLabel ?name .\n} ORDER BY ?name"
    ),
}


@dataclass(slots=True)
class Session:
    """One browser tab."""

    language: QueryLanguage = "cypher"
    text: str = FIRST["cypher"]
    version: int = 1  # grows when the page sets the text, so that the editor takes it over
    drafts: dict[QueryLanguage, str] = field(default_factory=lambda: dict(FIRST))
    parameters: dict[str, str] = field(default_factory=dict)  # as typed
    declared: tuple[Parameter, ...] = ()  # by the example or the saved query that was opened
    title: str = ""
    note: str = ""
    remarks: Remarks = field(default_factory=Remarks)
    insert: Mapping[str, Any] | None = None
    inserts: int = 0
    job: Job | None = None
    noted: Job | None = None  # the last one that stands in the history
    plan: Plan | None = None
    trouble: Exception | None = None  # of parameters and plans; a job has its own
    shown: Shown = "table"
    evidence: bool = False
    drawing: bool = False  # the ontology as a graph
    positions: dict[str, Point] = field(default_factory=dict)
    question: str = ""  # in words, while it waits for an answer
    suggestions: tuple[KeptQuery, ...] = ()
    told: str = ""  # the key of a text below the question
    address: dict[str, str] | None = None

    def open(self, text: str, language: QueryLanguage) -> None:
        """Puts a text into the editor; nothing runs."""
        self.drafts[self.language] = self.text
        self.text, self.language = text, language
        self.version += 1
        self.declared, self.title, self.note, self.plan, self.trouble = (), "", "", None, None

    def open_kept(self, kept: KeptQuery, name_language: str) -> None:
        """Puts an example or a saved query into the editor, with its parameters."""
        self.open(kept.text, kept.language)
        self.declared = kept.parameters
        self.parameters |= {each.name: each.value for each in kept.parameters}
        self.title, self.note = kept.named(name_language), kept.note

    def speak(self, language: QueryLanguage) -> None:
        """Changes the language; each keeps its own text."""
        if language != self.language:
            self.open(self.drafts[language] if self.drafts[language] != self.text else FIRST[language], language)


def session() -> Session:
    """This tab's session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Session()
    found: Session = st.session_state[_KEY]
    return found


def read_address(current: Session) -> None:
    """Takes over a query that somebody shared; it is shown and waits for the reader."""
    parameters = {key: value for key, value in st.query_params.to_dict().items() if key != "lang"}
    known = {key: value for key, value in (current.address or {}).items() if key != "lang"}
    if not parameters or parameters == known:
        return
    text = parameters.get("q")
    language: QueryLanguage = "sparql" if parameters.get("ql") == "sparql" else "cypher"
    if text is not None and (text, language) != (current.text, current.language):
        current.open(text, language)
        current.job = None
    current.parameters |= {key.removeprefix("p."): value for key, value in parameters.items() if key.startswith("p.")}


def write_address(current: Session, language: str, parameters: Mapping[str, str]) -> None:
    """Lets the address say what is in the editor, so that it can be shared."""
    address = {"lang": language}
    if len(current.text) <= MAX_ADDRESS:
        address |= {"ql": current.language, "q": current.text}
        address |= {f"p.{name}": value for name, value in parameters.items()}
    if address != current.address or st.query_params.to_dict() != address:
        current.address = address
        st.query_params.from_dict(address)
