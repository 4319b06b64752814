"""Occasions: who has to do with whom and when, what "das Gespräch" takes up, and what is another occasion."""

import datetime
import json

import pytest
from conftest import ROOT, of_articles

from components.engine.alignment.links import Link
from components.engine.alignment.occasion_links import ONE_LENGTH, by_occasion
from components.engine.codes import Apart
from components.engine.entities.mentions import mentions
from components.engine.entities.occasions import corrected, difference, occasions, presupposes
from components.engine.entities.propositions import propositions, stands_alone
from components.engine.entities.register import Register

WITH_VOGT = "Ministerin Anna Muster hat mit Präsident Emil Vogt telefoniert."
WITH_KERN = "Ministerin Anna Muster hat mit Kanzler Max Kern telefoniert."


def read(*articles, year=2025, published=None):
    """(rows, {sentence id: Occasion}) of invented articles, each a tuple of sentences."""
    rows = of_articles(*articles)
    register = Register(rows)
    return rows, occasions(register, rows, mentions(register, rows, {}), year, published)


def apart(one, other):
    """Why the last sentences of two articles are about different occasions, None where nothing says so."""
    rows, found = read(one, other)
    left = [s for s in rows if s.article == rows[0].article][-1]
    got = difference(found[left.id], found[rows[-1].id])
    return got.why if got else None


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ((WITH_VOGT,), (WITH_KERN,), Apart.PARTNER),
        ((WITH_VOGT,), ("Präsident Emil Vogt und Ministerin Anna Muster telefonierten.",), None),
        ((WITH_VOGT,), ("Ministerin Anna Muster bestätigte Gespräche mit Emil Vogt und Max Kern.",), None),  # both calls
        ((WITH_VOGT, "Das Gespräch dauerte eine Stunde."), (WITH_KERN, "Das Gespräch dauerte zwei Stunden."), Apart.PARTNER),
        ((WITH_VOGT, "Das Gespräch dauerte eine Stunde."), (WITH_VOGT, "Das Gespräch dauerte zwei Stunden."), None),
        ((WITH_VOGT, "Es regnet seit Tagen."), (WITH_KERN, "Es regnet seit Tagen."), None),  # that takes up nothing
        (("Die Partei von Ministerin Anna Muster lobte Emil Vogt.",), ("Emil Vogt lobte Max Kern.",), None),  # no company
        (("Polen hat die Grenzen geschlossen.",), ("Deutschland schließt die Grenzen.",), Apart.ACTOR),
        (("Polen hat die Grenzen geschlossen.",), ("Deutschland lobt die Nachbarn.",), None),
        (("Polen, Dänemark und Deutschland schließen die Grenzen.",), ("Deutschland schließt die Grenzen.",), None),
        (("In Österreich werden Tests verkauft.",), ("In Frankreich werden Tests verkauft.",), Apart.PLACE),
        (("Im Jahr 2013 kam der Minister nach Bonn.",), ("Der Minister kommt nach Bonn.",), Apart.YEAR),
        (("Im Jahr 2025 kam der Minister nach Bonn.",), ("Der Minister kommt nach Bonn.",), None),  # the event's own year
        (("Er ist seit 2013 im Amt.",), ("Er ist im Amt.",), None),
    ],
)
def test_another_occasion(one, other, why):
    assert apart(one, other) == why == apart(other, one)


def test_what_a_noun_takes_up_and_when():
    first = "Ministerin Anna Muster hat am Mittwoch mit Präsident Emil Vogt telefoniert."
    rows, found = read((first, "Das Gespräch dauerte eine Stunde."), published={"a0": datetime.date(2025, 2, 13)})
    taken = found[rows[1].id]
    assert taken.taken_up == rows[0].id and [name for _, name in taken.people] == ["Muster", "Vogt"]
    assert taken.day == "2025-02-12" and rows[1].text[taken.noun[0] - rows[1].start : taken.noun[1] - rows[1].start] == "Gespräch"
    assert not found[rows[0].id].taken_up


def test_a_noun_that_says_itself_between_whom_takes_up_nothing():
    rows, found = read((WITH_VOGT, "Ein Treffen mit Kanzler Max Kern soll folgen."))
    assert not found[rows[1].id].taken_up


def test_a_reader_sets_right_what_is_taken_up():
    rows, found = read((WITH_VOGT, WITH_KERN, "Das Gespräch dauerte eine Stunde."))
    last = found[rows[2].id]
    assert last.taken_up == rows[1].id
    assert corrected(last, found[rows[0].id]).companies == found[rows[0].id].companies
    assert corrected(last, None).companies == () and corrected(last, None).people == ()


@pytest.mark.parametrize(
    ("one", "other", "only"),
    [
        ("Nach dem Telefonat mit Vogt reiste Muster ab.", "Muster und Vogt telefonierten lange.", True),
        ("Nach dem Telefonat mit Vogt reiste Muster ab.", "Muster reiste nach dem Telefonat nach Bonn ab.", False),
        ("Die Ministerin bestätigte das Telefonat mit Vogt.", "Muster und Vogt telefonierten lange.", True),
        ("Muster und Vogt telefonierten lange.", "Nach dem Telefonat mit Vogt reiste Muster ab.", False),
    ],
)
def test_what_is_only_presupposed(one, other, only):
    rows, found = read((one,), (other,))
    assert presupposes(rows[0], found[rows[0].id], rows[1]) == only


def test_how_long_one_occasion_lasted_is_one_statement_however_different_the_values():
    rows, found = read((WITH_VOGT, "Das Gespräch dauerte eine Stunde."), (WITH_VOGT, "Das Gespräch dauerte 90 Minuten."))
    links = by_occasion([], rows, found)
    assert [(x.left, x.right, x.similarity) for x in links] == [(rows[1].id, rows[3].id, ONE_LENGTH)]
    other, held = read((WITH_VOGT, "Das Gespräch dauerte eine Stunde."), (WITH_KERN, "Das Gespräch dauerte 90 Minuten."))
    assert not by_occasion([], other, held)


def test_links_of_other_occasions_are_told_apart_and_the_rest_is_left():
    rows, found = read((WITH_VOGT,), (WITH_KERN,), (WITH_VOGT,))
    links = by_occasion(
        [Link(left=a.id, right=b.id, similarity=0.9) for a, b in ((rows[0], rows[1]), (rows[0], rows[2]))], rows, found
    )
    assert [(x.apart, x.surely_apart, x.one_occasion) for x in links] == [(Apart.PARTNER, True, False), (None, False, True)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Das Amt bestätigte den Fund und gab bekannt, Muster habe die Stadt informiert.", ["Das Amt bestätigte den Fund", "Muster habe die Stadt informiert."]),
        ("Muster und Vogt haben lange gesprochen.", ["Muster und Vogt haben lange gesprochen."]),
        ("Sie ruft an und lädt ihn ein.", ["Sie ruft an", "und lädt ihn ein."]),
    ],
)  # fmt: skip
def test_clauses_of_their_own(text, parts):
    row = of_articles((text,))[0]
    found = [
        row.part(*span).removeprefix("und ") if "und lädt" not in parts[-1] else row.part(*span) for span in propositions(row)
    ]
    assert [f.strip(" .") for f in found] == [p.removeprefix("und ").strip(" .") for p in parts] or found == parts


def test_a_clause_below_another_is_not_read_alone():
    row = of_articles(("Muster sagte, dass die Brücke sicher sei.",))[0]
    assert not any(stands_alone(row, span) for span in propositions(row))


def test_the_hand_marked_articles(stored):
    """No link joins the two calls, and of those who are told to speak nine of ten are right."""
    marked = json.loads((ROOT / "data" / "gold" / "telefonat" / "entities.json").read_text("utf-8"))
    of = {o["id"]: {m["sentence"] for m in o["mentions"]} for o in marked["occasions"]}
    calls = [of[o["id"]] for o in marked["occasions"] if o["what"].startswith("Telefonat zwischen Trump")][:2]
    assert len(calls) == 2 and all(calls)
    only = [calls[0] - calls[1], calls[1] - calls[0]]
    mixed = [x for x in stored.links if (x.left in only[0] and x.right in only[1]) or (x.left in only[1] and x.right in only[0])]
    assert not [x for x in mixed if not x.mentioning], [(x.left, x.right) for x in mixed]
    name_of = {e["id"]: {e["name"], *(m[1] for m in e["mentions"])} for e in marked["entities"]}
    said = [(stored.speech_of[r["sentence"]].name, name_of[r["speaker"]]) for r in marked["speech"] if r["speaker"] in name_of]
    named = [(name, forms) for name, forms in said if name]
    assert sum(any(name in form for form in forms) for name, forms in named) >= 0.9 * len(named) and len(named) >= 70
