"""The contradictions page: each pair with both sides, the words that clash, and why; the reader may confirm or dismiss it."""

import streamlit as st

from components.engine.articles import find_outlet
from components.views import articles_shown, judging, markup
from components.views.detail import head_of
from components.views.told import title, why
from components.views.words import say, value

KINDS = ("quantity", "duration", "date", "measure", "place", "role", "negation", "certainty", "attribution")
GRADES = ("clear", "possible")


def show(view):
    """Filters, then a card for each pair."""
    st.subheader(say("overview_contradictions", n=len(view.found)), anchor=False)
    st.html(markup.small(say("contradictions_intro")))
    if not view.found:
        st.markdown(say("overview_none"))
        st.html(markup.small(say("overview_limit")))
        return
    chosen = _chosen(view.found)
    if len(chosen) < len(view.found):
        st.markdown(say("contradictions_shown", n=len(chosen), all=len(view.found)))
    held = judging.verdicts()
    for contradiction in sorted(chosen, key=lambda c: c.grade != "clear"):
        name = judging.key(view.comparison, contradiction)
        _pair(view, contradiction, name, held.get(name))
    st.html(markup.small(say("overview_limit")))


def _chosen(found):
    """The contradictions of the kinds and grades that the reader wants; none chosen means all."""
    kinds = [k for k in KINDS if any(c.kind == k for c in found)]
    grades = [g for g in GRADES if any(c.grade == g for c in found)]
    with st.container(horizontal=True):
        wanted = [
            st.pills(
                say(label),
                options,
                selection_mode="multi",
                format_func=lambda option, prefix=prefix: say(f"{prefix}_{option}"),
                key=key,
                bind="query-params",
            )
            for label, options, prefix, key in (
                ("filter_kind", kinds, "kind", "kind"),
                ("filter_grade", grades, "grade", "grade"),
            )
            if len(options) > 1 or st.query_params.get(key)
        ]
    picked = {option for row in wanted for option in row or ()}
    return [c for c in found if (not picked & set(kinds) or c.kind in picked) and (not picked & set(grades) or c.grade in picked)]


def _pair(view, contradiction, name, verdict):
    with st.container(border=True, key=f"pair_{name}"):
        st.markdown(f"**{title(contradiction)}**" + (f" · {say('verdict_' + verdict)}" if verdict else ""))
        kind = "doubt" if contradiction.grade != "clear" or verdict == "dismissed" else "clash"
        st.html(markup.cards([_side(view, side, kind) for side in (contradiction.left, contradiction.right)]))
        st.html(markup.small(why(contradiction)))
        if contradiction.later:
            st.html(markup.small(say("why_later")))
        with st.container(horizontal=True, vertical_alignment="center"):
            for choice in ("confirmed", "dismissed"):
                if verdict != choice:
                    st.button(say(f"do_{choice}"), key=f"{choice}_{name}", on_click=judging.judge, args=(name, choice))
            if verdict:
                st.button(say("do_undo"), key=f"undo_{name}", on_click=judging.judge, args=(name, None))
            if "read" in view.pages:
                st.page_link(view.pages["read"], label=say("to_reading"), query_params=_address(s=contradiction.left.sentence))


def _address(**changes):
    """The address of another page with the same choices."""
    return {k: v for k, v in st.query_params.items() if k not in {"kind", "grade", "who"}} | changes


def _side(view, side, kind):
    sentence = view.comparison.by_id[side.sentence]
    article = next(a for a in view.comparison.articles if a.id == sentence.article)
    outlet = find_outlet(article.outlet, view.outlets)
    body = markup.marked(sentence.text, side.start - sentence.start, side.end - sentence.start)
    return markup.card(
        f"{head_of(view, sentence)}: {value(side.value)}", body, [f"{outlet.name} · {articles_shown.when(article)}"], kind
    )
