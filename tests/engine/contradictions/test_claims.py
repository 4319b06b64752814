"""Yes and no, done and to come, open and settled: one rule, one ordinary sentence; what only looks like it."""

import pytest
from conftest import analysed

from components.engine.contradictions import claims
from components.engine.contradictions.claims import Claims


def phases(text):
    return [(p.kind, p.done) for p in Claims(analysed(text)).phases]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Die Verhandlungen haben begonnen.", [("begin", True)]),
        ("Der Prozess begann am Montag.", [("begin", True)]),
        ("Die Bauarbeiten sind angelaufen.", [("begin", True)]),
        ("Die Verhandlungen sollen sofort beginnen.", [("begin", False)]),
        ("Die Verhandlungen würden „unmittelbar“ beginnen.", [("begin", False)]),
        ("Der Prozess wird im April beginnen.", [("begin", False)]),
        ("Der Streik ist beendet worden.", [("end", True)]),
        ("Der Prozess könnte im April beginnen.", []),
        ("Der Prozess hat nicht begonnen.", []),
        ("Der Prozess hätte beginnen sollen.", []),
        ("Wir müssen damit beginnen, das einzusehen.", []),
    ],
)
def test_whether_something_has_begun(text, said):
    assert phases(text) == said


def opposed(left, right):
    one, other = Claims(analysed(left)), Claims(analysed(right))
    return bool(claims.oppositions(one, other) or list(claims.denials(one, other)))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Der Rat stimmte dem Plan zu.", "Der Rat lehnte den Plan ab."),
        ("Der Rat hat den Plan gebilligt.", "Der Plan ist im Rat durchgefallen."),
        ("Die Preise sind gestiegen.", "Die Preise sind gesunken."),
        ("Die Anhebung der Zinsen gilt ab Montag.", "Die Bank senkt die Zinsen."),
        ("Der Minister bestätigte den Bericht.", "Der Minister dementierte den Bericht."),
        ("Die Revision wurde zugelassen.", "Die Revision wurde nicht zugelassen."),
        ("Der Vertrag ist unterschrieben.", "Der Vertrag wurde nicht unterzeichnet."),
        ("Es ging ihr besser.", "Es ging ihr schlechter."),
    ],
)
def test_opposites(left, right):
    assert opposed(left, right) and opposed(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Die Zahl ist nicht gestiegen.", "Die Zahl ist gesunken."),
        ("Der Rat hat den Plan nicht abgelehnt.", "Der Rat billigte den Plan."),
        ("Mehr als drei Menschen kamen.", "Weniger als fünf Menschen kamen."),
        ("Der Test gilt als nicht so genau.", "Der Test gilt als weniger genau."),
        ("Nicht nur der Rat stimmte zu.", "Der Rat stimmte zu."),
        ("Der Rat beriet den Plan.", "Der Rat lehnte den Plan ab."),
    ],
)
def test_no_opposites(left, right):
    assert not opposed(left, right)


def test_a_negated_noun_needs_a_verb_of_finding():
    def found(left, right):
        return list(claims.denied_nouns(Claims(analysed(left)), Claims(analysed(right))))

    assert found("In den Proben fanden sich keine Kolibakterien.", "Das Amt wies Kolibakterien nach.")
    assert not found("Die Praxen finden keinen Mediziner.", "Das Land zahlt Medizinern eine Prämie.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ob der Minister geht, ist offen.", "open"),
        ("Noch sei nichts entschieden, sagte er.", "open"),
        ("Daran lässt das Gutachten keinen Zweifel.", "settled"),
        ("Der Verkauf ist beschlossene Sache.", "settled"),
        ("Eine Steuererhöhung sei denkbar.", None),
        ("Die Tür stand offen.", None),
    ],
)
def test_certainty(text, said):
    found = Claims(analysed(text)).certainty
    assert (found and found[0]) == said


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Der Trainer hat den Vertrag verlängert.", True),
        ("Der Trainer will den Vertrag verlängern.", False),
        ("Der Trainer habe den Vertrag verlängert.", False),
        ("Der Trainer könnte bleiben.", False),
    ],
)
def test_what_is_stated_plainly(text, plain):
    assert bool(Claims(analysed(text)).plain_assertion) is plain


def test_litotes_is_no_denial():
    assert Claims(analysed("Der Minister schließt eine Erhöhung nicht aus.")).is_litotes
    assert not Claims(analysed("Der Vertrag wurde nicht unterzeichnet.")).is_litotes


def test_a_sentence_that_says_both_sides_is_torn():
    assert Claims(analysed("Die Preise stiegen erst, dann sanken sie.")).torn == {"rise"}
    assert Claims(analysed("Die Preise stiegen.")).torn == set()


def test_separated_verbs_are_marked_whole():
    text = "Der Rat lehnte den Plan am Montag ab."
    found = Claims(analysed(text)).predicates[0]
    assert text[found.start : found.end] == "lehnte den Plan am Montag ab"
