"""What every page stands in: language, event, the choice of articles, threshold and encoder; and what follows from them."""

import collections
import json
import pathlib
from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import cached, settings
from components.engine import decisions
from components.engine.alignment.links import trust
from components.engine.articles.events import Event, UnreadableEvent
from components.engine.comparison import Comparison
from components.engine.decisions import Decision
from components.settings import Permission, SettingUnknown
from components.storage.stored_event import StoredEvent
from components.storage.worker import WorkerFailed
from components.views.shared import article_labels, html, origins, url_state
from components.views.shared.screen_text import LANGUAGES, reason, said, say
from components.views.shared.view import Links, View, title

LOGO = pathlib.Path(__file__).parents[1] / "templates" / "lesarten.svg"
TOP = """@media (min-width:1000px) {.st-key-top {position:fixed; top:.35rem; right:3.4rem; width:auto; z-index:999991}}
@media (max-width:640px) {.st-key-top {gap:.25rem; flex-wrap:nowrap} .st-key-top [data-testid="stPopoverButton"] p {position:absolute; clip-path:inset(50%)}
.st-key-top a {padding:.25rem .3rem} .st-key-top button {padding-left:.5rem; padding-right:.5rem}}
.st-key-foot {border-top:2px solid; padding-top:.5rem}
@media print {[data-testid="stHeader"], .st-key-top, .st-key-beside, .st-key-foot {display:none !important}}"""
# Words that Streamlit has in English alone: where they stand (selector), and the key of what is shown instead.
ENGLISH_ALONE = (
    ('[data-testid="stSkipToContent"]', "streamlit_skip"),
    ('[data-testid="stFileUploaderDropzone"] button p', "streamlit_upload"),
    ('[data-testid="stFileUploaderDropzoneInstructions"] span', "streamlit_limits"),
)
WANTED = "models_wanted"  # the models that this reader asked for, by a click or by typing their names


def check_settings() -> None:
    """Stop with one sentence where a setting of the environment is not understood."""
    try:
        settings.current()
    except SettingUnknown as wrong:
        st.error(html.literal(said(wrong)))
        st.stop()


def show_name() -> None:
    """The app's name, and where the line of buttons stands: on wide screens in the bar of the menu."""
    st.logo(str(LOGO), size="large")
    replaced = "".join(
        f"{where} {{font-size:0}} {where}::after {{content:{json.dumps(say(key), ensure_ascii=False)}; font-size:.9rem}}\n"
        for where, key in ENGLISH_ALONE
    )
    st.html(f"<style>{TOP}\n{replaced}</style>")


def show_buttons(line: DeltaGenerator, links: Links) -> None:
    """What can be done on every page: bring articles, share, and the other language."""
    for name, label, icon in (("bring", "page_bring", ":material/add:"), ("cite", "share", ":material/share:")):
        line.page_link(links[name], label=say(label), icon=icon, query_params=url_state.kept())
    line.segmented_control(
        say("language"),
        LANGUAGES,
        default=LANGUAGES[0],
        required=True,
        key="lang",
        bind="query-params",
        label_visibility="collapsed",
    )


def choose_event() -> tuple[pathlib.Path, Event]:
    """The folder and Event to compare; stops the page with one clear sentence where there is none."""
    events = cached.events()
    if not events:
        st.error(say("no_event"))
        st.stop()
    wanted = st.query_params.get("event")
    if wanted and wanted not in events:
        st.session_state[url_state.UNKNOWN] = wanted
        st.warning(html.literal(say("event_gone", name=wanted[:100])))
    chosen = wanted if wanted in events else next((name for name, stored in events.items() if stored is None), None)
    if len(events) > 1 or chosen is None:  # not bound to the address by Streamlit, which would write titles of one language there
        st.session_state.event = chosen  # the address decides: the widget's own value is lost on every change of page
        titles = {name: _title(name, stored) for name, stored in events.items()}
        times = collections.Counter(titles.values())
        named = {name: f"{t} ({name})" if times[t] > 1 else t for name, t in titles.items()}
        names = list(events)
        chosen = st.selectbox(
            say("event"),
            names,
            index=None if chosen is None else 0,
            format_func=named.__getitem__,
            key="event",
            on_change=_keep_event,
            placeholder=say("choose"),
        )
    if chosen is None:  # what visitors brought is shown to those who choose it
        st.info(say("choose_event"))
        st.stop()
    try:
        folder = cached.folder(chosen, events[chosen])
        return folder, cached.event(folder)
    except UnreadableEvent as wrong:
        st.error(html.literal(said(wrong)))
    except Exception:  # its row in the database is damaged, or the database has just gone
        st.error(say("event_damaged"))
    st.stop()


def _keep_event() -> None:
    if st.session_state.event is None:
        url_state.forget("event")
    else:
        st.query_params["event"] = st.session_state.event
    url_state.forget("s", "q", "statement", "articles", "threshold", *url_state.STATE)


def _title(name: str, stored: StoredEvent | None) -> str:
    if stored:
        return stored.title
    try:
        return title(cached.event(cached.folder(name, None)))
    except UnreadableEvent:
        return name


def show_warnings(event: Event) -> None:
    """What was odd about the event's files, a line each."""
    for warning in event.warnings:
        st.warning(html.literal(said(warning)))


def compared(folder: pathlib.Path, event: Event, decided: tuple[Decision, ...]) -> Comparison:
    """The Comparison of all articles with the chosen models, made with progress shown where it is not at hand.

    ``event``: with roles and sentence ends as people decided, ``decided``: those Decisions.
    """
    _ask_for_models()
    encoder, judge = (_named(name) for name in ("encoder", "judge"))
    tries = [(encoder, judge)] + [(encoder, "")] * bool(encoder and judge) + [("", "")] * bool(encoder or judge)
    for models in tries:
        try:
            return _working(folder, event, *models, decided)
        except WorkerFailed as failed:
            if models == ("", ""):
                st.error(html.literal(said(failed)))
                st.stop()
            st.warning(say("encoder_missing", why=html.literal(said(failed))))
    raise AssertionError("the last try is the default, which stops the page where it fails")


def _named(name: str) -> str:
    """The model that a setting names, if this reader wants it: a link alone loads nothing. The widget comes later on the page, and knows
    nothing on the first run. A model named by a visitor is loaded from anywhere, so this can be forbidden."""
    if not settings.allowed(Permission.MODELS):
        return ""
    wanted = st.query_params.get(name, "").strip()
    return wanted if wanted in st.session_state.get(WANTED, ()) else ""


def _ask_for_models() -> None:
    """Where the address names a model that this reader has not asked for: whether to load it."""
    for name in ("encoder", "judge"):
        wanted = st.query_params.get(name, "").strip()
        if wanted and settings.allowed(Permission.MODELS) and not _named(name):
            st.info(html.literal(say("model_confirm", name=wanted[:100])))
            with st.container(horizontal=True):
                st.button(say("model_confirm_yes"), on_click=_want, args=(wanted,), key=f"want_{name}")
                st.button(say("model_confirm_no"), on_click=url_state.forget, args=(name,), key=f"leave_{name}")


def _want(model: str) -> None:
    st.session_state[WANTED] = {*st.session_state.get(WANTED, ()), model}


def _working(folder: pathlib.Path, event: Event, encoder: str, judge: str, decided: tuple[Decision, ...]) -> Comparison:
    """The Comparison; while it is made, how far it is, and a button to let it be."""
    found = cached.at_hand(folder, event, encoder, judge)
    if found is not None:
        return found
    if st.session_state.get("cancelled") == str(folder):
        st.info(say("cancelled"))
        with st.container(horizontal=True):
            st.button(say("compare_after_all"), on_click=lambda: st.session_state.pop("cancelled"))
            if decided and decided[-1].act == st.session_state.get("last_act", ""):  # only what this reader has just done
                st.button(say("undo_last"), on_click=_undo, args=(event.id, decided[-1]))
        st.stop()
    slot = st.empty()
    shown: list[DeltaGenerator] = []

    def progress(step: str, share: float) -> None:
        if not shown:
            st.toast(say("working"))  # who clicked far below sees it, too
            with slot.container():
                shown.append(st.progress(0.0, say("working")))
                st.button(say("cancel"), on_click=_cancel, args=(str(folder),), key=f"cancel_{encoder}_{judge}")
        shown[0].progress(share, f"{say('working')} {say('step_' + step)}")

    try:
        return cached.comparison(folder, event, encoder, judge, decided, progress)
    finally:
        slot.empty()


def _undo(event: str, made: Decision) -> None:
    """Take back the correction that made a new comparison necessary."""
    try:
        cached.writable_database().decide(event, [decisions.undone([made])], st.session_state.get("who", ""))
    except Exception as wrong:
        st.error(html.literal(say("decide_failed", why=reason(wrong))))
        return
    st.session_state.pop("cancelled")


def _cancel(folder: str) -> None:
    """End the work; with models of the reader's own back to ours, which may be at hand."""
    own = [name for name in ("encoder", "judge") if _named(name)]
    url_state.forget(*own)
    if not own:
        st.session_state.cancelled = folder
    cached.stop_work(folder)


def choose_articles(event: Event, labels: Mapping[str, str], start: list[str] | None = None) -> list[str]:
    """The ids of the articles to compare, in order; stops where fewer than two are left of several. ``start``: those to begin with."""
    order = [a.id for a in article_labels.in_order(event)]
    if len(order) < 2:
        return order
    begun = [a for a in order if a in start] if start else order
    asked = st.query_params.get_all("articles")
    named = [a for a in order if labels[a] in asked]
    st.session_state.articles = named if named or asked == [""] else begun
    chosen = st.pills(
        say("which_articles"),
        order,
        format_func=lambda article: html.literal(labels[article]),
        selection_mode="multi",
        key="articles",
        on_change=_keep_articles,
        args=(order, begun, labels),
    )
    if len(chosen) < 2:
        st.info(say("two_needed"))
        st.stop()
    return [a for a in order if a in chosen]


def _keep_articles(order: list[str], begun: list[str], labels: Mapping[str, str]) -> None:
    chosen = st.session_state.articles
    url_state.write("articles", [labels[a] for a in order if a in chosen], [labels[a] for a in begun])


def choose_threshold(comparison: Comparison, start: int | None = None) -> float:
    """The similarity from which sentences count as shared, 0 to 1, with how far such links can be trusted. ``start``: in hundredths."""
    with st.popover(say("settings")):
        standard = start or round(100 * comparison.threshold)
        asked = st.query_params.get("threshold", "")
        known = len(asked) < 4 and asked.isascii() and asked.isdigit() and cached.LOWEST <= int(asked) <= cached.HIGHEST
        st.session_state.threshold = int(asked) if known else standard
        chosen = st.slider(
            say("threshold"),
            cached.LOWEST,
            cached.HIGHEST,
            key="threshold",
            help=say("threshold_help"),
            on_change=_keep_typed,
            args=("threshold", str(standard)),
        )
        if comparison.encoder == "embedded":
            band = trust(chosen / 100)
            if band:
                low, high, right, counted = band
                st.html(html.small(say("trust", low=round(100 * low), high=round(100 * high), right=right, counted=counted)))
        else:
            st.html(html.small(say("trust_unknown")))
        if settings.allowed(Permission.MODELS):
            for name in ("encoder", "judge"):
                st.session_state[name] = st.query_params.get(name, "")
                st.text_input(say(name), key=name, help=say(f"{name}_help"), on_change=_keep_model, args=(name,), max_chars=300)
    return chosen / 100


def _keep_typed(name: str, standard: str) -> None:
    url_state.write(name, [str(st.session_state[name]).strip()], [standard])


def _keep_model(name: str) -> None:
    _want(str(st.session_state[name]).strip())
    _keep_typed(name, "")


def show_title(view: View) -> None:
    """The event alone, for pages on which counts and names of agencies would give something away."""
    st.html(html.header(title(view.event), article_labels.day(view.event.date), "", small=True))


def show_header(view: View, small: bool = False) -> None:
    """Title, what is compared, and one line of counts, each with its denominator; ``small``: in one row."""
    comparison = view.comparison
    everything = len(comparison.text_sentences)
    outlets = {comparison.outlet_of[a.id] for a in comparison.articles}
    compared_line = say("compared", articles=len(comparison.articles), outlets=len(outlets), sentences=everything)
    st.html(
        html.header(
            title(view.event),
            " · ".join(part for part in (article_labels.day(view.event.date), compared_line, origins.line(view)) if part),
            say("counts", all=everything, **comparison.counts()),
            small,
        )
    )
