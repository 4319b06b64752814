"""An empty Streamlit page, to measure ours beside: a text, and a fragment that reruns on a click."""

import streamlit as st

st.markdown("ready")


@st.fragment
def panel():
    st.button("go")
    st.markdown(f"run {st.session_state.get('runs', 0)}")
    st.session_state.runs = st.session_state.get("runs", 0) + 1


panel()
