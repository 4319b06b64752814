"""A comparison is made once for all who wait for it, and ends when nobody does."""

import sys
import threading

import pytest
from conftest import letters, told

from components.engine.articles.events import read_event
from components.engine.comparison import compare
from components.storage import worker
from components.storage.limited_process import LimitedProcess
from components.storage.worker import Work, WorkerFailed


@pytest.fixture
def small(tmp_path):
    """Two short articles in a folder."""
    a = "Brücke kommt\n\nDer Rat baut die Brücke im Herbst.\n\nEs regnet."
    b = "Bau beschlossen\n\nIm Herbst baut der Rat die Brücke.\n\nAnwohner sind verärgert."
    for name, text in (("a", a), ("b", b)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def test_work_tells_how_far_it_is_and_gives_the_comparison(small):
    work, seen = Work(small, read_event(small)), set()
    while not work.ended.wait(0.01):
        seen.add(work.at[0])
    assert work.result().links and {"vectors", "links"} & seen


def test_work_that_nobody_waits_for_ends_and_cannot_be_joined(small, monkeypatch):
    monkeypatch.setattr(worker, "LINGER", 0.01)
    work = Work(small, read_event(small))
    work.leave()
    assert work.ended.wait(20) and work.given_up and not work.join()
    with pytest.raises(WorkerFailed):
        work.result()


@pytest.fixture
def quick(monkeypatch):
    """The comparison is made at once: the test is about those who wait for it."""
    monkeypatch.setattr(Work, "_compared", lambda work: compare(work._event, {}, letters))


def test_what_is_finished_is_told_before_it_has_ended(small, quick):
    told = []
    work = Work(small, read_event(small), finished=lambda w: told.append((w.found is not None, w.ended.is_set())))
    assert work.ended.wait(60) and told == [(True, False)]


def test_one_who_stops_does_not_take_it_from_another(small, quick):
    work = Work(small, read_event(small))
    assert work.join()
    work.leave()
    work.stop()
    assert not work.given_up and work.ended.wait(60) and work.result()


def test_work_given_up_in_the_queue_never_starts(small, monkeypatch):
    busy = worker.QUEUES[0]._replace(free=threading.Semaphore(0))
    monkeypatch.setattr(worker, "QUEUES", (busy,))
    work = Work(small, read_event(small))
    monkeypatch.setattr(worker, "LimitedProcess", lambda *a, **k: pytest.fail("started"))
    work.leave()
    work.stop()
    busy.free.release()
    assert work.ended.wait(20) and work._process is None


def test_what_fails_in_the_process_is_one_sentence(small):
    event = read_event(small)
    (small / "event.toml").write_text("title = ", "utf-8")
    work = Work(small, event)
    work.ended.wait(60)
    with pytest.raises(WorkerFailed) as wrong:
        work.result()
    assert "event.toml" in told(wrong.value)


def test_the_process_and_the_page_speak_utf8_whatever_the_machine_does(small, monkeypatch):
    """Windows prints in the locale's encoding: "→" cannot be written there, and "ü" is another byte."""
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    text = "Der Rat baut die Brücke → im Herbst, sagt Müller. 橋"
    (small / "a.txt").write_text(text, "utf-8")
    work = Work(small, read_event(small))
    assert work.ended.wait(60)
    assert next(s.text for s in work.result().sentences if s.article == "a").startswith("Der Rat baut die Brücke →")


def limited(monkeypatch, **limits):
    monkeypatch.setattr(worker, "QUEUES", tuple(q._replace(**limits) for q in worker.QUEUES))


def test_what_takes_too_long_is_ended_and_said(small, monkeypatch):
    limited(monkeypatch, seconds=0.2)
    work = Work(small, read_event(small))
    assert work.ended.wait(60)
    with pytest.raises(WorkerFailed, match="compare_too_long"):
        work.result()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_what_takes_too_much_memory_is_ended_and_said(small, monkeypatch):
    def hungry(module, *arguments, memory, **streams):
        return LimitedProcess("tests.storage.hungry", "memory", memory=200_000_000, **streams)

    monkeypatch.setattr(worker, "LimitedProcess", hungry)
    work = Work(small, read_event(small))
    assert work.ended.wait(60)
    with pytest.raises(WorkerFailed, match="compare_no_memory"):
        work.result()


def test_too_many_sentences_are_said_before_anything_is_computed(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(
            "\n".join(f"Der Rat der Stadt tagt heute im Saal {n} zum Haushalt." for n in range(1300)), "utf-8"
        )
    work, steps = Work(tmp_path, read_event(tmp_path)), set()
    while not work.ended.wait(0.01):
        steps.add(work.at[0])
    with pytest.raises(WorkerFailed) as wrong:
        work.result()
    assert "2.600 Sätze" in told(wrong.value) and not {"words", "vectors", "links"} & steps


def test_a_short_comparison_does_not_wait_behind_a_long_one(small, monkeypatch, quick):
    short, long = worker.QUEUES
    monkeypatch.setattr(worker, "QUEUES", (short, long._replace(free=threading.Semaphore(0))))
    assert Work(small, read_event(small)).ended.wait(60)
    (small / "a.txt").write_text("Der Rat tagt. " * (short.letters // 10), "utf-8")
    work = Work(small, read_event(small))
    assert not work.ended.wait(0.3) and work.at[0] == "queue"
