"""A question in words: the nearest examples of the library, or a query that a language model wrote, when one is set up.

Any endpoint that speaks the OpenAI chat protocol serves: ``ZHITU_LLM_URL`` (such as ``http://127.0.0.1:11434/v1``),
``ZHITU_LLM_MODEL`` and, where it wants one, ``ZHITU_LLM_KEY``. It is sent the question, the graph's structure and some
examples; never what the graph holds. What it answers is only text for the editor: the guard judges it, and the reader
runs it.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz, utils

from graph.errors import GraphError, QueryRefused
from graph.guard import judge
from graph.library import KeptQuery, examples
from graph.messages import told
from graph.structure import Structure
from ui.sentences import Words

URL, MODEL, KEY = "ZHITU_LLM_URL", "ZHITU_LLM_MODEL", "ZHITU_LLM_KEY"
SECONDS = 60.0
MAX_ANSWER_BYTES = 1_000_000
MAX_QUESTION = 1_000  # characters
SHOWN_EXAMPLES = 6  # that a model gets to see
MAX_NAMES = 150  # labels and types of the structure that a model gets to see
_ENOUGH = 26.0  # of 100; a question that shares one telling word in three with a title reaches 30
_SMALL_WORDS = frozenset(
    (
        *("a", "an", "and", "are", "by", "do", "does", "for", "has", "have", "how", "in", "is", "it", "of", "on", "or"),
        *("the", "to", "what", "which", "who", "whom", "with"),
    )
)
_FENCE = re.compile(r"```(?:cypher)?\s*\n(.*?)```", re.DOTALL | re.IGNORECASE)


class AskingFailed(GraphError):  # noqa: N818 - the endpoint's, not the graph's
    """The endpoint gave no query that may run."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint."""

    url: str
    model: str
    key: str = field(default="", repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> Endpoint | None:
        """The one that is set up; None when there is none."""
        url, model = environment.get(URL, "").strip().rstrip("/"), environment.get(MODEL, "").strip()
        if not url.startswith(("http://", "https://")) or not model:
            return None
        return cls(url, model, environment.get(KEY, "").strip())


def nearest_examples(question: str, limit: int = 3) -> tuple[KeptQuery, ...]:
    """The examples whose titles are most like a question, in either language, best first; none when nothing is alike.

    >>> [each.key for each in nearest_examples("哪些城市有园区", 1)]
    ['cities-with-parks']
    """
    ranked = [(max(_likeness(question, title) for title in each.title.values()), each) for each in examples()]
    best = sorted((pair for pair in ranked if pair[0] >= _ENOUGH), key=lambda pair: -pair[0])
    return tuple(each for _, each in best[:limit])


def _likeness(question: str, title: str) -> float:
    """From 0 to 100: how much of the question stands in the title, and how alike both are.

    Chinese is not written in words, so pairs of characters stand for them.
    """
    asked, told = _pieces(question), _pieces(title)
    shared = len(asked & told) / len(asked) if asked else 0.0
    return 70 * shared + 0.3 * fuzz.ratio(question, title, processor=utils.default_process)


def _pieces(text: str) -> frozenset[str]:
    words = [word for word in re.findall(r"[a-z0-9]+", text.casefold()) if word not in _SMALL_WORDS]
    runs = re.findall(r"[\u4e00-\u9fff]+", text)
    return frozenset(
        [word.rstrip("s") for word in words] + [run[i : i + 2] for run in runs for i in range(len(run) - 1)]
    )


def written_query(
    question: str, endpoint: Endpoint, structure: Structure, words: Words, check: Callable[[str], object]
) -> str:
    """A Cypher query that the endpoint wrote for a question; judged by the guard and by `check`, and run by nobody.

    A query that is refused goes back once with the reason. Raises AskingFailed when none passes.
    """
    messages = _messages(question[:MAX_QUESTION], structure, words)
    reason: object = ""
    for _ in range(2):
        answer = _complete(endpoint, messages)
        query = _query_in(answer)
        try:
            judge(query, also_decoded=True)
            check(query)
        except QueryRefused as refused:
            reason = refused.message
            messages = [*messages, _said("assistant", answer), _said("user", f"That was refused: {reason}. Mend it.")]
            continue
        return query
    raise AskingFailed(told("wrote_refused", model=endpoint.model, reason=reason))


def _messages(question: str, structure: Structure, words: Words) -> list[dict[str, str]]:
    shown = nearest_examples(question, SHOWN_EXAMPLES) or examples()[:SHOWN_EXAMPLES]
    rules = (
        "You write one read-only Cypher query for a question about a property graph, in a ```cypher block and nothing "
        "else. Use only the labels, relationship types and property keys below. Begin with MATCH or UNWIND; never "
        "CREATE, MERGE, SET, DELETE, LOAD, CALL or SHOW. Names are in name_zh and name_en; match either with CONTAINS. "
        "Return whole nodes and relationships where that helps, and add a LIMIT."
    )
    told = (_example(each) for each in shown if each.language == "cypher")
    parts = [rules, *_structure_lines(structure, words), *told]
    return [_said("system", "\n\n".join(parts)), _said("user", question)]


def _structure_lines(structure: Structure, words: Words) -> Iterable[str]:
    zh = {term.neo4j_label: term.label.zh for term in words.model.classes.values()}
    labels = sorted(structure.labels, key=lambda each: -structure.labels[each])[:MAX_NAMES]
    types = sorted(structure.types, key=lambda each: -structure.types[each])[:MAX_NAMES]
    yield "Labels: " + ", ".join(f"{name} ({zh.get(name, '')})" for name in labels)
    yield "Relationship types: " + ", ".join(types)
    yield "Property keys: " + ", ".join(structure.property_keys()[:MAX_NAMES])


def _example(kept: KeptQuery) -> str:
    return f"{kept.named('en')} / {kept.named('zh')}\n```cypher\n{kept.text}\n```"


def _said(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}


def _query_in(answer: str) -> str:
    """The query in an answer: what stands in its code block, else all of it."""
    found = _FENCE.search(answer)
    return (found[1] if found else answer).strip().rstrip(";")


def _complete(endpoint: Endpoint, messages: list[dict[str, str]]) -> str:
    body = json.dumps({"model": endpoint.model, "messages": messages, "temperature": 0}).encode()
    headers = {"Content-Type": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    request = urllib.request.Request(f"{endpoint.url}/chat/completions", data=body, headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as response:
            answer: Any = json.loads(response.read(MAX_ANSWER_BYTES))
        content = answer["choices"][0]["message"]["content"]
    except urllib.error.HTTPError as error:
        raise AskingFailed(told("endpoint_status", url=endpoint.url, status=error.code)) from error
    except (OSError, http.client.HTTPException) as error:
        raise AskingFailed(told("endpoint_silent", url=endpoint.url, reason=error)) from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise AskingFailed(told("endpoint_form", url=endpoint.url)) from error
    if not isinstance(content, str):
        raise AskingFailed(told("endpoint_empty", url=endpoint.url))
    return content
