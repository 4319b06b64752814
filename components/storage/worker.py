"""The comparison in a process of its own, so that the server stays small and its pages answer while the encoder works.

Whoever wants the same comparison waits for the same work; it ends when nobody waits for it any more.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from components.engine.articles.events import Event
from components.engine.codes import Step
from components.engine.comparison import Comparison
from components.engine.data import ROOT
from components.engine.decisions import Decision, as_json
from components.engine.messages import Refusal
from components.storage.comparison_json import from_table

AT_ONCE = threading.Semaphore(1)  # comparisons made at the same time: each takes two cores and several hundred MB
LINGER = 3.0  # seconds that work goes on with nobody waiting: a click on the page is a new run that comes back to it
# Both ends of the pipe speak UTF-8, whatever the machine's own encoding is.
SPEAKING = {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}


class WorkerFailed(Refusal):
    """The comparison could not be made."""


class Work:
    """One comparison being made. ``at``: (step, share done); ``ended``: set when ``result`` can be asked for; ``found``: the
    Comparison, None before and where it failed. Begins at once, with its maker waiting for it."""

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
        self._event, self._decided = event, tuple(decided)
        self._command = [sys.executable, "-m", "components", "compare", str(folder), "--progress", "--whole"]
        self._command += ["--encoder", encoder] if encoder else []
        self._command += ["--judge", judge] if judge else []
        self._failed: WorkerFailed | None = None
        self._process: subprocess.Popen[str] | None = None
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
                    self._process.kill()

    def result(self) -> Comparison:
        """The Comparison. Raises ``WorkerFailed`` with one clear sentence."""
        if self.found is None:
            raise self._failed or WorkerFailed("compare_failed")
        return self.found

    def _run(self) -> None:
        try:
            with AT_ONCE:
                self.found = self._compared()
        except WorkerFailed as wrong:
            self._failed = wrong
        except Exception as wrong:  # whatever else fails, those who wait must hear of it
            self._failed = WorkerFailed("compare_failed_so", why=type(wrong).__name__)
        finally:
            try:
                self._finished(self)
            finally:
                self.ended.set()

    def _compared(self) -> Comparison:
        with tempfile.TemporaryDirectory() as place:
            decided = pathlib.Path(place) / "decisions.json"
            decided.write_text(as_json(self._decided), "utf-8")
            with open(pathlib.Path(place) / "answer", "w+", encoding="utf-8") as answer:
                with self._lock:
                    if not self.given_up:
                        self._process = subprocess.Popen(
                            [*self._command, "--decisions", str(decided)],
                            cwd=ROOT,
                            env=os.environ | SPEAKING,
                            stdout=answer,
                            stderr=subprocess.PIPE,
                            text=True,
                            encoding="utf-8",
                            errors="replace",
                        )
                refusal = self._follow(self._process) if self._process else None
                if self.given_up or self._process is None or self._process.wait():
                    raise refusal or WorkerFailed("compare_failed")
                answer.seek(0)
                return from_table(json.load(answer), {a.id: a.text for a in self._event.articles})

    def _follow(self, process: subprocess.Popen[str]) -> WorkerFailed | None:
        """Read what the process says of its progress until it ends; returns why it refused, if it did."""
        refusal = None
        assert process.stderr is not None
        with process.stderr:
            for line in process.stderr:
                said = _read_line(line)
                if "step" in said:
                    self.at = (said["step"], said["share"])
                elif "refused" in said:
                    refusal = WorkerFailed(said["refused"], **said["values"])
        return refusal


def _read_line(line: str) -> Mapping[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
