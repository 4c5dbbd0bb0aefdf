"""The examples in the docstrings of the ontology are true."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = ("findings", "model", "turtle", "values")


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name: str) -> None:
    results = doctest.testmod(importlib.import_module(f"ontology.{name}"))
    assert results.attempted > 0
    assert results.failed == 0
