"""Processes of our own for what may take long or too much: with a limit of memory and of time, and they end with the server.

A ``LimitedProcess`` runs a module of ours as ``python -m`` would, in a process that first limits itself (``python -m
components.storage.limited_process MEMORY MODULE …``). Memory is limited where the system can do so (Linux, ``RLIMIT_DATA``: what a
process writes to, not the libraries that it maps); time everywhere by whoever waits, and on Unix also by the process itself
(``alarm``), in case that nobody waits any more.
"""

import concurrent.futures
import contextlib
import functools
import os
import runpy
import shutil
import signal
import subprocess
import sys
import threading
import time
from typing import IO, Any

from components.engine.data import ROOT
from components.engine.network.encoder import NO_MEMORY
from components.storage import temporary_folders

NAME = "components.storage.limited_process"
PR_SET_PDEATHSIG = 1  # prctl(2): the signal that a process gets when the thread that began it ends
LOOK = 0.5  # seconds between two looks whether the server is still there
OUT_OF_MEMORY = 77  # exit status of a process that met its limit of memory
# Both ends of the pipe speak UTF-8, whatever the machine's own encoding is; one arena for memory, so that freed memory is found again.
ENVIRONMENT = {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "2"}


class LimitedProcess:
    """A process that runs a module of ours. ``popen``: as subprocess has it. Whoever began it ends it."""

    def __init__(
        self, module: str, *arguments: str, memory: int, stdin: int = subprocess.DEVNULL, stdout: int | IO[Any], stderr: int
    ) -> None:
        """``memory``: the bytes that it may take; ``stdin``, ``stdout``, ``stderr`` as ``subprocess.Popen`` takes them."""
        self._folder = temporary_folders.new()
        own = {"TMPDIR": str(self._folder), "TEMP": str(self._folder)}  # what it leaves on the disk goes with it
        self.popen: subprocess.Popen[bytes] = (
            _beginner()
            .submit(
                subprocess.Popen,
                [sys.executable, "-m", NAME, str(memory), module, *arguments],
                cwd=ROOT,
                env=os.environ | ENVIRONMENT | own,
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
            )
            .result()
        )

    def end(self) -> int:
        """End it, whatever it does just now, and remove what it left on the disk; returns its exit status."""
        with contextlib.suppress(OSError):
            self.popen.kill()
        status = self.popen.wait()
        for stream in (self.popen.stdin, self.popen.stdout, self.popen.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        return status


@functools.cache
def _beginner() -> concurrent.futures.Executor:
    """One thread that begins all processes, and lives as long as this process: they end with it."""
    return concurrent.futures.ThreadPoolExecutor(max_workers=1)


def limit_memory(most: int) -> None:
    """Let this process take no more than so many bytes from now on, where the system can limit it."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what crashes leaves no text on the disk


def limit_time(seconds: int) -> None:
    """Let this process end after so many seconds, counted anew at each call; 0: never. Even a pattern that never ends is ended."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def end_with_parent() -> None:
    """Let this process end with the one that began it, at once on Linux, else soon after."""
    parent = os.getppid()
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def main(memory: str, module: str, *arguments: str) -> None:
    """Run a module in this process, limited."""
    limit_memory(int(memory))
    end_with_parent()
    sys.argv = [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except RuntimeError as wrong:  # torch's own word for it
        if any(words in str(wrong) for words in NO_MEMORY):
            os._exit(OUT_OF_MEMORY)
        raise


if __name__ == "__main__":
    main(*sys.argv[1:])
