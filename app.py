"""Lesarten: how news outlets told one event. Run it with ``streamlit run app.py``.

Streamlit reads this file twice: the web server imports it and takes ``app``, and every visitor's page runs it as a script.
"""

import streamlit as st

from components import cached, server
from components.views import navigation
from components.views.shared import header

if __name__ == "__main__":
    st.set_page_config(page_title="Lesarten", page_icon="📰", layout="wide", initial_sidebar_state="collapsed")
    cached.settle()
    header.check_settings()
    navigation.run()
else:
    app = st.App(__file__, middleware=server.middleware())
