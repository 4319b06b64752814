"""German quantities as values; near misses that are none."""

import datetime
import itertools
import math
import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.engine.german.numbers import number_word
from components.engine.german.quantities import find
from components.engine.german.quantity_values import clash
from components.engine.german.times import calendar_days
from components.views.shared.value_text import quantity_text

EXPRESSIONS = [row.split("\t") for row in (pathlib.Path(__file__).with_name("expressions.tsv")).read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("text", "said"), EXPRESSIONS, ids=[text for text, _ in EXPRESSIONS])
def test_expression(text, said):
    assert "; ".join(f"{q.dimension} {quantity_text(q, 'de')}" for q in find(text)) == said


def test_the_table_is_large_and_holds_near_misses():
    assert len(EXPRESSIONS) > 200 and sum(not said for _, said in EXPRESSIONS) > 30


def test_two_counts_in_one_sentence():
    assert [(q.low, q.of) for q in find("Zwei Minister und drei Beamte reisten an.")] == [(2, "Minister"), (3, "Beamte")]


def test_a_part_of_few_is_a_share_a_part_of_many_a_number():
    assert [quantity_text(q, "de") for q in find("Zwei von drei geprüften Plätzen haben Mängel.")] == ["66,67 %"]
    assert next((q.low, q.of) for q in find("480 von 2.100 Stellen fallen weg.")) == (480, "Stellen")


def test_ueber_after_a_verb_of_speech_is_no_hedge():
    assert find("Sie sprachen über drei Themen.")[0].hedge == ""
    assert find("Über drei Stunden sprachen sie.")[0].hedge == "above"


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Das war vor drei Jahren.", "vor"),
        ("Das liegt fast drei Jahre zurück.", "vor"),
        ("Es dauerte drei Jahre.", ""),
        ("Nach drei Stunden war das Feuer gelöscht.", ""),
        ("Die Sitzung begann nach drei Stunden.", "nach"),
    ],
)
def test_time_ago_is_no_length(text, of):
    assert find(text)[0].of == of


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        ("einstündig", "anderthalb Stunden", True),
        ("einstündig", "fast anderthalb Stunden", True),
        ("90 Minuten", "fast anderthalb Stunden", False),
        ("90 Minuten", "rund eineinhalb Stunden", False),
        ("55 Minuten", "fast eine Stunde", False),
        ("mehr als 80 Tote", "mindestens 72 Tote", False),
        ("mehr als 80 Tote", "80 Tote", False),
        ("mindestens 80 Tote", "80 Tote", False),
        ("bis zu 50 Tote", "60 Tote", True),
        ("zwischen 10 und 15 Tote", "12 Tote", False),
        ("rund 3000 Menschen", "2940 Menschen", False),
        ("knapp 43 Prozent", "40 Prozent", True),
        ("ein Drittel der Kinder", "gut 33 Prozent", False),
        ("am Mittwochabend", "in der Nacht zum Freitag", True),
        ("am Donnerstagabend", "in der Nacht zum Freitag", False),
        ("am Sonntag", "am Wochenende", False),
        ("in der Nacht zum Montag", "am Sonntagabend", False),
        ("um halb neun", "um 8.30 Uhr", False),
        ("um halb neun", "um 20.30 Uhr", False),
        ("um 16 Uhr", "um 20.30 Uhr", True),
        ("kurz vor Mitternacht", "um 23.40 Uhr", False),
        ("am 1. März", "Mitte April", True),
        ("am 14. April", "Mitte April", False),
        ("am 12. Februar", "am 12. Februar 2025", False),
    ],
)
def test_clash(one, other, clashes):
    assert clash(find(one)[0], find(other)[0]) is clashes
    assert clash(find(other)[0], find(one)[0]) is clashes


def test_a_weekday_is_a_date_by_the_day_of_the_article_and_the_tense():
    thursday = datetime.date(2025, 2, 13)

    def days(text, coming=False):
        found = calendar_days(find(text)[0], thursday, coming)
        return found and tuple(d.day for d in found)

    assert days("am Mittwoch") == (12, 12)
    assert days("am Donnerstag") == (13, 13)
    assert days("am Freitag", coming=True) == (14, 14)
    assert days("in der Nacht zum Samstag", coming=True) == (14, 15)
    assert days("in der Freitagnacht", coming=True) == (14, 15)
    assert days("vorgestern") == (11, 11)
    assert days("am Wochenende") is None


def test_spans_are_slices():
    text = "Das Gespräch dauerte fast anderthalb Stunden."
    quantity = find(text)[0]
    assert text[quantity.start : quantity.end] == "fast anderthalb Stunden"


def test_open_hedge_has_no_upper_end():
    assert find("mehr als 80 Tote")[0].high == math.inf


@pytest.mark.parametrize(("word", "value"), [("siebenundvierzig", 47), ("dreitausend", 3000), ("hundert", 100), ("Wahl", None)])
def test_number_words(word, value):
    assert number_word(word) == value


@given(st.text(alphabet="ab1234567890 .,:%-€halbdreizweiMontagUhrMioEuroStunden\u00a0\u00ad", max_size=80))
def test_any_text_gives_ordered_spans_that_do_not_overlap(text):
    found = find(text)
    assert all(0 <= q.start < q.end <= len(text) and q.low <= q.high for q in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
