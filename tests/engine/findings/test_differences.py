"""What may be said large: each kind of difference, and what must not pass."""

import dataclasses

import pytest

from components.engine.codes import ClashReason, DifferenceKind, Grade, Stance
from components.engine.findings import differences, different_claims, different_persons, different_words, shared_text
from components.engine.findings.difference import Difference
from components.engine.findings.printed import is_person, names, one_head


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
    silent = {d.about: d.articles(Stance.SILENT) for d in found if d.kind == DifferenceKind.VOICE}
    assert silent == {"Selenskyj": ("rt-telefonat", "rt-verhandlungen"), "Hegseth": ("ntv", "rt-telefonat")}


def test_a_name_that_may_be_saying_it_makes_silence_unsure(stored):
    speeches = tuple(
        dataclasses.replace(s, speaker="", name="") if s.sentence.startswith("rt-") and s.manner else s for s in stored.speeches
    )
    told = dataclasses.replace(stored, speeches=speeches)
    assert "Selenskyj" not in {d.about for d in differences.differences(told) if d.kind == DifferenceKind.VOICE}


def test_two_of_a_kind_at_most_and_six_in_all(found):
    kinds = [d.kind for d in found]
    assert len(found) <= differences.MOST and all(kinds.count(k) <= differences.MOST_OF_A_KIND for k in kinds)


def test_only_in_one_article_is_what_nothing_comes_near(stored):
    far = dataclasses.replace(stored, candidates=tuple(c for c in stored.candidates if "rt-telefonat:15" not in c.pair))
    only = {next(e.sentence for e in d.evidence if e.sentence): d for d in different_claims.alone(far)}
    assert len(only["rt-telefonat:15"].articles(Stance.SILENT)) == 4 and set(only) <= far.surely_unique
    assert "rt-telefonat:15" not in {e.sentence for d in different_claims.alone(stored) for e in d.evidence}


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
        ("ramstein-treffe", "treffen", True),
    ],
)
def test_nouns_with_one_head_are_no_two_names(one_noun, other, alike):
    assert one_head(one_noun, other) is alike


@pytest.mark.parametrize(
    ("text", "alone"),
    [("Der Rat vertagte die Wahl.", True), ("Er vertagte die Wahl.", False), ("Zudem fehlt Geld.", False), ("und ging.", False)],
)
def test_sentences_that_can_be_read_alone(text, alone):
    assert different_claims.stands_alone(text) is alone


@pytest.mark.parametrize(
    ("name", "texts", "person"),
    [
        ("Muster", ["Das sagte Ministerin Anna Muster am Montag."], True),
        ("Muster", ["Das sagte Muster am Montag."], False),
        ("Anna", ["Das sagte die Ministerin Anna Muster gestern."], False),
        ("Gesellschaft für deutsche Sprache", ["Die neue Gesellschaft für deutsche Sprache tagt."], False),
        ("Robert Koch-Institut", ["Das sagte das Berliner Robert Koch-Institut."], False),
    ],
)
def test_only_persons_are_said_to_have_no_voice(stored, name, texts, person):
    articles = tuple(dataclasses.replace(a, text=text) for a, text in zip(stored.articles, texts))
    assert is_person(dataclasses.replace(stored, articles=articles), name) is person


def test_judging_words_of_one_article_where_another_has_none(stored):
    told = [s.id for s in stored.text_sentences if s.article == "bild" and not stored.speech_of[s.id].manner][:3]
    words = tuple((name, stored.by_id[name].text.split()[1]) for name in told)
    made = dataclasses.replace(stored, judgements=words)
    found = different_words.judging(made)
    assert len(found) == 1 and found[0].articles(Stance.OTHERWISE) == ("bild",) and "taz" in found[0].articles(Stance.SILENT)
    assert different_words.judging(dataclasses.replace(stored, judgements=words[:2])) == []


def test_a_person_in_one_headline_whom_another_has_in_the_text_alone(stored):
    pair = stored.among(["ntv", "taz", "bild"])
    found = different_persons.in_headlines(pair)
    assert [d.about for d in found] == ["Selenskyj"] and found[0].articles(Stance.OTHERWISE) == ("ntv",)


def test_articles_that_share_most_of_their_text(stored):
    one, other = (
        (s.id for s in stored.text_sentences if s.article == "bild"),
        (s.id for s in stored.text_sentences if s.article == "taz"),
    )
    copy = next(iter(stored.copies))
    pairs = tuple(zip(one, other))[:10]
    made = dataclasses.replace(stored)
    made.__dict__["copies"] = (dataclasses.replace(copy, left="bild", right="taz", pairs=pairs),)
    assert shared_text.copied(made) == []  # not the same words
    told = {b: stored.by_id[a].text for a, b in pairs}
    made.__dict__["by_id"] = {n: dataclasses.replace(s, text=told.get(n, s.text)) for n, s in stored.by_id.items()}
    (found,) = shared_text.copied(made)
    assert found.share > 0.5 and found.articles(Stance.SAYS) == ("bild", "taz")


@pytest.mark.parametrize(
    ("one_text", "other", "words"),
    [
        (
            "Zuletzt gab es 35 Neuinfektionen im Land.",
            "Zuletzt gab es 35 Testpositive im Land.",
            [("Neuinfektionen", "Testpositive")],
        ),
        ("Zuletzt gab es neue Tests im Land.", "Zuletzt gab es neue Testmöglichkeiten im Land.", []),
        ("Zuletzt gab es eine Krise im Land.", "Zuletzt gab es eine Bankenkrise im Land.", []),
        ("Zuletzt gab es viele Fälle im Land.", "Zuletzt gab es viele neue schwere Fälle im Land.", []),
    ],
)
def test_nouns_that_are_exchanged_in_one_text(stored, one_text, other, words):
    a, b = (s.id for s in stored.text_sentences[:2])
    made = dataclasses.replace(stored)
    made.__dict__["by_id"] = stored.by_id | {
        n: dataclasses.replace(stored.by_id[n], text=t) for n, t in ((a, one_text), (b, other))
    }
    assert [(x.left, x.right) for x in shared_text._exchanged(made, a, b)] == words


def clash(left, right, stored, grade=Grade.CLEAR):
    first = stored.all_contradictions[0]
    sides = [
        dataclasses.replace(first.left, sentence=n, start=stored.by_id[n].start, end=stored.by_id[n].end) for n in (left, right)
    ]
    return dataclasses.replace(first, left=sides[0], right=sides[1], grade=grade, reason=ClashReason.PHASE, linked=False)


def test_an_article_that_contradicts_its_headline_comes_twice_and_the_others_once(stored):
    """Two "shall begin" in a second article must not stand beside each other."""
    found = [clash("rt-verhandlungen:1", n, stored) for n in ("rt-verhandlungen:3", "ntv:23", "ntv:20", "taz:17")]
    told = dataclasses.replace(stored, all_contradictions=tuple(found))
    first = differences.differences(told)[0]
    assert [e.article for e in first.evidence].count("ntv") == 1 and first.kind == DifferenceKind.HEADLINE


@pytest.mark.parametrize(
    ("text", "object_only"),
    [
        ("Er versprach, den Kanzler Muster anzurufen.", True),
        ("Sie sprach mit Bernd und Muster.", True),
        ("An diesem Montag kündigte Muster das an.", False),
        ("Er wies den Vorwurf zurück, den Muster erhoben hatte.", False),
        ("Mit der Zeitung sprach Muster.", False),
    ],
)
def test_a_name_that_may_be_saying_it(stored, text, object_only):
    sentence = dataclasses.replace(stored.text_sentences[0], text=text)
    assert different_persons._may_speak(stored, sentence, "muster") is not object_only


def test_a_name_is_looked_for_as_a_whole_word():
    assert names("Merz kommt", "Merz") and names("Merz' Plan", "Merz") and names("Scholz’ Plan", "Scholz")
    assert not names("Der Schmerz bleibt", "Merz") and not names("Das Instrument", "Trum") and not names("Schon wieder", "Scho")
