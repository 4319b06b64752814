"""The embedded encoder: small, German, loaded through sentence-transformers; another name is refused in one sentence."""

import numpy as np
import pytest
from conftest import told

from components.engine.data import DATA
from components.engine.network.encoder import ModelMissing, vectors


def test_it_is_small():
    assert sum(p.stat().st_size for p in (DATA / "network").rglob("*") if p.is_file()) < 40_000_000


def test_vectors_are_unit_rows_also_for_text_without_a_known_word():
    found = vectors(["Der Rat tagt.", "", "☃"])
    assert found.dtype == np.float32 and found.shape == (3, 384)
    assert np.linalg.norm(found[0]) == pytest.approx(1, abs=1e-3) and not np.isnan(found).any()


@pytest.mark.parametrize(
    ("text", "alike", "apart"),
    [
        ("Die Regierung erhöht die Steuern.", "Das Kabinett hebt die Abgaben an.", "Der Fluss trat über die Ufer."),
        ("Ein Zug ist entgleist.", "Eine Bahn sprang aus den Gleisen.", "Die Wahl gewann die Opposition."),
        ("Der Krieg soll enden.", "Man will die Kämpfe einstellen.", "Das Konzert war ausverkauft."),
    ],
)
def test_meaning_comes_before_wording(text, alike, apart):
    one, two, three = vectors([text, alike, apart])
    assert one @ two > one @ three + 0.05


def test_unknown_encoder_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(ModelMissing) as refused:
        vectors(["x"], encoder=str(tmp_path / "nichts"))
    assert "nichts" in told(refused.value)
