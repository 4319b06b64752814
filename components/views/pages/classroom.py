"""For a class: read without knowing the outlet, guess it, find the missing fact, sort sentences; then reveal, with reasons.

A task is a link: its kind and its seed are in the address, its answer is not; what a pupil chooses is not kept anywhere.
"""

import dataclasses
import hashlib
import string
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.engine.articles.article import Sentence
from components.engine.articles.outlets import Outlet
from components.engine.codes import Role
from components.engine.findings import exercises
from components.engine.german.quotation_marks import EVERY
from components.engine.german.white_space import squeezed
from components.reader import reading_view
from components.reader.marks import Mark
from components.views.exports import lesson_plan, worksheet
from components.views.shared import article_labels, html, url_state
from components.views.shared.labels import assertion
from components.views.shared.reading_data import reading_data
from components.views.shared.screen_text import say
from components.views.shared.view import View

TASKS = ("plan", "read", "guess", "missing", "sort", "sheet")
REVEALED = "revealed"  # tasks whose answers this visitor has asked for: nothing of it is in the address
MOST_GUESSED = 8
QUOTES = f"{EVERY} "
NO_QUOTES = str.maketrans("", "", '„“”»«"‚‘›‹')


def show(view: View) -> None:
    """The choice of a task, the task, its answer."""
    st.subheader(say("class_title"), anchor=False)
    st.html(html.small(say("class_intro")))
    task = url_state.one("task", TASKS, say("class_task"), lambda k: say(f"class_{k}"))
    seed = _seed()
    if task in {"plan", "sheet"}:
        {"plan": _plan, "sheet": _sheet}[task](view, seed)
        return
    shown = (task, seed) in st.session_state.get(REVEALED, ())
    blind = blind_names(view, seed)
    if len(view.comparison.articles) < 2:
        st.markdown(say("class_too_few"))
        return
    st.html(html.small(say(f"class_{task}_intro")))
    {"read": _read, "guess": _guess, "missing": _missing, "sort": _sort}[task](view, blind, seed, shown)
    with st.container(horizontal=True):
        st.button(say("class_hide" if shown else "class_reveal"), on_click=_reveal, args=(task, seed, not shown))
        st.button(say("class_another"), on_click=_another, args=(seed,))
    st.html(html.small(say("class_link")))


def _plan(view: View, seed: int) -> None:
    """The plan of a lesson, on the page and to print."""
    st.html(html.small(say("plan_intro")))
    minutes = int(
        url_state.one(
            "minutes", [str(n) for n in lesson_plan.LENGTHS], say("plan_length"), lambda n: say("plan_minutes", n=int(n))
        )
    )
    rows = [
        [html.escaped(f"{s.first}–{s.last}"), html.escaped(s.name), html.escaped(s.text)]
        for s in lesson_plan.steps(view, minutes)
    ]
    st.html(html.table(say("plan_steps"), [say("plan_minute"), say("plan_step"), say("plan_what")], rows, "flowing"))
    found = lesson_plan.differences(view)
    if found:
        with st.expander(say("plan_differences")):  # for the teacher alone
            st.html(html.numbered(found))
            st.html(html.small(say("plan_differences_note")))
    name = f"lesarten-{view.comparison.event}-stunde-{minutes}.html"
    made = lesson_plan.document(view, minutes)
    st.download_button(say("plan_download"), made, name, "text/html", on_click="ignore", key=f"plan_{minutes}")
    st.html(html.small(say("plan_rights")))


def _sheet(view: View, seed: int) -> None:
    """Three downloads and a look at the sheet."""
    st.html(html.small(say("sheet_intro")))
    letters = blind_names(view, seed)
    blind = dataclasses.replace(view, labels=letters)
    both = dataclasses.replace(view, labels={a: f"{name} ({letters[a]})" for a, name in view.labels.items() if a in letters})
    with st.container(horizontal=True):
        for key, shown, answers in (("blind", blind, False), ("without", view, False), ("with", both, True)):
            name = f"lesarten-{view.comparison.event}-{say(f'sheet_file_{key}')}.html"
            made = worksheet.document(shown, answers)
            st.download_button(say(f"sheet_{key}"), made, name, "text/html", on_click="ignore", key=f"sheet_{key}")
    for question in (*worksheet.ANSWERS, "judge"):
        st.markdown(f"**{say(f'sheet_{question}')}** – {say(f'sheet_{question}_ask')}")


def _seed() -> int:
    text = st.query_params.get("seed", "1")
    return int(text) if text.isdecimal() and len(text) < 7 else 1


def _reveal(task: str, seed: int, wanted: bool) -> None:
    """Show or hide the answer of this one task."""
    revealed = st.session_state.setdefault(REVEALED, set())
    (revealed.add if wanted else revealed.discard)((task, seed))


def _another(seed: int) -> None:
    st.query_params["seed"] = str(seed % 999_999 + 1)


def blind_names(view: View, seed: int) -> dict[str, str]:
    """{article id: "Text A"} in an order that the seed decides."""
    found = exercises.order(article_labels.columns(view), seed)
    return {a: say("class_text", letter=string.ascii_uppercase[n] if n < 26 else str(n + 1)) for n, a in enumerate(found)}


def _outlets(view: View) -> list[Outlet]:
    return [view.outlet(a) for a in article_labels.columns(view)]


def _covered(view: View, text: str, shown: bool) -> str:
    return text if shown else exercises.covered(text, _outlets(view))


def _read(view: View, blind: Mapping[str, str], seed: int, shown: bool) -> None:
    """The reading view without outlets and colours; revealed, the labels name them."""
    reading_view(blind_data(view, blind, shown), key=f"blind_{seed}_{shown}")


def blind_data(view: View, blind: Mapping[str, str], shown: bool) -> dict[str, Any]:
    """``reading_data`` with letters for outlets, names of outlets covered, facts left out and neutral colours."""
    data = reading_data(view)
    order = list(blind)
    place = {row["id"]: n for n, row in enumerate(data["articles"])}
    articles = []
    for article in order:
        row = data["articles"][place[article]]
        label = f"{blind[article]}: {view.labels[article]}" if shown else blind[article]
        hidden = {} if shown else {"id": blind[article].split()[-1], "when": "", "short": "", "facts": [], "count": ""}
        articles.append(row | hidden | {"label": label})
    column = {place[a]: n for n, a in enumerate(order)}
    sentences = []
    for s in data["sentences"]:
        pieces = [[_covered(view, text, shown), flags] for text, flags in s["pieces"]]
        caption = s["role"] == Role.CAPTION
        aside = s["finding"] == Mark.ASIDE and not caption  # closing appeals and the like would name their outlet
        notes = [[sign, _covered(view, words, shown), kind] for sign, words, kind in s["notes"]]
        told = s | {"article": column[s["article"]], "pieces": pieces, "notes": notes}
        if not shown:  # nothing but the words: no marks, no signs, no counts
            words = "" if aside else "".join(text for text, _ in pieces)
            words = f"[{say('role_caption')}: {words}]" if caption else words
            finding = Mark.ASIDE if aside else Mark.UNIQUE
            told |= {
                "id": f"{column[s['article']]}:{s['number']}",
                "pieces": [[words, ""]],
                "notes": [],
                "finding": finding,
                "whole": False,
            }
        sentences.append(told)
    version = hashlib.sha256(f"{data['version']}-{order}-{shown}".encode()).hexdigest()[:16]  # the order is the answer
    initial = {"hidden": [Mark.ASIDE], "find": "", "selected": None}
    plain = {} if shown else {"links": [], "filters": []}
    return (
        data
        | plain
        | {"articles": articles, "sentences": sentences, "neutral": not shown, "version": version, "initial": initial}
    )


def _texts(view: View, blind: str, sentences: Sequence[Sentence], shown: bool) -> str:
    texts = {a.id: a.text for a in view.comparison.articles}
    paragraphs: list[list[str]] = []
    last: Sentence | None = None
    for s in sentences:
        apart = last is None or "\n" in texts[s.article][last.end : s.start] or s.role != last.role
        if apart:
            paragraphs.append([])
        paragraphs[-1].append(_covered(view, s.text, shown))
        last = s
    return html.card(blind, html.paragraphs(paragraphs))


def _guess(view: View, blind: Mapping[str, str], seed: int, shown: bool) -> None:
    """An excerpt of each article, and a choice of outlets below it."""
    names = sorted({o.name for o in _outlets(view)})
    for article, label in list(blind.items())[:MOST_GUESSED]:
        st.html(html.cards([_texts(view, label, exercises.excerpt(view.comparison, article), shown)]))
        chosen = st.selectbox(
            say("class_guess_who", text=label), names, index=None, key=f"guess_{seed}_{article}", placeholder=say("choose")
        )
        if shown:
            right = view.outlet(article).name
            verdict = "" if chosen is None else say("class_right") if chosen == right else say("class_wrong")
            st.markdown(html.literal(f"{verdict} {say('class_guess_answer', text=label, outlet=right)}".strip()))
            st.html(html.listed(_traces(view, article)))


def _traces(view: View, article: str) -> list[tuple[str, str]]:
    """[(kind, what)]: what in an article is its outlet's alone."""
    comparison = view.comparison
    outlet = comparison.outlet_of[article]
    users: dict[tuple[str, str], set[str]] = {}
    own: dict[tuple[str, str], str] = {}
    for referent in comparison.referents:
        for m in referent.mentions:
            where = comparison.by_id[m.sentence].article
            users.setdefault((referent.name, m.form), set()).add(comparison.outlet_of[where])
            if where == article and m.form:
                own.setdefault((referent.name, m.form), m.text)
    names = [text for key, text in own.items() if users[key] == {outlet}]
    agencies = comparison.agencies[article]
    found = [
        (say("class_trace_names"), ", ".join(names) or say("class_trace_none")),
        (say("class_trace_agency"), ", ".join(agencies) or say("copies_no_agency")),
    ]
    return found


def _missing(view: View, blind: Mapping[str, str], seed: int, shown: bool) -> None:
    """Which of four facts does this text not have?"""
    comparison = view.comparison
    found = exercises.missing_fact(comparison, seed)
    if found is None:
        st.markdown(say("class_none"))
        return
    text = [s for s in comparison.text_sentences if s.article == found.article]
    label = f"{blind[found.article]}: {view.labels[found.article]}" if shown else blind[found.article]
    st.html(html.cards([_texts(view, label, text, shown)]))
    words = {f.sentence: _covered(view, _plain(view, f.sentence), shown) for f in found.facts}
    picked = st.radio(
        say("class_missing_ask"), list(words), format_func=lambda s: html.literal(words[s]), index=None, key=f"missing_{seed}"
    )
    if not shown:
        return
    answer = next(f for f in found.facts if not f.proof)
    if picked:
        st.markdown(say("class_right" if picked == answer.sentence else "class_wrong"))
    outlets = ", ".join(view.labels[a] for a in article_labels.columns(view) if a in answer.others)
    st.markdown(html.literal(say("class_missing_answer", fact=words[answer.sentence], outlets=outlets)))
    cards = []
    for fact in found.facts:
        if fact.proof:
            where = say("class_missing_where", fact=words[fact.sentence])
            cards.append(html.card(where, html.escaped(comparison.by_id[fact.proof].text)))
    st.html(html.cards(cards))


def _plain(view: View, sentence: str) -> str:
    """A sentence without the quotation marks around it: of a longer quotation only one of them would be left."""
    return squeezed(view.comparison.by_id[sentence].text).strip(QUOTES)


def _sort(view: View, blind: Mapping[str, str], seed: int, shown: bool) -> None:
    """Sentences to sort into fact, attribution, judgement."""
    comparison = view.comparison
    found = exercises.to_sort(comparison, seed)
    if not found:
        st.markdown(say("class_none"))
        return
    right = answered = 0
    for n, row in enumerate(found):
        sentence = comparison.by_id[row.sentence]
        text = _covered(view, _plain(view, row.sentence), shown)
        text = text if shown else text.translate(NO_QUOTES)  # they would give the answer away
        st.markdown(f"**{n + 1}.** {html.literal(text)}")
        chosen = st.radio(
            say("class_sort_ask", n=n + 1), list(exercises.Sort), format_func=lambda k: say(f"sort_is_{k}"), index=None, horizontal=True,
            key=f"sort_{seed}_{row.sentence}", label_visibility="collapsed",
        )  # fmt: skip
        answered += chosen is not None
        right += chosen == row.sort
        if shown:
            verdict = "" if chosen is None else say("class_right") if chosen == row.sort else say("class_other")
            why = (
                say("class_why_judgement", word=row.word)
                if row.sort == exercises.Sort.JUDGEMENT
                else assertion(comparison.speech_of[row.sentence])
            )
            answer = say("class_sort_answer", sort=say(f"sort_is_{row.sort}"), why=why, article=view.labels[sentence.article])
            st.html(html.small(f"{verdict} {answer}".strip()))
    if shown and answered:
        st.markdown(say("class_score", right=right, n=len(found)))
    if shown:
        st.html(html.small(say("class_sort_limits")))
