"""The form of a query's parameters: which there are, of which type, and what they are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, get_args

import streamlit as st

from graph.library import Parameter, ParameterType, ParameterValue, guessed_type, parameter_value
from graph.query_names import parameters_in
from ui.query.session import Session
from ui.sentences import Words

SELECTED = "selected"


def wanted(current: Session) -> tuple[Parameter, ...]:
    """The parameters of the text in the editor, declared ones as they were declared."""
    if current.language == "sparql":
        return ()
    declared = {each.name: each for each in current.declared}
    return tuple(declared.get(name) or Parameter(name, guessed_type(name), "") for name in parameters_in(current.text))


def values(current: Session) -> dict[str, ParameterValue]:
    """The parameters' values; raises GraphError for one that is none of its type."""
    return {
        each.name: parameter_value(_type(current, each), current.parameters.get(each.name, each.value))
        for each in wanted(current)
    }


def form(current: Session, words: Words, selected: Callable[[], Sequence[str]]) -> None:
    """One field a parameter, with its type beside it; nothing when there are none."""
    parameters = wanted(current)
    for each in parameters:
        if each.name == SELECTED and each.name not in current.parameters:
            current.parameters[each.name] = ", ".join(selected())
        _field(current, words, each)


def _field(current: Session, words: Words, parameter: Parameter) -> None:
    name = parameter.name
    value_key, type_key = f"parameter {name}", f"parameter type {name}"
    st.session_state[value_key] = current.parameters.setdefault(name, parameter.value)
    label = parameter.label.get(words.language)
    with st.container(width=240):
        st.text_input(
            f"${name} · {label}" if label else f"${name}",
            key=value_key,
            on_change=lambda: current.parameters.__setitem__(name, st.session_state[value_key]),
        )
    if name not in {each.name for each in current.declared}:
        types: Iterable[Any] = get_args(ParameterType)
        st.session_state.setdefault(type_key, guessed_type(name))
        with st.container(width=130):
            st.selectbox(
                words.texts("query.parameter_type"),
                types,
                key=type_key,
                format_func=lambda each: words.texts(f"query.type.{each}"),
            )


def _type(current: Session, parameter: Parameter) -> ParameterType:
    if parameter.name in {each.name for each in current.declared}:
        return parameter.type
    found = st.session_state.get(f"parameter type {parameter.name}", parameter.type)
    return found if found in get_args(ParameterType) else parameter.type
