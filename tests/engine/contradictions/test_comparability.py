"""Whether two values measure the same thing: each sign of "different matter" with one ordinary pair, and a near miss."""

import pytest
from conftest import analysed

from components.engine.contradictions.comparability import same_noun, sentences_differ
from components.engine.contradictions.rules import clashing_values
from components.engine.german.noun_kinds import noun_kind


def reasons(left, right):
    return [v.difference for v in clashing_values(analysed(left), analysed(right))]


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Bei dem Unfall starben zwei Arbeiter.", "Bei dem Unfall wurden neun Arbeiter verletzt.", "state"),
        ("Der Staatsanwalt forderte fünf Jahre Haft.", "Das Gericht verhängte drei Jahre Haft.", "stage"),
        ("Das Land sagte 40 Boote zu.", "Bisher sind zwölf Boote eingetroffen.", "stage"),
        ("In diesem Sommer brüteten 1340 Paare.", "Im vergangenen Jahr brüteten noch 1510 Paare.", "year"),
        ("Beim ersten Treffen sprachen sie zwei Stunden.", "Das zweite Treffen dauerte 40 Minuten.", "ordinal"),
        ("Das Ticket kostet 58 Euro.", "Das Ticket wird um vier Euro teurer.", "change"),
        ("Das Paket umfasst insgesamt 600 Millionen Euro.", "Allein 240 Millionen Euro fließen in Brücken.", "part"),
        ("Am Vormittag sprachen sie zwei Stunden.", "Am Abend sprachen sie 40 Minuten.", "time"),
        ("Der Nordturm ist 62 Meter hoch.", "Der Südturm ist 48 Meter hoch.", "contrast"),
        ("Ein Viertel der Mitglieder stimmte dafür.", "75 Prozent der Mitglieder stimmten dagegen.", "rest"),
        ("Die Strecke zwischen Bonn und Köln ist fünf Monate gesperrt.", "Die Strecke von Köln nach Neuss ist drei Wochen gesperrt.", "partners"),
        ("Kessler sprach eine Stunde mit dem georgischen Präsidenten.", "Kessler sprach zwei Stunden mit dem türkischen Präsidenten.", "partners"),
        ("Der Bau kostete 13 Millionen Euro.", "Die Planung kostete 1 Million Euro.", "stage"),
    ],
)  # fmt: skip
def test_different_matter(left, right, reason):
    assert reason in reasons(left, right), reasons(left, right)
    assert reason in reasons(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Bei dem Unfall wurden elf Fahrgäste verletzt.", "Sieben Menschen wurden bei dem Unfall verletzt."),
        ("Das Gericht verhängte fünf Jahre Haft.", "Das Gericht verhängte drei Jahre Haft."),
        ("Das Ticket kostet 58 Euro.", "Das Ticket kostet 62 Euro."),
        ("Die Sitzung dauerte zwei Stunden.", "Die Sitzung dauerte 40 Minuten."),
        ("Der Turm ist 62 Meter hoch.", "Der Turm ist 48 Meter hoch."),
        ("Der frühere Kassierer unterschlug in 14 Fällen Geld.", "Der Kassierer unterschlug in neun Fällen Geld."),
    ],
)
def test_the_same_matter(left, right):
    assert "" in reasons(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Die Sitzung dauerte 90 Minuten.", "Die Sitzung dauerte anderthalb Stunden."),
        ("Mindestens drei Menschen wurden verletzt.", "Fünf Menschen wurden verletzt."),
        ("Rund 3000 Menschen kamen.", "2940 Menschen kamen."),
        ("Ein Drittel der Schüler fehlte.", "33 Prozent der Schüler fehlten."),
        ("Um halb neun brannte es.", "Um 8.30 Uhr brannte es."),
        ("Erst kamen zwölf, dann 14 Gäste.", "14 Gäste kamen."),
    ],
)
def test_values_that_agree_do_not_clash(left, right):
    assert reasons(left, right) == []


@pytest.mark.parametrize(
    ("noun", "kind"),
    [("Fahrgäste", "people"), ("Demonstranten", "people"), ("Verletzte", "people"), ("Jungtiere", "young"), ("Brücken", ""), ("Meter", ""), ("Häuser", "")],
)  # fmt: skip
def test_kinds_of_nouns(noun, kind):
    assert noun_kind(noun) == kind


def test_same_noun_by_the_head_of_a_compound():
    assert same_noun("Grundschulen", "Schulen") and not same_noun("Schüler", "Lehrer") and not same_noun("", "Schulen")


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Der Haushaltsausschuss billigte den Plan.", "Der Verkehrsausschuss lehnte den Plan ab.", "siblings"),
        ("Der Rat billigte den Plan am Montag.", "Der Rat lehnte den Plan am Freitag ab.", "time"),
        ("Der Rat billigte den Plan.", "Der Rat lehnte den Plan ab.", ""),
    ],
)
def test_passages(left, right, reason):
    assert sentences_differ(analysed(left), analysed(right)) == reason
