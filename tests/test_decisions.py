"""Decisions about links: only ever added, anchored by words, obeyed at every threshold; in SQLite here, in PostgreSQL where one is given."""

import dataclasses
import os
import sqlite3
import subprocess
import sys
import threading

import pytest
from conftest import ROOT

from components.engine import decisions
from components.engine.decisions import Decisions, NoDatabase, applied, pair, standing
from components.engine.sentences import Sentence

ONE = Sentence("a:1", "a", 0, 20, "body", "Der Rat tagt\nheute.")
OTHER = Sentence("b:4", "b", 50, 70, "body", "Heute tagt der Rat.")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'd.sqlite'}"
    given = os.environ.get("LESARTEN_TEST_DATABASE")
    if not given:
        pytest.skip("no PostgreSQL is given (LESARTEN_TEST_DATABASE)")
    return given


def event(request):
    return f"event {request.node.name}"


def test_the_last_decision_counts_and_undoing_leaves_none(url, request):
    held, name = Decisions(url), event(request)
    held.decide(name, ONE, OTHER, "dismissed", " Anna\x00 Muster ", "andere Sitzung")
    held.decide(name, OTHER, ONE, "confirmed", "Max")
    assert [d.verdict for d in held.history(name)] == ["dismissed", "confirmed"] and held.history(name)[0].who == "Anna Muster"
    assert {k: d.who for k, d in standing(held.history(name)).items()} == {pair(ONE, OTHER): "Max"}
    held.decide(name, ONE, OTHER, "undone")
    assert not standing(held.history(name)) and len(Decisions(url).history(name)) == 3 and not held.history("another")


def test_two_at_once_overwrite_nothing(url, request):
    name, wrong = event(request), []

    def work(who):
        try:
            held = Decisions(url)
            for _ in range(20):
                held.decide(name, ONE, OTHER, "confirmed", who)
        except Exception as failed:
            wrong.append(failed)

    threads = [threading.Thread(target=work, args=(w,)) for w in ("Anna", "Max", "Kim")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = Decisions(url).history(name)
    assert not wrong and len(held) == 60 and {d.who for d in held} == {"Anna", "Max", "Kim"}


def test_what_was_confirmed_survives_a_crash(tmp_path):
    code = (
        "import os; from components.engine.decisions import Decisions; from components.engine.sentences import Sentence;"
        f"d = Decisions('sqlite:///{tmp_path / 'd.sqlite'}');"
        "d.decide('e', Sentence('a:1','a',0,2,'body','Ja'), Sentence('b:1','b',0,2,'body','Ja'), 'confirmed'); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=60).returncode == 9
    assert len(Decisions(f"sqlite:///{tmp_path / 'd.sqlite'}").history("e")) == 1


def test_a_pair_is_its_words_not_its_numbers():
    moved = dataclasses.replace(ONE, id="a:9", start=100, end=120, text="Der Rat tagt heute.")
    assert pair(moved, OTHER) == pair(ONE, OTHER) == pair(OTHER, ONE)
    assert pair(dataclasses.replace(ONE, text="Der Rat tagt nie."), OTHER) != pair(ONE, OTHER)


@pytest.mark.parametrize("url", ["sqlite:////nirgends/wo/d.sqlite", "unsinn://x", "postgresql+fehlt://x"])
def test_a_database_that_cannot_be_used_is_one_line(url):
    with pytest.raises(NoDatabase) as wrong:
        Decisions(url)
    assert "\n" not in str(wrong.value) and len(str(wrong.value)) < 200


def test_tables_of_a_later_version_are_refused(tmp_path):
    url = f"sqlite:///{tmp_path / 'd.sqlite'}"
    Decisions(url)
    with sqlite3.connect(tmp_path / "d.sqlite") as raw:
        raw.execute("insert into lesarten_version values (99)")
    with pytest.raises(NoDatabase, match="update Lesarten"):
        Decisions(url)


def test_senseless_verdicts_are_refused(tmp_path):
    with pytest.raises(ValueError, match="vielleicht"):
        Decisions(f"sqlite:///{tmp_path / 'd.sqlite'}").decide("e", ONE, OTHER, "vielleicht")


def decided(comparison, link, verdict):
    one, other = comparison.by_id[link.left], comparison.by_id[link.right]
    key = pair(one, other)
    return {key: decisions.Decision("e", key, one.text, other.text, verdict)}


def test_a_dismissed_link_is_gone_at_every_threshold(stored):
    link = stored.links[0]
    found = applied(stored, decided(stored, link, "dismissed"))
    gone = frozenset((link.left, link.right))
    assert all(frozenset((x.left, x.right)) != gone for t in (0.1, 0.38, 0.9) for x in found.at(t).links)
    assert len(found.links) == len(stored.links) - 1 and applied(stored, {}) is stored


def test_a_confirmed_pair_is_a_link_at_every_threshold_and_says_so(stored):
    maybe = stored.maybe[0]
    found = applied(stored, decided(stored, maybe, "confirmed")).at(0.95)
    link = next(x for x in found.links if {x.left, x.right} == {maybe.left, maybe.right})
    assert link.reasons[0] == "decided" and found.findings[maybe.left] in {"shared", "contradicting"}


def test_decisions_survive_another_choice_of_articles(stored):
    link = next(x for x in stored.links if {stored.by_id[x.left].article, stored.by_id[x.right].article} == {"bild", "taz"})
    found = applied(stored.among(["bild", "taz"]), decided(stored, link, "dismissed"))
    assert all({x.left, x.right} != {link.left, link.right} for x in found.links)
