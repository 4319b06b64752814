"""Names for one person or thing: found by titles beside names, and where linked sentences differ in a noun."""

import numpy as np
import pytest
from conftest import one_each
from hypothesis import given, settings
from hypothesis import strategies as st

from components.engine.alignment.links import Link
from components.engine.entities.register import runs
from components.engine.findings.names import referents
from components.engine.german.names import named
from components.engine.german.noun_phrases import noun_phrases
from components.engine.german.word_likeness import spellings
from components.engine.german.words import fold, words

SAME = {"sturm": 0, "orkan": 0, "brücke": 1, "katze": 2}


def encode(nouns):
    """Unit vectors by hand: nouns of one number in SAME are alike."""
    made = np.zeros((len(nouns), 40), np.float32)
    for n, noun in enumerate(nouns):
        made[n, SAME.get(noun.lower(), 5 + n % 30)] = 1
    return made


class Words:
    """An encoder whose vectors of words a function gives."""

    def __init__(self, words):
        self.words = words


def read(*texts, links=(), vectors=encode):
    sentences = one_each(*texts)
    return {
        r.name: r
        for r in referents(sentences, [Link(left=f"{a}:0", right=f"{b}:0", similarity=w) for a, b, w in links], Words(vectors))
    }


def forms(found, name):
    return {m.text for m in found[name].mentions}


def test_titles_beside_one_name():
    found = read("Bürgermeister Max Muster lobt den Bau.", "Der Rathauschef Max Muster lobt den Bau.")
    assert forms(found, "Max Muster") == {"Bürgermeister Max Muster", "Rathauschef Max Muster"}
    assert found["Max Muster"].kind == "person"


def test_a_title_alone_is_led_back_to_the_only_one_who_bears_it():
    found = read(
        "Die französische Präsidentin Anna Muster reist ab.",
        "Die französische Präsidentin kommt. Staatschefin Anna Muster winkt.",
    )
    assert "französische Präsidentin" in forms(found, "Anna Muster")


def test_a_title_that_two_bear_is_nobodys():
    found = read(
        "Der türkische Präsident Emre Aslan traf den finnischen Präsidenten Aki Virtanen.",
        "Der Präsident reiste ab. Staatschef Emre Aslan und Staatschef Aki Virtanen schwiegen.",
    )
    assert all("Präsident" not in forms(found, name) for name in found)


def test_two_spellings_of_a_name():
    found = read("Präsident Wolodymyr Selenskyj dankt.", "Präsident Wladimir Selenskij dankt.")
    assert [r.kind for r in found.values()] == ["person"] and {m.form for r in found.values() for m in r.mentions} == {
        "präsident",
        "präsident|selenskyj",
    }


def test_two_people_of_one_surname_stay_two():
    found = read("Ministerin Anna Müller kam nach Bonn.", "Bürgermeister Peter Müller trat zurück.")
    assert not found


def test_a_surname_alone_is_the_one_whom_the_article_names():
    found = read(
        "Ministerin Anna Müller kam. Müller sprach.",
        "Rektorin Anna Müller kam. Müller ging.",
        "Bürgermeister Peter Müller trat zurück.",
    )
    assert {m.sentence for m in found["Müller"].mentions} == {"a:0", "b:0"}


def test_places_are_no_persons():
    assert not read("Das Bundesland Hessen klagt.", "Die Stadt Frankfurt Hessen klagt.")


def test_two_compounds_with_one_head_are_two_things():
    found = read(
        "Die Bundesregierung kritisierte den Streik.", "Die Landesregierung kritisierte den Streik.", links=[("a", "b", 0.95)]
    )
    assert not found


def test_the_same_title_everywhere_is_no_difference():
    assert not read("Ministerin Anna Muster lobt den Bau.", "Ministerin Anna Muster tadelt den Bau.")


def test_a_compound_and_its_head_in_linked_sentences():
    found = read(
        "Der Bahnstreik beginnt am Montag.", "Am Montag beginnt der Streik.", links=[("a", "b", 0.95)], vectors=lambda n: np.ones((len(n), 1))
    )  # fmt: skip
    assert forms(found, "Streik") == {"Bahnstreik", "Streik"}


def test_nouns_alike_in_meaning_need_repeated_evidence():
    texts = ("Der Sturm zerstört die Brücke.", "Der Orkan zerstört die Brücke.", "Der Orkan hat die Brücke zerstört.")
    assert forms(read(*texts, links=[("a", "b", 0.9), ("a", "c", 0.9)]), "Orkan") == {"Sturm", "Orkan"}
    assert not read(*texts, links=[("a", "b", 0.5)])


def test_of_names_equally_frequent_and_long_the_first_in_the_alphabet_is_the_heading():
    texts = ("Der Sturm zerstört die Brücke.", "Der Orkan zerstört die Brücke.", "Der Orkan kam.", "Der Sturm kam.")
    found = read(*texts, links=[("a", "b", 0.95), ("c", "d", 0.95), ("a", "c", 0.95)])
    assert list(found) == ["Orkan"]


def test_what_one_sentence_names_side_by_side_are_two_things():
    texts = ("Sturm und Orkan zerstören Brücken.", "Der Sturm zerstört Brücken.", "Der Orkan zerstört Brücken.")
    assert not read(*texts, links=[("b", "c", 0.95), ("a", "b", 0.9)])


def at_one_place(nouns):
    """Unit vectors by hand: Italien-Krise and Italien-Konflikt are alike, all else is not."""
    return np.eye(50, dtype=np.float32)[[0 if n in {"Italien-Krise", "Italien-Konflikt"} else 1 + k for k, n in enumerate(nouns)]]


def test_events_at_one_place_that_linked_sentences_name_differently():
    texts = ("Der Rat redet über die Krise in Italien.", "Der Rat redet über den Italien-Konflikt.", "Die Krise dauert an.")
    found = read(*texts, links=[("a", "b", 0.9)], vectors=at_one_place)
    assert forms(found, "Krise") == {"Krise in Italien", "Italien-Konflikts".removesuffix("s"), "Krise"}
    assert not read(*texts, links=[("a", "c", 0.9)], vectors=at_one_place)  # the two are never linked


def test_another_thing_with_the_same_head_keeps_a_bare_noun_out():
    texts = (
        "Der Rat redet über die Krise in Italien.",
        "Der Rat redet über den Italien-Konflikt.",
        "Die Krise, die Bankenkrise dauert an.",
    )
    assert forms(read(*texts, links=[("a", "b", 0.9)], vectors=at_one_place), "Krise") == {"Krise in Italien", "Italien-Konflikt"}


def test_an_empty_head_stands_for_no_compound():
    texts = ("Die Stadt meldet Todesfälle am Montag.", "Die Stadt meldet Fälle am Montag.")
    assert not read(*texts, links=[("a", "b", 0.95)], vectors=lambda n: np.ones((len(n), 1)))


def test_all_articles_with_the_same_names_do_not_differ():
    line = "Der Bahnstreik beginnt. Der Streik dauert."
    assert not read(line, line, links=[("a", "b", 0.95)], vectors=lambda n: np.ones((len(n), 1)))


def test_unlinked_sentences_prove_nothing():
    assert not read("Der Sturm zerstört die Brücke.", "Der Orkan zerstört die Brücke.")


def test_numbers_and_days_are_no_names():
    found = read("Er kommt am Montag mit drei Kisten.", "Er kommt am Freitag mit drei Koffern.", links=[("a", "b", 0.95)])
    assert not found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der neue, teure Tunnel ist fertig.", ["neue, teure Tunnel"]),
        ("Die Lage in Bonn bleibt ernst.", ["Lage", "Bonn"]),
        ("Sie lobt ihn.", []),
    ],
)
def test_noun_phrases(text, expected):
    tagged = words(text)
    assert [text[tagged[a].start : tagged[b - 1].end] for a, b in noun_phrases(tagged)] == expected


def test_two_surnames_in_a_row_are_two_people_and_first_and_last_name_are_one():
    alone = frozenset([fold("Kowalski"), fold("Weber")])
    found = named(words("Nach dem Treffen mit Weber Kowalski zufrieden"))
    assert [[found[n].text for n in run] for run in runs(found, alone)] == [["Weber"], ["Kowalski"]]
    found = named(words("Anna Kowalski kam."))
    assert [[found[n].text for n in run] for run in runs(found, alone)] == [["Anna", "Kowalski"]]


def test_spellings_meet_and_different_words_do_not():
    found = spellings(["corona-krise", "coronakrise", "haus", "maus", "schnelltest", "selbsttest"])
    assert found["corona-krise"] == "coronakrise" and found["maus"] == "maus" and found["selbsttest"] == "selbsttest"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("Der Die neue Rat Anna Muster-,.„“ß\u00ad\n", max_size=60), min_size=2, max_size=4))
def test_mentions_lie_where_they_say(texts):
    links = [Link(left="a:0", right="b:0", similarity=0.95)]
    for referent in referents(one_each(*texts), links, Words(lambda nouns: np.ones((len(nouns), 1), np.float32))):
        for m in referent.mentions:
            text = texts["abcd".index(m.sentence[0])]
            assert 0 <= m.start < m.end <= len(text) and " ".join(text[m.start : m.end].split()).startswith(m.text)
