"""What each plausibility rule must find, and the near misses that it must leave alone."""

from __future__ import annotations

from tests.rule_cases import names, numbers, relations, shares, sources

Case = tuple[str, list[str]]

CASES: dict[str, Case] = {**shares.CASES, **numbers.CASES, **relations.CASES, **names.CASES, **sources.CASES}
"""Rule -> facts that it must find once, and facts that it must not find."""

MORE: list[tuple[str, str]] = [*shares.MORE, *numbers.MORE, *relations.MORE, *sources.MORE]
"""Further facts that a rule must find once, each by another way to the same end."""
