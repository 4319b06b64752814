"""What people decided by hand about an event: who, what and why, and how to take it back."""

import streamlit as st

from components.views.shared import corrections, html
from components.views.shared.screen_text import say
from components.views.shared.view import View


def show(view: View) -> None:
    """Every decision, those that count with a button each."""
    st.html(html.small(say("corrections_intro")))
    corrections.listed(view)
