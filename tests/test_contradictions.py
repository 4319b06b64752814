"""Contradictions: of one occasion only, with both spans; what is none."""

import pytest

from components.engine.articles import Article
from components.engine.contradictions import find_contradictions, judge
from components.engine.sentences import Sentence


def text(*articles):
    """Text sentences of invented articles."""
    found = []
    for n, sentences in enumerate(articles):
        at = 0
        for k, s in enumerate(sentences):
            found.append(Sentence(f"a{n}:{k}", f"a{n}", at, at + len(s), "body", s))
            at += len(s) + 1
    return tuple(found)


def test_lengths_of_one_occasion_clash_with_exact_spans():
    sentences = text(
        ["Der Kanzler sprach in einem einstündigen Telefonat mit Meloni."],
        ["Kanzler und Meloni telefonierten fast anderthalb Stunden."],
    )
    found = find_contradictions(sentences, (), 0.5)
    assert [(c.kind, c.grade, c.explanation) for c in found] == [("duration", "clear", "60 min ≠ knapp 90 min")]
    left = found[0].left
    assert sentences[0].text[left.start : left.end] == "einstündigen"


def test_two_calls_are_not_set_against_each_other():
    sentences = text(
        ["Der Kanzler sprach in einem einstündigen Telefonat mit Meloni."], ["Das Telefonat mit Macron dauerte 90 Minuten."]
    )
    assert find_contradictions(sentences, (), 0.5) == ()


def test_what_a_sentence_takes_up_is_found_in_the_one_before():
    sentences = text(
        ["Der Kanzler hat mit Macron telefoniert.", "Das Gespräch dauerte anderthalb Stunden."],
        ["Der Kanzler sprach in einem einstündigen Telefonat mit Meloni."],
    )
    assert find_contradictions(sentences, (), 0.5) == ()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Das Gespräch dauerte 90 Minuten.", "Das Gespräch dauerte fast anderthalb Stunden."),
        ("Die Sitzung dauerte zwei Stunden.", "Die Pressekonferenz begann nach zwei Tagen."),
        ("Er war vor drei Jahren in Rom.", "Die Reise dauerte zwei Tage."),
        ("Die Preise stiegen um drei Prozent.", "Die Löhne stiegen um fünf Prozent."),
    ],
)
def test_no_contradiction(left, right):
    assert judge(left, right)["label"] != "contradiction"


def test_judge_names_kind_and_spans():
    said = judge("Die Sitzung dauerte eine Stunde.", "Die Sitzung dauerte drei Stunden.")
    assert (said["label"], said["kind"], said["left_span"], said["right_span"]) == (
        "contradiction",
        "duration",
        "eine Stunde",
        "drei Stunden",
    )


def test_the_shipped_event(stored):
    """Every clear contradiction on duration is found, and nothing else is called clear."""
    found = {
        frozenset((c.left.sentence.split(":")[0], c.right.sentence.split(":")[0]))
        for c in stored.contradictions
        if c.kind == "duration"
    }
    assert found == {frozenset(p) for p in (("ntv", "rt-verhandlungen"), ("ntv", "bild"), ("ntv", "rt-telefonat"))}
    texts = {a.id: a.text for a in stored.articles}
    for c in stored.contradictions:
        for side in (c.left, c.right):
            sentence = stored.by_id[side.sentence]
            assert sentence.start <= side.start < side.end <= sentence.end
            assert texts[sentence.article][side.start : side.end].strip()


def test_articles_are_plain_values():
    assert Article("a", "b", "c", "d") == Article("a", "b", "c", "d")
