"""Comparisons of chosen articles are made once a state, whoever asks, and old ones leave."""

import threading

from components import cached
from components.sources.file_import import DraftArticle
from components.storage import event_archive


def test_one_state_is_made_once(stored):
    articles = [a.id for a in stored.articles][:2]
    assert cached.chosen(stored, articles, 0.5) is cached.chosen(stored, articles, 0.5)
    assert cached.chosen(stored, articles, 0.5) is not cached.chosen(stored, articles, 0.6)


def test_dismissed_contradictions_are_a_state_of_their_own(stored):
    articles, gone = [a.id for a in stored.articles], stored.contradictions[:1]
    found = cached.chosen(stored, articles, stored.threshold, gone)
    assert gone[0] not in found.contradictions and gone[0] in cached.chosen(stored, articles, stored.threshold).contradictions


def test_the_state_in_use_stays_and_no_more_than_allowed_are_kept(stored):
    articles = [a.id for a in stored.articles]
    first = cached.chosen(stored, articles, 0.38)
    for n in range(60):
        cached.chosen(stored, articles, n / 100)
        assert cached.chosen(stored, articles, 0.38) is first or n == 38
    assert sum(cached._parts(kept[1]) for kept in cached._chosen().values()) <= cached.MOST_PARTS


def test_several_sessions_at_once(stored):
    articles, wrong = [a.id for a in stored.articles], []

    def visit(start):
        try:
            for n in range(60):
                assert cached.chosen(stored, articles, (start + n) % 70 / 100).threshold == (start + n) % 70 / 100
        except Exception as failed:
            wrong.append(failed)

    threads = [threading.Thread(target=visit, args=(7 * k,)) for k in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_query_that_fails_loses_no_visitors_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LESARTEN_EVENTS", str(tmp_path))
    monkeypatch.setenv("LESARTEN_DATABASE", f"sqlite:///{tmp_path / 'd.sqlite'}")
    draft = [
        DraftArticle(source=n, text=f"Der Rat von {n} baut eine Brücke über den Fluss.", outlet=n) for n in ("Bote", "Blatt")
    ]
    stored = cached.writable_database().add_event("bruecke", "Brücke", event_archive.pack("Brücke", None, draft, {}))
    folder = cached.folder("bruecke", stored)
    assert "bruecke" in cached.events() and (folder / "bote.txt").exists()

    def fails(self):
        raise OSError("the database has gone")

    with monkeypatch.context() as broken:
        broken.setattr(type(cached.database()), "events", fails)
        assert "bruecke" not in cached.events() and (folder / "bote.txt").exists()
    cached.writable_database().remove_event(stored)
    assert "bruecke" not in cached.events() and not folder.exists()
