"""The comparison in a process of its own, so that the server stays small and its pages answer while the encoder works.

Whoever wants the same comparison waits for the same work; it ends when nobody waits for it any more.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import threading

from components.engine.comparison import from_json
from components.engine.decisions import as_json

ROOT = pathlib.Path(__file__).parents[2]
AT_ONCE = threading.Semaphore(1)  # comparisons made at the same time: each takes two cores and several hundred MB
LINGER = 3.0  # seconds that work goes on with nobody waiting: a click on the page is a new run that comes back to it


class WorkerFailed(Exception):
    """The comparison could not be made; ``german`` and ``english`` say why in one sentence."""

    def __init__(self, german, english):
        super().__init__(english)
        self.german = german
        self.english = english


class Work:
    """One comparison being made. ``at``: (step, share done); ``ended``: set when ``result`` can be asked for; ``found``: the
    Comparison, None before and where it failed. Begins at once, with its maker waiting for it."""

    def __init__(self, folder, event, encoder=None, judge=None, decided=(), finished=lambda work: None):
        """``decided``: Decisions on roles and sentence ends to be obeyed; ``finished`` is called with the Work just before it has ended,
        whether anybody still waits or not."""
        self.at = ("queue", 0.0)
        self.ended = threading.Event()
        self.given_up = False
        self.folder, self._event, self._decided = str(folder), event, decided
        self._command = [sys.executable, "-m", "components.engine", "compare", str(folder), "--progress"]
        self._command += ["--encoder", encoder] if encoder else []
        self._command += ["--judge", judge] if judge else []
        self.found = self._failed = self._process = None
        self._finished = finished
        self._waiting = 1
        self._lock = threading.Lock()
        threading.Thread(target=self._run, daemon=True).start()

    def join(self):
        """Somebody waits from now on; false where the work was given up already."""
        with self._lock:
            self._waiting += not self.given_up
            return not self.given_up

    def leave(self):
        """Who waited does so no longer; when nobody has for LINGER seconds, the work is given up."""
        with self._lock:
            self._waiting -= 1
        if not self.ended.is_set():
            later = threading.Timer(LINGER, self.stop)
            later.daemon = True
            later.start()

    def stop(self):
        """End the work, unless somebody waits for it."""
        with self._lock:
            if not self._waiting and not self.ended.is_set():
                self.given_up = True
                if self._process:
                    self._process.kill()

    def result(self):
        """The Comparison. Raises ``WorkerFailed`` with one clear sentence."""
        if self._failed:
            raise self._failed
        return self.found

    def _run(self):
        try:
            with AT_ONCE:
                self.found = self._compared()
        except WorkerFailed as wrong:
            self._failed = wrong
        except Exception as wrong:  # whatever else fails, those who wait must hear of it
            self._failed = WorkerFailed(
                f"Der Vergleich ist fehlgeschlagen ({type(wrong).__name__}).", f"The comparison failed ({type(wrong).__name__})."
            )
        finally:
            try:
                self._finished(self)
            finally:
                self.ended.set()

    def _compared(self):
        with tempfile.TemporaryDirectory() as place:
            decided = pathlib.Path(place) / "decisions.json"
            decided.write_text(as_json(self._decided), "utf-8")
            with open(pathlib.Path(place) / "answer", "w+", encoding="utf-8") as answer:
                with self._lock:
                    if not self.given_up:
                        self._process = subprocess.Popen(
                            [*self._command, "--decisions", str(decided)],
                            cwd=ROOT,
                            stdout=answer,
                            stderr=subprocess.PIPE,
                            text=True,
                            encoding="utf-8",
                        )
                refusal = self._follow() if self._process else None
                if self.given_up or self._process.wait():
                    raise WorkerFailed(*(refusal or ("Der Vergleich ist fehlgeschlagen.", "The comparison failed.")))
                answer.seek(0)
                return from_json(json.load(answer), {a.id: a.text for a in self._event.articles})

    def _follow(self):
        """Read what the process says of its progress until it ends; returns why it refused, if it did."""
        refusal = None
        with self._process.stderr:
            for line in self._process.stderr:
                said = _read_line(line)
                if "step" in said:
                    self.at = (said["step"], said["share"])
                elif "refused" in said:
                    refusal = said["refused"]
        return refusal


def _read_line(line):
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
