"""A reader's own copy of a source: kept in the workspace, with every quoted place found in it again."""

from ingest.attached.attaching import AttachError, AttachReport, attach, detach
from ingest.attached.copies import Copy, copies_state
from ingest.attached.passages import Passage, Said, Sentence, passages
from ingest.attached.quotes import Quote, Quotes, fact_words, quotes
from ingest.attached.quoting import quotes_in, with_quotes

__all__ = [
    "AttachError",
    "AttachReport",
    "Copy",
    "Passage",
    "Quote",
    "Quotes",
    "Said",
    "Sentence",
    "attach",
    "copies_state",
    "detach",
    "fact_words",
    "passages",
    "quotes",
    "quotes_in",
    "with_quotes",
]
