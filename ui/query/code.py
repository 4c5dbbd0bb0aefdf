"""A query as it is asked elsewhere: in Cypher with its parameters, in Python, from a shell, in SPARQL."""

from __future__ import annotations

import json
import shlex
from typing import Any

from graph.errors import QueryRefused
from graph.in_sparql import TooRich, as_sparql
from ontology.model import Model
from ui.query.jobs import Question

API = "http://127.0.0.1:8502"


def as_cypher(question: Question) -> str:
    """The text with its parameters as Neo4j Browser and cypher-shell take them.

    >>> as_cypher(Question("RETURN $x", "cypher", {"x": ["a"]}))
    ':param x => ["a"];\\nRETURN $x'
    """
    lines = [
        f":param {name} => {json.dumps(value, ensure_ascii=False)};" for name, value in question.parameters.items()
    ]
    return "\n".join([*lines, question.text])


def as_python(question: Question) -> str:
    """A script over the official driver; for SPARQL, over the workspace."""
    text = _long_string(question.text)
    if question.language == "sparql":
        return (
            "from graph import Workspace\n\n"
            f"query = {text}\n\n"
            "with Workspace.open() as workspace:\n"
            f"    result = workspace.sparql(query, limit={question.limit})\n"
            "    for row in result.records():\n"
            "        print(row)\n"
        )
    parameters = json.dumps(dict(question.parameters), ensure_ascii=False)
    return (
        "import os\n\nfrom neo4j import GraphDatabase, RoutingControl\n\n"
        f"query = {text}\n"
        f"parameters = {_python(parameters)}\n\n"
        'address = os.environ.get("NEO4J_URI", "bolt://127.0.0.1:7687")\n'
        'login = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])\n'
        "with GraphDatabase.driver(address, auth=login) as driver:\n"
        "    records, summary, keys = driver.execute_query(query, parameters, routing_=RoutingControl.READ)\n"
        "    for record in records:\n"
        "        print(record.data())\n"
    )


def as_curl(question: Question) -> str:
    """A call of the API that ``zhitu serve --api`` offers; its token lies in the workspace."""
    body: dict[str, Any] = {"query": question.text, "language": question.language, "limit": question.limit}
    if question.parameters:
        body["parameters"] = dict(question.parameters)
    data = shlex.quote(json.dumps(body, ensure_ascii=False))
    token = '"Authorization: Bearer $(cat "$ZHITU_WORKSPACE/state/api-token")"'
    return f"curl -s {API}/query \\\n  -H {token} \\\n  -H 'Content-Type: application/json' \\\n  -d {data}"


def as_command(question: Question) -> str:
    """A call of ``zhitu query``."""
    parameters = "".join(
        f" --param {shlex.quote(f'{name}={_shown(value)}')}" for name, value in question.parameters.items()
    )
    language = " --lang sparql" if question.language == "sparql" else ""
    return f"zhitu query{language} --format json --limit {question.limit}{parameters} {shlex.quote(question.text)}"


def codes(question: Question, model: Model) -> dict[str, tuple[str, str]]:
    """Each form by its name in the texts, with the language that it is coloured as; SPARQL where it can be said."""
    found = {"as_python": (as_python(question), "python"), "as_curl": (as_curl(question), "bash")}
    found["as_command"] = (as_command(question), "bash")
    if question.language == "sparql":
        return {"as_sparql": (question.text, "sparql")} | found
    found = {"as_cypher": (as_cypher(question), "cypher")} | found
    if not isinstance(said := sparql_of(question, model), TooRich):
        found["as_sparql"] = (said, "sparql")
    return found


def sparql_of(question: Question, model: Model) -> str | TooRich:
    """A Cypher question in SPARQL, or what of it has no clear translation."""
    try:
        return as_sparql(question.text, question.parameters, model)
    except TooRich as error:
        return error
    except QueryRefused:
        return TooRich("expression", "")


def _long_string(text: str) -> str:
    """A text as a Python string over several lines.

    >>> _long_string('RETURN "a"')
    '\"\"\"\\nRETURN "a"\\n\"\"\"'
    """
    escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""\n{escaped}\n"""'


def _python(text: str) -> str:
    return repr(json.loads(text))


def _shown(value: object) -> str:
    """A value as the command line reads it back: JSON, and text as it is where that is no JSON.

    >>> _shown("GPU"), _shown("12"), _shown(["a"])
    ('GPU', '"12"', '["a"]')
    """
    written = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return written
    try:
        json.loads(value)
    except ValueError:
        return value
    return written
