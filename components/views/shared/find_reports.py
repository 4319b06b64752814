"""Who else reports it: outlets' feeds are read on a click, what is likely about the same event is shown, the reader chooses, and only
what was chosen is fetched."""

import datetime
import pathlib
from collections.abc import Callable, Sequence

import streamlit as st

from components import cached, settings
from components.engine.articles.article import day_or_moment
from components.engine.articles.outlets import find_outlet
from components.engine.messages import Refusal
from components.settings import Permission
from components.sources.feeds import LARGEST_FEED, Feed, NoFeed, merged
from components.sources.file_import import DraftArticle
from components.sources.web_fetch import FEEDS, Fetcher
from components.storage import announcements, reports_worker
from components.storage.announcements import Announced
from components.views.shared import article_labels, html
from components.views.shared.screen_text import reason, said, say

LEAD = 600  # characters of an article that stand for it
DAYS = 6  # before an article that announcements are looked at
MOST_TOLD = 12  # lines of what was wrong with feeds
LIKELY, PERHAPS = 0.45, 0.3  # likeness from which an announcement is called likely, or shown at all


def show(drafts: Sequence[DraftArticle], fetcher: Fetcher, take: Callable[[str], object]) -> None:
    """The section below the drafts. ``take``: called with the address of what the reader chose."""
    folder = settings.current().feeds
    reaching = settings.allowed(Permission.ADDRESSES)
    if not drafts or not (reaching or folder):
        return
    with st.container(border=True, key="reports"):
        st.markdown(f"**{say('reports_title')}**")
        st.html(html.small(say("reports_intro")))
        with st.container(horizontal=True):
            if st.button(say("reports_read")):
                _read(fetcher if reaching else None, folder)
            wanted = st.button(say("reports_find"), type="primary")
        for line in st.session_state.get("feeds_told", ()):
            st.html(html.small(line))
        if wanted:
            _find(drafts)
        _choose(drafts, take)


def _read(fetcher: Fetcher | None, folder: pathlib.Path | None) -> None:
    """Read every feed that is known, one after the other, and keep what they say."""
    told: list[str] = []
    read: list[Feed] = []
    addresses = [(o.name, url) for o in cached.outlets().values() for url in o.feeds] if fetcher else []
    files = sorted(p for p in folder.iterdir() if p.is_file()) if folder and folder.is_dir() else []
    many = max(1, len(addresses) + len(files))
    bar = st.progress(0.0, say("reports_reading"))
    for n, (name, url) in enumerate(addresses):
        bar.progress(n / many, f"{say('reports_reading')} {html.literal(name)}")
        assert fetcher is not None
        _one(name, lambda url=url: fetcher.fetch(url, FEEDS, LARGEST_FEED).raw, read, told)
    for n, path in enumerate(files, len(addresses)):
        bar.progress(n / many, f"{say('reports_reading')} {html.literal(path.name)}")
        _one(path.name, lambda path=path: _saved(path), read, told)
    bar.empty()
    entries = merged(read)
    try:
        new, changed = announcements.keep(cached.writable_database(), entries)
        told.insert(0, say("reports_kept", n=len(entries), new=new, changed=changed))
    except Exception as wrong:
        told.insert(0, say("bring_cannot_write", why=reason(wrong)))
    st.session_state.feeds_told = told[: MOST_TOLD + 1]


def _saved(path: pathlib.Path) -> bytes:
    """A saved feed. Raises ``NoFeed`` for one that is too large to be read at all, OSError."""
    if path.stat().st_size > LARGEST_FEED:
        raise NoFeed("feed_too_large", most=LARGEST_FEED // 1_000_000)
    return path.read_bytes()


def _one(name: str, raw: Callable[[], bytes], read: list[Feed], told: list[str]) -> None:
    """Read one feed; what is wrong with it is told in a line."""
    try:
        feed = cached.reader().feed(raw())
    except (Refusal, OSError) as wrong:
        told.append(f"{name}: {reason(wrong)}")
        return
    read.append(feed)
    told += [f"{name}: {said(warning)}" for warning in feed.warnings]


def _find(drafts: Sequence[DraftArticle]) -> None:
    """Which announcements are likely about the event of the first article; kept for this visitor alone."""
    own = drafts[0]
    since = _since(own.published)
    try:
        held = announcements.announced(cached.writable_database(), since)
        known = {d.url for d in drafts if d.url}
        offered = [a for a in held if a.entry.url not in known]
        with st.spinner(say("reports_searching", n=len(offered))):
            rows = reports_worker.other_reports(own.headline or "", own.text[:LEAD], own.published, [a.entry for a in offered])
    except Exception as wrong:
        st.error(html.literal(reason(wrong)))
        return
    by_url = {a.entry.url: a for a in offered}
    st.session_state.reports = [(by_url[e.url], likeness) for e, likeness in rows if likeness >= PERHAPS]
    st.session_state.reports_of = own.headline or own.source


def _since(published: str | None) -> str:
    moment = day_or_moment(published)
    if moment is None:
        return ""
    return (moment.astimezone(datetime.UTC) - datetime.timedelta(days=DAYS)).isoformat(timespec="seconds")


def _choose(drafts: Sequence[DraftArticle], take: Callable[[str], object]) -> None:
    """Candidates to choose from, and a button that fetches the chosen ones, one after the other."""
    if "reports" not in st.session_state:
        return
    found: list[tuple[Announced, float]] = [
        (a, n) for a, n in st.session_state.reports if a.entry.url not in {d.url for d in drafts}
    ]
    if not found:
        st.markdown(say("reports_none"))
        return
    st.html(html.small(say("reports_of", title=st.session_state.reports_of)))
    chosen = [a for a, likeness in found if st.checkbox(_line(a, likeness), key=f"report_{a.entry.url}")]
    if not settings.allowed(Permission.ADDRESSES):
        st.html(html.small(say("reports_no_fetching")))
    elif st.button(say("reports_fetch", n=len(chosen)), disabled=not chosen):
        for a in chosen:
            take(a.entry.url)
        st.rerun()


def _line(found: Announced, likeness: float) -> str:
    """An announcement on one line: how likely, whose, when, its title, and whether that has changed."""
    outlet = find_outlet(found.entry.outlet, cached.outlets()).name
    moment = day_or_moment(found.entry.published)
    when = f"{article_labels.day(moment.isoformat())}, {moment:%H:%M} UTC" if moment else say("date_unknown")
    sure = say("reports_likely" if likeness >= LIKELY else "reports_perhaps")
    line = f"**{html.literal(found.entry.title)}** · {html.literal(outlet)} · {when} · {sure}"
    if found.changed:
        line += " · " + html.literal(say("reports_changed", when=found.changed[:16].replace("T", " "), before=found.before))
    return line
