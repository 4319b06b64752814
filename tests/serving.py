"""A Streamlit server and a browser for tests, screenshots and benchmarks."""

import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).parents[1]
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-dev-shm-usage",
]  # fmt: skip


def chromium():
    """The path of Debian's Chromium, or ``None`` where none is installed."""
    wanted = os.environ.get("CHROMIUM")
    return wanted or shutil.which("chromium-headless-shell") or shutil.which("chromium")


@contextlib.contextmanager
def serving(script="app.py", events=None, database=None, temporary=None):
    """Serve a script; yields (address, process). ``temporary``: where it lays temporary files."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        own = {
            "HOME": home,
            "LESARTEN_DATABASE": database or f"sqlite:///{home}/lesarten.sqlite",
        }  # nothing is left in the repository
        own |= {"LESARTEN_EVENTS": str(events)} if events else {}
        environment = {**os.environ, **own} | ({"TMPDIR": str(temporary)} if temporary else {})
        command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", "--server.headless=true"]
        with open(pathlib.Path(home) / "log", "w") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
            try:
                _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
                yield f"http://127.0.0.1:{port}", process
            finally:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def _wait(address, process):
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("the server ended at once")
        with contextlib.suppress(OSError):
            if urllib.request.urlopen(address, timeout=1).read() == b"ok":
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


@contextlib.contextmanager
def browsing():
    """A headless browser of Playwright's."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS, headless=True)
        try:
            yield browser
        finally:
            browser.close()
