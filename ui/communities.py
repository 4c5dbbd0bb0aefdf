"""What a community is called, on every page that shows some."""

from __future__ import annotations

from ui.texts import Texts


def community_name(head: str | None, texts: Texts) -> str:
    """The name that the name of its head suggests (`graph.gathering.head_of`); without a head it is the rest.

    >>> from ui.texts import load_texts
    >>> community_name("NVIDIA", load_texts("en")), community_name(None, load_texts("en"))
    ('Around NVIDIA', 'The rest')
    """
    return texts("groups.around", name=head) if head else texts("groups.rest")
