"""A database whose process is killed, whose disk is full, or whose file is damaged: what was confirmed is there, and nothing raises what
is no sentence."""

import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys

import pytest
from material import TEXT
from trying import many, tried

from components.engine.articles.article import Sentence
from components.engine.codes import Role, Verdict
from components.engine.decisions import Decision, on_role
from components.sources.file_import import DraftArticle
from components.storage import event_archive
from components.storage.database import NoDatabase, opened

ROOT = pathlib.Path(__file__).parents[2]
WRITES = """
import sys
from components.engine.articles.article import Sentence
from components.engine.codes import Role
from components.engine.decisions import on_role
from components.storage.database import opened
held = opened(sys.argv[1])
print("begun", flush=True)
for n in range(100_000):
    text = f"Satz {n}."
    held.decide("e", [on_role(Sentence(id="a:0", article="a", start=0, end=1, role=Role.BODY, text=text), Role.CAPTION)])
    held.set("e", "start", str(n))
    print(n, flush=True)
"""


def decision(n):
    return on_role(Sentence(id="a:0", article="a", start=0, end=1, role=Role.BODY, text=f"Satz {n}."), Role.CAPTION)


def test_no_confirmed_write_is_lost_when_the_process_is_killed(tmp_path):
    rng, failures, kills = random.Random(6), [], many(75, 4)
    url = f"sqlite:///{tmp_path / 'd.sqlite'}"
    for k in range(kills):
        before = len(opened(url).history("e"))
        process = subprocess.Popen([sys.executable, "-c", WRITES, url], cwd=ROOT, stdout=subprocess.PIPE)
        assert process.stdout.readline().strip() == b"begun"
        for _ in range(rng.randint(1, 12)):
            process.stdout.readline()
        process.kill()
        confirmed = [line for line in process.stdout.read().split() if line]
        process.wait()
        process.stdout.close()
        try:
            held = opened(url)
            last = int(confirmed[-1]) if confirmed else 0
            if len(held.history("e")) < before + last + 1 or int(held.settings("e")["start"]) < last:
                failures.append((k, "lost"))
        except Exception as wrong:
            failures.append((k, repr(wrong)))
    tried("kills while the database is written", kills, failures)


def test_a_nearly_full_disk(tmp_path):
    """SQLite is told that it may have so many pages: as on a full disk, a write fails and what was there stays."""
    failures, times = [], many(200, 20)
    packed = event_archive.pack("Brücke", None, [DraftArticle(source="a", text=random.Random(1).randbytes(9_000).hex())], {})
    for n in range(times):
        file = tmp_path / f"{n}.sqlite"
        held = opened(f"sqlite:///{file}")
        with held._engine.connect() as line:
            size = line.exec_driver_sql("PRAGMA page_count").scalar()
        held._engine.dispose()
        limit = f"PRAGMA max_page_count = {size + n % 12}"
        import sqlalchemy

        sqlalchemy.event.listen(held._engine, "connect", lambda raw, record, limit=limit: raw.execute(limit))
        confirmed = []
        for k in range(12):
            try:
                if k % 3 == 0:
                    confirmed.append(held.add_event(f"e{k}", "Titel", packed).event)
                else:
                    held.decide("e0", [decision(k)])
                    confirmed.append(k)
            except NoDatabase as wrong:
                if wrong.message.code != "database_full":
                    failures.append((n, wrong.message.code))
        again = opened(f"sqlite:///{file}")
        known = {*again.events(), *(int(d.left.split()[1].rstrip(".")) for d in again.history("e0"))}
        if not known >= set(confirmed):
            failures.append((n, "lost"))
        held._engine.dispose()
        again._engine.dispose()
        file.unlink()
    tried("nearly full disks", times, failures)


def filled(file):
    held = opened(f"sqlite:///{file}")
    packed = event_archive.pack("Brücke", None, [DraftArticle(source="a", text=TEXT), DraftArticle(source="b", text=TEXT)], {})
    stored = held.add_event("2024-05-14-bruecke", "Brücke", packed)
    held.change_event(stored, "Brücke", packed)
    for n in range(30):
        held.decide(stored.event, [decision(n)])
    held.set(stored.event, "start", '{"articles": ["a", "b"], "threshold": 40}')
    held.keep_comparison("k", stored.event, "{}")
    held._engine.dispose()
    return stored.event


ODD = ["NULL", "3", "-1", "x'ff00'", "''", "'[]'", "1e300", "'" + "ä" * 5_000 + "'"]
COLUMNS = {
    "lesarten_events": ["revision", "title", "who", "made", "packed"],
    "lesarten_decisions": ["pair", "left_text", "verdict", "matter", "left_article", "kind", "made", "act"],
    "lesarten_settings": ["name", "value"],
    "lesarten_comparisons": ["packed", "made"],
}


def test_a_damaged_database_is_said_and_never_raises(tmp_path):
    """Bytes turned anywhere in the file, and values of another type in any column."""
    rng, failures, times = random.Random(7), [], many(200, 30)
    whole = tmp_path / "whole.sqlite"
    event = filled(whole)
    for n in range(times):
        file = tmp_path / f"{n}.sqlite"
        shutil.copy(whole, file)
        if n % 2:
            raw = bytearray(file.read_bytes())
            for _ in range(rng.choice([1, 8, 400])):
                raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
            file.write_bytes(raw[: rng.choice([len(raw), len(raw), rng.randrange(len(raw))])])
        else:
            table = rng.choice(list(COLUMNS))
            with sqlite3.connect(file) as line:
                line.execute("PRAGMA ignore_check_constraints = ON")
                try:
                    line.execute(f"UPDATE {table} SET {rng.choice(COLUMNS[table])} = {rng.choice(ODD)}")
                except sqlite3.IntegrityError:
                    continue
            line.close()
        try:
            held = opened(f"sqlite:///{file}")
            for ask in (
                held.events,
                lambda held=held: held.revisions(event),
                lambda held=held: held.packed(event, 2),
                lambda held=held: (
                    all(isinstance(d, Decision) and d.verdict in (*Role, *Verdict) for d in held.history(event)) or 1 / 0
                ),
                lambda held=held: held.settings(event),
                lambda held=held: held.comparison("k"),
            ):
                held._silent_until = 0
                try:
                    ask()
                except NoDatabase:
                    continue
        except NoDatabase:
            continue
        except Exception as wrong:
            failures.append((n, repr(wrong)))
    tried("damaged databases", times, failures)


@pytest.mark.parametrize("what", ["text", "decision"])
def test_what_is_removed_is_gone_from_the_file(tmp_path, what):
    file = tmp_path / "d.sqlite"
    held = opened(f"sqlite:///{file}")
    secret = random.Random(3).randbytes(3_000)
    stored = held.add_event("e", "Geheimtitel Kranich", secret)
    held.decide("e", [decision("Kranich")])
    held.keep_comparison("k", "e", "Kranich" * 99)
    assert secret[:200] in file.read_bytes()
    held.remove_event(stored)
    held._engine.dispose()
    raw = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert (secret[100:130] if what == "text" else b"Kranich") not in raw
