"""Quotation marks: what stands between them."""

import re


def quoted(flat, start, end):
    """Spans inside quotation marks in a passage; a mark left open reaches to the passage's end."""
    spans, opened, kind = [], None, None
    pairs = {"„": '“”"', "»": "«", "“": "”", '"': '"“'}
    for at in range(start, end):
        mark = flat[at]
        if opened is None:
            if mark in pairs or (mark == "«" and flat[at + 1 : at + 2].isalpha() and not flat[at - 1 : at].isalpha()):
                opened, kind = at + 1, pairs.get(mark, "»")
        elif mark in kind:
            spans.append((opened, at))
            opened = None
    if opened is not None:
        spans.append((opened, end))
    return spans


def quoted_share(flat, span, marks):
    words = [(m.start(), m.end()) for m in re.finditer(r"\w+", flat[span[0] : span[1]])]
    inside = sum(any(a <= span[0] + w[0] < b for a, b in marks) for w in words)
    return inside / len(words) if words else 0.0
