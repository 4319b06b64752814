"""Lesarten: how news outlets told one event. Run it with ``streamlit run app.py``."""

import streamlit as st

from components import cached
from components.views import navigation
from components.views.shared import header
from components.views.shared.screen_text import say

st.set_page_config(page_title="Lesarten", page_icon="📰", layout="wide", initial_sidebar_state="collapsed")
cached.settle()
header.choose_language()


PATHS = {
    "read": "lesen",
    "overview": "ueberblick",
    "tour": "rundgang",
    "ledger": "aussagen",
    "contradictions": "widersprueche",
    "wording": "wortwahl",
    "speakers": "sprecher",
    "outlets": "medien",
    "classroom": "unterricht",
    "method": "methode",
    "cite": "zitieren",
    "bring": "eigene",
}
TITLES = {
    "read": "page_reading",
    "overview": "page_overview",
    "tour": "page_tour",
    "ledger": "page_ledger",
    "contradictions": "page_contradictions",
    "wording": "page_wording",
    "speakers": "page_speakers",
    "outlets": "page_outlets",
    "classroom": "page_classroom",
    "method": "page_method",
    "cite": "page_cite",
    "bring": "page_bring",
}
made = {}


def page(name):
    def show():
        navigation.show(name, made)

    show.__name__ = name
    return st.Page(show, title=say(TITLES[name]), url_path=PATHS[name], default=name == "read")


made.update({name: page(name) for name in PATHS})
st.navigation(list(made.values()), position="top").run()
