"""Corrections by hand: a link confirmed or dismissed, by whom and why, undone again; kept for everybody who uses this server."""

import dataclasses

import streamlit as st

from components import cached
from components.engine.exports import as_csv
from components.views import articles_shown, markup, permissions
from components.views.words import say

MOST = 10  # pairs offered for one sentence


def known(event):
    """(every Decision about an event in order, {pair: Decision} of those that count); both empty where nobody decided anything."""
    try:
        held = cached.decisions()
        history = held.history(event) if held else ()
    except Exception as wrong:  # a database that fails must not take the page with it
        st.warning(markup.literal(say("decide_failed", why=str(wrong)[:200])))
        history = ()
    if not history:
        return (), {}
    from components.engine.decisions import standing

    return history, standing(history)


def show(view, sentence):
    """For the pinned sentence: each counterpart, each perhaps, and what was separated, with a button to correct it."""
    if not permissions.allowed("LESARTEN_DECIDE"):
        return
    pairs = _pairs(view, sentence)
    if not pairs:
        return
    with st.expander(say("decide_title")):
        st.html(markup.small(say("decide_intro")))
        with st.container(horizontal=True):
            who = st.text_input(say("decide_who"), key="decide_who", max_chars=80)
            why = st.text_input(say("decide_why"), key="decide_why", max_chars=300)
        for other, offered, told in pairs[:MOST]:
            label = view.labels[other.article]
            text = " ".join(other.text.split())
            st.markdown(f"**{markup.literal(label)}:** {markup.literal(text)}")
            if told:
                st.html(markup.small(told))
            if st.button(say(f"decide_{offered}"), key=f"{offered}_{sentence.id}_{other.id}"):
                _decide(view, sentence, other, offered, who, why)


def _pairs(view, sentence):
    """[(other sentence, verdict on offer, what was decided)]"""
    comparison = view.comparison
    found, seen = [], set()
    if view.decided:
        from components.engine.decisions import pair

        for other in comparison.text_sentences:
            if other.article != sentence.article and (made := view.decided.get(pair(sentence, other))):
                found.append((other, "undone", told(made)))
                seen.add(other.id)
    for links, offered in ((comparison.counterparts.get(sentence.id, ()), "dismissed"), (comparison.maybe, "confirmed")):
        for link in links:
            if sentence.id in (link.left, link.right):
                other = link.right if link.left == sentence.id else link.left
                if other not in seen:
                    found.append((comparison.by_id[other], offered, ""))
    best = comparison.best_unlinked(sentence.id)
    if best is not None:
        other = best.right if best.left == sentence.id else best.left
        if other not in seen and other not in {o.id for o, _, _ in found}:
            found.append((comparison.by_id[other], "confirmed", ""))
    return found


def _decide(view, sentence, other, verdict, who, why):
    try:
        cached.decisions(writing=True).decide(view.event.id, sentence, other, verdict, who, why)
    except Exception as wrong:
        st.error(markup.literal(say("decide_failed", why=str(wrong)[:200])))
        return
    st.rerun(scope="app")


def told(made):
    """A Decision in one line: what, who, when, why."""
    verdict, who = say(f"decided_{made.verdict}"), made.who or say("nobody")
    line = say("decided_by", verdict=verdict, who=who, when=f"{articles_shown.day(made.made)}, {made.made[11:16]} UTC")
    return f"{line} · {made.why}" if made.why else line


def listed(view):
    """Every decision about this event, and all of them as a table to take away."""
    st.subheader(say("decisions_title", n=len(view.decided)), anchor=False)
    if not view.history:
        return
    rows = [
        [
            markup.escaped(say(f"decided_{d.verdict}")),
            markup.escaped(f"{d.left} ↔ {d.right}"),
            markup.escaped(d.who or say("nobody")),
            markup.escaped(d.why),
            markup.escaped(d.made[:16].replace("T", " ")),
        ]
        for d in reversed(view.history)
    ]
    head = [say("column_verdict"), say("column_pair"), say("decide_who"), say("column_why"), say("column_when")]
    st.html(markup.table(say("decisions_title", n=len(rows)), head, rows[:100]))
    table = as_csv([dataclasses.asdict(d) for d in view.history])
    st.download_button(say("decisions_csv"), table, f"lesarten-{view.event.id}-entscheidungen.csv", "text/csv", on_click="ignore")
