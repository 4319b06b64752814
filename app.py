"""Lesarten: how news outlets told one event. Run it with ``streamlit run app.py``."""

import streamlit as st

from components import cached
from components.views import frame, pages
from components.views.words import say

st.set_page_config(page_title="Lesarten", page_icon="📰", layout="wide", initial_sidebar_state="collapsed")
cached.settle()
frame.choose_language()


def read():
    pages.show("read")


def overview():
    pages.show("overview")


st.navigation(
    [
        st.Page(read, title=say("page_reading"), url_path="lesen", default=True),
        st.Page(overview, title=say("page_overview"), url_path="ueberblick"),
    ],
    position="top",
).run()
