"""Settings: what is not understood is refused and allows nothing; without one, only who is alone on the machine may."""

import pytest
from conftest import told

from components import settings
from components.settings import Permission, SettingUnknown


@pytest.mark.parametrize("value", ["false", "0", "no", "OFF", "On", "ja"])
def test_what_is_not_understood_is_refused_also_on_loopback(value):
    with pytest.raises(SettingUnknown) as wrong:
        settings.read({"LESARTEN_CHANGE": value}, "127.0.0.1")
    assert "LESARTEN_CHANGE" in told(wrong.value) and value in told(wrong.value, "en")


@pytest.mark.parametrize(
    ("value", "address", "allowed"),
    [
        ("on", "0.0.0.0", True),
        ("off", "localhost", False),
        ("", "127.0.0.1", True),
        ("", "0.0.0.0", False),
        (" on ", None, True),
        ("", None, False),
    ],
)
def test_on_off_and_nothing(value, address, allowed):
    assert (Permission.DECIDE in settings.read({"LESARTEN_DECIDE": value}, address).allowed) == allowed


def test_a_setting_that_is_not_understood_allows_nothing_of_the_others(monkeypatch):
    monkeypatch.setenv("LESARTEN_BRING", "on")
    assert settings.allowed(Permission.BRING)
    monkeypatch.setenv("LESARTEN_CHANGE", "yes")
    assert not settings.allowed(Permission.BRING)
