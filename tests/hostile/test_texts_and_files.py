"""Texts and files that once stopped the server: each gives an answer or one sentence within the limits of a reading process.

Nothing is timed: a process that takes longer than its limit is ended, and the tests say where that may be.
"""

import random

import pytest
from material import TEXT, TEXTS, bases, crafted, mutated
from trying import many, tried

from components.engine.articles.article import Article
from components.storage.reading_worker import Brought, NotReadInTime, Reader


@pytest.fixture(scope="module")
def reader():
    return Reader(processes=1)


def test_no_text_keeps_the_server_waiting():
    """Splitting into sentences takes time in proportion to the text; the texts are pasted, and sent as files."""
    quick, failures = Reader(processes=1), []
    quick.sentences(Article(id="a", outlet="x", file="a", text=TEXT))  # the process has started
    for kind, text in TEXTS.items():
        try:
            found = quick.sentences(Article(id="a", outlet="x", file="a", text=text))
        except NotReadInTime as wrong:
            if wrong.message.code != "draft_too_many_sentences":  # they were split, and counted
                failures.append((kind, wrong.message.code))
            continue
        if any(text[s.start : s.end] != s.text for s in found):
            failures.append((kind, "another text"))
    tried("hostile texts, split into sentences", len(TEXTS), failures)


def brought(reader, name, raw):
    """What became of a file: "articles", "event", "sentence" (refused), or "limit" (the process was ended)."""
    try:
        found = reader.bring(name, raw)
    except NotReadInTime as wrong:
        assert wrong.message.code in {"read_too_slow", "read_too_much", "read_broken"}, wrong.message
        return "limit"
    assert isinstance(found, Brought) and (found.drafts or found.refused or found.event), name
    return "event" if found.event else "articles" if found.drafts else "sentence"


def test_no_mutated_file_is_lost_or_stops_the_reader(reader):
    rng, failures, held, became = random.Random(13), [], bases(), []
    for n in range(many(1500, 42)):
        name = list(held)[n % len(held)]
        try:
            became.append(brought(reader, name, mutated(held[name], rng)))
        except Exception as wrong:
            failures.append((n, name, repr(wrong)))
    assert brought(reader, "a.txt", TEXT.encode()) == "articles"
    assert became.count("limit") < len(became) / 20 < became.count("articles")
    tried("mutated files of seven formats", many(1500, 42), failures)


# What cannot be read within the limits: it costs its own process, nobody else's time.
LIMITED = {"links.html", "shared.pdf", "streams.pdf", "tables.html", "runs.docx", "book.txt", "spans.html"}


def test_no_crafted_file_takes_more_than_it_may(reader):
    failures, files = [], crafted()
    files = files if many(True, False) else [f for f in files if f[0] not in LIMITED][:: len(files) // 16]
    ended = set()
    for name, raw in files:
        try:
            if brought(reader, name, raw) == "limit":
                ended.add(name)
        except Exception as wrong:
            failures.append((name, repr(wrong)))
    assert brought(reader, "a.txt", TEXT.encode()) == "articles"
    tried(f"crafted files ({len(ended)} met a limit)", len(files), failures)


def test_hidden_text_and_boundless_tables_of_word(reader):
    files = dict(crafted())
    for name in ("span.docx", "merge.docx"):
        draft = reader.bring(name, files[name]).drafts[0]
        assert "sichtbar" in draft.text and "geheim" not in draft.text and "Zelle 3" in draft.text
