"""The statement ledger: cells, places, disagreement, what is missing."""

from conftest import letters, made_event

from components.engine import decisions
from components.engine.codes import PairVerdict, Place
from components.engine.comparison import compare
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


def test_those_who_contradict_each_other_inside_a_statement_say_otherwise():
    told = "Das Treffen der Minister in Bonn dauerte am Montag {}.".format
    found = compare(
        made_event(f"Treffen\n\n{told('eine Stunde')}\n\nEs regnet.", f"Minister\n\n{told('drei Stunden')}\n\nAlle schliefen."),
        {},
        letters,
    )
    assert [r.otherwise for r in found.ledger_rows if r.otherwise] == [{"a0", "a1"}]


def test_nobody_else_says_otherwise(stored):
    clashing = {frozenset((c.left.sentence, c.right.sentence)) for c in stored.contradictions}
    for row in ledger.rows(stored):
        inside = {name for _, cell in row.cells for name in cell.sentences}
        assert bool(row.otherwise) == any(pair <= inside for pair in clashing)


def test_a_statement_whose_link_was_cut_is_never_not_found_where_nearly_the_same_stands(outlets):
    """A right correction splits a statement into two; each half has the other's sentences for neighbours."""
    said = "Der Rat hat am Montag den Bau der neuen Brücke über den Fluss beschlossen."
    more = ["Der Zoo bekommt im Mai zwei Löwen.", "Im Theater spielt heute eine Kapelle aus Polen."]
    event = made_event(*("\n\n".join(["Nachricht aus Neustadt", said, line]) for line in [*more, "Es regnet seit Tagen im Tal."]))
    found = compare(event, outlets, letters)
    whole = next(s for s in found.statements if len(s.sentences) == 3 and found.by_id[s.sentences[0]].text == said)
    one, other = found.by_id[whole.sentences[0]], found.by_id[whole.sentences[2]]
    cut = decisions.applied(found, decisions.standing(decisions.stamped([decisions.on_link(one, other, "dismissed")], act="x")))
    assert not any(link.pair == frozenset((one.id, other.id)) for link in cut.links)
    rows = [r for r in cut.ledger_rows if cut.by_id[r.clearest].text == said]
    assert rows and not any(row.lacks(article.id) for row in rows for article in cut.articles)


def test_what_has_nothing_near_it_is_said_to_be_lacking(outlets):
    event = made_event(
        "Meldung\n\nDer Zoo bekommt zwei Löwen.\n\nEs regnet.", "Notiz\n\nQuitten xylophonieren jäh.\n\nEs regnet."
    )
    found = compare(event, outlets, letters)
    (row,) = [r for r in found.ledger_rows if "Quitten" in found.by_id[r.clearest].text]
    assert row.lacks("a0")


def test_a_cell_is_sure_only_where_the_pair_says_one_thing(stored):
    for row in ledger.rows(stored):
        for _, cell in row.cells:
            name = cell.sentences[0]
            link = next((x for x in stored.counterparts.get(row.clearest, ()) if x.other(row.clearest) == name), None)
            if cell.sure and link is not None:
                verdict = stored.verdict(link)
                assert verdict not in {PairVerdict.STAGE, PairVerdict.DIFFERS}
                assert verdict != PairVerdict.UNKNOWN or link.similarity >= ledger.ALL_BUT_SAME


def test_another_who_confirms_does_not_confirm_the_same():
    texts = [
        f"Gespräche\n\n{who} bestätigte das Telefonat mit dem Minister.\n\nMehr war am Abend nicht bekannt geworden."
        for who in ("Anna Muster", "Peter Beispiel")
    ]
    found = compare(made_event(*texts), {}, letters)
    for row in ledger.rows(found):
        if "bestätigte" in found.by_id[row.clearest].text:
            assert len(row.surely) == 1
