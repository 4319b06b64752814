"""German sentence ends: the hard cases, near misses, and offsets that always hold."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.engine.data import DATA
from components.engine.german.sentences import split
from components.engine.german.white_space import one_line

CASES = (DATA / "gold" / "sentences" / "hard_sentence_cases.txt").read_text("utf-8").splitlines()
OTHERS = [  # not from the benchmark
    "Er kam gegen 20 Uhr.‖Dann ging er.",
    "Das Haus steht in der Str. des 17. Juni in Berlin.",
    "Der Vertrag nach § 5 Abs. 3 Nr. 2 gilt.‖Er läuft bis 2030.",
    "„Ja“, sagte sie. „Wir kommen.“‖Dann schwieg sie.".replace(". „", ".‖„"),
    "Sie zahlte 3.000 Euro, d.h. zu viel.‖Das Geld ist weg.",
    "Am 24. Dezember 2023 schneite es.‖Am 25. Dezember taute es.",
    "Papst Johannes XXIII. starb 1963.‖Sein Nachfolger wurde Paul VI.",
    "Die Firma Muster & Co. KG schließt.‖Das trifft 80 Leute.",
    "Er schrieb auf X.‖Das Netzwerk reagierte.",
    "Franz K. Weber leitet das Amt.",
    "Wer kommt?‖Niemand weiß es!‖Schade.",
    "Im Gespräch seien 35 Fälle.‖Der Wert wird überschritten.",
    "Die Partei „Genug!“ (Es reicht!), geführt von ihm, verlor.",
    "Der Minister will (wer hätte das gedacht!) Steuern senken.‖Das kostet Geld.",
    "Die neue Partei (oder ein Verein?) Deutschlands trat an.",
    "Er kam zu spät.‖(Wie immer!)‖Dann ging er.",
    "Das Spiel endete 2:1.‖Trainer Klein war zufrieden.",
    "Der Kurs fiel um 1,5 Prozent.‖Analysten rätseln.",
]


@pytest.mark.parametrize("case", CASES + OTHERS)
def test_sentence_ends(case):
    wanted = case.split("‖")
    text = " ".join(wanted)
    assert [text[a:b] for a, b in split(text)] == wanted


def test_missing_blank_after_a_full_stop():
    text = "Es geht um 35 Fälle im Gespräch.Der Wert wird überschritten."
    assert len(split(text)) == 2


def test_non_breaking_blank_ends_a_sentence_like_any_other():
    text = "Er kam.\u00a0Sie ging."
    assert [text[a:b] for a, b in split(text)] == ["Er kam.", "Sie ging."]


@given(st.text(alphabet=st.sampled_from('AZaz äöß19.,!?…:„“"»«() \u00a0\n\t•-'), max_size=200))
def test_every_letter_lies_in_exactly_one_sentence(text):
    spans = split(text)
    assert all(a < b for a, b in spans) and all(x[1] <= y[0] for x, y in itertools.pairwise(spans))
    covered = {n for a, b in spans for n in range(a, b)}
    assert all(n in covered for n, c in enumerate(one_line(text)) if not c.isspace())


@given(st.text(max_size=300))
def test_any_text_can_be_split(text):
    spans = split(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(one_line(text).split())
