"""What visitors may do on this server: a setting says so; without one, only where nobody else can reach it."""

import os

import streamlit as st

LOOPBACK = frozenset(["127.0.0.1", "localhost", "::1"])


def allowed(setting):
    """Whether the environment variable ``setting`` says "on", or says nothing and the server listens on this machine alone."""
    wanted = os.environ.get(setting, "")
    return wanted == "on" or (wanted != "off" and str(st.get_option("server.address")) in LOOPBACK)
