"""The comparison in a process of its own, so that the server stays small and its pages answer while the encoder works."""

import json
import pathlib
import subprocess
import sys
import tempfile

from components.engine.comparison import from_json

ROOT = pathlib.Path(__file__).parents[2]


class WorkerFailed(Exception):
    """The comparison could not be made; ``german`` and ``english`` say why in one sentence."""

    def __init__(self, german, english):
        super().__init__(english)
        self.german = german
        self.english = english


def comparing(folder, event, encoder=None, judge=None):
    """Yield (step, share done) while the worker compares, and the Comparison as the last value.

    Raises ``WorkerFailed`` with one clear sentence. Closing the generator ends the worker.
    """
    command = [sys.executable, "-m", "components.engine", "compare", str(folder), "--progress"]
    command += ["--encoder", encoder] if encoder else []
    command += ["--judge", judge] if judge else []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as answer:
        process = subprocess.Popen(command, cwd=ROOT, stdout=answer, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        try:
            refusal = None
            for line in process.stderr:
                said = _read_line(line)
                if "step" in said:
                    yield said["step"], said["share"]
                elif "refused" in said:
                    refusal = said["refused"]
            if process.wait():
                raise WorkerFailed(*(refusal or ("Der Vergleich ist fehlgeschlagen.", "The comparison failed.")))
            answer.seek(0)
            yield from_json(json.load(answer), {a.id: a.text for a in event.articles})
        finally:
            process.kill()
            process.wait()
            process.stderr.close()


def _read_line(line):
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
