"""Links and statements: symmetric, independent of order, nothing chained, nothing lost."""

import dataclasses
import random

import numpy as np
import pytest
from conftest import letters, made_event
from hypothesis import given, settings
from hypothesis import strategies as st

from components.engine.alignment import context_features, links, model
from components.engine.alignment.links import Link
from components.engine.alignment.statements import clearest, finding_of, group
from components.engine.comparison import compare

POOL = [
    "Der Minister hat das neue Gesetz am Montag in Berlin vorgestellt.",
    "Die Opposition kritisierte den Entwurf als unausgereift.",
    "Mehr als 200 Menschen demonstrierten vor dem Rathaus.",
    "Nach Angaben der Polizei blieb der Protest friedlich.",
    "Die Kosten sollen bei rund 3 Millionen Euro liegen.",
    "Der Rat will im Mai darüber abstimmen.",
    "Ein Sprecher sagte, man prüfe den Vorschlag.",
    "Im Süden des Landes fiel in der Nacht starker Regen.",
    "Mehrere Straßen wurden überflutet.",
    "Die Feuerwehr rückte 40 Mal aus.",
]
ARTICLES = st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=6, unique=True), min_size=2, max_size=4)


def event_of(articles):
    return made_event(*("Eine Überschrift ohne Punkt\n\n" + "\n\n".join(a) for a in articles))


def result(comparison):
    return {(x.left, x.right, x.similarity) for x in comparison.candidates}, comparison.findings


@settings(max_examples=25, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_order_of_articles_makes_no_difference(articles, rng):
    event = event_of(articles)
    mixed = list(event.articles)
    rng.shuffle(mixed)
    one, other = (compare(e, {}, letters) for e in (event, dataclasses.replace(event, articles=tuple(mixed))))
    assert result(one) == result(other) and one.statements == other.statements


@settings(max_examples=25, deadline=None)
@given(ARTICLES)
def test_every_sentence_comes_out_and_set_aside_text_never_links(articles):
    event = made_event(*("Titel\n\n" + "\n\n".join(a) + "\n\nFoto: Anna Weiß/dpa\n\nMehr zum Thema" for a in articles))
    found = compare(event, {}, letters)
    for article in event.articles:
        said = "".join("".join(s.text.split()) for s in found.sentences if s.article == article.id)
        assert said == "".join(article.text.split())
    aside = {s.id for s in found.sentences if s.role.is_aside}
    assert aside and not any(aside & {c.left, c.right} for c in found.candidates)
    assert {s for statement in found.statements for s in statement.sentences} == {s.id for s in found.text_sentences}


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(POOL),
    st.lists(st.sampled_from(POOL), max_size=4, unique=True),
    st.lists(st.sampled_from(POOL), max_size=4, unique=True),
)
def test_identical_sentences_link(same, one, other):
    event = event_of([[*(s for s in one if s != same), same], [same, *(s for s in other if s != same)]])
    found = compare(event, {}, letters)
    left = next(s.id for s in found.sentences if s.article == "a0" and s.text == same)
    right = next(s.id for s in found.sentences if s.article == "a1" and s.text == same)
    assert (left, right) in {(x.left, x.right) for x in found.links}


def test_estimates_are_symmetric_and_zero_inside_an_article():
    rng = np.random.default_rng(1)
    articles = np.array([0, 0, 0, 1, 1, 2, 2, 2])
    signs = []
    for name in model.shipped().first.names:
        matrix = rng.random((8, 8)).astype(np.float32)
        signs.append((name, (matrix + matrix.T) / 2))
    found, _ = model.estimate(signs, articles, model.shipped())
    assert np.array_equal(found, found.T)
    assert not found[articles[:, None] == articles[None, :]].any()
    assert found.min() >= 0 and found.max() <= 1


def test_equal_rivals_share_a_rank():
    matrix = np.array([[0, 0.5, 0.5], [0.5, 0, 0], [0.5, 0, 0]], np.float32)
    found = context_features.competition(matrix, [np.array([0]), np.array([1, 2])])
    assert found["rank_best"][0, 1] == found["rank_best"][0, 2] and found["margin_most"][0, 1] == found["margin_most"][0, 2]


def test_crowding_counts_only_sentences_of_other_articles():
    articles = np.array([0] * 20 + [1] * 3)
    other = articles[:, None] != articles[None, :]
    found = context_features.crowding(np.full((23, 23), 0.5, np.float32), other)
    assert np.allclose(found[other], 0)


def test_without_a_rival_there_is_no_margin():
    found = context_features.competition(np.array([[0, 0.9], [0.9, 0]], np.float32), [np.array([0]), np.array([1])])
    assert found["margin_most"][0, 1] == 0


def test_statement_of_three_that_all_agree():
    links = [
        Link(left="a", right="b", similarity=0.9),
        Link(left="b", right="c", similarity=0.8),
        Link(left="a", right="c", similarity=0.7),
    ]
    assert group("abc", links) == (("a", "b", "c"),)


def test_two_facts_are_not_chained_into_one():
    """b says both facts: it belongs to two statements, and a and c never meet."""
    links = [Link(left="a", right="b", similarity=0.9), Link(left="b", right="c", similarity=0.9)]
    assert group("abc", links) == (("a", "b"), ("b", "c"))


def test_groups_that_are_nearly_the_same_become_one():
    """a to d all agree but for the pair c and d: two groups of three that share two are one statement."""
    links = [
        Link(left="a", right="b", similarity=0.9),
        Link(left="a", right="c", similarity=0.8),
        Link(left="b", right="c", similarity=0.8),
        Link(left="a", right="d", similarity=0.7),
        Link(left="b", right="d", similarity=0.7),
    ]
    assert group("abcd", links) == (("a", "b", "c", "d"),)


def test_a_sentence_alone_is_a_statement():
    assert group("abc", [Link(left="a", right="b", similarity=0.9)]) == (("a", "b"), ("c",))


def test_a_statement_contradicts_only_where_two_of_its_own_sentences_clash():
    assert finding_of(("a", "b"), [frozenset("ab")]) == "contradicting"
    assert finding_of(("a", "b"), [frozenset("bc")]) == "shared"
    assert finding_of(("c",), [frozenset("bc")]) == "unique"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(0.5, 1)), max_size=25))
def test_every_link_lies_in_a_statement(pairs):
    names = [f"s{n}" for n in range(10)]
    links = list(
        {
            (min(i, j), max(i, j)): Link(left=f"s{min(i, j)}", right=f"s{max(i, j)}", similarity=w) for i, j, w in pairs if i != j
        }.values()
    )
    found = group(names, links)
    assert all(any({x.left, x.right} <= set(members) for members in found) for x in links)
    mixed = links[:]
    random.Random(0).shuffle(mixed)
    assert group(names, mixed) == found


def test_statement_is_named_by_its_most_central_shortest_sentence():
    members = {
        "a": "Der Rat hat heute nach langer Debatte zugestimmt.",
        "b": "Der Rat stimmt zu.",
        "c": "Zustimmung im Rat, wie es heißt.",
    }
    links = [
        Link(left="a", right="b", similarity=0.9),
        Link(left="b", right="c", similarity=0.9),
        Link(left="a", right="c", similarity=0.6),
    ]
    assert clearest(members, links) == "b"


@pytest.mark.parametrize("similarity", [0.05, 0.55, 0.95])
def test_trust_names_a_band_with_its_counts(similarity):
    low, high, right, counted = links.trust(similarity)
    assert low <= similarity < high and 0 <= right <= counted
