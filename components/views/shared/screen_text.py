"""Every word on screen, German and English: read from ``data/messages``, with numbers and dates as the reader's language writes them.

Knows no Streamlit but for the reader's choice of language, so that the command line words its answers here, too.
"""

import datetime
import functools
import string
import tomllib
from collections.abc import Sequence
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from components.engine.data import DATA
from components.engine.messages import Message, Refusal

GERMAN, ENGLISH = "de", "en"
LANGUAGES = ("DE", "EN")  # the first is the one that everything begins with
MESSAGES = DATA / "messages"


@functools.cache
def messages(language: str) -> dict[str, str]:
    """{key: phrase} of a language ("de", "en")."""
    table = tomllib.loads((MESSAGES / f"{language}.toml").read_text("utf-8"))
    return {key: phrase for section in table.values() for key, phrase in section.items()}


@functools.cache
def locale(language: str) -> Locale:
    """Babel's rules for a language."""
    return Locale.parse({"en": "en_GB"}.get(language, language))


class _Filled(string.Formatter):
    """Fills ``{name}``, and chooses singular or plural in ``{n:1 Satz|# Sätze}``; a number becomes the language's."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" in format_spec:
            forms = format_spec.split("|")
            one = locale(self.language).plural_form(value) == "one"
            return forms[0 if one else -1].replace("#", number(value, self.language))
        return number(value, self.language) if type(value) in (int, float) else str(value)


def text(key: str, language: str, **values: object) -> str:
    """A phrase in a language; ``{names}`` in it are filled from ``values``.

    >>> text("compared", "en", articles=1, outlets=1, sentences=1200)
    '1 article from 1 outlet, 1,200 sentences compared'
    """
    phrase = messages(language)[key]
    return _Filled(language).vformat(phrase, (), values) if values else phrase


def worded(said: Message | Refusal, language: str) -> str:
    """A Message, or what a Refusal says, in a language."""
    found = said.message if isinstance(said, Refusal) else said
    return text(found.code, language, **dict(found.values))


def number(value: float, language: str) -> str:
    """A number as the language writes it, with two places at most.

    >>> number(1234.5, "de"), number(1234.5, "en")
    ('1.234,5', '1,234.5')
    """
    return format_decimal(value, "#,##0.##", locale(language))


def day(iso: str | None, language: str) -> str:
    """A date in words; what is no date stays as it is.

    >>> day("2025-02-12", "de"), day("2025-02-12T20:12", "en"), day("gestern", "de")
    ('12. Februar 2025', '12 February 2025', 'gestern')
    """
    try:
        date = datetime.date.fromisoformat((iso or "")[:10])
    except ValueError:
        return iso or text("date_unknown", language)
    return format_date(date, "long", locale(language))


def all_of(names: Sequence[str]) -> str:
    """Names as a list in the reader's language: "n-tv, Bild und taz"."""
    return format_list(list(names), locale=locale(language()))


def language() -> str:
    """The language that the reader chose: "de" or "en"."""
    import streamlit as st

    chosen = st.session_state.get("lang", st.query_params.get("lang"))  # the switch itself comes later on the page
    return ENGLISH if chosen == "EN" else GERMAN


def say(key: str, **values: object) -> str:
    """A phrase in the reader's language."""
    return text(key, language(), **values)


def said(message: Message | Refusal) -> str:
    """A Message, or what a Refusal says, in the reader's language."""
    return worded(message, language())


def reason(wrong: Exception) -> str:
    """Why something failed, in the reader's language; of what is no Refusal only the kind: messages of others name paths, hosts, SQL."""
    return said(wrong) if isinstance(wrong, Refusal) else say("failed_unknown", kind=type(wrong).__name__)
