"""Rules and judge as two witnesses: what one of them says alone is not enough."""

import dataclasses

import numpy as np
from conftest import one_each

from components.engine.alignment.links import Link
from components.engine.codes import ClashReason, Grade, PairLabel, PairVerdict
from components.engine.contradictions.pair_verdicts import verdict, with_verdicts
from components.engine.contradictions.verdicts import find_contradictions, judgements
from components.engine.contradictions.witnesses import heard, probability
from components.engine.network.judge import LABELS


def saying(**shares):
    """A judge that gives every pair these probabilities."""
    row = np.array([shares.get(str(label), 0.0) for label in LABELS], np.float32)
    return lambda pairs: np.tile(row, (len(pairs), 1))


MONEY = one_each(
    "Die neue Brücke über den Fluss kostet 1,2 Millionen Euro.", "Die neue Brücke über den Fluss kostet 2,1 Millionen Euro."
)
LINKED = [Link(left="a:0", right="b:0", similarity=0.9)]


def found():
    """What the rules alone see in MONEY."""
    return find_contradictions(MONEY, LINKED, {"a": None, "b": None})


def test_what_both_see_is_clear_and_what_the_judge_objects_to_is_silent():
    assert [c.grade for c in heard(found(), MONEY, saying(against=0.8, part=0.1, nothing=0.08))] == [Grade.CLEAR]
    assert not heard(found(), MONEY, saying(other_occasion=0.9, related=0.1))
    assert not heard(found(), MONEY, saying(same=0.95, part=0.05))


def test_measured_values_without_an_objection_are_possible():
    assert [c.grade for c in heard(found(), MONEY, saying(related=0.7, same=0.2))] == [Grade.POSSIBLE]


def test_lengths_and_stages_that_need_no_link_stand_by_themselves():
    free = tuple(dataclasses.replace(c, linked=False) for c in found())
    assert heard(free, MONEY, saying(other_occasion=1.0)) == free


def test_a_rule_and_the_judge_weigh_more_than_either():
    against, same = [0.2, 0, 0.7, 0.1, 0, 0], [0.9, 0.1, 0, 0, 0, 0]
    both = probability(ClashReason.VALUES, False, against)
    assert both > probability(None, False, against) > probability(None, False, same)
    assert both > probability(ClashReason.VALUES, False, same)


def test_pairs_known_to_be_one_event():
    pair = [("Der Rat stimmt dem Plan zu.", "Der Rat lehnt den Plan ab.")]
    assert LABELS.index(PairLabel.AGAINST) == 2
    told = judgements(pair, lambda a, b: 0.0, saying(against=0.95), words_alike)
    assert [j.label for j in told] == ["contradiction"]
    assert [j.label for j in judgements(pair, lambda a, b: 0.0, saying(same=0.95), words_alike)] == ["compatible"]


class words_alike:
    """Words in context by their letters."""

    @staticmethod
    def in_context(texts, spans):
        """A row a word: how often it has each letter."""
        rows = [
            np.array([[text[a:b].lower().count(c) + 0.01 for c in "abcdefghijklmnopqrstuvwxyzäöü"] for a, b in held], np.float32)
            for text, held in zip(texts, spans, strict=True)
        ]
        return type("InContext", (), {"words": tuple(r / np.linalg.norm(r, axis=1, keepdims=True) for r in rows)})


def amounts_to(left, right, **shares):
    text = one_each(left, right)
    return verdict(*text, saying(**shares)([0])[0])


def test_what_two_linked_sentences_amount_to():
    assert amounts_to("Der Rat tagt.", "Die Räte tagen.", same=0.9) == PairVerdict.SAME
    assert amounts_to("Der Rat tagt.", "Der Rat tagt.", related=0.9) == PairVerdict.SAME
    assert amounts_to("Der Rat tagt.", "Der Rat tagt und isst.", part=0.9) == PairVerdict.MORE
    assert amounts_to("Der Rat tagt.", "Der Rat isst.", related=0.9) == PairVerdict.UNKNOWN
    assert amounts_to("Es starben 43 Menschen.", "Mehr als 40 Menschen starben.", same=0.9) == PairVerdict.ROUNDED
    assert amounts_to("Der Rat will die Brücke sperren.", "Der Rat hat die Brücke gesperrt.", same=0.9) == PairVerdict.STAGE
    assert amounts_to("Der Rat hat die Brücke gesperrt.", "Der Rat sperrte die Brücke.", same=0.9) == PairVerdict.SAME
    assert amounts_to("Es starben 43 Menschen.", "Es starben 50 Menschen.", same=0.9) == PairVerdict.UNKNOWN


def test_only_links_that_the_app_stands_by_are_judged():
    same = one_each("Der Rat tagt am Abend.", "Der Rat tagt heute am Abend.")
    asked = []

    def judge(pairs):
        asked.extend(pairs)
        return saying(same=1.0)(pairs)

    kept = with_verdicts(same, [Link(left="a:0", right="b:0", similarity=s) for s in (0.3,)], 0.4, judge)
    assert [c.verdict for c in kept] == [PairVerdict.UNKNOWN] and not asked
    assert with_verdicts(same, LINKED, 0.4, judge)[0].verdict == PairVerdict.SAME and len(asked) == 1
