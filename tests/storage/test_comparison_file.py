"""The comparison stored beside the shipped event: true, valid, and noticed when stale."""

import json
import shutil

import pytest
from conftest import letters, made_event

from components.engine.articles.events import read_event
from components.engine.comparison import compare
from components.engine.network.encoder import Encoder
from components.engine.network.judge import label_probabilities
from components.storage import comparison_file, tables
from components.storage.comparison_json import from_table, to_table


def test_store_is_what_compare_gives(event, outlets, stored):
    made = compare(event, outlets, Encoder(), judge=label_probabilities)
    assert made.sentences == stored.sentences and made.contradictions == stored.contradictions
    kept = {(x.left, x.right): x.similarity for x in stored.candidates}
    for link in made.candidates:  # another machine's rounding may move a value a little
        assert kept.get((link.left, link.right), 0) == pytest.approx(link.similarity, abs=0.02)
    verdicts = {x.pair: x.verdict for x in stored.candidates}
    assert sum(verdicts.get(x.pair) != x.verdict for x in made.candidates) <= 3 and any(verdicts.values())
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


def test_a_comparison_with_an_open_bound_comes_back_whole():
    """JSON has no number for "mehr als 40 Minuten"."""
    told = "Treffen {}\n\nDas Gespräch von Anna Muster mit dem Rat dauerte {}. Danach ging Anna Muster nach Hause."
    event = made_event(told.format("eins", "mehr als 40 Minuten"), told.format("zwei", "20 Minuten"))
    found = compare(event, {}, letters)
    text = json.dumps(to_table(found), allow_nan=False)
    again = from_table(json.loads(text), {a.id: a.text for a in event.articles})
    assert again.all_contradictions == found.all_contradictions
    assert any(side.said.quantity.high == float("inf") for c in again.all_contradictions for side in c.sides)


def test_numbers_come_back_whole_and_as_a_table():
    told = "Brücke {}\n\nDie neue Brücke über den Fluss kostet die Stadt {}. Der Rat lobt sie."
    event = made_event(told.format("eins", "mehr als 1,2 Millionen Euro"), told.format("zwei", "2,1 Millionen Euro"))
    found = compare(event, {}, letters)
    again = from_table(json.loads(json.dumps(to_table(found), allow_nan=False)), {a.id: a.text for a in event.articles})
    assert again.all_numbers == found.all_numbers and again.all_numbers
    rows = tables.numbers(found, lambda f: str(f.quantity.low))
    assert {(r["measured"], r["lowest"]) for r in rows} == {("Brücke", "1.2e+06"), ("Brücke", "2.1e+06")}


def test_figures_that_differ_are_told_unless_their_sentences_were_decided_on():
    told = "Brücke {}\n\nDie neue Brücke über den Fluss kostet die Stadt {}. Der Rat lobt sie."
    event = made_event(
        *(told.format(n, v) for n, v in (("eins", "1,2 Millionen Euro"), ("zwei", "2,1 Millionen Euro"))),
        told.format("drei", "viel Geld"),
    )
    found = compare(event, {}, letters)
    row = next(r for r in found.numbers if r.agrees() is False)
    pair = frozenset(f.sentence for f in row.figures)
    assert row in found.differing_numbers(()) and row not in found.differing_numbers({pair})
    silent = found.giving_no_figure(pair, {"money"})
    assert silent == {a.id for a in found.articles} - {found.by_id[s].article for s in pair} and len(silent) == 1
    assert not found.among([found.by_id[row.figures[0].sentence].article]).differing_numbers(())
