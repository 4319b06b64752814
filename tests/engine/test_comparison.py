"""compare() as a whole: thresholds, fewer articles, JSON there and back, hostile and odd input."""

import json

import pytest
from conftest import letters, made_event

from components.engine.comparison import compare
from components.storage.comparison_json import from_table, to_table

SAME = "Der Stadtrat hat am Donnerstag den Bau einer neuen Brücke beschlossen."
ONE = f"Brücke kommt\n\n{SAME}\n\nDie Kosten liegen bei 3 Millionen Euro."
TWO = f"Rat stimmt zu\n\n{SAME}\n\nAnwohner sind verärgert über den Lärm."


@pytest.fixture(scope="module")
def found():
    return compare(made_event(ONE, TWO), {}, letters)


def test_findings(found):
    said = {s.text: found.findings[s.id] for s in found.sentences if s.article == "a0"}
    assert said[SAME] == "shared"


def test_json_there_and_back(found):
    table = json.loads(json.dumps(to_table(found), allow_nan=False))
    assert from_table(table, {a.id: a.text for a in found.articles}) == found
    assert {"articles", "sentences", "links", "maybe", "statements", "contradictions"} <= set(table)


def test_another_threshold_gives_another_comparison_and_leaves_this_one(found):
    strict = found.at(1.01)
    assert not strict.links and found.links
    assert all(f in {"unique", "set-aside"} for f in strict.findings.values())


def test_a_threshold_below_maybe_leaves_no_grey(found):
    assert found.at(0.01).maybe == ()


def test_fewer_articles_recount(stored):
    two = stored.among(["bild", "ntv"])
    assert {s.article for s in two.sentences} == {"bild", "ntv"}
    assert all({x.left.split(":")[0], x.right.split(":")[0]} == {"bild", "ntv"} for x in two.links)
    assert two.count("unique", "bild") >= stored.count("unique", "bild")


def test_contradicting_comes_before_shared(stored):
    assert all(stored.findings[s] == "contradicting" for s in stored.contradicting)


def test_offsets_are_slices_of_the_delivered_text(stored):
    texts = {a.id: a.text for a in stored.articles}
    assert all(texts[s.article][s.start : s.end] == s.text for s in stored.sentences)


def test_best_candidate_below_the_threshold_is_known(stored):
    alone = next(s for s in stored.text_sentences if stored.findings[s.id] == "unique")
    best = stored.best_unlinked(alone.id)
    assert best and best.similarity < stored.threshold


def test_link_parts_lie_inside_their_sentences(stored):
    for link in stored.links:
        for name, part in zip((link.left, link.right), link.parts or (), strict=False):
            sentence = stored.by_id[name]
            assert sentence.start <= part[0] < part[1] <= sentence.end


@pytest.mark.parametrize(
    "texts",
    [
        ("", ONE),
        ("", ""),
        (ONE,),
        ("Hm.", "Ja."),
        ("… … …", "!!!"),
        (ONE.replace(" ", "\u00a0"), TWO),
        ("<script>alert(1)</script>\n\n" + ONE, TWO),
        ("\x00\u202e" + ONE, TWO),
        ("wort " * 3000, TWO),
        (ONE, ONE),
    ],
)
def test_odd_articles_are_compared_and_nothing_is_lost(texts):
    found = compare(made_event(*texts), {}, letters)
    for article in found.articles:
        said = "".join("".join(s.text.split()) for s in found.sentences if s.article == article.id)
        assert said == "".join(article.text.split())
    json.dumps(to_table(found), allow_nan=False)


def test_fifty_articles():
    event = made_event(*(f"Titel {n}\n\n{SAME}\n\nAbsatz {n} handelt von Thema {n} allein." for n in range(50)))
    found = compare(event, {}, letters)
    assert len(found.articles) == 50 and found.count("shared") >= 50


def test_progress_names_its_steps():
    steps = []
    compare(made_event(ONE, TWO), {}, letters, progress=lambda step, share: steps.append((step, share)))
    assert steps[0] == ("sentences", 0.0) and steps[-1] == ("done", 1.0) and [s for _, s in steps] == sorted(s for _, s in steps)


def test_each_statement_is_named_by_one_of_its_sentences(stored):
    assert all(stored.clearest(s) in s.sentences for s in stored.statements)


def test_a_sentence_of_another_pair_is_not_red_by_association(stored):
    """Only who clashes is contradicting; a third sentence that tells the same beside it is not."""
    clashing = {side.sentence for c in stored.contradictions if c.grade == "clear" for side in c.sides}
    assert {s.id for s in stored.text_sentences if stored.findings[s.id] == "contradicting"} == clashing
    for statement in stored.statements:
        inside = [c for c in stored.contradictions if c.grade == "clear" and c.pair <= set(statement.sentences)]
        assert (statement.finding == "contradicting") == bool(inside), statement.id


def test_one_disagreement_is_counted_once_however_many_sentences_carry_it(stored):
    held = [c for d in stored.disagreements for c in d.contradictions]
    assert sorted(map(id, held)) == sorted(map(id, stored.contradictions)) and len(stored.disagreements) < len(held)
    first = stored.disagreements[0]
    assert len(first.contradictions) == 3 and len({side.sentence for side in first.sides}) == 4
    assert len({d.id for d in stored.disagreements}) == len(stored.disagreements)


def test_links_gained_by_a_lower_threshold_bring_their_contradictions(outlets):
    """A pair below the threshold is searched as well: its contradiction counts once the reader links it."""
    told = "Elf Fahrgäste wurden in Bonn verletzt.", "In Bonn wurden sieben Menschen verletzt, wie die Polizei mitteilt."
    found = compare(made_event(*(f"Meldung\n\n{line}" for line in told)), outlets, letters)
    similarity = max(link.similarity for link in found.candidates if found.by_id[link.left].text == told[0])
    assert not found.at(similarity + 0.01).contradictions
    assert [c.kind for c in found.at(similarity - 0.01).contradictions] == ["quantity"]
