"""German quantities as values; near misses that are none."""

import math

import pytest

from components.engine.quantities import clash, find, number_word

FOUND = {
    "anderthalb Stunden": ("duration", "90 min"),
    "fast eineinhalb Stunden": ("duration", "knapp 90 min"),
    "rund 90 Minuten": ("duration", "rund 90 min"),
    "90-minütiges Gespräch": ("duration", "90 min"),
    "einstündigen Telefonat": ("duration", "60 min"),
    "eine halbe Stunde": ("duration", "30 min"),
    "eine Dreiviertelstunde": ("duration", "45 min"),
    "knapp zwei Stunden": ("duration", "knapp 120 min"),
    "zweieinhalb Jahre": ("duration", "2,5 Jahre"),
    "drei bis vier Tage": ("duration", "3 Tage bis 4 Tage"),
    "dreitägige Reise": ("duration", "3 Tage"),
    "etwa 20 Prozent": ("percent", "rund 20 %"),
    "zwei Drittel der Stimmen": ("percent", "66,67 %"),
    "jeder zweite Haushalt": ("percent", "50 %"),
    "50.000 Euro": ("money", "50.000 EUR"),
    "5,- Euro": ("money", "5 EUR"),
    "3,5 Mrd. Euro": ("money", "3,5 Mrd. EUR"),
    "eine Million Soldaten": ("count", "1 Mio."),
    "mindestens zwölf Tote": ("count", "mindestens 12"),
    "mehr als drei Millionen Menschen": ("count", "mehr als 3 Mio."),
    "zwischen 10 und 15 Millionen Menschen": ("count", "10 Mio. bis 15 Mio."),
    "185 Kilometern pro Stunde": ("measure", "185 km/h"),
    "Petra Meier (45)": ("age", "45 Jahre"),
    "am 12. Februar 2025": ("day", "12.2.2025"),
    "am 13. April": ("day", "13.4."),
    "im Juli 2017": ("month", "7/2017"),
    "im Jahr 2013": ("year", "2013"),
    "vor 2014": ("year", "vor 2014"),
    "am Mittwochabend": ("weekday", "Mittwoch"),
    "gegen 20.15 Uhr": ("clock", "rund 20:15 Uhr"),
}
NONE = [
    "beim G20-Gipfel", "eine Boeing 737", "nach Paragraf 218a", "ein neues Dokument", "der eine oder andere", "zum dritten Jahrestag",
    "Stunden vor der Sitzung", "einige Minister", "das Formel-1-Rennen", "Sars-CoV-2",
]  # fmt: skip


@pytest.mark.parametrize("text", FOUND)
def test_expression(text):
    found = find(text)
    assert [(q.dimension, q.value) for q in found][:1] == [FOUND[text]]


@pytest.mark.parametrize("text", NONE)
def test_no_quantity(text):
    assert find(text) == ()


def test_two_counts_in_one_sentence():
    assert [(q.low, q.of) for q in find("Zwei Minister und drei Beamte reisten an.")] == [(2, "Minister"), (3, "Beamte")]


def test_ueber_after_a_verb_of_speech_is_no_hedge():
    assert find("Sie sprachen über drei Themen.")[0].hedge == ""
    assert find("Über drei Stunden sprachen sie.")[0].hedge == "above"


def test_time_ago_is_no_length():
    assert find("Das war vor drei Jahren.")[0].of == "vor"
    assert find("Das liegt fast drei Jahre zurück.")[0].of == "vor"
    assert find("Es dauerte drei Jahre.")[0].of == ""


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        ("einstündig", "anderthalb Stunden", True),
        ("einstündig", "fast anderthalb Stunden", True),
        ("90 Minuten", "fast anderthalb Stunden", False),
        ("90 Minuten", "rund eineinhalb Stunden", False),
        ("mehr als 80 Tote", "mindestens 72 Tote", False),
        ("mehr als 80 Tote", "80 Tote", False),
        ("mindestens 80 Tote", "80 Tote", False),
        ("bis zu 50 Tote", "60 Tote", True),
        ("zwischen 10 und 15 Tote", "12 Tote", False),
    ],
)
def test_clash(one, other, clashes):
    assert clash(find(one)[0], find(other)[0]) is clashes
    assert clash(find(other)[0], find(one)[0]) is clashes


def test_spans_are_slices():
    text = "Das Gespräch dauerte fast anderthalb Stunden."
    quantity = find(text)[0]
    assert text[quantity.start : quantity.end] == "fast anderthalb Stunden"


def test_open_hedge_has_no_upper_end():
    assert find("mehr als 80 Tote")[0].high == math.inf


@pytest.mark.parametrize(("word", "value"), [("siebenundvierzig", 47), ("dreitausend", 3000), ("hundert", 100), ("Wahl", None)])
def test_number_words(word, value):
    assert number_word(word) == value
