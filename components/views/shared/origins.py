"""Where the texts come from: agencies that articles credit, and passages that stand in several articles nearly word for word."""

import streamlit as st

from components.engine.german.white_space import squeezed
from components.views.shared import article_labels, html
from components.views.shared.screen_text import say
from components.views.shared.view import View

MOST = 8
SMALL = frozenset(["dpa", "dpa-afx", "epd", "dts", "sid", "ots", "idw"])  # agencies that write themselves in small letters
LONG_NAME = 5  # letters from which a name is no abbreviation


def line(view: View) -> str:
    """The agencies that articles credit, each with the articles; "" where there is none."""
    held: dict[str, list[str]] = {}
    for article in article_labels.columns(view):
        for agency in view.comparison.agencies[article]:
            held.setdefault(agency, []).append(view.labels[article])
    named = ", ".join(f"{written(agency)} ({', '.join(labels)})" for agency, labels in held.items())
    return " · ".join([counted(view), *([say("agency_line", named=named)] if named else [])])


def counted(view: View) -> str:
    """How many of the articles are independent, with agency matter and without."""
    found = view.comparison.origins
    told = say("origins_independent", n=found.independent)
    return f"{told}, {say('origins_without', n=found.own)}" if found.agencies else told


def written(agency: str) -> str:
    """An agency as it writes itself: "dpa", "AFP", "Reuters"."""
    return agency if agency in SMALL else agency.upper() if len(agency) < LONG_NAME else agency.capitalize()


def show(view: View) -> None:
    """Agencies of each article, then the copied passages side by side."""
    found = view.comparison.copies
    st.subheader(say("copies_title"), anchor=False)
    st.html(html.small(say("copies_intro")))
    agencies = view.comparison.agencies
    st.html(
        html.listed(
            [
                (view.labels[a], ", ".join(map(written, agencies[a])) or say("copies_no_agency"))
                for a in article_labels.columns(view)
            ]
        )
    )
    st.markdown(html.literal(counted(view)))
    for left, right in view.comparison.origins.retold:
        st.html(html.small(say("origins_retold", left=view.labels[left], right=view.labels[right])))
    if not found:
        st.markdown(say("copies_none"))
    for copy in found[:MOST]:
        labels = [view.labels[a] for a in (copy.left, copy.right)]
        text = say("copies_pair", left=labels[0], right=labels[1], n=len(copy.pairs), share=round(100 * copy.share))
        with st.expander(html.literal(text)):
            st.html(html.legend(say("copies_difference", left=labels[0]), say("detail_missing"), say("detail_added")))
            for left, right in copy.pairs:
                one, other = (squeezed(view.comparison.by_id[s].text) for s in (left, right))
                cards = [html.card(labels[0], html.escaped(one)), html.card(labels[1], html.differing(one, other))]
                st.html(html.cards(cards))
    if len(found) > MOST:
        st.html(html.small(say("wording_more", n=len(found) - MOST)))
