"""What is kept on a server: only ever added, so that nobody overwrites anybody unseen; in SQLite here, in PostgreSQL where one is given."""

import dataclasses
import os
import sqlite3
import subprocess
import sys
import threading

import pytest
import sqlalchemy.exc
from conftest import ROOT

from components.engine.articles.article import Sentence
from components.engine.codes import Role
from components.engine.decisions import on_link, on_role, stamped, standing
from components.storage import database
from components.storage.database import NoDatabase, Overtaken, opened

ONE = Sentence(id="a:1", article="a", start=0, end=20, role=Role.BODY, text="Der Rat tagt\nheute.")
OTHER = Sentence(id="b:4", article="b", start=50, end=70, role=Role.BODY, text="Heute tagt der Rat.")
FIRST = """create table lesarten_version (version integer primary key); insert into lesarten_version values (1);
create table lesarten_decisions (number integer primary key autoincrement, event varchar(200) not null, pair varchar(32) not null,
left_text text not null, right_text text not null, verdict varchar(12) not null, who varchar(80) not null, why varchar(300) not null,
made varchar(32) not null);"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'd.sqlite'}"
    given = os.environ.get("LESARTEN_TEST_DATABASE")
    if not given:
        pytest.skip("no PostgreSQL is given (LESARTEN_TEST_DATABASE)")
    return given


@pytest.fixture
def name(request, url):
    """An event's id of this test alone; what was kept under it is removed afterwards: a database of many tests is a shared place."""
    found = f"event {request.node.name} {os.getpid()}"
    yield found
    held = opened(url)
    for kept in held.events().values():
        if kept.event.startswith(found):
            held.remove_event(kept)


def at_once(*works):
    """Run functions at the same time; what they raised."""
    wrong = []

    def guarded(work):
        try:
            work()
        except Exception as failed:
            wrong.append(failed)

    threads = [threading.Thread(target=guarded, args=(w,)) for w in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_decisions_come_back_as_they_were_made(url, name):
    held = opened(url)
    made = held.decide(name, [on_link(ONE, OTHER, "dismissed"), on_role(ONE, "caption")], " Anna\x00 Muster ", "andere Sitzung")
    held.decide(name, [on_link(OTHER, ONE, "confirmed")], "Max")
    assert opened(url).history(name)[:2] == made and made[0].act == made[1].act != held.history(name)[2].act
    assert {d.who for d in standing(held.history(name)).values()} == {"Anna Muster", "Max"} and not held.history("another")


def test_two_at_once_overwrite_nothing(url, name):
    def work(who):
        held = opened(url)
        for _ in range(20):
            held.decide(name, [on_link(ONE, OTHER, "confirmed")], who)

    wrong = at_once(*(lambda w=w: work(w) for w in ("Anna", "Max", "Kim")))
    held = opened(url).history(name)
    assert not wrong and len(held) == 60 and {d.who for d in held} == {"Anna", "Max", "Kim"}


def test_what_was_confirmed_survives_a_crash(tmp_path):
    code = (
        "import os; from components.storage.database import opened; from components.engine.decisions import on_role;"
        "from components.engine.articles.article import Sentence;"
        f"d = opened('sqlite:///{tmp_path / 'd.sqlite'}');"
        "d.decide('e', [on_role(Sentence(id='a:1',article='a',start=0,end=2,role='body',text='Ja'), 'caption')]); d.add_event('e', 'E', b'x'); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=60).returncode == 9
    held = opened(f"sqlite:///{tmp_path / 'd.sqlite'}")
    assert len(held.history("e")) == 1 and held.packed("e", 1) == b"x"


@pytest.mark.parametrize("url", ["sqlite:////nirgends/wo/d.sqlite", "unsinn://x", "postgresql+fehlt://x"])
def test_a_database_that_cannot_be_used_is_one_line(url):
    with pytest.raises(NoDatabase) as wrong:
        opened(url)
    assert "\n" not in str(wrong.value) and len(str(wrong.value)) < 200


def test_tables_of_a_later_version_are_refused(tmp_path):
    opened(f"sqlite:///{tmp_path / 'd.sqlite'}")
    with sqlite3.connect(tmp_path / "d.sqlite") as raw:
        raw.execute("insert into lesarten_version values (99)")
    with pytest.raises(NoDatabase, match="database_version"):
        opened(f"sqlite:///{tmp_path / 'd.sqlite'}")


def test_decisions_of_the_first_version_are_brought_along_also_by_two_at_once(tmp_path):
    link = on_link(ONE, OTHER, "dismissed")
    with sqlite3.connect(tmp_path / "d.sqlite") as raw:
        raw.executescript(FIRST)
        raw.execute(
            "insert into lesarten_decisions (event, pair, left_text, right_text, verdict, who, why, made) values (?,?,?,?,?,?,?,?)",
            ("e", link.key, link.left, link.right, "dismissed", "Anna", "", "2026-11-01T10:00:00+00:00"),
        )
    url = f"sqlite:///{tmp_path / 'd.sqlite'}"
    assert not at_once(lambda: opened(url), lambda: opened(url), lambda: opened(url))
    (found,) = opened(url).history("e")
    assert (found.matter, found.key, found.verdict, found.who) == ("link", link.key, "dismissed", "Anna")
    opened(url).decide("e", [on_link(ONE, OTHER, "confirmed")])
    assert [d.verdict for d in standing(opened(url).history("e")).values()] == ["confirmed"]


def test_events_have_revisions_and_a_taken_name_gets_a_number(url, name):
    held = opened(url)
    first = held.add_event(name, "Titel", b"eins", "Anna")
    assert held.add_event(name, "Titel", b"zwei").event == f"{name}-2" and held.packed(name, 1) == b"eins"
    second = held.change_event(first, "Neuer Titel", b"drei", "Max")
    assert held.events()[name] == second and (second.revision, second.title, second.who) == (2, "Neuer Titel", "Max")
    assert held.packed(name, 2) == b"drei" and held.packed(name, 1) == b"eins" and held.packed(name, 3) is None


def test_of_two_who_change_an_event_the_second_is_told(url, name):
    held = opened(url)
    first = held.add_event(name, "Titel", b"eins")
    changed = held.change_event(first, "Von Anna", b"zwei", "Anna")
    with pytest.raises(Overtaken) as other:
        opened(url).change_event(first, "Von Max", b"drei", "Max")
    assert other.value.stored == changed and held.packed(name, 2) == b"zwei"


def test_of_many_at_once_one_wins_and_all_others_are_told(url, name):
    first = opened(url).add_event(name, "Titel", b"eins")
    told = at_once(*(lambda n=n: opened(url).change_event(first, str(n), b"zwei") for n in range(5)))
    assert len(told) == 4 and all(isinstance(t, Overtaken) for t in told) and opened(url).events()[name].revision == 2


def test_a_removed_event_is_gone_with_everything_about_it(url, name):
    held = opened(url)
    first = held.add_event(name, "Titel", b"eins")
    held.decide(name, [on_role(ONE, "caption")])
    held.set(name, "start", "{}")
    held.keep_comparison(f"c{os.getpid()}", name, "{}")
    with pytest.raises(Overtaken):
        held.remove_event(dataclasses.replace(first, revision=7))
    held.remove_event(first, "Max")
    assert name not in held.events() and not held.history(name) and not held.settings(name)
    assert held.comparison(f"c{os.getpid()}") is None and held.packed(name, 1) is None
    with pytest.raises(Overtaken) as other:
        held.change_event(first, "Titel", b"zwei")
    assert other.value.stored is None
    with pytest.raises(NoDatabase, match="removed"):
        held.decide(name, [on_role(ONE, "caption")])
    held.keep_comparison(f"c{os.getpid()}", name, "{}")
    assert held.comparison(f"c{os.getpid()}") is None
    again = held.add_event(name, "Neu", b"x")
    assert (again.event, again.revision) == (name, 3) and not held.history(name)


def test_an_event_comes_with_its_decisions_or_not_at_all(url, name):
    held = opened(url)
    made = stamped([on_link(ONE, OTHER, "confirmed")], "Anna", "", "x")
    assert held.history(held.add_event(name, "Titel\x00", b"eins", "Max\x00", made).event) == made
    with pytest.raises(NoDatabase):
        held.add_event(f"{name} b", "Titel", b"eins", "", [dataclasses.replace(made[0], left=None)])
    assert f"{name} b" not in held.events()


def test_the_last_setting_counts(url, name):
    held = opened(url)
    held.set(name, "start", "1")
    held.set(name, "start", "2", "Anna")
    assert held.settings(name) == {"start": "2"} and not held.settings("another")


def test_comparisons_are_kept_once_and_the_oldest_leave(tmp_path, monkeypatch):
    monkeypatch.setattr("components.storage.database.MOST_COMPARISONS", 2)
    held = opened(f"sqlite:///{tmp_path / 'd.sqlite'}")
    for n in range(4):
        held.keep_comparison(f"c{n}", "e", f"Größe {n}")
        held.keep_comparison(f"c{n}", "e", "anders")
    assert sum(held.comparison(f"c{n}") is not None for n in range(4)) == 2


def test_a_clock_that_goes_back_prunes_nothing_new(tmp_path, monkeypatch):
    held = opened(f"sqlite:///{tmp_path / 'd.sqlite'}")
    monkeypatch.setattr(database, "MOST_COMPARISONS", 3)
    for name, now in (("a", "2030-01-01T00:00:00+00:00"), ("b", "2030-01-02T00:00:00+00:00"), ("c", "2020-01-01T00:00:00+00:00")):
        monkeypatch.setattr(database, "_now", lambda now=now: now)
        held.keep_comparison(name, "e", name)
    monkeypatch.setattr(database, "_now", lambda: "2019-01-01T00:00:00+00:00")
    held.keep_comparison("d", "e", "d")
    assert [n for n in "abcd" if held.comparison(n)] == ["b", "c", "d"]


def test_a_locked_database_is_asked_once_in_a_while_only(tmp_path, monkeypatch):
    held = opened(f"sqlite:///{tmp_path / 'd.sqlite'}")
    held.set("e", "x", "1")
    asked = []
    monkeypatch.setattr(held, "_engine", Locked(asked))
    for _ in range(5):
        with pytest.raises(NoDatabase) as wrong:
            held.settings("e")
        assert wrong.value.message.code == "database_locked"
    assert len(asked) == 1


class Locked:
    """A database that somebody else writes to for ever."""

    def __init__(self, asked):
        self.asked = asked

    def connect(self):
        self.asked.append(1)
        raise sqlalchemy.exc.OperationalError("SELECT geheim FROM t", {}, sqlite3.OperationalError("database is locked"))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("database is locked", "database_locked"),
        ("database or disk is full", "database_full"),
        ("attempt to write a readonly database", "database_read_only"),
        ("no such table: x", "database_broken"),
        ('connection to server at "db.intern" (10.0.0.5) failed', "database_broken"),
    ],
)
def test_what_drivers_say_is_not_shown(said, code):
    wrong = NoDatabase.because(sqlalchemy.exc.OperationalError("SELECT geheim FROM t", {}, sqlite3.OperationalError(said)))
    assert wrong.message.code == code and not wrong.message.values


def test_earlier_revisions_can_be_read(tmp_path):
    held = opened(f"sqlite:///{tmp_path / 'd.sqlite'}")
    first = held.add_event("e", "Brücke", b"eins")
    second = held.change_event(first, "Brücke 2", b"zwei")
    assert held.revisions("e") == (second, first) and held.packed("e", 1) == b"eins"
    held.remove_event(second)
    assert held.revisions("e") == () and held.packed("e", 1) is None


def test_deleted_rows_are_overwritten(tmp_path):
    held = opened(f"sqlite:///{tmp_path / 'd.sqlite'}")
    with held._engine.connect() as line:
        assert line.exec_driver_sql("PRAGMA secure_delete").scalar() == 1


def test_only_so_many_events_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "MOST_EVENTS", 1)
    held = opened(f"sqlite:///{tmp_path / 'd.sqlite'}")
    first = held.add_event("a", "A", b"x")
    with pytest.raises(NoDatabase, match="too_many_events"):
        held.add_event("b", "B", b"x")
    held.remove_event(first)
    assert held.add_event("b", "B", b"x").revision == 1


def test_of_comparisons_made_behind_a_clock_that_was_ahead_the_oldest_leave(tmp_path, monkeypatch):
    held = opened(f"sqlite:///{tmp_path / 'd.sqlite'}")
    monkeypatch.setattr(database, "MOST_COMPARISONS", 3)
    monkeypatch.setattr(database, "_now", lambda: "2099-01-01T00:00:00+00:00")
    for name in "abcdef":
        held.keep_comparison(name, "e", name)
    assert [n for n in "abcdef" if held.comparison(n)] == ["d", "e", "f"]


def test_a_damaged_comparison_is_none(tmp_path):
    held = opened(f"sqlite:///{tmp_path / 'd.sqlite'}")
    held.keep_comparison("k", "e", "{}")
    held._engine.dispose()
    with sqlite3.connect(tmp_path / "d.sqlite") as raw:
        raw.execute("update lesarten_comparisons set packed = x'ff'")
    raw.close()
    assert held.comparison("k") is None
