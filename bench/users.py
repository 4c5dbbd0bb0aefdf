"""Whether one runaway query slows down everybody else: 20 users of one Neo4j, each with a row of turns of their own.

Run: python -m bench users. Nineteen users ask the library's examples, as the query page asks them; the twentieth asks
what never ends, again and again. They ask staggered, each one every two seconds or so, and all at the same instant.
Each of the nineteen is compared with the same questions asked while nobody else is there.
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


def user(workspace: Workspace, name: str, asked: list[Question], instant: threading.Barrier | None) -> list[float]:
    """One user's waiting times, with pauses of their own, or each question when all others ask theirs."""
    own = random.Random(name)
    found = []
    for question in asked:
        if instant is None:
            time.sleep(own.uniform(0, 2 * PAUSE_SECONDS))
        else:
            instant.wait()
        found.append(seconds(workspace, question, name))
    return found


def run_away(workspace: Workspace, end: threading.Event) -> None:
    """Asks what never ends until the others are done."""
    while not end.is_set():
        job = Job.start(workspace, Question(RUNAWAY, "cypher"), "runaway")
        while not job.done.wait(0.1):
            if end.is_set():
                job.stop()


def together(
    workspace: Workspace, asked: dict[str, list[Question]], *, runaway: bool, at_once: bool
) -> dict[str, list[float]]:
    """What each user waited while all were there."""
    end = threading.Event()
    instant = threading.Barrier(len(asked)) if at_once else None
    with ThreadPoolExecutor(len(asked) + 1) as threads:
        if runaway:
            threads.submit(run_away, workspace, end)
            time.sleep(1)  # it runs already
        waiting = {name: threads.submit(user, workspace, name, each, instant) for name, each in asked.items()}
        try:
            return {name: each.result() for name, each in waiting.items()}
        finally:
            end.set()


def main(arguments: list[str] | None = None) -> int:
    """Print the ratios; exit status 1 when a runaway makes one of the staggered users wait too much longer than alone.

    Of nineteen that ask at one instant each waits for the others' answers too, so that ratio is told and has no bar.
    """
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
            f"{how}, {'with a' if runaway else 'no'} runaway": together(
                workspace, asked, runaway=runaway, at_once=how == "at one instant"
            )
            for how in ("staggered", "at one instant")
            for runaway in (False, True)
        }
    sys.stdout.write(f"alone: median {1000 * statistics.median(alone.values()):.0f} ms\n")
    worst = {}
    for name, waited in results.items():
        ratios = [sum(waited[each]) / sum(alone[question.text] for question in asked[each]) for each in asked]
        worst[name] = max(ratios)
        times = [time for each in waited.values() for time in each]
        sys.stdout.write(
            f"{name}: median user {statistics.median(ratios):.2f} times alone, worst user {worst[name]:.2f},"
            f" median answer {1000 * statistics.median(times):.0f} ms, longest {max(times):.2f} s\n"
        )
    sys.stdout.write(f"bar {BAR:g} for the worst of the staggered users\n")
    return int(worst["staggered, with a runaway"] > BAR)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
