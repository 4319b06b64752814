"""The wording page: who calls what by which name, the same quotation in several wordings, adjectives, verbs of saying."""

import re
from collections import Counter
from collections.abc import Sequence

import streamlit as st

from components.engine.codes import ReferentKind
from components.engine.findings.modifiers import Epithet
from components.engine.findings.names import Mention, Referent
from components.engine.findings.printed import prints
from components.engine.findings.voices import Voice
from components.engine.german.names import most_frequent
from components.views.shared import article_labels, html, url_state
from components.views.shared.collation_table import show_collation
from components.views.shared.labels import DIRECT, SIGNS
from components.views.shared.screen_text import say
from components.views.shared.sentence_panel import head_of
from components.views.shared.view import View

WHERE_JUDGED = ("wording_own", "wording_told", "wording_quoted_words")
MOST_NAMES, MOST_QUOTES, MOST_NOUNS = 12, 6, 10  # rows before the rest is folded away


def show(view: View) -> None:
    """Five tables, and the passages of one name."""
    st.subheader(say("wording_title"), anchor=False)
    columns = article_labels.columns(view)
    comparison = view.comparison
    if not (comparison.referents or comparison.collations or comparison.described or comparison.voices or comparison.judgements):
        st.markdown(say("wording_none"))
        return
    st.html(html.small(say("wording_intro")))
    _names(view, columns)
    _quotes(view)
    _adjectives(view, columns)
    _verbs(view, columns)
    _judging(view, columns)


def _section(
    view: View,
    title: str,
    intro: str,
    rows: Sequence[Sequence[str]],
    most: int,
    columns: Sequence[str],
    head: str,
    many: int | None = None,
) -> None:
    """A table of a section, what is beyond ``most`` rows folded away; ``many``: what is counted, the rows where it is not given."""
    st.subheader(f"{say(title)} ({len(rows) if many is None else many})", anchor=False)
    st.html(html.small(say(intro)))
    if not rows:
        st.markdown(say("wording_nothing"))
        return
    names = [say(head), *(view.labels[a] for a in columns)]
    st.html(html.table(say(title), names, rows[:most]))
    if len(rows) > most:
        with st.expander(say("wording_more", n=len(rows) - most)):
            st.html(html.table(say(title), names, rows[most:]))


def _names(view: View, columns: Sequence[str]) -> None:
    found = view.comparison.referents
    rows = [[html.escaped(r.name), *_cells(view, r, columns)] for r in found]
    _section(view, "wording_names", "wording_names_intro", rows, MOST_NAMES, columns, "column_referent")
    if found:
        _passages(view, found, columns)


def _nobody_else(view: View, article: str, stem: str) -> bool:
    """Whether no article of another outlet prints a word, looked for letter by letter, whatever it stands for there."""
    outlet_of = view.comparison.outlet_of
    others = [a.id for a in view.comparison.articles if outlet_of[a.id] != outlet_of[article]]
    return not any(prints(view.comparison, other, stem) for other in others)


def _cells(view: View, referent: Referent, columns: Sequence[str]) -> list[str]:
    """HTML for each article: its names, a person's with their numbers; what no other outlet says is marked."""
    mentions, person = referent.mentions, referent.kind == ReferentKind.PERSON
    outlet_of = view.comparison.outlet_of
    users: dict[str, set[str]] = {}
    for m in mentions:
        users.setdefault(m.form, set()).add(outlet_of[view.comparison.by_id[m.sentence].article])
    cells = []
    for article in columns:
        counted: dict[str, tuple[str, int]] = {}
        signs: dict[str, list[tuple[str, bool]]] = {}
        for m in mentions:
            if view.comparison.by_id[m.sentence].article == article:
                text, n = counted.get(m.lemmas, (m.text, 0))
                counted[m.lemmas] = (min(text, m.text, key=len), n + 1)
                signs.setdefault(m.lemmas, []).append((m.form, _quoted(view, m)))
        lines = []
        for lemmas, (text, n) in sorted(counted.items(), key=lambda row: -row[1][1]):
            form = signs[lemmas][0][0]
            own = form and users[form] == {outlet_of[article]} and _nobody_else(view, article, re.split(r"[ |]", form)[-1])
            quoted = all(q for _, q in signs[lemmas])
            lines.append(_line(text, n if person else 1, quoted, "own" if own else "" if form else "pale"))
        cells.append("".join(lines) or html.nothing(say("wording_absent")))
    return cells


def _line(text: str, times: int, quoted: bool, kind: str) -> str:
    sign = (SIGNS[DIRECT], say("wording_quoted")) if quoted else None
    return html.counted(text, times, sign, kind)


def _quoted(view: View, found: Mention) -> bool:
    """Whether a passage stands inside quotation marks: then the word is somebody else's."""
    said = view.comparison.speech_of.get(found.sentence)
    return said is not None and said.is_quoted(found.start)


def _passages(view: View, found: Sequence[Referent], columns: Sequence[str]) -> None:
    """Every passage of the name that the reader chooses."""
    names = list(dict.fromkeys(r.name for r in found))
    wanted = st.query_params.get("name")
    chosen = st.selectbox(
        say("wording_choose"), names, index=names.index(wanted) if wanted in names else None, key="name", placeholder=say("choose"),
        bind="query-params",
    )  # fmt: skip
    referent = next((r for r in found if r.name == chosen), None)
    if referent is None:
        return
    cards: list[str] = []
    seen: set[str] = set()
    for article in columns:
        for m in referent.mentions:
            sentence = view.comparison.by_id[m.sentence]
            if sentence.article == article and m.form and m.sentence not in seen:
                seen.add(m.sentence)
                body = html.marked_in(sentence, m)
                cards.append(html.card(head_of(view, sentence), body))
    st.html(html.cards(cards))
    if "read" in view.links:
        first = referent.mentions[0].sentence
        st.page_link(view.links["read"], label=say("to_reading"), icon=url_state.ARROW, query_params=url_state.kept(s=first))


def _quotes(view: View) -> None:
    found = view.comparison.collations
    st.subheader(f"{say('wording_quotes')} ({len(found)})", anchor=False)
    st.html(html.small(say("wording_quotes_intro")))
    if not found:
        st.markdown(say("wording_nothing"))
    for collation in found[:MOST_QUOTES]:
        show_collation(view, collation)
    if len(found) > MOST_QUOTES:
        with st.expander(say("wording_more", n=len(found) - MOST_QUOTES)):
            for collation in found[MOST_QUOTES:]:
                show_collation(view, collation)


def _adjectives(view: View, columns: Sequence[str]) -> None:
    comparison = view.comparison
    rows = []
    for described in comparison.described:
        forms: dict[str, set[str]] = {}
        for e in described.epithets:
            forms.setdefault(e.form, set()).add(comparison.outlet_of[comparison.by_id[e.sentence].article])
        cells = []
        for article in columns:
            held: dict[str, list[Epithet]] = {}
            for e in described.epithets:
                if comparison.by_id[e.sentence].article == article:
                    held.setdefault(e.form, []).append(e)
            alone = (f for f in held if forms[f] == {comparison.outlet_of[article]})
            own = {f for f in alone if all(_nobody_else(view, article, word) for word in f.split())}
            lines = [_line(es[0].text, len(es), all(e.quoted for e in es), "own" if f in own else "") for f, es in held.items()]
            cells.append("".join(lines) or html.nothing(say("wording_absent")))
        rows.append([html.escaped(described.noun), *cells])
    _section(view, "wording_adjectives", "wording_adjectives_intro", rows, MOST_NOUNS, columns, "column_noun")


def _verbs(view: View, columns: Sequence[str]) -> None:
    """Speakers of two articles or more, and the verbs with which each article lets them speak."""
    held: dict[str, dict[str, Voice]] = {}
    for voice in view.comparison.voices:
        held.setdefault(voice.speaker, {})[voice.article] = voice
    rows = []
    for voices in sorted(held.values(), key=lambda v: -len(v)):
        verbs = {a: [v for v in voice.verbs if v.endswith("n")] for a, voice in voices.items()}  # "so" and "laut" are none
        if len(voices) < 2 or len({frozenset(v) for v in verbs.values()}) < 2:
            continue
        users: dict[str, set[str]] = {}
        for article, used in verbs.items():
            for verb in used:
                users.setdefault(verb, set()).add(view.comparison.outlet_of[article])
        cells = []
        for article in columns:
            used = sorted(set(verbs.get(article, ())))
            alone = (v for v in used if users[v] == {view.comparison.outlet_of[article]})
            own = {v for v in alone if _nobody_else(view, article, v.removesuffix("n").removesuffix("e"))}
            cells.append(
                "".join(_line(v, 1, False, "own" if v in own else "") for v in used) or html.nothing(say("wording_absent"))
            )
        names = [v.name for v in voices.values()]
        rows.append([html.escaped(most_frequent(names)), *cells])
    _section(view, "wording_verbs", "wording_verbs_intro", rows, MOST_NOUNS, columns, "column_speaker")


def _judging(view: View, columns: Sequence[str]) -> None:
    """Words with which each article judges: in its own sentences, in those that tell what others say, and in quotation marks."""
    comparison = view.comparison
    rows: dict[str, dict[str, Counter[str]]] = {key: {a: Counter() for a in columns} for key in WHERE_JUDGED}
    for name, word in comparison.judgements:
        sentence, said = comparison.by_id[name], comparison.speech_of[name]
        at = sentence.start + sentence.text.find(word)
        key = "wording_quoted_words" if said.is_quoted(at) else "wording_told" if said.manner else "wording_own"
        rows[key][sentence.article][word] += 1
    shown: list[list[str]] = []
    for key, held in rows.items():
        cells = [
            "".join(_line(w, n, False, "") for w, n in held[a].items()) or html.nothing(say("wording_absent")) for a in columns
        ]
        if any(held.values()):
            shown.append([html.escaped(say(key)), *cells])
    _section(
        view, "wording_judging", "wording_judging_intro", shown, MOST_NAMES, columns, "column_whose", len(comparison.judgements)
    )
