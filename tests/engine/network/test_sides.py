"""What the judge reads of a sentence and its context."""

from hypothesis import given
from hypothesis import strategies as st

from components.engine.network.sides import MARK, MOST_BEFORE, MOST_SENTENCE, MOST_TITLE, Side, side_text


def test_context_follows_the_sentence():
    side = Side(text="Das Gespräch dauerte\neine Stunde.", before="Beide telefonierten.", title="Telefonat")
    assert side_text(side) == "Das Gespräch dauerte eine Stunde. | Beide telefonierten. | Telefonat"


def test_a_missing_sentence_before_leaves_its_place_to_the_title():
    assert side_text(Side(text="Er kam.", title="Ankunft")) == "Er kam. |  | Ankunft"


def test_of_what_stands_before_the_end_counts():
    long = "Anfang " + "Wort " * 60 + "Schluss."
    assert side_text(Side(text="Er kam.", before=long)).endswith("Wort Schluss.")


def test_a_long_sentence_has_no_context():
    assert MARK not in side_text(Side(text="Wort " * 40, before="Er kam.", title="Ankunft"))


def test_soft_hyphens_are_no_letters():
    assert side_text(Side(text="Regierungs\u00adchefin")) == "Regierungschefin"


@given(st.text(), st.text(), st.text())
def test_never_longer_than_its_parts_may_be(text, before, title):
    found = side_text(Side(text=text, before=before, title=title))
    assert len(found) <= MOST_SENTENCE + MOST_BEFORE + MOST_TITLE + 2 * (len(MARK) + 2)
