"""The panel below the texts: the pinned sentence, its counterparts side by side, what differs, and why they are linked."""

import dataclasses
from collections.abc import Collection, Sequence

import streamlit as st

from components.engine.alignment.links import Link
from components.engine.articles.article import Sentence
from components.engine.codes import Finding, Grade, LinkReason
from components.engine.contradictions.contradiction import Contradiction
from components.engine.german.quotation_marks import inner
from components.engine.german.white_space import squeezed
from components.engine.german.word_likeness import shared_words
from components.views.shared import article_labels, corrections, html, labels, outlet_facts
from components.views.shared.labels import note, note_at, why
from components.views.shared.screen_text import say
from components.views.shared.view import View

MOST = 8
MOST_WORDS = 3  # named as a reason


def show(view: View, selected: str | None) -> None:
    """The panel for a pinned sentence's id, or an invitation to pin one."""
    with st.container(border=True, key="detail"):
        sentence = view.comparison.by_id.get(selected or "")
        if sentence is None:
            st.markdown(say("detail_none"))
            return
        if view.comparison.findings[sentence.id] == Finding.SET_ASIDE:
            st.markdown(f"##### {say('detail_aside')}")
            st.html(html.cards([html.card(head_of(view, sentence), html.escaped(sentence.text))]))
            corrections.show(view, sentence)
            return
        st.markdown(f"##### {_heading(view, sentence)}")
        own = [c for c in view.comparison.contradictions if sentence.id in c.pair]
        st.html(html.cards(_cards(view, sentence, sorted(own, key=lambda c: c.grade != Grade.CLEAR))))
        corrections.show(view, sentence)
        if view.comparison.counterparts.get(sentence.id):
            st.html(html.legend(say("detail_difference"), say("detail_missing"), say("detail_added")))


def _heading(view: View, sentence: Sentence) -> str:
    finding = view.comparison.findings[sentence.id]
    others = len(view.comparison.articles) - 1
    linked = [link.other(sentence.id) for link in view.comparison.counterparts.get(sentence.id, ())]
    articles = {view.comparison.by_id[name].article for name in linked}
    if finding == Finding.CONTRADICTING:
        return say("detail_contradicting")
    if finding == Finding.SHARED:
        voices = view.comparison.count_voices([sentence.id, *linked])
        known = say("detail_voices", voices=voices) if voices <= len(articles) else ""
        return (say("detail_shared", n=len(articles), others=others) if others > 1 else say("detail_shared_two")) + known
    if sentence.id not in view.comparison.surely_unique:
        near = ", ".join(view.labels[a.id] for a in view.comparison.articles if a.id in view.comparison.near[sentence.id])
        return say("detail_doubtful", outlets=near)
    return say("detail_unique", others=others) if others > 1 else say("detail_unique_two")


def head_of(view: View, sentence: Sentence) -> str:
    """Whose sentence it is: outlet, role, number."""
    outlet, role = view.labels[sentence.article], say(f"role_{sentence.role}")
    return say("detail_sentence", outlet=outlet, role=role, n=sentence.number)


def _cards(view: View, sentence: Sentence, contradictions: Sequence[Contradiction]) -> list[str]:
    notes = [note(view.comparison, sentence), _occasion(view, sentence), outlet_facts.short(view.outlet(sentence.article))]
    rows = [html.card(head_of(view, sentence), html.escaped(sentence.text), notes)]
    rows += [_contradicting_card(view, sentence, c) for c in contradictions]
    clashing = {c.other(sentence.id).sentence for c in contradictions}
    links = [x for x in view.comparison.counterparts.get(sentence.id, ()) if x.other(sentence.id) not in clashing]
    disputed = {view.comparison.by_id[name].article for name in clashing}
    rows += [_linked_card(view, sentence, link, disputed=disputed) for link in links[:MOST]]
    if not links and not contradictions:
        rows.append(_unlinked_card(view, sentence))
    maybe = [link for link in view.comparison.maybe if sentence.id in link.pair]
    return rows + [_linked_card(view, sentence, link, say("detail_maybe"), "doubt") for link in maybe[: 2 if links else 1]]


def _occasion(view: View, sentence: Sentence) -> str:
    """Which occasion and who is meant, where the sentence only points at them: "das Gespräch: Muster – Beispiel, 12. Februar"."""
    found = view.comparison.occasion_of.get(sentence.id)
    if found is None or not (found.taken_up or found.pointed):
        return ""
    people = [name for key, name in found.people if found.taken_up or key in found.pointed]
    if not people:
        return ""
    noun = squeezed(sentence.text[found.noun[0] - sentence.start : found.noun[1] - sentence.start]) if found.noun else ""
    told = (" – " if found.taken_up else ", ").join(people)
    meant = ", ".join(part for part in (told, article_labels.day(found.day) if found.day else "") if part)
    if not found.taken_up:
        return say("detail_meant_who", who=meant)
    return say("detail_meant", noun=noun, who=meant, n=view.comparison.by_id[found.taken_up].number)


def _contradicting_card(view: View, sentence: Sentence, contradiction: Contradiction) -> str:
    own, side = contradiction.sides
    if own.sentence != sentence.id:
        own, side = side, own
    other = view.comparison.by_id[side.sentence]
    turned = dataclasses.replace(contradiction, left=own, right=side)
    later = say("why_later") if contradiction.later else ""
    return html.card(
        f"{labels.grade(contradiction)} ({labels.kind(contradiction)}) · {head_of(view, other)}",
        html.marked_in(other, side),
        [why(turned), later, note_at(view.comparison, other, side.start), outlet_facts.short(view.outlet(other.article))],
        "clash" if contradiction.grade == Grade.CLEAR else "doubt",
    )


def _linked_card(
    view: View, sentence: Sentence, link: Link, sign: str = "", kind: str = "", disputed: Collection[str] = ()
) -> str:
    """A counterpart; ``disputed``: articles that contradict the sentence elsewhere, of which no sentence is said to be the same."""
    other = view.comparison.by_id[link.other(sentence.id)]
    by_hand = link.reasons[:1] == (LinkReason.DECIDED,)
    similarity = say("detail_by_hand") if by_hand else say("detail_similarity", n=min(99, round(100 * link.similarity)))
    notes: list[str] = []
    if link.apart is not None and not by_hand:
        notes.append(say(f"apart_{link.apart}"))
    if sentence.id in link.mentioning or other.id in link.mentioning:
        notes.append(say("detail_mentioning" if other.id in link.mentioning else "detail_mentioning_own"))
    if link.reasons:
        told = reasons(link, sentence.text, other.text, view.comparison.common_words)
        notes.append(say("detail_why", reasons=told))
    meant = link.part(other.id)
    if meant and not sign:
        part = other.text[meant[0] - other.start : meant[1] - other.start]
        if len(part) < 0.85 * len(other.text):
            notes.append(say("detail_part", part=squeezed(inner(part))))
    if view.comparison.outlet_of[other.article] == view.comparison.outlet_of[sentence.article]:
        notes.append(say("detail_same_outlet"))
    if other.id in view.comparison.copied.get(sentence.id, ()):
        notes.append(say("detail_copied"))
    notes += [note(view.comparison, other), outlet_facts.short(view.outlet(other.article))]
    verdict = view.comparison.verdict(link)
    amounts_to = say(f"pair_{verdict}") if verdict and not sign and other.article not in disputed else ""
    head = " · ".join(p for p in (sign, head_of(view, other), amounts_to, similarity) if p)
    return html.card(head, html.differing(squeezed(sentence.text), squeezed(other.text)), notes, kind)


def reasons(link: Link, left: str, right: str, common: frozenset[str] = frozenset()) -> str:
    """The strongest reasons of a link in words; words that are common in this event are no reason to name."""
    return "; ".join(_reason(reason, left, right, common) for reason in link.reasons)


def _reason(reason: LinkReason, left: str, right: str, common: frozenset[str]) -> str:
    if reason != LinkReason.WORDING:
        return say(f"reason_{reason}")
    shared = [w for w in shared_words(left, right, 12) if w.casefold() not in common][:MOST_WORDS]
    return say("reason_wording", words=", ".join(shared)) if shared else say("reason_wording_only")


def _unlinked_card(view: View, sentence: Sentence) -> str:
    best = view.comparison.best_unlinked(sentence.id)
    if best is None:
        return html.card(say("detail_no_candidate"), "")
    other = view.comparison.by_id[best.other(sentence.id)]
    threshold = round(100 * view.comparison.threshold)
    notes = [say("detail_not_linked", n=round(100 * best.similarity), threshold=threshold)]
    return html.card(head_of(view, other), html.differing(squeezed(sentence.text), squeezed(other.text)), notes, "doubt")
