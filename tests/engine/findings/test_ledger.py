"""The statement ledger: cells, places, disagreement, what is missing."""

from components.engine.codes import Place
from components.engine.findings import ledger


def test_every_statement_has_a_row_and_every_text_sentence_a_cell(stored):
    rows = ledger.rows(stored)
    assert [r.statement for r in rows] == [s.id for s in stored.statements]
    told = {name for r in rows for _, cell in r.cells for name in cell.sentences}
    assert told == {s.id for s in stored.text_sentences}


def test_places_are_headline_lead_and_thirds(stored):
    places = {
        name: cell.place
        for r in ledger.rows(stored)
        for _, cell in r.cells
        for name in cell.sentences
        if len(cell.sentences) == 1
    }
    assert places["bild:0"] == "headline" and places["bild:17"] == "last"
    assert set(places.values()) <= set(Place)


def test_the_most_prominent_sentence_gives_the_place(stored):
    for row in ledger.rows(stored):
        assert 0 <= row.prominence <= 1
        if all(cell.place == "headline" for _, cell in row.cells):
            assert row.prominence == 1


def test_those_who_contradict_each_other_inside_a_statement_say_otherwise(stored):
    otherwise = {r.otherwise for r in ledger.rows(stored) if r.otherwise}
    assert otherwise and all(len(held) >= 1 for held in otherwise)
    clashing = {frozenset((c.left.sentence, c.right.sentence)) for c in stored.contradictions}
    for row in ledger.rows(stored):
        inside = {name for _, cell in row.cells for name in cell.sentences}
        assert bool(row.otherwise) == any(pair <= inside for pair in clashing)
