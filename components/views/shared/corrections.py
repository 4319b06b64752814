"""Corrections by hand: links, statements, contradictions, roles and sentence ends, by whom and why; for everybody who uses this server."""

import dataclasses
import pathlib
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components import cached, settings
from components.engine import decisions
from components.engine.articles.article import Sentence
from components.engine.articles.events import Event
from components.engine.codes import Kind, Matter, Role, Verdict
from components.engine.decisions import Decision
from components.engine.findings.ledger import Row
from components.settings import Permission
from components.storage.tables import as_csv
from components.views.shared import article_labels, html, url_state
from components.views.shared.screen_text import reason, say
from components.views.shared.view import View

MOST = 10  # pairs offered for one sentence
MOST_LISTED = 30  # decisions that have a button of their own


def known(folder: str | pathlib.Path, event: Event) -> tuple[tuple[Decision, ...], int | None]:
    """(Decisions about an event in order, how many were made after the state that the address asks for, None where it asks for none)."""
    try:
        history = cached.history(folder, event.id)
    except Exception as wrong:  # a database that fails must not take the page with it
        why = f" ({reason(wrong)})"
        st.warning(html.literal(say("decisions_unread") + why))
        return (), None
    wanted = st.query_params.get(url_state.FROZEN, "")
    count = wanted.partition(".")[0]
    if not (count.isascii() and count.isdigit() and len(count) < 9):
        return history, None
    held = history[: int(count)]
    if decisions.state_of(held) != wanted:
        st.warning(say("decisions_other"))
        return history, None
    return held, len(history) - len(held)


def allowed(view: View) -> bool:
    """Whether visitors may decide here, and on this state of the event."""
    return settings.allowed(Permission.DECIDE) and not view.later


def signature() -> tuple[str, str]:
    """Fields for name and reason; returns both. The name is remembered for the next time."""
    with st.container(horizontal=True):
        who = st.text_input(say("decide_who"), st.session_state.get("who", ""), key="decide_who", max_chars=80) or ""
        number = st.session_state.get("decided", 0)  # another key, an empty field: a reason is given for one decision only
        why = st.text_input(say("decide_why"), key=f"decide_why_{number}", max_chars=300) or ""
    st.session_state.who = who
    return who, why


def decide(view: View, made: Sequence[Decision], who: str = "", why: str = "") -> None:
    """Keep decisions made by one click and show the page anew."""
    try:
        kept = cached.writable_database().decide(view.event.id, made, who, why)
    except Exception as wrong:
        st.error(html.literal(say("decide_failed", why=reason(wrong))))
        return
    st.session_state.decided = st.session_state.get("decided", 0) + 1
    st.session_state.last_act = kept[0].act
    st.session_state.decided_now = True
    url_state.forget(*url_state.STATE)  # they name a state before this one
    st.rerun(scope="app")


def show(view: View, sentence: Sentence) -> None:
    """For the pinned sentence: its links and those that may be missing, its role, and where it ends."""
    if not allowed(view):
        return
    tools = st.expander(say("decide_title"), key="correcting", on_change="rerun")
    if not tools.open:  # they hold every sentence of the other articles: nobody waits for that who does not correct
        return
    with tools:
        st.html(html.small(say("decide_intro")))
        who, why = signature()
        made = _made(view, sentence)
        aside = sentence.role.is_aside
        names = [*([] if aside else ["links"]), "sentence", *(["made"] if made else [])]
        for name, tab in zip(names, st.tabs([say(f"decide_tab_{n}", n=len(made)) for n in names]), strict=True):
            with tab:
                if name == "links":
                    _links(view, sentence, who, why)
                elif name == "sentence":
                    _sentence(view, sentence, who, why)
                else:
                    for act in made:
                        _one(view, act, "here")


def _links(view: View, sentence: Sentence, who: str, why: str) -> None:
    for other, offered in _pairs(view, sentence)[:MOST]:
        told_as, button = st.columns([4, 1], vertical_alignment="center")
        told_as.markdown(f"**{html.literal(view.labels[other.article])}:** {html.literal(decisions.words(other.text))}")
        if button.button(say(f"decide_{offered}"), key=f"{offered}_{sentence.id}_{other.id}", width="stretch"):
            decide(view, [decisions.on_link(sentence, other, offered)], who, why)
    everybody = [s for s in view.comparison.text_sentences if s.article != sentence.article]
    linked = {name for x in view.comparison.counterparts.get(sentence.id, ()) for name in x.pair}
    other = _choose(view, "another", sentence, [s for s in everybody if s.id not in linked])
    if other and st.button(say("decide_confirmed"), key=f"another_{sentence.id}_button"):
        decide(view, [decisions.on_link(sentence, other, Verdict.CONFIRMED)], who, why)
    against = _choose(view, "against", sentence, everybody)
    if against:
        kind = st.selectbox(
            say("filter_kind"),
            list(Kind),
            None,
            lambda k: say(f"kind_{k}"),
            key=f"kind_{sentence.id}",
            placeholder=say("choose"),
        )
        if kind and st.button(say("do_confirmed"), key=f"against_{sentence.id}_button"):
            decide(view, [decisions.contradicting(sentence, against, kind)], who, why)


def _choose(view: View, purpose: str, sentence: Sentence, others: Sequence[Sentence]) -> Sentence | None:
    """One of other sentences, None where none is chosen or there is none."""
    if not others:
        return None
    label, key = say(f"decide_{purpose}"), f"{purpose}_{sentence.id}"
    return st.selectbox(label, others, None, lambda s: _entry(view, s), key=key, placeholder=say("choose"))


def _entry(view: View, sentence: Sentence) -> str:
    """A sentence as an entry of a list: whose, and its words."""
    text = decisions.words(sentence.text)
    return f"{view.labels[sentence.article]}: {text if len(text) < 140 else text[:138] + ' …'}"


def _pairs(view: View, sentence: Sentence) -> list[tuple[Sentence, Verdict]]:
    """[(other sentence, verdict on offer)]: links, maybe links, the best of what is neither."""
    comparison = view.comparison
    found: dict[str, Verdict] = {}
    best = comparison.best_unlinked(sentence.id)
    rows = [(x, Verdict.DISMISSED) for x in comparison.counterparts.get(sentence.id, ())]
    rows += [(x, Verdict.CONFIRMED) for x in (*comparison.maybe, *([best] if best else []))]
    for link, offered in rows:
        if sentence.id in link.pair:
            found.setdefault(link.other(sentence.id), offered)
    return [(comparison.by_id[other], offered) for other, offered in found.items()]


def _sentence(view: View, sentence: Sentence, who: str, why: str) -> None:
    """Another role, or another end, of a sentence."""
    st.html(html.small(say("decide_anew")))
    roles = list(Role)
    role = st.selectbox(
        say("decide_role"), roles, roles.index(sentence.role), lambda r: say(f"role_{r}"), key=f"role_{sentence.id}"
    )
    if role != sentence.role and st.button(say("decide_role_set"), key=f"role_{sentence.id}_button"):
        decide(view, [decisions.on_role(sentence, role)], who, why)
    own = [s for s in view.comparison.sentences if s.article == sentence.article]
    _occasion(view, sentence, own, who, why)
    place = own.index(sentence)
    if place + 1 < len(own):
        following = own[place + 1]
        st.markdown(f"{html.literal(say('decide_next'))} {html.literal(decisions.words(following.text)[:200])}")
        if st.button(say("decide_join"), key=f"join_{sentence.id}"):
            decide(view, [decisions.on_end(sentence, following=following)], who, why)
    parts = decisions.words(sentence.text).split()
    if len(parts) > 1:
        cuts = range(1, len(parts))
        cut = st.selectbox(
            say("decide_cut"), cuts, None, lambda n: _around(parts, n), key=f"cut_{sentence.id}", placeholder=say("choose")
        )
        if cut and st.button(say("decide_cut_set"), key=f"cut_{sentence.id}_button"):
            decide(view, [decisions.on_end(sentence, first=" ".join(parts[:cut]))], who, why)


def _occasion(view: View, sentence: Sentence, own: Sequence[Sentence], who: str, why: str) -> None:
    """Which sentence of the article tells of the occasion that this one takes up, or that none does."""
    occasions = view.comparison.occasion_of
    if sentence.role.is_aside or sentence.id not in occasions:
        return
    taken = occasions[sentence.id].taken_up
    telling = [s for s in own if s.id != sentence.id and s.id in occasions and occasions[s.id].companies]
    takes_up = _choose(view, "occasion", sentence, [s for s in telling if s.id != taken])
    if takes_up and st.button(say("decide_occasion_set"), key=f"occasion_{sentence.id}_button"):
        decide(view, [decisions.on_occasion(sentence, takes_up)], who, why)
    if taken and st.button(say("decide_occasion_none"), key=f"occasion_{sentence.id}_none"):
        decide(view, [decisions.on_occasion(sentence, None)], who, why)


def _around(parts: Sequence[str], n: int) -> str:
    return f"… {' '.join(parts[max(0, n - 4) : n])} | {' '.join(parts[n : n + 4])} …"


def _made(view: View, sentence: Sentence) -> list[tuple[Decision, ...]]:
    """What was decided about this sentence: acts."""
    said = decisions.words(sentence.text)

    def about(found: Decision) -> bool:
        sides = ((found.left_article, found.left), (found.right_article, found.right))
        whole = (found.left_article, f"{found.left} {found.right}") if found.verdict == Verdict.JOINED else None
        part = (
            found.verdict == Verdict.CUT and found.left_article == sentence.article and said in (found.left_words, _rest(found))
        )
        return (sentence.article, said) in (*sides, whole) or part

    return [act for act in decisions.acts(view.decided.values()) if any(about(d) for d in act)]


def _rest(cut: Decision) -> str:
    return cut.left.removeprefix(cut.left_words).strip()


def _one(view: View, act: Sequence[Decision], where: str) -> None:
    """The decisions of one click, with a button that takes them back."""
    found = act[0]
    told_as, button = st.columns([4, 1], vertical_alignment="center")
    told_as.markdown(f"**{html.literal(told(found))}**: {html.literal(subject(act, view.labels))}")
    if allowed(view) and button.button(say("decide_undone"), key=f"undo_{where}_{found.key}", width="stretch"):
        decide(view, [decisions.undone(act)], st.session_state.get("who", ""))


def told(made: Decision) -> str:
    """A Decision in one line: what, who, when, why."""
    line = say("decided_by", verdict=verdict(made), who=made.who or say("nobody"), when=_when(made))
    return f"{line} · {made.why}" if made.why else line


def _when(made: Decision) -> str:
    return f"{article_labels.day(made.made)}, {made.made[11:16]} UTC" if len(made.made) > 15 else "–"


def verdict(made: Decision) -> str:
    """What was decided, in words."""
    if made.verdict == Verdict.UNDONE or made.matter == Matter.LINK:
        return say(f"decided_{made.verdict}")
    return (
        say(f"decided_{made.matter}", role=say(f"role_{made.verdict}"))
        if made.matter == Matter.ROLE
        else say(f"decided_{made.matter}_{made.verdict}")
    )


def subject(act: Sequence[Decision], labels: Mapping[str, str]) -> str:
    """What decisions of one click are about, in the sentences' words and with their articles. ``labels``: {article: its name}."""
    found = act[0]

    def side(article: str, text: str) -> str:
        return f"{labels.get(article, article)}: {text}" if article else text

    left, right = side(found.left_article, found.left), side(found.right_article, found.right)
    if found.matter == Matter.STATEMENT:
        sides = (s for d in act for s in ((d.left_article, d.left), (d.right_article, d.right)))
        return " / ".join(dict.fromkeys(side(*s) for s in sides))
    if found.matter == Matter.CONTRADICTION and found.left_words != found.left:
        return f"{found.left_words} ↔ {found.right_words} ({left} ↔ {right})"
    if found.verdict == Verdict.CUT:
        return f"{side(found.left_article, found.left_words)} | {_rest(found)}"
    return f"{left} ↔ {right}" if found.right else left


def listed(view: View) -> None:
    """Every decision about this event: those that count with a button each, all as a table, and to take away."""
    standing = decisions.acts(view.decided.values())[::-1]
    st.subheader(say("decisions_title", n=len(standing)), anchor=False)
    if not view.history:
        return
    for act in standing[:MOST_LISTED]:
        _one(view, act, "listed")
    if len(standing) > MOST_LISTED:
        st.html(html.small(say("decisions_most", n=MOST_LISTED)))
    lost = _lost(view)
    if lost:
        st.html(html.small(say("decisions_lost", n=lost)))
    rows = [
        [
            html.escaped(verdict(act[0])),
            html.escaped(subject(act, view.labels)),
            html.escaped(act[0].who or say("nobody")),
            html.escaped(act[0].why),
            html.escaped(act[0].made[:16].replace("T", " ")),
        ]
        for act in decisions.acts(view.history)[::-1]
    ]
    head = [say("column_verdict"), say("column_pair"), say("decide_who"), say("column_why"), say("column_when")]
    with st.expander(say("decisions_history", n=len(rows))):
        st.html(html.table(say("decisions_history", n=len(rows)), head, rows[:100]))
    history, stem = view.history, f"lesarten-{view.event.id}-entscheidungen"
    table = as_csv([dataclasses.asdict(d) for d in history])
    with st.container(horizontal=True):
        st.download_button(say("decisions_csv"), table, f"{stem}.csv", "text/csv", on_click="ignore")
        st.download_button(
            say("decisions_json"), decisions.as_json(history), f"{stem}.json", "application/json", on_click="ignore"
        )


def _lost(view: View) -> int:
    """How many decisions that count are about sentences that are not in the chosen articles (of ends, which change them, nobody knows)."""
    there = {(s.article, decisions.words(s.text)) for s in view.comparison.sentences}
    articles = {a.id for a in view.comparison.articles}
    lost = 0
    for act in decisions.acts(d for d in view.decided.values() if d.matter != Matter.END):
        sides = {side for d in act for side in ((d.left_article, d.left), (d.right_article, d.right)) if side[1]}
        lost += {article for article, _ in sides} <= articles and not sides <= there
    return lost


def statement(view: View, row: Row, rows: Sequence[Row], named: Callable[[Row], str]) -> None:
    """Split the statement of a ledger row, or join it with another. ``rows``: all rows; ``named``: row -> its words."""
    if not allowed(view):
        return
    by_id = view.comparison.by_id
    members = [by_id[s] for c in row.articles.values() for s in c.sentences]
    tools = st.expander(say("statement_title"), key="stating", on_change="rerun")
    if not tools.open:
        return
    with tools:
        st.html(html.small(say("statement_intro")))
        who, why = signature()
        if len(members) > 1:
            out = st.multiselect(
                say("statement_out"),
                members,
                format_func=lambda s: _entry(view, s),
                key=f"out_{row.statement}",
                placeholder=say("choose"),
            )
            rest = [s for s in members if s not in out]
            pairs = [(a, b) for a in out for b in rest if a.article != b.article]
            if pairs and st.button(say("statement_split"), key=f"split_{row.statement}"):
                st.session_state.decided_about = rest[0].id
                decide(view, [decisions.on_link(a, b, Verdict.DISMISSED, Matter.STATEMENT) for a, b in pairs], who, why)
        others = [r for r in rows if r.statement != row.statement]
        other = st.selectbox(say("statement_other"), others, None, named, key=f"other_{row.statement}", placeholder=say("choose"))
        if other:
            theirs = [by_id[s] for c in other.articles.values() for s in c.sentences]
            both = list(dict.fromkeys([*members, *theirs]))
            pairs = [(a, b) for n, a in enumerate(both) for b in both[n + 1 :] if a.article != b.article]
            if not pairs:
                st.html(html.small(say("statement_same_article")))
            elif st.button(say("statement_join"), key=f"join_{row.statement}"):
                st.session_state.decided_about = members[0].id
                decide(view, [decisions.on_link(a, b, Verdict.CONFIRMED, Matter.STATEMENT) for a, b in pairs], who, why)
