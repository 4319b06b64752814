"""The comparison in a process of its own, so that the server stays small and its pages answer while the encoder works.

Whoever wants the same comparison waits for the same work; it ends when nobody waits for it any more, and when it meets its limit of
time or memory. Short comparisons have a queue of their own, so that none waits behind a long one.
"""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from components.engine.articles.events import LARGEST_EVENT, Event
from components.engine.codes import Step
from components.engine.comparison import Comparison
from components.engine.decisions import Decision, as_json
from components.engine.messages import Refusal
from components.storage import temporary_folders
from components.storage.comparison_json import from_table
from components.storage.limited_process import OUT_OF_MEMORY, LimitedProcess


class Queue(NamedTuple):
    """Comparisons that wait for each other. ``letters``: of all articles, up to which they belong here; ``seconds``, ``memory``: what
    one of them may take."""

    letters: int
    seconds: int
    memory: int
    free: threading.Semaphore  # how many are made at the same time: each takes two cores and several hundred MB


QUEUES = (
    Queue(80_000, 180, 1_500_000_000, threading.Semaphore(1)),
    Queue(LARGEST_EVENT, 600, 3_000_000_000, threading.Semaphore(1)),
)
OWN_MODEL_MEMORY = 8_000_000_000  # bytes for a comparison with models that somebody who may do so has named
LARGEST_ANSWER = 25_000_000  # bytes of a comparison
LONGEST_LINE = 10_000  # bytes of what a worker says of its progress
LINGER = 3.0  # seconds that work goes on with nobody waiting: a click on the page is a new run that comes back to it
TAIL = 10  # seconds after its limit at which a worker ends itself, where nobody ends it


class WorkerFailed(Refusal):
    """The comparison could not be made."""


class Work:
    """One comparison being made. ``at``: (step, share done); ``ended``: set when ``result`` can be asked for; ``found``: the
    Comparison, None before and where it failed, ``packed``: the same as JSON. Begins at once, with its maker waiting for it."""

    def __init__(
        self,
        folder: str | pathlib.Path,
        event: Event,
        encoder: str | None = None,
        judge: str | None = None,
        decided: Iterable[Decision] = (),
        finished: Callable[["Work"], None] = lambda work: None,
    ) -> None:
        """``decided``: Decisions on roles and sentence ends to be obeyed; ``finished`` is called with the Work just before it has ended,
        whether anybody still waits or not."""
        self.at: tuple[str, float] = (Step.QUEUE, 0.0)
        self.ended = threading.Event()
        self.given_up = False
        self.folder = str(folder)
        self.found: Comparison | None = None
        self.packed = ""
        self._event, self._decided = event, tuple(decided)
        letters = sum(len(a.text) for a in event.articles)
        self._queue = next((q for q in QUEUES if letters <= q.letters), QUEUES[-1])
        self._memory = OWN_MODEL_MEMORY if encoder or judge else self._queue.memory
        self._place = temporary_folders.new()
        self._own = self._place / pathlib.Path(folder).name
        self._command = ["compare", str(self._own), "--progress", "--whole"]
        self._command += ["--encoder", encoder] if encoder else []
        self._command += ["--judge", judge] if judge else []
        self._failed: WorkerFailed | None = None
        self._process: LimitedProcess | None = None
        self._finished = finished
        self._waiting = 1
        self._lock = threading.Lock()
        threading.Thread(target=self._run, daemon=True).start()

    def join(self) -> bool:
        """Somebody waits from now on; false where the work was given up already."""
        with self._lock:
            self._waiting += not self.given_up
            return not self.given_up

    def leave(self) -> None:
        """Who waited does so no longer; when nobody has for LINGER seconds, the work is given up."""
        with self._lock:
            self._waiting -= 1
        if not self.ended.is_set():
            later = threading.Timer(LINGER, self.stop)
            later.daemon = True
            later.start()

    def stop(self) -> None:
        """End the work, unless somebody waits for it."""
        with self._lock:
            if not self._waiting and not self.ended.is_set():
                self.given_up = True
                if self._process:
                    self._process.popen.kill()

    def result(self) -> Comparison:
        """The Comparison. Raises ``WorkerFailed`` with one clear sentence."""
        if self.found is None:
            raise self._failed or WorkerFailed("compare_failed")
        return self.found

    def _run(self) -> None:
        try:
            with contextlib.suppress(OSError):  # what is missing is said by who reads it
                shutil.copytree(self.folder, self._own)  # the event may be changed, or go, while this waits
            with self._queue.free:
                self.found = self._compared()
        except WorkerFailed as wrong:
            self._failed = wrong
        except Exception as wrong:  # whatever else fails, those who wait must hear of it
            self._failed = WorkerFailed("compare_failed_so", why=type(wrong).__name__)
        finally:
            try:
                self._finished(self)
            finally:
                shutil.rmtree(self._place, ignore_errors=True)
                self.ended.set()

    def _compared(self) -> Comparison:
        decided = self._place / "decisions.json"
        decided.write_text(as_json(self._decided), "utf-8")
        with open(self._place / "answer", "w+b") as answer:
            with self._lock:
                if not self.given_up:
                    seconds = str(self._queue.seconds + TAIL)
                    arguments = (*self._command, "--decisions", str(decided), "--seconds", seconds)
                    self._process = LimitedProcess(
                        "components", *arguments, memory=self._memory, stdout=answer, stderr=subprocess.PIPE
                    )
            if self._process is None:
                raise WorkerFailed("compare_failed")
            try:
                self._follow(self._process)
            finally:
                self._process.end()
            if answer.seek(0, os.SEEK_END) > LARGEST_ANSWER:
                raise WorkerFailed("compare_no_memory")
            answer.seek(0)
            self.packed = answer.read().decode("utf-8")
            return from_table(msgspec.json.decode(self.packed), {a.id: a.text for a in self._event.articles})

    def _follow(self, process: LimitedProcess) -> None:
        """Read what the process says of its progress until it ends. Raises ``WorkerFailed`` where it failed, or met a limit."""
        refusal, late = None, threading.Event()

        def end() -> None:
            late.set()
            process.popen.kill()

        alarm = threading.Timer(self._queue.seconds, end)
        alarm.daemon = True
        alarm.start()
        try:
            assert process.popen.stderr is not None
            while line := process.popen.stderr.readline(LONGEST_LINE):
                said = _read_line(line)
                if "step" in said:
                    self.at = (said["step"], said["share"])
                elif "refused" in said:
                    refusal = WorkerFailed(said["refused"], **said["values"])
            status = process.popen.wait()
        finally:
            alarm.cancel()
        if late.is_set():
            raise WorkerFailed("compare_too_long", minutes=self._queue.seconds // 60)
        if status == OUT_OF_MEMORY:
            raise WorkerFailed("compare_no_memory")
        if self.given_up or status:
            raise refusal or WorkerFailed("compare_failed")


def _read_line(line: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
