"""Several sessions that write batches of one large load side by side, each batch a transaction of its own."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from graph.connection import Connection
from graph.writing import Step

ATTEMPTS = 30  # two batches that want the same nodes in another order: one is rolled back, and tried again
PAUSE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Writers:
    """As many as the server gains from. The order of batches is not kept, so none may need another one."""

    connection: Connection
    count: int

    def run(self, steps: Iterable[Step], told: Callable[[Step], None]) -> None:
        """Writes all batches, making at most one more than are under way; raises what the first failing one raised."""
        with ThreadPoolExecutor(self.count, thread_name_prefix="zhitu-writer") as threads:
            under_way: dict[Future[None], Step] = {}
            try:
                for step in steps:
                    if len(under_way) > self.count:
                        self._settle(under_way, told)
                    under_way[threads.submit(self._write, step)] = step
                while under_way:
                    self._settle(under_way, told)
            except BaseException:
                threads.shutdown(cancel_futures=True)
                raise

    @staticmethod
    def _settle(under_way: dict[Future[None], Step], told: Callable[[Step], None]) -> None:
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            step = under_way.pop(future)
            future.result()
            told(step)

    def _write(self, step: Step) -> None:
        from neo4j.exceptions import TransientError  # noqa: PLC0415

        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self.connection.session(write=True) as session, session.begin_transaction() as transaction:
                    step.run(transaction)
                    transaction.commit()
            except TransientError:  # a deadlock: the server rolled the batch back
                if attempt == ATTEMPTS:
                    raise
                time.sleep(PAUSE_SECONDS * random.random() * attempt)
            else:
                return
