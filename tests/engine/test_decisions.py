"""What people decide: anchored by words, the last decision counts; links, statements, contradictions, roles and sentence ends obey."""

import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.engine import decisions
from components.engine.articles.article import Article, Sentence
from components.engine.articles.events import Event
from components.engine.articles.outlets import Outlet
from components.engine.codes import Role
from components.engine.comparison import Comparison
from components.engine.decisions import applied, corrected, dismissed, on_contradiction, on_end, on_link, on_role, pair, standing
from components.engine.document import sentences

ONE = Sentence(id="a:1", article="a", start=0, end=20, role=Role.BODY, text="Der Rat tagt\nheute.")
OTHER = Sentence(id="b:4", article="b", start=50, end=70, role=Role.BODY, text="Heute tagt der Rat.")
TEXT = "Der Rat tagt heute. Er spricht mit Dr. Muster. Danach wird gewählt."

EMPTY = Comparison(
    event="e", title="E", date=None, articles=(), outlets=(), sentences=(), candidates=(), all_contradictions=(), threshold=0.4, maybe_from=0.2,
    encoder="embedded",
)  # fmt: skip


def by_key(*made):
    return standing(decisions.stamped(made, act="x"))


def test_a_pair_is_its_words_not_its_numbers():
    moved = dataclasses.replace(ONE, id="a:9", start=100, end=120, text="Der Rat tagt heute.")
    assert pair(moved, OTHER) == pair(ONE, OTHER) == pair(OTHER, ONE)
    assert pair(dataclasses.replace(ONE, text="Der Rat tagt nie."), OTHER) != pair(ONE, OTHER)


def test_the_last_decision_about_a_thing_counts_whatever_it_was_said_of():
    first, last = on_link(ONE, OTHER, "confirmed"), on_link(OTHER, ONE, "dismissed", "statement")
    assert list(standing([first, last]).values()) == [last]
    assert not standing([first, last, dataclasses.replace(last, verdict="undone")])


def test_what_is_taken_back_leaves_what_was_decided_before():
    (old,) = decisions.stamped([on_link(ONE, OTHER, "dismissed")], act="one")
    joined = decisions.stamped([on_link(ONE, OTHER, "confirmed", "statement"), on_role(ONE, "caption")], act="two")
    (back,) = decisions.stamped([decisions.undone(joined)], act="three")
    assert list(standing([old, *joined]).values()) == list(joined)
    assert list(standing([old, *joined, back]).values()) == [old]


def test_a_state_has_a_name_of_its_own():
    made = decisions.stamped([on_link(ONE, OTHER, "dismissed"), on_role(ONE, "caption")], act="x")
    names = {decisions.state_of(h) for h in ((), made[:1], made[1:], made)}
    assert len(names) == 4 and decisions.state_of(made).startswith("2.")


def test_decisions_about_other_things_stand_beside_each_other():
    made = (on_link(ONE, OTHER, "confirmed"), on_role(ONE, "caption"), on_end(ONE, "Der Rat"), on_end(ONE, following=ONE))
    assert len(standing(made)) == 4


@pytest.mark.parametrize("verdict", ["vielleicht", "body", "joined"])
def test_senseless_verdicts_are_refused(verdict):
    with pytest.raises(ValueError, match=verdict):
        decisions.stamped([on_link(ONE, OTHER, verdict)])


def test_names_and_reasons_are_one_short_line():
    made = decisions.stamped([on_link(ONE, OTHER, "confirmed")], " Anna\x00\nMuster ", "x" * 999)[0]
    assert made.who == "Anna Muster" and len(made.why) == decisions.LONGEST["why"] and made.made.endswith("+00:00")


def test_a_dismissed_link_is_gone_at_every_threshold(stored):
    link = stored.links[0]
    found = applied(stored, by_key(on_link(stored.by_id[link.left], stored.by_id[link.right], "dismissed")))
    gone = frozenset((link.left, link.right))
    assert all(frozenset((x.left, x.right)) != gone for t in (0.1, 0.38, 0.9) for x in found.at(t).links)
    assert len(found.links) == len(stored.links) - 1 and applied(stored, {}) is stored


def test_a_confirmed_pair_is_a_link_at_every_threshold_and_says_so(stored):
    maybe = stored.maybe[0]
    decided = by_key(on_link(stored.by_id[maybe.left], stored.by_id[maybe.right], "confirmed"))
    found = applied(stored, decided).at(0.95)
    link = next(x for x in found.links if {x.left, x.right} == {maybe.left, maybe.right})
    assert link.reasons[0] == "decided" and found.findings[maybe.left] in {"shared", "contradicting"}


def test_a_pair_that_the_program_never_thought_of_becomes_a_link(stored):
    near = {frozenset((c.left, c.right)) for c in stored.candidates}
    text = stored.text_sentences
    one, other = next((a, b) for a in text for b in text if a.article < b.article and frozenset((a.id, b.id)) not in near)
    found = applied(stored, by_key(on_link(one, other, "confirmed")))
    assert any({x.left, x.right} == {one.id, other.id} for x in found.links) and len(found.links) == len(stored.links) + 1


def test_decisions_survive_another_choice_of_articles(stored):
    link = next(x for x in stored.links if {stored.by_id[x.left].article, stored.by_id[x.right].article} == {"bild", "taz"})
    found = applied(
        stored.among(["bild", "taz"]), by_key(on_link(stored.by_id[link.left], stored.by_id[link.right], "dismissed"))
    )
    assert all({x.left, x.right} != {link.left, link.right} for x in found.links)
    assert (
        applied(stored.among(["ntv", "taz"]), by_key(on_link(ONE, OTHER, "confirmed"))).links
        == stored.among(["ntv", "taz"]).links
    )


def cross(comparison, one, other, verdict):
    both = [comparison.by_id[s] for s in dict.fromkeys((*one, *other))]
    pairs = [(a, b) for n, a in enumerate(both) for b in both[n + 1 :] if a.article != b.article]
    return by_key(*(on_link(a, b, verdict, "statement") for a, b in pairs))


def test_two_statements_joined_are_one_and_no_sentence_is_lost(stored):
    one, other = [s for s in stored.statements if s.finding == "shared" and len(s.sentences) == 2][:2]
    found = applied(stored, cross(stored, one.sentences, other.sentences, "confirmed"))
    wanted = set(one.sentences) | set(other.sentences)
    assert sum(wanted <= set(s.sentences) for s in found.statements) == 1
    assert {x for s in found.statements for x in s.sentences} == {s.id for s in stored.text_sentences}
    assert all(any({x.left, x.right} <= set(s.sentences) for s in found.statements) for x in found.links)


def test_a_statement_is_split_where_its_links_are_separated(stored):
    whole = max(stored.statements, key=lambda s: len(s.sentences))
    out, rest = whole.sentences[:1], whole.sentences[1:]
    made = [on_link(stored.by_id[a], stored.by_id[b], "dismissed", "statement") for a in out for b in rest]
    made = [d for d in made if d.left_article != d.right_article]
    found = applied(stored, by_key(*made))
    apart = [s for s in rest if stored.by_id[s].article != stored.by_id[out[0]].article]
    assert apart and not any(out[0] in s.sentences and set(apart) & set(s.sentences) for s in found.statements)


def test_two_sentences_separated_are_not_in_one_statement_though_it_was_joined(stored):
    one, other = [s for s in stored.statements if s.finding == "shared" and len(s.sentences) == 2][:2]
    joined = cross(stored, one.sentences, other.sentences, "confirmed")
    for found in joined.values():
        apart = by_key(*joined.values(), dataclasses.replace(found, verdict="dismissed"))
        sides = {(found.left_article, found.left), (found.right_article, found.right)}
        made = applied(stored, apart).statements
        told = [{(stored.by_id[x].article, decisions.words(stored.by_id[x].text)) for x in s.sentences} for s in made]
        assert not any(sides <= t for t in told)


def test_a_joined_statement_can_be_split_again(stored):
    one, other = [s for s in stored.statements if s.finding == "shared" and len(s.sentences) == 2][:2]
    joined = cross(stored, one.sentences, other.sentences, "confirmed")
    apart = [
        dataclasses.replace(d, verdict="dismissed")
        for d in joined.values()
        if {(d.left_article, d.left), (d.right_article, d.right)}
        not in [{(s.article, decisions.words(s.text)) for s in map(stored.by_id.get, g.sentences)} for g in (one, other)]
    ]
    found = applied(stored, standing([*joined.values(), *apart]))
    assert not any(set(one.sentences) | set(other.sentences) <= set(s.sentences) for s in found.statements)


def test_contradictions_are_confirmed_and_dismissed(stored):
    possible = next(c for c in stored.contradictions if c.grade == "possible")
    found = applied(stored, by_key(on_contradiction(stored.by_id, possible, "confirmed")))
    assert [c.grade for c in found.contradictions if c.left == possible.left and c.right == possible.right] == ["clear"]
    assert possible.left.sentence in found.contradicting and found.at(0.95).contradicting
    decided = by_key(on_contradiction(stored.by_id, possible, "dismissed"))
    assert dismissed(applied(stored, decided), decided) == (possible,) and not dismissed(stored, {})


def test_a_contradiction_that_the_program_does_not_see_is_entered_by_hand(stored):
    alone = [s for s in stored.text_sentences if stored.findings[s.id] == "unique"]
    one, other = next((a, b) for a in alone for b in alone if a.article < b.article)
    decided = by_key(decisions.contradicting(other, one, "place"))
    (found,) = [c for c in applied(stored, decided).at(0.95).contradictions if c.reason == "hand"]
    assert {found.left.sentence, found.right.sentence} == {one.id, other.id} and (found.kind, found.grade) == ("place", "clear")
    assert applied(stored, decided).findings[one.id] == "contradicting" and len(found.left.said.words) <= decisions.LONGEST_VALUE
    back = standing([*decided.values(), *decisions.stamped([decisions.undone(list(decided.values()))])])
    assert applied(stored, back).contradictions == stored.contradictions


def test_a_confirmed_contradiction_stays_although_the_program_no_longer_sees_it(stored):
    seen = stored.contradictions[0]
    decided = by_key(on_contradiction(stored.by_id, seen, "confirmed"))
    (kept,) = [c for c in applied(stored.without([seen]), decided).contradictions if c.decided]
    assert {(s.sentence, s.start, s.end) for s in (kept.left, kept.right)} == {
        (s.sentence, s.start, s.end) for s in (seen.left, seen.right)
    }


def read(text, *made):
    event = corrected(
        Event(id="e", title="E", date=None, articles=(Article(id="a", outlet="a", file="a.txt", text=text),)), by_key(*made)
    )
    return [(s.text, s.role) for s in sentences(event.articles[0], Outlet(id="a", name="a"))], event


def sentence(text, n):
    return sentences(Article(id="a", outlet="a", file="a.txt", text=text), Outlet(id="a", name="a"))[n]


def test_a_sentence_ends_where_people_say():
    found, _ = read(TEXT, on_end(sentence(TEXT, 1), "Er spricht mit"))
    assert [t for t, _ in found] == ["Der Rat tagt heute.", "Er spricht mit", "Dr. Muster.", "Danach wird gewählt."]


def test_a_sentence_goes_on_where_people_say():
    found, event = read(TEXT, on_end(sentence(TEXT, 0), following=sentence(TEXT, 1)))
    assert [t for t, _ in found] == ["Der Rat tagt heute. Er spricht mit Dr. Muster.", "Danach wird gewählt."]
    assert event.articles[0].text == TEXT


def test_a_role_set_by_hand_holds_for_a_sentence_cut_by_hand():
    half = Sentence(id="a:1", article="a", start=0, end=0, role=Role.BODY, text="Dr. Muster.")
    found, _ = read(TEXT, on_end(sentence(TEXT, 1), "Er spricht mit"), on_role(half, "caption"))
    assert ("Dr. Muster.", "caption") in found and ("Er spricht mit", "body") in found


def test_ends_that_find_no_such_words_change_nothing():
    strange = [on_end(ONE, "Nichts davon"), on_end(sentence(TEXT, 0), "Der Rat heute"), on_end(sentence(TEXT, 0), following=ONE)]
    assert read(TEXT, *strange)[0] == read(TEXT)[0]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_whatever_is_cut_and_joined_no_letter_is_lost(text, first, after):
    article = Article(
        id="a",
        outlet="a",
        file="a.txt",
        text=f"{TEXT} {text}",
        ends=((text, first, "cut"), (first, after, "joined"), (TEXT, text, "joined")),
    )
    plain = "".join("".join(s.text for s in sentences(dataclasses.replace(article, ends=()), Outlet(id="a", name="a"))).split())
    found = sentences(article, Outlet(id="a", name="a"))
    assert "".join("".join(s.text for s in found).split()) == plain and all(
        article.text[s.start : s.end] == s.text for s in found
    )


def test_decisions_go_out_and_come_back():
    made = decisions.stamped(
        [on_link(ONE, OTHER, "confirmed"), on_role(ONE, "caption"), on_end(ONE, "Der Rat")], "Anna", "weil", "x"
    )
    assert decisions.from_json(decisions.as_json(made)) == (made, 0)


@pytest.mark.parametrize("text", ["", "{}", "3", "[" * 100_000, "null", "\x00"])
def test_a_file_that_holds_no_decisions_is_refused(text):
    with pytest.raises(ValueError):
        decisions.from_json(text)


def test_entries_that_make_no_sense_are_left_out_and_counted():
    good = dataclasses.asdict(on_link(ONE, OTHER, "confirmed"))
    bad = [
        1,
        None,
        {},
        good | {"verdict": "x"},
        good | {"left": 3},
        good | {"matter": "y"},
        good | {"key": ""},
        good | {"left": "Anderes."},
        good | {"act": "x" * 33},
    ]
    same = dataclasses.asdict(on_link(ONE, ONE, "confirmed"))
    bad += [same, good | {"who": "x" * 81}, good | {"left_article": "x" * 201}, good | {"kind": "unsinn"}]
    found, strange = decisions.from_json(json.dumps([good, *bad]))
    assert len(found) == 1 and strange == len(bad)


def test_a_decision_on_a_sentence_that_stands_there_a_hundred_times_does_not_multiply():
    text = "Der Rat der Stadt baut die Brücke.\n\n" * 100
    event = Event(
        id="e", title="E", date=None, articles=tuple(Article(id=a, outlet=a, file=a, text=f"Titel {a}\n\n{text}") for a in "ab")
    )
    found = dataclasses.replace(EMPTY, articles=event.articles, outlets=(("a", "a"), ("b", "b")))
    split = tuple(s for a in event.articles for s in sentences(a, Outlet(id=a.id, name=a.id)))
    found = dataclasses.replace(found, sentences=split)
    one, other = (next(s for s in split if s.article == a and "Rat" in s.text) for a in "ab")
    assert len(applied(found, by_key(on_link(one, other, "confirmed"))).links) == decisions.MOST_TWINS**2


def test_what_a_sentence_takes_up_is_set_right_by_a_reader(stored):
    """Two calls in one event: "das Gespräch" is put to the other one, and its links follow."""
    calls = {name: found for name, found in stored.occasion_of.items() if found.taken_up}
    name = next(n for n in sorted(calls, reverse=True) if n.startswith("taz:"))
    found = calls[name]
    own = [o for o in stored.all_occasions if stored.by_id[o.sentence].article == stored.by_id[name].article and not o.taken_up]
    other = next(o for o in own if o.companies and o.companies[-1] != found.companies[0] and o.sentence != name)
    sentence, meant = stored.by_id[name], stored.by_id[other.sentence]
    moved = applied(stored, by_key(decisions.on_occasion(sentence, meant)))
    assert moved.occasion_of[name].companies == other.companies[-1:] and moved.occasion_of[name].taken_up == meant.id
    before = {c.pair: c.apart for c in stored.candidates if name in c.pair}
    assert any(c.apart != before[c.pair] for c in moved.candidates if name in c.pair)
    assert {c.pair: c.apart for c in moved.candidates if name not in c.pair} == {
        c.pair: c.apart for c in stored.candidates if name not in c.pair
    }
    none = applied(stored, by_key(decisions.on_occasion(sentence, None)))
    assert none.occasion_of[name].companies == () and not any(c.apart for c in none.candidates if name in c.pair)
    last = by_key(decisions.on_occasion(sentence, meant), decisions.on_occasion(sentence, None))
    assert [d.verdict for d in last.values()] == ["dismissed"]
