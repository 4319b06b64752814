"""Lemmas, rejoined verbs, parts of compounds, and names under one key."""

import pytest

from components.engine.german.words import fold, parts, words


def content(text):
    return [w.lemma for w in words(text) if w.is_content]


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Die Minister trafen sich in Berlin.", ["minister", "treffen", "berlin"]),
        ("Sie lehnte den Vorschlag ab.", ["ablehnen", "vorschlag"]),
        ("Er hat nichts gesagt.", ["sagen"]),
    ],
)
def test_content_words_are_lemmas(text, lemmas):
    assert content(text) == lemmas


def test_words_are_slices_of_the_text():
    text = "US-Präsident\u00a0Müller (72) sagte: „3,5 Mrd.“"
    assert all(text[w.start : w.end] == w.text for w in words(text))


@pytest.mark.parametrize(
    ("one", "other"), [("Selenskyj", "Selenskij"), ("Selenskyj", "Zelenskyy"), ("Kellog", "Kellogg"), ("Müller", "Muller")]
)
def test_spellings_of_one_name_meet(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Iran", "Irak"), ("Scholz", "Schulz"), ("Wladimir", "Wolodymyr"), ("Merz", "März")])
def test_different_names_stay_apart(one, other):
    assert fold(one) != fold(other)


def test_compounds_have_parts_and_simple_words_have_none():
    assert parts("Sicherheitsgarantien") == ("sicherheit", "garantie")
    assert parts("Nato-Mitgliedschaft") == ("nato", "mitgliedschaft")
    assert parts("Zerstörung") == ("zerstörung",)
