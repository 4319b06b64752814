"""Telling adjectives before one noun."""

import pytest

from components.engine.articles.article import Sentence
from components.engine.entities.speech import Quote, Speech
from components.engine.findings.modifiers import described


def read(*texts, quoted=()):
    sentences = [Sentence(f"{a}:0", a, 0, len(t), "body", t) for a, t in zip("abcdef", texts)]
    said = {
        s.id: Speech(s.id, "stated", "", "", "", "", (Quote(0, len(s.text), "complete"),) if s.article in quoted else ())
        for s in sentences
    }
    return {d.noun: d for d in described(sentences, said)}


def test_adjectives_of_two_articles():
    found = read("Der Rat lobt die mutige Entscheidung.", "Der Rat tadelt die feige Entscheidung.", quoted="b")
    assert [(e.text, e.quoted) for e in found["Entscheidung"].epithets] == [("mutige", False), ("feige", True)]


def test_an_adjective_that_others_do_without():
    found = read("Die Stadt baut die umstrittene Brücke.", "Die Stadt baut die Brücke.")
    assert found["Brücke"].bare == ("b",)


def test_what_belongs_to_a_participle_is_told_with_it():
    found = read("Die vom Sturm schwer getroffene Stadt hofft.", "Die Stadt hofft.")
    assert found["Stadt"].epithets[0].text == "vom Sturm schwer getroffene"


@pytest.mark.parametrize(
    "texts",
    [
        ("Die nächste Sitzung beginnt.", "Die Sitzung beginnt."),  # when, not what
        ("Er liest den Roten Adler gern.", "Er liest den Adler gern."),  # a name
        ("Die mutige Entscheidung fiel.", "Die mutigen Entscheidungen fielen."),  # no difference
        ("Die mutige Entscheidung fiel.", "Der Rat tagt."),  # one article only
    ],
)
def test_what_tells_nothing_is_left_out(texts):
    assert not read(*texts)


def test_among_fewer_articles():
    found = read("Die mutige Tat.", "Die feige Tat.", "Die Tat.")["Tat"]
    by_id = {e.sentence: Sentence(e.sentence, e.sentence[0], 0, 9, "body", "") for e in found.epithets}
    assert found.among({"a:0": by_id["a:0"]}, {"a"}) is None
    assert len(found.among(by_id, {"a", "b"}).epithets) == 2
