"""One quotation in several wordings as a table of columns."""

from conftest import one_each
from hypothesis import given, settings
from hypothesis import strategies as st

from components.engine.entities.speech import Quote, Speech
from components.engine.findings.collation import collations


def read(*texts, statement=None):
    """Collations of sentences that are wholly quoted."""
    sentences = one_each(*texts)
    said = {
        s.id: Speech(
            sentence=s.id,
            assertion="attributed",
            manner="direct",
            speaker="m",
            name="Muster",
            verb="sagen",
            quotes=(Quote(start=0, end=len(s.text), kind="complete"),),
        )
        for s in sentences
    }
    return collations(sentences, statement or [tuple(s.id for s in sentences)], said)


def columns(collation):
    return [(c.same, [x or "" for x in c.cells]) for c in collation.columns]


def test_words_that_differ_stand_in_one_column():
    found = read("Wir beenden diesen absurden Krieg.", "Wir beenden diesen lächerlichen Krieg.")[0]
    assert columns(found) == [
        (True, ["Wir beenden diesen"] * 2),
        (False, ["absurden", "lächerlichen"]),
        (True, ["Krieg"] * 2),
    ]
    assert found.speaker == "Muster"


def test_inflection_and_case_are_no_difference():
    assert not read("Ein langes Gespräch mit neuen Partnern", "Einem langen Gespräch mit neuen Partnern")


def test_three_wordings_share_one_table():
    found = read("Wir bauen eine neue Brücke", "Wir bauen eine moderne Brücke", "Wir bauen eine schöne Brücke")[0]
    assert len(found.wordings) == 3 and [c[1] for c in columns(found) if not c[0]] == [["neue", "moderne", "schöne"]]


def test_a_quotation_that_begins_later_is_no_difference_there():
    found = read("Wir wollen im Herbst die neue Brücke bauen", "die moderne Brücke bauen")[0]
    first = found.columns[0]
    assert first.same and first.cells[1] is None


def test_a_missing_word_is_empty_and_differs():
    found = read("Das Gespräch war sehr lang und gut", "Das Gespräch war lang und gut")[0]
    assert (False, ["sehr", ""]) in columns(found)


def test_other_quotations_are_not_collated():
    assert not read("Wir bauen eine neue Brücke", "Der Sommer war viel zu trocken")
    assert not read("Wir bauen eine neue Brücke", "Wir bauen eine moderne Brücke", statement=[("a:0",), ("b:0",)])


def test_fewer_articles_leave_what_still_differs():
    found = read("Wir bauen eine neue Brücke", "Wir bauen eine moderne Brücke", "Wir bauen eine neue Brücke")[0]
    assert found.among({"a:0", "b:0"}) and found.among({"a:0", "c:0"}) is None and found.among({"a:0"}) is None


def test_the_shipped_event_holds_the_translations_of_one_sentence(stored):
    widest = stored.collations[0]
    assert len(widest.wordings) == 5 and any({"Länder", "Nationen", "Nation"} <= set(c.cells) for c in widest.columns)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["Brücke", "Straße", "bauen", "schöne", "neue", "die", "wir", "und", "nicht"]), min_size=2, max_size=9
        ),
        min_size=2,
        max_size=4,
    )
)
def test_no_word_is_lost_and_none_changes_its_place(rows):
    texts = [" ".join(r) for r in rows]
    for found in read(*texts):
        for n, wording in enumerate(found.wordings):
            text = texts["abcdef".index(wording.sentence[0])]
            assert " ".join(c.cells[n] for c in found.columns if c.cells[n]) == text
