"""The reader's own verdicts on contradictions: confirmed or dismissed, kept in the address until there is a place to keep work."""

import hashlib

import streamlit as st

PARAMETER = "judged"
SIGNS = {"-": "dismissed", "~": "confirmed"}  # signs that an address leaves as they are
LENGTH = 8


def key(comparison, contradiction):
    """A short name of a contradiction that its words decide, not its place in a list."""
    texts = []
    for side in (contradiction.left, contradiction.right):
        sentence = comparison.by_id[side.sentence]
        texts.append(f"{sentence.article}|{sentence.text}|{side.start - sentence.start}|{side.end - sentence.start}")
    return hashlib.sha256("||".join(sorted(texts)).encode()).hexdigest()[:LENGTH]


def known():
    """{key: "confirmed" or "dismissed"} as the address says; what makes no sense there is left out."""
    found = {}
    for entry in st.query_params.get(PARAMETER, "").split(".")[:500]:
        if len(entry) == LENGTH + 1 and entry[-1] in SIGNS and entry[:-1].isalnum():
            found[entry[:-1]] = SIGNS[entry[-1]]
    return found


def judge(name, verdict):
    """Keep a verdict in the address, or take it back with ``None``."""
    held = known()
    held.pop(name, None)
    if verdict:
        held[name] = verdict
    sign = {word: sign for sign, word in SIGNS.items()}
    if held:
        st.query_params[PARAMETER] = ".".join(f"{k}{sign[v]}" for k, v in held.items())
    elif PARAMETER in st.query_params:
        del st.query_params[PARAMETER]
    carried = st.session_state.get("carried", {})
    carried.pop(PARAMETER, None)
