"""Where the texts come from: agencies that articles credit, and passages that stand in several articles nearly word for word."""

import streamlit as st

from components.views import articles_shown, markup
from components.views.words import say

MOST = 8


def line(view):
    """The agencies that several articles credit, in a few words; "" where there is none."""
    held = {}
    for article in articles_shown.columns(view):
        for agency in view.comparison.agencies[article]:
            held.setdefault(agency, []).append(view.labels[article])
    shared = {agency: labels for agency, labels in held.items() if len(labels) > 1}
    return " · ".join(say("agency_line", agency=agency, outlets=", ".join(labels)) for agency, labels in shared.items())


def show(view):
    """Agencies of each article, then the copied passages side by side."""
    found = view.comparison.copies
    st.subheader(say("copies_title"), anchor=False)
    st.html(markup.small(say("copies_intro")))
    agencies = view.comparison.agencies
    st.html(
        markup.listed([(view.labels[a], ", ".join(agencies[a]) or say("copies_no_agency")) for a in articles_shown.columns(view)])
    )
    if not found:
        st.markdown(say("copies_none"))
    for copy in found[:MOST]:
        labels = [view.labels[a] for a in (copy.left, copy.right)]
        n = len(copy.pairs)
        text = say(
            "copies_pair" if n > 1 else "copies_pair_one", left=labels[0], right=labels[1], n=n, share=round(100 * copy.share)
        )
        with st.expander(markup.literal(text)):
            st.html(markup.legend(say("copies_difference", left=labels[0]), say("detail_missing"), say("detail_added")))
            for left, right in copy.pairs:
                one, other = (" ".join(view.comparison.by_id[s].text.split()) for s in (left, right))
                cards = [markup.card(labels[0], markup.escaped(one)), markup.card(labels[1], markup.differing(one, other))]
                st.html(markup.cards(cards))
    if len(found) > MOST:
        st.html(markup.small(say("wording_more", n=len(found) - MOST)))
