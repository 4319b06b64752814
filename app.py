"""Lesarten: how news outlets told one event. Run it with ``streamlit run app.py``."""

import streamlit as st

from components import cached
from components.views import navigation
from components.views.shared import header

st.set_page_config(page_title="Lesarten", page_icon="📰", layout="wide", initial_sidebar_state="collapsed")
cached.settle()
header.check_settings()
header.choose_language()
navigation.run()
