"""The comparison stored beside the shipped event: true, valid, and noticed when stale."""

import shutil

import pytest

from components.engine.articles.events import read_event
from components.engine.comparison import compare
from components.engine.network.encoder import vectors
from components.storage import comparison_file


def test_store_is_what_compare_gives(event, outlets, stored):
    made = compare(event, outlets, vectors)
    assert made.sentences == stored.sentences and made.contradictions == stored.contradictions
    kept = {(x.left, x.right): x.similarity for x in stored.candidates}
    for link in made.candidates:  # another machine's rounding may move a value a little
        assert kept.get((link.left, link.right), 0) == pytest.approx(link.similarity, abs=0.02)
    assert sum(made.findings[s] != f for s, f in stored.findings.items()) <= 1


def test_changed_text_makes_the_store_stale(tmp_path, folder):
    copy = tmp_path / "event"
    shutil.copytree(folder, copy)
    (copy / "bild.txt").chmod(0o644)
    assert comparison_file.read(copy, read_event(copy)) is not None
    (copy / "bild.txt").write_text("Ein anderer Text.", "utf-8")
    assert comparison_file.read(copy, read_event(copy)) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"key": 1}'])
def test_broken_store_counts_as_none(tmp_path, folder, content):
    copy = tmp_path / "event"
    shutil.copytree(folder, copy)
    (copy / comparison_file.NAME).write_text(content, "utf-8")
    assert comparison_file.read(copy, read_event(copy)) is None


def test_another_encoder_has_another_key(folder, event):
    assert comparison_file.key(folder, event) != comparison_file.key(folder, event, "some/other-model")
