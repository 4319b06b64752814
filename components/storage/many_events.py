"""Many events at once: each event of a folder compared in a process of its own kind, the results kept in the database.

Events are independent of each other, so the same task runs in processes of this machine or on the workers of a Dask cluster
(``dask[distributed]``, only where it is asked for). What is in the database already, made by the same program of the same texts, is not made again: a run that
was broken off goes on where it was. Workers are replaced after some events, so that memory stays flat.
"""

import concurrent.futures
import concurrent.futures.process
import json
import multiprocessing
import os
import pathlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from components.engine.messages import Message, Refusal, message

if TYPE_CHECKING:
    from components.storage.database import Database

EVENTS_A_WORKER = 12  # after which processes are replaced by new ones
TRIES = 5  # to write into a database that others write into
Task = tuple[str, str, str | None]  # (folder, database, encoder)
PAUSE = 0.5  # seconds between two of them, growing


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of an event: "made", "kept" (it was there already) or "refused", and why; ``seconds`` that it took."""

    event: str
    state: str
    why: Message | None = None
    seconds: float = 0.0


def event_folders(root: pathlib.Path) -> list[pathlib.Path]:
    """The folders in a folder that hold an event: an ``event.toml``, or text files."""
    inside = sorted(p for p in root.iterdir() if p.is_dir() and not p.name.startswith("."))
    return [p for p in inside if (p / "event.toml").exists() or any(p.glob("*.txt"))]


def is_many(root: pathlib.Path) -> bool:
    """Whether a folder holds events, and is none itself."""
    own = root.is_dir() and not (root / "event.toml").exists() and not any(root.glob("*.txt"))
    return own and bool(event_folders(root))


def compare_all(
    folders: Sequence[pathlib.Path], database: str, encoder: str | None = None, workers: int = 2, cluster: str | None = None
) -> Iterator[Outcome]:
    """An Outcome of each event as it ends. ``database``: its address as SQLAlchemy takes it; ``workers``: processes of this machine;
    ``cluster``: the address of a Dask scheduler instead of them. Raises ``Refusal`` where there is no database or no Dask."""
    from components.storage.database import opened

    opened(database)  # refused at once, and its tables made before many ask for them
    tasks = [(str(folder), database, encoder) for folder in folders]
    yield from _on_cluster(tasks, cluster) if cluster else _in_processes(tasks, workers)


def _in_processes(tasks: Sequence[Task], workers: int) -> Iterator[Outcome]:
    """In rounds, each with processes of its own: a pool that replaces its processes itself may wait for ever
    (https://github.com/python/cpython/issues/115634)."""
    for start in range(0, len(tasks), EVENTS_A_WORKER * workers):
        lost: list[Task] = []
        yield from _round(tasks[start : start + EVENTS_A_WORKER * workers], workers, lost)
        for task in lost:  # one of them took too much; alone, each shows whether it was this one
            yield from _alone(task)


def _round(tasks: Sequence[Task], workers: int, lost: list[Task]) -> Iterator[Outcome]:
    """The Outcomes of some tasks; ``lost``: takes those whose process broke, or another beside it."""
    with _pool(workers) as pool:
        running = {pool.submit(compare_one, *task): task for task in tasks}
        for future in concurrent.futures.as_completed(running):
            try:
                yield future.result()
            except concurrent.futures.process.BrokenProcessPool:
                lost.append(running[future])


def _alone(task: Task) -> Iterator[Outcome]:
    """One task in a process that nobody shares: if it breaks, it was this one."""
    with _pool(1) as pool:
        try:
            yield pool.submit(compare_one, *task).result()
        except concurrent.futures.process.BrokenProcessPool:
            yield Outcome(event=pathlib.Path(task[0]).name, state="refused", why=message("compare_failed"))


def _pool(workers: int) -> concurrent.futures.ProcessPoolExecutor:
    threads = max(1, (os.cpu_count() or 1) // workers)
    return concurrent.futures.ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_limit_threads,
        initargs=(threads,),
    )


def _limit_threads(threads: int) -> None:
    """Before torch is there: with more threads than free cores it gets slower."""
    os.environ["OMP_NUM_THREADS"] = str(threads)


def _on_cluster(tasks: Sequence[Task], cluster: str) -> Iterator[Outcome]:
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise Refusal("dask_missing") from None
    try:
        client: Any = Client(cluster, timeout=20)
    except OSError:
        raise Refusal("dask_silent", address=cluster) from None
    with client:
        futures = {client.submit(compare_one, *task, pure=False, retries=1): task for task in tasks}
        for future in as_completed(futures):
            event = pathlib.Path(futures[future][0]).name
            failed = future.status != "finished"  # its worker has gone, twice
            yield Outcome(event=event, state="refused", why=message("compare_failed")) if failed else future.result()


def compare_one(folder: str, database: str, encoder: str | None = None) -> Outcome:
    """Compare the event of a folder as people decided, and keep the result in a database; a task of its own."""
    from components.storage.database import NoDatabase, opened

    name, begun = pathlib.Path(folder).name, time.monotonic()

    def outcome(state: str, why: Message | None = None) -> Outcome:
        return Outcome(event=name, state=state, why=why, seconds=round(time.monotonic() - begun, 1))

    try:
        return outcome("made" if _made(pathlib.Path(folder), opened(database), encoder) else "kept")
    except NoDatabase:
        raise  # this is none of the event's faults
    except Refusal as wrong:
        return outcome("refused", wrong.message)
    except (OSError, MemoryError, RecursionError, ValueError):
        return outcome("refused", message("compare_failed"))


def _made(folder: pathlib.Path, database: "Database", encoder: str | None) -> bool:
    """Whether a comparison had to be made; false where it was there."""
    from components.engine import decisions
    from components.engine.articles.events import read_event
    from components.storage import comparison_file

    event = read_event(folder)
    brought = decisions.read(folder / decisions.NAME)[0] if (folder / decisions.NAME).exists() else ()
    standing = decisions.standing((*brought, *database.history(event.id)))
    event = decisions.corrected(event, standing)
    key = comparison_file.key(folder, event, encoder)
    if database.has_comparison(key) or comparison_file.read(folder, event, encoder) is not None:
        return False
    from components.engine.articles.outlets import read_outlets
    from components.engine.comparison import compare
    from components.engine.network.encoder import Encoder
    from components.engine.network.judge import label_probabilities
    from components.storage.comparison_json import to_table

    found = compare(event, read_outlets(), Encoder(encoder), encoder=encoder or "embedded", judge=label_probabilities)
    text = json.dumps(to_table(found), ensure_ascii=False, allow_nan=False)
    _write(database, key, event.id, text)
    return True


def _write(database: "Database", key: str, event: str, text: str) -> None:
    """Keep a comparison; where others write just now, a moment later."""
    from components.storage.database import NoDatabase

    for n in range(TRIES):
        try:
            database.keep_comparison(key, event, text)
            return
        except NoDatabase as wrong:
            if wrong.message.code != "database_locked" or n == TRIES - 1:
                raise
            time.sleep(PAUSE * (n + 1))
