"""Exercises for a class: one seed, one exercise; sorts by rules about German."""

import pytest

from components.engine import exercises
from components.engine.articles import Outlet
from components.engine.sentences import Sentence
from components.engine.speech import Speech

NAMES = [Outlet("taz", "taz", domains=("taz.de",)), Outlet("bild", "Bild", names=("Bild-Zeitung",)), Outlet("rt", "RT DE")]


def test_one_seed_one_order_and_another_seed_another():
    names = [f"a{n}" for n in range(8)]
    assert exercises.order(names, 3) == exercises.order(names[::-1], 3)
    assert len({tuple(exercises.order(names, seed)) for seed in range(9)}) > 5


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Das sagte er der taz.", "Das sagte er der ▇▇▇."),
        ("Die Bild-Zeitung und Bild", "Die ▇▇▇ und ▇▇▇"),
        ("Bilder aus dem Schatz", "Bilder aus dem Schatz"),
        ("RT DE meldet", "▇▇▇ meldet"),
    ],
)
def test_names_of_outlets_are_covered(text, hidden):
    assert exercises.covered(text, NAMES) == hidden


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Die Entscheidung war ein Skandal.", "Skandal"),
        ("Leider blieb die Brücke zu.", "Leider"),
        ("Das waren die bisher deutlichsten Worte.", "deutlichsten"),
        ("Der absurde Streit geht weiter.", "absurde"),
        ("Die Brücke ist seit Montag gesperrt.", ""),
        ("Er wohnt in der nächsten Straße.", ""),
        ("Das ist die höchste Zahl seit dem ersten Januar.", ""),
        ("Die dadurch ausgelöste Debatte hält an.", ""),
        ("Das Drama um die Brücke", "Drama"),
        ("Die meisten kamen zu Fuß.", ""),
    ],
)
def test_words_that_judge(text, word):
    assert exercises.judging_word(text) == word


def said(rung="stated", mode=""):
    return Speech("a:0", rung, mode, "", "", "", ())


def test_what_somebody_says_is_attribution_even_if_it_judges():
    sentence = Sentence("a:0", "a", 0, 30, "body", "Das sei ein Skandal, sagte sie.")
    assert exercises.sort_of(sentence, said("attributed", "indirect")) == ("attribution", "")
    assert exercises.sort_of(sentence, said()) == ("judgement", "Skandal")


def test_sentences_to_sort_hold_every_sort_and_no_act_of_saying(stored):
    found = exercises.to_sort(stored, 1)
    sorts = [f.sort for f in found]
    assert set(sorts) == set(exercises.SORTS) and max(sorts.count(s) for s in set(sorts)) <= exercises.EACH
    assert not any(stored.speech_of[f.sentence].tells for f in found if f.sort == "fact")


@pytest.mark.parametrize("seed", range(12))
def test_the_missing_fact_is_missing_and_the_others_are_there(stored, seed):
    found = exercises.missing_fact(stored, seed)
    assert len(found.rows) == exercises.OPTIONS
    for row in found.rows:
        assert (found.article not in row.articles) == (row.statement == found.answer)


def test_nothing_is_missing_from_one_article(stored):
    assert exercises.missing_fact(stored.among(["bild"]), 1) is None


def test_an_excerpt_begins_with_the_headline(stored):
    found = exercises.excerpt(stored, "bild")
    assert found[0].role == "headline" and len(found) == 1 + exercises.EXCERPT
