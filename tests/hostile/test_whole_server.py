"""The whole server: killed while it works, fifteen visitors at once beside a hostile one, events of every size. Its memory is watched."""

import contextlib
import pathlib
import random
import signal
import sqlite3
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest
from material import SENTENCE, TEXTS
from serving import browsing, chromium, serving
from trying import LONG, many, tried

needs_browser = pytest.mark.skipif(chromium() is None, reason="no Chromium is installed (Debian: apt-get install chromium)")
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
long = pytest.mark.skipif(not LONG, reason="takes minutes: HOSTILE=long, as tests/hostile/table.py sets it")
LARGEST_SERVER = 400  # MB
LARGEST_WORKER = 3_000  # MB
PLACES = [
    "Neustadt",
    "Altdorf",
    "Bergheim",
    "Seefeld",
    "Waldau",
    "Talheim",
    "Rosenau",
    "Steinach",
    "Lindau",
    "Moosach",
    "Birkenau",
    "Hofheim",
]
THINGS = [
    "Brücke",
    "Schule",
    "Halle",
    "Straße",
    "Kläranlage",
    "Bücherei",
    "Turnhalle",
    "Wache",
    "Klinik",
    "Mensa",
    "Schleuse",
    "Werkstatt",
]
DOES = [
    "baut",
    "plant",
    "verkauft",
    "prüft",
    "sperrt",
    "öffnet",
    "mietet",
    "saniert",
    "zeigt",
    "verschiebt",
    "streicht",
    "fördert",
]
WHO = [
    "Stadtrat",
    "Kreistag",
    "Verein",
    "Minister",
    "Verband",
    "Chor",
    "Betrieb",
    "Ausschuss",
    "Vorstand",
    "Landrat",
    "Pfarrer",
    "Trainer",
]


def sentences(many, rng):
    return [
        f"Der {rng.choice(WHO)} von {rng.choice(PLACES)} {rng.choice(DOES)} im Jahr {rng.randint(1990, 2024)} die {rng.choice(THINGS)} "
        f"für {rng.randint(2, 900)} Menschen aus {rng.choice(PLACES)} und {rng.choice(PLACES)}."
        for _ in range(many)
    ]


def laid(folder, articles, length, same=False, seed=1):
    """An invented event of so many articles of so many sentences."""
    rng = random.Random(seed)
    folder.mkdir(parents=True)
    rows = [f'title = "Ereignis {folder.name}"', "date = 2024-05-14"]
    for n in range(articles):
        told = [SENTENCE.strip()] * length if same else sentences(length, rng)
        (folder / f"a{n:03}.txt").write_text("\n\n".join(" ".join(told[k : k + 5]) for k in range(0, length, 5)), "utf-8")
        rows += ["[[articles]]", f'file = "a{n:03}.txt"', f'outlet = "Blatt {n}"']
    (folder / "event.toml").write_text("\n".join(rows), "utf-8")


def children(pid):
    found = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rsplit(")", 1)[1].split()[1]) == pid:
                found.append(int(stat.parent.name))
    return found


def megabytes(pid):
    """The most memory that a process has had, 0 where it has ended."""
    with contextlib.suppress(OSError):
        for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
    return 0


@contextlib.contextmanager
def watched(pid):
    """Watches a server: yields {"server": MB, "worker": MB}, the most that was seen."""
    most, end = {"server": 0, "worker": 0}, threading.Event()

    def watch():
        while not end.wait(0.2):
            most["server"] = max(most["server"], megabytes(pid))
            most["worker"] = max([most["worker"], *map(megabytes, children(pid))])

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield most
    finally:
        end.set()
        thread.join()


def answered(method, address):
    request = urllib.request.Request(address, method=method, data=b"x" if method == "PUT" else None)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read(2_000)
    except urllib.error.HTTPError as wrong:
        with wrong:
            return wrong.code, wrong.headers, wrong.read(2_000)


def test_no_other_site_frames_a_page_and_nobody_uploads_where_bringing_is_off(monkeypatch, tmp_path):
    monkeypatch.setenv("LESARTEN_BRING", "off")
    with serving() as (address, _):
        _, headers, _ = answered("GET", address)
        assert headers["Content-Security-Policy"] == "frame-ancestors 'self'" and headers["X-Frame-Options"] == "SAMEORIGIN"
        status, _, why = answered("PUT", f"{address}/_stcore/upload_file/a/b")
        assert status == 403 and b"cannot bring" in why
    monkeypatch.setenv("LESARTEN_BRING", "on")
    with serving() as (address, _):
        status, _, why = answered("PUT", f"{address}/_stcore/upload_file/a/b")
        assert b"cannot bring" not in why  # Streamlit's own rules hold from here on


@long
@linux
@needs_browser
def test_a_server_that_is_killed_leaves_nothing_behind(tmp_path):
    """Killed while a worker compares: the worker ends, its texts go at the next start, and the database stays whole."""
    rng, failures, kills = random.Random(8), [], many(30, 1)
    (tmp_path / "tmp").mkdir()
    database = tmp_path / "d.sqlite"
    kept = {"events": tmp_path / "events", "database": f"sqlite:///{database}", "temporary": tmp_path / "tmp"}
    for k in range(kills):
        laid(tmp_path / "events" / f"2024-05-14-e{k}", 3, 30, seed=k)
    with browsing() as browser:
        for k in range(kills):
            with serving(**kept) as (address, process):
                page = browser.new_page()
                page.goto(f"{address}/lesen?event=2024-05-14-e{k}")
                for _ in range(200):
                    if workers := children(process.pid):
                        break
                    time.sleep(0.1)
                time.sleep(rng.random() * 4)
                workers = children(process.pid) or workers
                process.send_signal(signal.SIGKILL)
                process.wait()
                page.close()
            time.sleep(1)
            if not workers:
                failures.append((k, "no worker was seen"))
            if any(pathlib.Path(f"/proc/{w}/cmdline").exists() and b"limited_process" in _line(w) for w in workers):
                failures.append((k, "a worker lives on"))
            if database.exists():
                with contextlib.closing(sqlite3.connect(database)) as line:
                    if line.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                        failures.append((k, "the database is damaged"))
        with serving(**kept) as (address, process):
            page = browser.new_page()
            page.goto(f"{address}/lesen?event=2024-05-14-e0")
            page.locator("[data-testid='stMain'] p").first.wait_for(timeout=180_000)
            left = [*(tmp_path / "tmp").rglob("*.txt"), *(tmp_path / "tmp").rglob("answer")]
            failures += [(str(p), "left behind") for p in left]
    tried("kills of the server while it compares", kills, failures)


def _line(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@long
@linux
@needs_browser
def test_fifteen_visitors_beside_one_who_pastes_what_stopped_the_server(tmp_path, monkeypatch):
    monkeypatch.setenv("LESARTEN_BRING", "on")
    visitors, failures, clicks = many(15, 2), [], 0
    hostile = [TEXTS[k] for k in ("full stops", "one line", "A-", "quotes", "places")[: many(5, 2)]]
    with serving() as (address, process), browsing() as browser, watched(process.pid) as most:
        pages = [browser.new_page(viewport={"width": 1200, "height": 800}, reduced_motion="reduce") for _ in range(visitors)]
        pest = browser.new_page()
        for page in [*pages, pest]:
            page.set_default_timeout(120_000)
            page.goto(f"{address}/lesen" if page is not pest else f"{address}/eigene", wait_until="commit")
        for page in pages:
            page.locator(".sentence").first.wait_for()
            page.locator(".st-key-detail").wait_for()
        pest.locator("textarea").first.wait_for()
        for n, text in enumerate(hostile):
            pest.locator("textarea").first.fill(text[:100_000])
            pest.locator("textarea").first.press("Control+Enter")
            before = [page.locator(".st-key-detail").inner_text() for page in pages]
            pest.get_by_role("button", name="Hinzufügen").click()
            for page in pages:
                page.locator(".mark").nth(n).click(no_wait_after=True)
            for page, old in zip(pages, before):
                try:
                    page.wait_for_function(
                        "t => document.querySelector('.st-key-detail')?.innerText !== t", arg=old, timeout=20_000
                    )
                except Exception as wrong:
                    failures.append((n, repr(wrong)[:120]))
                clicks += 1
    if most["server"] > LARGEST_SERVER:
        failures.append(f"{most['server']} MB")
    tried(f"clicks of {visitors} visitors beside a hostile one (server {most['server']} MB)", clicks, failures)


SIZES = [(2, 10), (5, 40), (100, 10), (20, 40), (10, 100), (50, 40), (2, 1000), (50, 200), (100, 40), (200, 20), (2, 5000)]


@long
@linux
@needs_browser
def test_events_of_every_size_are_compared_or_refused(tmp_path):
    sizes, failures, told = SIZES if LONG else [(2, 5000)], [], []
    for articles, length in sizes:
        laid(tmp_path / f"2024-05-14-{articles}x{length}", articles, length)
    if LONG:
        laid(tmp_path / "2024-05-14-same", 2, 300, same=True)
    events = sorted(p.name for p in tmp_path.iterdir())
    with serving(events=tmp_path) as (address, process), browsing() as browser, watched(process.pid) as most:
        for event in events:
            page = browser.new_page()
            start = time.monotonic()
            page.goto(f"{address}/lesen?event={event}")
            found = page.locator(".sentence").first.or_(page.locator("[data-testid='stAlert']").first)
            try:
                found.first.wait_for(timeout=660_000)  # the longest comparison may take ten minutes
            except Exception as wrong:
                failures.append((event, repr(wrong)[:200]))
            refused = page.locator("[data-testid='stAlert']").count() and not page.locator(".sentence").count()
            what = page.locator("[data-testid='stAlert']").first.inner_text() if refused else "compared"
            told.append(f"{event}: {time.monotonic() - start:.0f} s, {what}")
            page.close()
    if most["server"] > LARGEST_SERVER or most["worker"] > LARGEST_WORKER:
        failures.append(str(most))
    print("\n".join([*told, str(most)]))
    tried(f"sizes of events (server {most['server']} MB, worker {most['worker']} MB)", len(events), failures)
