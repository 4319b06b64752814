"""The contradictions page: each pair with both sides, the words that clash, and why; the reader may confirm or dismiss it."""

import streamlit as st

from components.engine import decisions
from components.engine.articles.outlets import find_outlet
from components.views.shared import article_labels, corrections, html, labels, url_state
from components.views.shared.labels import note, title, worded
from components.views.shared.screen_text import say
from components.views.shared.sentence_panel import head_of

GRADES = ("clear", "possible")


def show(view):
    """Filters, then a card for each pair."""
    left = [c for c in view.found if _verdict(view, c) != "dismissed"]
    gone = len(view.found) - len(left)
    count = say("overview_contradictions", n=len(view.found) - gone)
    clear = sum(c.grade == "clear" for c in left)
    grades = say("contradictions_grades", clear=clear, possible=len(left) - clear)
    parts = [count, *([grades] if left else []), *([say("contradictions_dismissed", n=gone)] if gone else [])]
    st.subheader(" · ".join(parts), anchor=False)
    st.html(html.small(say("contradictions_intro")))
    if not view.found:
        st.markdown(say("overview_none"))
        st.html(html.small(say("overview_limit")))
        return
    chosen = _chosen(view.found)
    if len(chosen) < len(view.found):
        st.markdown(say("contradictions_shown", n=len(chosen), all=len(view.found)))
    who = why = ""
    if corrections.allowed(view):
        with st.expander(say("decide_signature")):
            st.html(html.small(say("decide_intro")))
            who, why = corrections.signature()
    shown = {}
    for contradiction in sorted(chosen, key=lambda c: c.grade != "clear"):  # an article may print a sentence twice: one card
        shown.setdefault(_key(view, contradiction), contradiction)
    for name, contradiction in shown.items():
        _pair(view, contradiction, name, who, why)
    st.html(html.small(say("overview_limit")))


def _key(view, contradiction):
    return decisions.on_contradiction(view.comparison.by_id, contradiction, "confirmed").key


def _verdict(view, contradiction):
    """What people decided about it, None where nobody did."""
    found = view.decided.get(_key(view, contradiction))
    return found.verdict if found else None


def _chosen(found):
    """The contradictions of the kinds and grades that the reader wants; none chosen means all."""
    kinds = [k for k in decisions.KINDS if any(c.kind == k for c in found)]
    grades = [g for g in GRADES if any(c.grade == g for c in found)]
    with st.container(horizontal=True):
        wanted = url_state.several("kind", kinds, say("filter_kind"), lambda k: say(f"kind_{k}"))
        sure = url_state.several("grade", grades, say("filter_grade"), lambda g: say(f"grade_{g}"))
    return [c for c in found if (not wanted or c.kind in wanted) and (not sure or c.grade in sure)]


def _pair(view, contradiction, name, who, why):
    verdict = _verdict(view, contradiction)
    with st.container(border=True, key=f"pair_{name}"):
        st.markdown(f"**{title(contradiction)}**" + (f" · {say('verdict_' + verdict)}" if verdict else ""))
        kind = "doubt" if contradiction.grade != "clear" or verdict == "dismissed" else "clash"
        st.html(html.cards([_side(view, contradiction, side, kind) for side in (contradiction.left, contradiction.right)]))
        st.html(html.small(labels.why(contradiction)))
        if verdict:
            st.html(html.small(corrections.told(view.decided[name])))
        articles = {view.comparison.by_id[side.sentence].article for side in (contradiction.left, contradiction.right)}
        if len(articles) == 1:
            st.html(html.small(say("same_article")))
        if contradiction.later:
            st.html(html.small(say("why_later")))
        with st.container(horizontal=True, vertical_alignment="center"):
            for choice in ("confirmed", "dismissed", "undone") if corrections.allowed(view) else ():
                offered = choice != verdict and (verdict or choice != "undone")
                if offered and st.button(say("decide_undone" if choice == "undone" else f"do_{choice}"), key=f"{choice}_{name}"):
                    made = decisions.on_contradiction(view.comparison.by_id, contradiction, choice)
                    corrections.decide(view, [decisions.undone([view.decided[name]]) if choice == "undone" else made], who, why)
            if "read" in view.pages:
                st.page_link(
                    view.pages["read"],
                    label=say("to_reading"),
                    icon=url_state.ARROW,
                    query_params=url_state.kept(s=contradiction.left.sentence),
                )


def _side(view, contradiction, side, kind):
    sentence = view.comparison.by_id[side.sentence]
    article = next(a for a in view.comparison.articles if a.id == sentence.article)
    outlet = find_outlet(article.outlet, view.outlets)
    body = html.marked_in(sentence, side)
    head = (
        f"{head_of(view, sentence)}: {worded(contradiction, side)}"
        if side.value and contradiction.reason != "hand"
        else head_of(view, sentence)
    )
    when = f"{outlet.name} · {article_labels.when(article)}"
    return html.card(head, body, [note(view.comparison, sentence), when], kind)
