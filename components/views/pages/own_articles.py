"""Your own articles: bring files or texts, look at what is compared and what is set aside, keep them as an event."""

import dataclasses
import datetime
import urllib.parse
from collections.abc import Mapping, Sequence

import streamlit as st

from components import cached, server, settings
from components.engine.articles.article import LARGEST_ARTICLE, Article, Sentence, day_or_moment
from components.engine.articles.events import LARGEST_EVENT, MOST_ARTICLES, Event
from components.engine.articles.outlets import Outlet, find_outlet
from components.engine.codes import Role
from components.engine.comparison import MOST_SENTENCES
from components.engine.german.white_space import squeezed
from components.engine.messages import Message, Refusal, message
from components.settings import Permission
from components.sources import file_import
from components.sources.file_import import DraftArticle, Refused
from components.sources.web_fetch import Fetcher, NotFetched
from components.storage import event_archive
from components.storage.stored_event import StoredEvent
from components.views.shared import find_reports, house_paragraphs, html, own_events
from components.views.shared.screen_text import reason, said, say
from components.views.shared.view import Links

Roles = tuple[tuple[str, Role], ...]  # ((words of a sentence, its role), …)

FEWEST = 2
MOST_LISTED = 30  # sentences set aside that are shown
LASTING = frozenset(["draft_too_many_sentences", "read_too_slow", "read_too_much"])  # reasons that hold as long as a text does
FIRST, LAST = datetime.date(1, 1, 1), datetime.date(9999, 12, 31)
FETCHER = Fetcher()


def show(links: Links) -> None:
    """Drafts from files and texts, then the event. ``links``: pages to link to."""
    st.subheader(say("bring_title"), anchor=False)
    if not settings.allowed(Permission.BRING):
        st.info(say("bring_off"))
        return
    st.html(html.small(say("bring_intro")))
    drafts = st.session_state.setdefault("drafts", [])
    for wrong in st.session_state.pop("bring_failed", ()):
        st.error(html.literal(wrong))
    if editing := st.session_state.get("editing"):
        st.info(html.literal(say("edit_now", title=editing.title)))
    if editing or drafts:
        st.button(say("edit_stop" if editing else "drafts_stop"), on_click=_stop_editing)
    _files(drafts, links)
    if settings.allowed(Permission.ADDRESSES):
        _address(drafts)
    _paste(drafts)
    if drafts:
        outlets = cached.outlets()
        for number, draft in enumerate(drafts):
            _draft(drafts, number, draft, outlets)
        _warn(drafts)
        find_reports.show(drafts, FETCHER, lambda url: _fetched(drafts, url))
        _keep(drafts, outlets, links)
    own_events.show(_edit, bool(drafts))


def _files(drafts: list[DraftArticle], links: Links) -> None:
    """Read each uploaded file at once, so that none waits unread when the articles are compared; a .zip that holds an event becomes
    one at once."""
    uploaded = st.file_uploader(
        say("bring_files"), type=list(file_import.ENDINGS), accept_multiple_files=True, key=f"files_{_round('files')}"
    )
    with st.container():  # what may be empty must not move the fields below, or they lose what is being typed
        for wrong in st.session_state.get("refused", ()):
            st.error(html.literal(f"{wrong.source}: {said(wrong.why)}"))
    if not uploaded:
        return
    st.session_state.refused = []
    events: list[str] = []
    for file in uploaded:
        event = _brought(drafts, file.name, file.getvalue())
        events += [event] if event else []
    server.forget_uploads(uploaded)
    _next_round("files")
    if events and not drafts and not st.session_state.refused and not st.session_state.get("bring_failed"):
        _open(events[-1], links)
    st.rerun()


def _brought(drafts: list[DraftArticle], name: str, raw: bytes) -> str | None:
    """Take the articles of a file as drafts, or keep the event that it holds, whose id is given back; what cannot be read is said."""
    refused: list[Refused] = st.session_state.refused
    try:
        found = cached.reader().bring(name, raw)
        if found.event is None:
            refused += found.refused
            refused += _taken(drafts, found.drafts)
            return None
        refused += found.event.refused
        kept = own_events.bring(found.event, st.session_state.get("who", ""))
    except Exception as wrong:  # no database, or a limit was met
        why = wrong.message if isinstance(wrong, Refusal) else message("failed_unknown", kind=type(wrong).__name__)
        refused.append(Refused(source=file_import.shown(name), why=why))
        return None
    title = found.event.event.title
    if sum(stored is not None and stored.title == title for stored in cached.events().values()) > 1:
        st.session_state.setdefault("bring_failed", []).append(f"{name}: {say('bring_again')}")
    if found.event.strange != 0:
        told = say("bring_strange", n=found.event.strange) if found.event.strange else say("bring_no_decisions")
        st.session_state.setdefault("bring_failed", []).append(f"{name}: {told}")
    return kept


def _taken(drafts: list[DraftArticle], found: Sequence[DraftArticle]) -> list[Refused]:
    """Take articles as drafts as long as there is room for them; those for which there is none."""
    left = LARGEST_EVENT - sum(len(d.text) for d in drafts)
    refused = []
    for draft in found:
        earlier = next((n for n, d in enumerate(drafts) if _is_version(d, draft)), None)
        if earlier is not None:
            drafts[earlier] = _newer(drafts[earlier], draft)
        elif len(drafts) >= MOST_ARTICLES:
            refused.append(Refused(source=draft.source, why=message("event_too_many", n=len(drafts) + 1, most=MOST_ARTICLES)))
        elif len(draft.text) > left:
            refused.append(Refused(source=draft.source, why=message("event_too_large", most=LARGEST_EVENT)))
        else:
            drafts.append(draft)
            left -= len(draft.text)
    return refused


def _is_version(held: DraftArticle, brought: DraftArticle) -> bool:
    """Whether what is brought is another version of an article at hand: of its address, or with its headline from its outlet."""
    if held.url and brought.url:
        return held.url == brought.url and held.text != brought.text
    titled = bool(held.headline) and held.headline == brought.headline
    return titled and bool(held.outlet) and _outlet(held) == _outlet(brought) and held.text != brought.text


def _outlet(draft: DraftArticle) -> str:
    return find_outlet(draft.outlet or _stem(draft), cached.outlets()).id


def _newer(held: DraftArticle, brought: DraftArticle) -> DraftArticle:
    """An article with the text of a newer version; the earlier one stays in the event's earlier revision."""
    _forget_widgets()
    state = st.session_state
    state.bring_removed = state.get("bring_removed", 0) + 1
    state.setdefault("bring_failed", []).append(say("version_brought", title=held.headline or held.source))
    return dataclasses.replace(brought, file=held.file, outlet=held.outlet, url=held.url or brought.url, roles=held.roles)


def _address(drafts: list[DraftArticle]) -> None:
    """Fetch one article; only on the click, only from public hosts, and only what its site allows."""
    with st.container(border=True):
        st.markdown(f"**{say('bring_address')}**")
        url = st.text_input(say("bring_url"), key=f"url_{_round('url')}", placeholder="https://", max_chars=2000)
        st.html(html.small(say("bring_address_help")))
        if not st.button(say("bring_fetch")) or not url.strip():
            return
        if _fetched(drafts, url):
            _next_round("url")
            st.rerun()


def _fetched(drafts: list[DraftArticle], url: str) -> bool:
    """Take the article at an address as a draft; says why where that cannot be."""
    try:
        with st.spinner(say("bring_fetching")):
            page = FETCHER.fetch(url)
    except NotFetched as wrong:
        _tell(f"{url}: {said(wrong)}")
        return False
    name = urllib.parse.urlsplit(page.url).hostname
    return _read(drafts, f"{name}.{'html' if page.is_html else 'txt'}", page.raw, outlet=name, url=page.url)


def _tell(line: str) -> None:
    """Say what went wrong, now and after the page has run again."""
    st.error(html.literal(line))
    st.session_state.setdefault("bring_failed", []).append(line)


def _read(drafts: list[DraftArticle], name: str, raw: bytes, **known: str | None) -> bool:
    """Take one article as a draft, with what is known of it; says why where that cannot be."""
    try:
        found = cached.reader().bring(name, raw)
    except Refusal as wrong:
        st.error(html.literal(said(wrong)))
        return False
    articles = [dataclasses.replace(f, **known) for f in found.drafts]
    refused = [*found.refused, *_taken(drafts, articles)]
    for wrong in refused:
        st.error(html.literal(said(wrong.why)))
    return not refused


def _paste(drafts: list[DraftArticle]) -> None:
    with st.container(border=True):
        st.markdown(f"**{say('bring_paste')}**")
        outlet = st.text_input(
            say("bring_outlet"), key=f"outlet_{_round('paste')}", placeholder=say("bring_outlet_help"), max_chars=80
        )
        text = st.text_area(say("bring_text"), key=f"text_{_round('paste')}", height=180, max_chars=LARGEST_ARTICLE)
        if st.button(say("bring_add")):
            name = outlet.strip() or say("bring_unnamed", n=len(drafts) + 1)
            if _read(drafts, f"{name}.txt", text.encode("utf-8", "replace"), outlet=outlet.strip() or None):
                _next_round("paste")
                st.rerun()


def _round(what: str) -> int:
    return st.session_state.get(f"bring_round_{what}", 0)


def _next_round(what: str) -> None:
    """Empty fields for the next text, file or address: widgets of a new key begin anew."""
    st.session_state[f"bring_round_{what}"] = _round(what) + 1


def _draft(drafts: list[DraftArticle], number: int, draft: DraftArticle, outlets: Mapping[str, Outlet]) -> None:
    """One article: whose it is, when, its headline, its text, and which of its lines are set aside."""
    outlet = find_outlet(draft.outlet or _stem(draft), outlets)
    with st.expander(html.literal(f"{number + 1}. {outlet.name} – {draft.headline or draft.source}")):
        for note in draft.notes:
            st.html(html.small(said(note)))
        with st.container(horizontal=True):
            name = st.text_input(say("bring_outlet"), draft.outlet or outlet.name, key=_key(number, "outlet"), max_chars=80)
            published = st.text_input(say("bring_published"), draft.published or "", key=_key(number, "published"), max_chars=30)
        headline = st.text_input(say("role_headline"), draft.headline or "", key=_key(number, "headline"), max_chars=300)
        text = st.text_area(say("bring_text"), draft.text, key=_key(number, "text"), height=220, max_chars=LARGEST_ARTICLE)
        changed = {"outlet": name.strip(), "published": published, "headline": headline.strip()}
        if published.strip() and day_or_moment(file_import.iso(published.strip())) is None:
            st.warning(say("bring_no_time"))
        published = file_import.iso(published.strip())
        text = file_import.cleaned(text)
        drafts[number] = dataclasses.replace(draft, text=text, **{k: v or None for k, v in changed.items()})
        given = st.session_state.setdefault(_key(number, "given"), draft.roles)
        found = _sentences(number, Article(id="a", outlet=outlet.id, file="", text=text, headline=headline.strip() or None))
        if found is not None:
            drafts[number] = dataclasses.replace(drafts[number], roles=_roles(found, number, given))
            _house(drafts, number, outlet.id, found)
        if not file_import.is_german(text):
            st.warning(say("bring_not_german"))
        st.button(say("bring_remove"), key=_key(number, "remove"), on_click=_remove, args=(drafts, number))


def _house(drafts: list[DraftArticle], number: int, outlet: str, held: Sequence[Sentence]) -> None:
    """Offer to set aside what other articles of the outlet have word for word."""
    editing = st.session_state.get("editing")
    lines = house_paragraphs.repeated(outlet, drafts[number].text, editing.event if editing else "")
    away = {words for words, role in drafts[number].roles if role.is_aside}
    told = [squeezed(s.text) for s in held if not s.role.is_aside]
    text = [words for words in told if words not in away and any(words in line for line in lines)]
    if text and len(text) * 2 < len(told):  # an article brought twice is no furniture
        st.html(html.small(say("house_found", n=len(text))))
        st.html(html.listed([(say("role_boilerplate"), words[:160]) for words in text[:MOST_LISTED]]))
        st.button(say("house_aside"), key=_key(number, "house"), on_click=_set_aside, args=(drafts, number, tuple(text)))


def _set_aside(drafts: list[DraftArticle], number: int, sentences: Sequence[str]) -> None:
    """Set sentences of a draft aside; its widgets begin anew with that."""
    roles = {**dict(drafts[number].roles), **dict.fromkeys(sentences, Role.BOILERPLATE)}
    drafts[number] = dataclasses.replace(drafts[number], roles=tuple(roles.items()))
    _forget_widgets()
    st.session_state.bring_removed = st.session_state.get("bring_removed", 0) + 1


def _sentences(number: int, article: Article) -> tuple[Sentence, ...] | None:
    """The sentences of a draft, split once a text in a process of its own; None where that is too much, which is said."""
    key = _key(number, "sentences")
    known: Article | None
    found: tuple[Sentence, ...]
    wrong: Message | None
    known, found, wrong = st.session_state.get(key, (None, (), None))
    if known != article:
        try:
            found, wrong = cached.reader().sentences(article), None
        except Refusal as refused:
            found, wrong = (), refused.message
        if wrong is None or wrong.code in LASTING:
            st.session_state[key] = article, found, wrong
    st.session_state[_key(number, "count")] = sum(not s.role.is_aside for s in found)
    if wrong is not None:
        st.warning(html.literal(said(wrong)))
        return None
    return found


def _stem(draft: DraftArticle) -> str:
    """What a draft is called before its outlet is known: its file's name without the ending."""
    return draft.source.rsplit(".", 1)[0] or draft.source


def _roles(held: Sequence[Sentence], number: int, given: Roles) -> Roles:
    """Which sentences are compared and which set aside, and what people set right: ((words, role), …); ``given``: what they had."""
    aside = {squeezed(s.text): s.role for s in held if s.role.is_aside}
    text = list(dict.fromkeys(squeezed(s.text) for s in held if not s.role.is_aside))
    st.html(html.small(say("bring_roles" if aside else "bring_roles_none", text=len(text), aside=len(aside))))
    st.html(html.listed([(say(f"role_{role}"), words[:160]) for words, role in list(aside.items())[:MOST_LISTED]]))
    moved = {w: r for w, r in given if (w in aside and not r.is_aside) or (w in text and r.is_aside)}

    def chosen(label: str, options: Sequence[str], name: str) -> list[str]:
        start = [w for w in options if w in moved]
        return st.multiselect(label, options, start, format_func=_short, key=_key(number, name), placeholder=say("choose"))

    back = chosen(say("bring_compare_too"), list(aside), "back") if aside else []
    away = chosen(say("bring_set_aside"), text, "away")
    other = tuple((w, r) for w, r in given if w not in moved)
    return (*other, *((w, moved.get(w, Role.BODY)) for w in back), *((w, moved.get(w, Role.BOILERPLATE)) for w in away))


def _short(words: str) -> str:
    return html.literal(words if len(words) < 90 else f"{words[:88]} …")


def _key(number: int, what: str) -> str:
    return f"draft_{st.session_state.get('bring_removed', 0)}_{number}_{what}"


def _remove(drafts: list[DraftArticle], number: int) -> None:
    del drafts[number]
    _forget_widgets()
    st.session_state.bring_removed = st.session_state.get("bring_removed", 0) + 1


def _forget_widgets() -> None:
    """What the page remembers of drafts beside them: it would stay as long as the page is open."""
    for name in [n for n in st.session_state if str(n).startswith("draft_")]:
        del st.session_state[name]


def _warn(drafts: list[DraftArticle]) -> None:
    texts = [squeezed(d.text) for d in drafts]
    if len(set(texts)) < len(texts):
        st.warning(say("bring_twice"))


def _keep(drafts: list[DraftArticle], outlets: Mapping[str, Outlet], links: Links) -> None:
    """Title, date and name; then the event is kept and opened."""
    with st.container(border=True):
        title = st.text_input(say("bring_event_title"), key="bring_event_title", max_chars=150)
        with st.container(horizontal=True):
            day = st.date_input(
                say("bring_event_date"), value=_first_day(drafts), format="DD.MM.YYYY", min_value=FIRST, max_value=LAST
            )
            who = st.text_input(say("decide_who"), st.session_state.get("who", ""), key="bring_who", max_chars=80) or ""
        st.session_state.who = who
        filled = [d for d in drafts if d.text.strip()]
        much = sum(st.session_state.get(_key(n, "count"), 0) for n in range(len(drafts)))
        if much > MOST_SENTENCES:
            st.warning(say("compare_too_much", n=much, most=MOST_SENTENCES))
        ready = title.strip() and FEWEST <= len(filled) == len(drafts) and much <= MOST_SENTENCES
        st.html(html.small(say("bring_rights")))
        if not ready:
            needed = [say("need_title")] * (not title.strip()) + [say("need_second")] * (len(filled) < FEWEST)
            st.html(html.small(say("bring_needed", what=", ".join(needed)) if needed else ""))
        editing = st.session_state.get("editing")
        if st.button(say("bring_save" if editing else "bring_compare"), disabled=not ready):
            date = day.isoformat() if day else None
            try:
                if editing:
                    name = own_events.change(editing, title, date, drafts, outlets, who)
                else:
                    state = st.session_state
                    history = state.get("editing_history") or ()
                    name = own_events.add(title, date, drafts, outlets, who, state.get("editing_title_en"), history)
            except Exception as wrong:  # whatever the database raises: the drafts stay
                st.error(html.literal(say("bring_cannot_write", why=reason(wrong))))
                return
            if name:
                _stop_editing()
                _open(name, links)
            else:
                st.rerun()


def _edit(event: Event, found: StoredEvent | None) -> None:
    """Take an event's articles as drafts; ``found``: the StoredEvent to be changed, None to make a copy."""
    _stop_editing()
    state = st.session_state
    state.drafts += event_archive.drafts(event)
    state.editing, state.editing_title_en, state.editing_date = found, event.title_en, event.date
    state.bring_event_title = event.title
    try:
        state.editing_history = cached.history(cached.folder(event.id, found), event.id)
    except Exception:  # a copy without decisions is better than none
        state.editing_history = ()


def _stop_editing() -> None:
    state = st.session_state
    state.setdefault("drafts", []).clear()
    _forget_widgets()
    state.bring_removed = state.get("bring_removed", 0) + 1  # other drafts, other widgets
    state.editing = state.editing_title_en = state.editing_date = state.editing_history = None


def _first_day(drafts: list[DraftArticle]) -> datetime.date | None:
    """The day of the event that is changed, else the earliest on which one of the articles appeared, None where none says so."""
    known = day_or_moment(st.session_state.get("editing_date"))
    if known:
        return known.date()
    days = [found.date() for d in drafts if (found := day_or_moment(d.published))]
    return min(days, default=None)


def _open(name: str, links: Links) -> None:
    st.session_state.carried = {}  # choices made for another event, or before an article was added
    if "differences" in links:
        st.switch_page(links["differences"], query_params={"event": name})
    st.success(html.literal(say("bring_done", name=name)))
