"""The detail panel: the pinned sentence, its counterparts side by side, what differs, and why they are linked."""

import dataclasses

import streamlit as st

from components.engine.german import word_likeness
from components.views.shared import corrections, html, outlet_facts
from components.views.shared.labels import note, why
from components.views.shared.screen_text import say

MOST = 8
INNER = str.maketrans({"„": "‚", "“": "‘", "”": "‘", '"': "'"})  # quotation marks inside quotation marks


def show(view, selected):
    """The panel for a pinned sentence's id, or an invitation to pin one."""
    with st.container(border=True, key="detail"):
        sentence = view.comparison.by_id.get(selected)
        if sentence is None:
            st.markdown(say("detail_none"))
            return
        if view.comparison.findings[sentence.id] == "set-aside":
            st.markdown(f"##### {say('detail_aside')}")
            st.html(html.cards([html.card(head_of(view, sentence), html.escaped(sentence.text))]))
            corrections.show(view, sentence)
            return
        st.markdown(f"##### {_heading(view, sentence)}")
        own = [c for c in view.comparison.contradictions if sentence.id in (c.left.sentence, c.right.sentence)]
        contradictions = sorted(own, key=lambda c: c.grade != "clear")
        st.html(html.cards(_cards(view, sentence, contradictions)))
        corrections.show(view, sentence)
        if view.comparison.counterparts.get(sentence.id):
            st.html(html.legend(say("detail_difference"), say("detail_missing"), say("detail_added")))


def _heading(view, sentence):
    finding = view.comparison.findings[sentence.id]
    others = len(view.comparison.articles) - 1
    links = view.comparison.counterparts.get(sentence.id, ())
    articles = {view.comparison.by_id[_other(link, sentence.id)].article for link in links}
    if finding == "contradicting":
        return say("detail_contradicting")
    if finding == "shared":
        voices = view.comparison.count_voices([sentence.id, *(_other(link, sentence.id) for link in links)])
        known = say("detail_voices", voices=voices) if voices <= len(articles) else ""
        return (say("detail_shared", n=len(articles), others=others) if others > 1 else say("detail_shared_two")) + known
    return say("detail_unique", others=others) if others > 1 else say("detail_unique_two")


def _other(link, sentence):
    return link.right if link.left == sentence else link.left


def head_of(view, sentence):
    """Whose sentence it is: outlet, role, number."""
    number = int(sentence.id.rsplit(":", 1)[1]) + 1
    return say("detail_sentence", outlet=view.labels[sentence.article], role=say(f"role_{sentence.role}"), n=number)


def _cards(view, sentence, contradictions):
    outlet = view.outlet(sentence.article)
    rows = [
        html.card(
            head_of(view, sentence), html.escaped(sentence.text), [note(view.comparison, sentence), outlet_facts.short(outlet)]
        )
    ]
    clashing = set()
    for contradiction in contradictions:
        rows.append(_contradicting_card(view, sentence, contradiction))
        clashing.add(contradiction.right.sentence if contradiction.left.sentence == sentence.id else contradiction.left.sentence)
    links = [x for x in view.comparison.counterparts.get(sentence.id, ()) if _other(x, sentence.id) not in clashing]
    rows += [_linked_card(view, sentence, link) for link in links[:MOST]]
    if not links and not contradictions:
        rows.append(_unlinked_card(view, sentence))
    rows += [
        _linked_card(view, sentence, link, say("detail_maybe"), "doubt")
        for link in view.comparison.maybe
        if sentence.id in (link.left, link.right)
    ][: 2 if links else 1]
    return rows


def _contradicting_card(view, sentence, contradiction):
    own, side = contradiction.left, contradiction.right
    if own.sentence != sentence.id:
        own, side = side, own
    other = view.comparison.by_id[side.sentence]
    outlet = view.outlet(other.article)
    body = html.marked_in(other, side)
    sign = say("detail_contradicting" if contradiction.grade == "clear" else "detail_possible")
    turned = contradiction if own is contradiction.left else dataclasses.replace(contradiction, left=own, right=side)
    notes = [why(turned), say("why_later") if contradiction.later else "", note(view.comparison, other)]
    return html.card(
        f"{sign} ({say('kind_' + contradiction.kind)}) · {head_of(view, other)}",
        body,
        [*notes, outlet_facts.short(outlet)],
        "clash" if contradiction.grade == "clear" else "doubt",
    )


def _linked_card(view, sentence, link, sign="", kind=""):
    other = view.comparison.by_id[_other(link, sentence.id)]
    outlet = view.outlet(other.article)
    by_hand = link.reasons[:1] == ("decided",)
    similarity = say("detail_by_hand") if by_hand else say("detail_similarity", n=min(99, round(100 * link.similarity)))
    notes = (
        [say("detail_why", reasons=reasons(link, sentence.text, other.text, view.comparison.common_words))]
        if link.reasons
        else []
    )
    if link.parts and not sign:
        start, end = link.parts[1 if link.left == sentence.id else 0]
        part = other.text[start - other.start : end - other.start]
        notes.append(
            say("detail_part", part=" ".join(part.translate(INNER).split())) if len(part) < 0.85 * len(other.text) else ""
        )
    if view.comparison.outlet_of[other.article] == view.comparison.outlet_of[sentence.article]:
        notes.append(say("detail_same_outlet"))
    if other.id in view.comparison.copied.get(sentence.id, ()):
        notes.append(say("detail_copied"))
    notes += [note(view.comparison, other), outlet_facts.short(outlet)]
    head = " · ".join(p for p in (sign, head_of(view, other), similarity) if p)
    return html.card(head, html.differing(_flat(sentence.text), _flat(other.text)), notes, kind)


def _flat(text):
    return " ".join(text.split())


def reasons(link, left, right, common=frozenset()):
    """The strongest reasons of a link in words; words that are common in this event are no reason to name."""
    written = []
    for reason in link.reasons:
        shared = (
            [w for w in word_likeness.shared_words(left, right, 12) if w.casefold() not in common][:3]
            if reason == "wording"
            else ()
        )
        if reason == "wording" and not shared:
            written.append(say("reason_wording_only"))
        else:
            written.append(say(f"reason_{reason}", words=", ".join(shared)) if shared else say(f"reason_{reason}"))
    return "; ".join(written)


def _unlinked_card(view, sentence):
    best = view.comparison.best_unlinked(sentence.id)
    if best is None:
        return html.card(say("detail_no_candidate"), "")
    other = view.comparison.by_id[_other(best, sentence.id)]
    threshold = round(100 * view.comparison.threshold)
    notes = [say("detail_not_linked", n=round(100 * best.similarity), threshold=threshold)]
    return html.card(head_of(view, other), html.differing(_flat(sentence.text), _flat(other.text)), notes, "doubt")
