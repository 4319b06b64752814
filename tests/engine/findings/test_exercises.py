"""Exercises for a class: one seed, one exercise; sorts by rules about German."""

import pytest

from components.engine.articles.outlets import Outlet
from components.engine.entities.speech import Speech
from components.engine.findings import exercises, ledger

NAMES = [
    Outlet(id="taz", name="taz", domains=("taz.de",)),
    Outlet(id="bild", name="Bild", names=("Bild-Zeitung",)),
    Outlet(id="rt", name="RT DE"),
]


def test_one_seed_one_order_and_another_seed_another():
    names = [f"a{n}" for n in range(8)]
    assert exercises.order(names, 3) == exercises.order(names[::-1], 3)
    assert len({tuple(exercises.order(names, seed)) for seed in range(9)}) > 5


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Das sagte er der taz.", "Das sagte er der ▇▇▇."),
        ("Die Bild-Zeitung und BILD", "Die ▇▇▇ und ▇▇▇"),
        ("Bilder aus dem Schatz", "Bilder aus dem Schatz"),
        ("RT DE meldet", "▇▇▇ meldet"),
        ("TAZ-Informationen, tazs Recherche", "▇▇▇-Informationen, ▇▇▇ Recherche"),
        ("Das Bild zeigt den Hafen.", "Das Bild zeigt den Hafen."),
        ("Laut Bild kam er, sagte er der „Bild“.", "Laut ▇▇▇ kam er, sagte er der „▇▇▇“."),
    ],
)
def test_names_of_outlets_are_covered(text, hidden):
    assert exercises.covered(text, NAMES) == hidden


def said(rung="stated", mode=""):
    return Speech(sentence="a:0", assertion=rung, manner=mode, speaker="", name="", verb="", quotes=())


def test_what_somebody_says_is_attribution_even_if_it_judges():
    assert exercises.sort_of(said("attributed", "indirect"), "Skandal") == "attribution"
    assert exercises.sort_of(said(), "Skandal") == "judgement" and exercises.sort_of(said(), "") == "fact"


def test_sentences_to_sort_hold_every_sort_and_no_act_of_saying(stored):
    found = exercises.to_sort(stored, 1)
    sorts = [f.sort for f in found]
    assert set(sorts) == set(exercises.Sort) and max(sorts.count(s) for s in set(sorts)) <= exercises.EACH
    assert not any(stored.speech_of[f.sentence].tells for f in found if f.sort == "fact")


@pytest.mark.parametrize("seed", range(12))
def test_one_fact_is_not_even_nearly_there_and_each_other_has_its_own_proof(stored, seed):
    found = exercises.missing_fact(stored, seed)
    assert len(found.facts) == exercises.OPTIONS and [f.proof for f in found.facts].count("") == 1
    proofs = [f.proof for f in found.facts if f.proof]
    assert len(set(proofs)) == len(proofs) and all(stored.by_id[p].article == found.article for p in proofs)
    near = {frozenset((c.left, c.right)): c.similarity for c in stored.candidates}
    for fact in found.facts:
        best = max(near.get(frozenset((fact.sentence, s.id)), 0) for s in stored.text_sentences if s.article == found.article)
        assert best >= 0.9 if fact.proof else best < ledger.FAR


def test_nothing_is_missing_from_one_article(stored):
    assert exercises.missing_fact(stored.among(["bild"]), 1) is None


def test_an_excerpt_begins_with_the_headline(stored):
    found = exercises.excerpt(stored, "bild")
    assert found[0].role == "headline" and len(found) == 1 + exercises.EXCERPT
