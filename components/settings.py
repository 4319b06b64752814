"""Every setting of the environment (``LESARTEN_…``), read in one place. What is not understood is refused, and allows nothing.

| setting | what it says |
|---|---|
| LESARTEN_EVENTS | the folder where events lie |
| LESARTEN_DATABASE | the database, as SQLAlchemy takes it |
| LESARTEN_FEEDS | a folder with saved feeds, read beside those of the outlets |
| LESARTEN_BRING, …_CHANGE, …_DECIDE, …_ADDRESSES, …_MODELS | what visitors may do: on or off |
"""

import enum
import functools
import os
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass

from components.engine.data import DATA
from components.engine.messages import Refusal

LOOPBACK = frozenset(["127.0.0.1", "localhost", "::1"])


class Permission(enum.StrEnum):
    """What visitors may do on this server; the value is the setting's name."""

    BRING = "LESARTEN_BRING"  # add articles
    CHANGE = "LESARTEN_CHANGE"  # change and remove events
    DECIDE = "LESARTEN_DECIDE"  # correct by hand
    ADDRESSES = "LESARTEN_ADDRESSES"  # load articles from addresses
    MODELS = "LESARTEN_MODELS"  # name other models


class SettingUnknown(Refusal):
    """A setting has a value that is not understood."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings. ``database``: None where none is named."""

    events: pathlib.Path
    database: str | None
    allowed: frozenset[Permission]
    feeds: pathlib.Path | None = None


@functools.lru_cache(maxsize=32)
def _read(values: tuple[tuple[str, str], ...], alone: bool) -> Settings:
    """The Settings of an environment; ``alone``: whether the server listens on this machine only."""
    given = dict(values)
    allowed = set()
    for permission in Permission:
        value = given.get(permission, "")
        if value not in {"", "on", "off"}:
            raise SettingUnknown("setting_unknown", name=permission.value, value=value[:40])
        if value == "on" or (not value and alone):
            allowed.add(permission)
    return Settings(
        events=pathlib.Path(given.get("LESARTEN_EVENTS") or DATA / "events"),
        database=given.get("LESARTEN_DATABASE") or None,
        allowed=frozenset(allowed),
        feeds=pathlib.Path(given["LESARTEN_FEEDS"]) if given.get("LESARTEN_FEEDS") else None,
    )


def read(environment: Mapping[str, str], address: str | None) -> Settings:
    """The Settings of an environment, on a server that listens at ``address``. Raises ``SettingUnknown``.

    >>> sorted(read({"LESARTEN_BRING": "on"}, "0.0.0.0").allowed)
    [<Permission.BRING: 'LESARTEN_BRING'>]
    >>> len(read({"LESARTEN_MODELS": "off"}, "127.0.0.1").allowed)
    4
    """
    given = tuple(sorted((k, v.strip()) for k, v in environment.items() if k.startswith("LESARTEN_")))
    return _read(given, str(address) in LOOPBACK)


def current() -> Settings:
    """The Settings of this server. Raises ``SettingUnknown``."""
    import streamlit as st

    return read(os.environ, st.get_option("server.address"))


def allowed(permission: Permission) -> bool:
    """Whether visitors may do something: where a setting says so, or says nothing and nobody else can reach the server. With a
    setting that is not understood nobody may do anything."""
    try:
        return permission in current().allowed
    except SettingUnknown:
        return False
