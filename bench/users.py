"""Whether one runaway query slows down everybody else: 20 users of one Neo4j, each with a row of turns of their own.

Run: python -m bench users. Nineteen users ask the library's examples, each one every two seconds or so, as the query
page asks them; the twentieth asks what never ends, again and again. Each of the nineteen is compared with the same
questions asked while nobody else is there.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from graph.library import KeptQuery, examples, parameter_value
from graph.workspace import Workspace
from ingest import build_report
from ui.query.jobs import Job, Question

USERS = 19
QUESTIONS = 8  # of each user
PAUSE_SECONDS = 2.0  # between two questions of a user, on average
ALONE = 5  # times that each question is asked with nobody else there
BAR = 3.0
RUNAWAY = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN count(*)"


def seconds(workspace: Workspace, question: Question, user: str) -> float:
    """How long a question takes, from asking to its rows; it must have some answer."""
    job = Job.start(workspace, question, user)
    job.done.wait()
    if job.error is not None:
        raise job.error
    return job.seconds


def question_of(kept: KeptQuery) -> Question:
    return Question(
        kept.text, kept.language, {each.name: parameter_value(each.type, each.value) for each in kept.parameters}
    )


def user(workspace: Workspace, name: str, asked: list[Question]) -> list[float]:
    """One user's waiting times, with pauses of their own."""
    own = random.Random(name)
    found = []
    for question in asked:
        time.sleep(own.uniform(0, 2 * PAUSE_SECONDS))
        found.append(seconds(workspace, question, name))
    return found


def run_away(workspace: Workspace, end: threading.Event) -> None:
    """Asks what never ends until the others are done."""
    while not end.is_set():
        job = Job.start(workspace, Question(RUNAWAY, "cypher"), "runaway")
        while not job.done.wait(0.1):
            if end.is_set():
                job.stop()


def together(workspace: Workspace, asked: dict[str, list[Question]], *, runaway: bool) -> dict[str, list[float]]:
    """What each user waited while all were there."""
    end = threading.Event()
    with ThreadPoolExecutor(len(asked) + 1) as threads:
        if runaway:
            threads.submit(run_away, workspace, end)
        waiting = {name: threads.submit(user, workspace, name, questions) for name, questions in asked.items()}
        try:
            return {name: each.result() for name, each in waiting.items()}
        finally:
            end.set()


def main(arguments: list[str] | None = None) -> int:
    """Print the ratios; exit status 1 when one of the nineteen waits too much longer than alone."""
    del arguments
    questions = [question_of(each) for each in examples() if each.language == "cypher"]
    chosen = random.Random(7)
    asked = {f"user {number}": chosen.sample(questions, QUESTIONS) for number in range(USERS)}
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder), "neo4j") as workspace:
        build_report(workspace)
        for question in questions * 3:  # the server's compiler learns them first
            seconds(workspace, question, "first")
        alone = {
            question.text: statistics.median(seconds(workspace, question, "alone") for _ in range(ALONE))
            for question in questions
        }
        results = {
            "19 users": together(workspace, asked, runaway=False),
            "with a runaway": together(workspace, asked, runaway=True),
        }
    sys.stdout.write(f"alone: median {1000 * statistics.median(alone.values()):.0f} ms\n")
    worst = 0.0
    for name, waited in results.items():
        ratios = [sum(waited[each]) / sum(alone[question.text] for question in asked[each]) for each in asked]
        worst = max(ratios)
        longest = max(max(each) for each in waited.values())
        sys.stdout.write(
            f"{name}: median user {statistics.median(ratios):.2f} times alone, worst user {worst:.2f} (bar {BAR:g}),"
            f" longest answer {longest:.2f} s\n"
        )
    return int(worst > BAR)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
