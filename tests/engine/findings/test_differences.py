"""What may be said large: each kind of difference, and what must not pass."""

import dataclasses

import pytest

from components.engine.codes import DifferenceKind, Grade, Stance
from components.engine.findings import differences
from components.engine.findings.differences import Difference


@pytest.fixture(scope="module")
def found(stored):
    return differences.differences(stored)


def one(found, kind) -> Difference:
    return next(d for d in found if d.kind == kind)


def test_a_headline_against_its_own_text_comes_first(found):
    first = found[0]
    own = [e for e in first.evidence if e.article == "rt-verhandlungen"]
    assert first.kind == DifferenceKind.HEADLINE and [e.stance for e in own] == [Stance.OTHERWISE, Stance.SAYS]


def test_every_difference_says_something_of_every_article(found, stored):
    articles = {a.id for a in stored.articles}
    assert found and all({e.article for e in d.evidence} == articles for d in found)


def test_of_a_contradiction_the_one_that_most_are_against_says_otherwise(found):
    clash = one(found, DifferenceKind.CONTRADICTION)
    assert clash.articles(Stance.OTHERWISE) == ("ntv",) and clash.articles(Stance.SAYS) == (
        "bild",
        "rt-telefonat",
        "rt-verhandlungen",
    )


def test_a_possible_contradiction_does_not_pass(stored):
    soft = tuple(dataclasses.replace(c, grade=Grade.POSSIBLE) for c in stored.all_contradictions)
    kinds = {d.kind for d in differences.differences(dataclasses.replace(stored, all_contradictions=soft))}
    assert not kinds & {DifferenceKind.HEADLINE, DifferenceKind.CONTRADICTION}


def test_a_judging_name_of_a_person_comes_before_other_names(found):
    names = [d for d in found if d.kind == DifferenceKind.NAME]
    assert [d.about for d in names] == ["kreml-despot", "ukraine-konflikt"]
    assert names[0].articles(Stance.OTHERWISE) == ("bild",) and len(names[0].articles(Stance.SAYS)) == 4


def test_a_name_that_another_article_prints_anywhere_does_not_pass(stored):
    def printing(article):
        return dataclasses.replace(article, text=article.text + " Kreml-Despot. Ukraine-Konflikt. Angriffskrieg.")

    told = dataclasses.replace(stored, articles=tuple(printing(a) for a in stored.articles))
    assert not any(d.kind == DifferenceKind.NAME for d in differences.differences(told))


def test_who_is_heard_here_and_surely_not_there(found):
    voice = one(found, DifferenceKind.VOICE)
    assert voice.about == "Selenskyj" and voice.articles(Stance.SILENT) == ("rt-telefonat", "rt-verhandlungen")


def test_a_name_that_may_be_saying_it_makes_silence_unsure(stored):
    speeches = tuple(
        dataclasses.replace(s, speaker="", name="") if s.sentence.startswith("rt-") and s.manner else s for s in stored.speeches
    )
    told = dataclasses.replace(stored, speeches=speeches)
    assert not any(d.kind == DifferenceKind.VOICE for d in differences.differences(told))


def test_two_of_a_kind_at_most_and_six_in_all(found):
    kinds = [d.kind for d in found]
    assert len(found) <= differences.MOST and all(kinds.count(k) <= differences.MOST_OF_A_KIND for k in kinds)


def test_only_in_one_article_is_what_nothing_comes_near(found, stored):
    only = one(found, DifferenceKind.ONLY)
    sentence = next(e.sentence for e in only.evidence if e.sentence)
    assert sentence in stored.surely_unique and len(only.articles(Stance.SILENT)) == 4


def test_one_article_has_no_differences_but_with_itself(stored):
    assert {d.kind for d in differences.differences(stored.among(["rt-verhandlungen"]))} <= {DifferenceKind.HEADLINE}
    assert differences.differences(stored.among(["taz"])) == ()


@pytest.mark.parametrize(
    ("one_noun", "other", "alike"),
    [
        ("katastrophe", "naturkatastrophe", True),
        ("corona-schnelltest", "schnelltest", True),
        ("ukraine-krieg", "angriffskrieg", True),
        ("klimawandel", "klimakrise", False),
        ("ukraine-konflikt", "angriffskrieg", False),
    ],
)
def test_nouns_with_one_head_are_no_two_names(one_noun, other, alike):
    assert differences._one_head(one_noun, other) is alike


@pytest.mark.parametrize(
    ("text", "alone"),
    [("Der Rat vertagte die Wahl.", True), ("Er vertagte die Wahl.", False), ("Zudem fehlt Geld.", False), ("und ging.", False)],
)
def test_sentences_that_can_be_read_alone(text, alone):
    assert differences._stands_alone(text) is alone
