"""Many events: compared in processes or on a cluster, kept in the database, and not made again."""

import pytest

from components.engine.messages import Refusal
from components.storage import many_events
from components.storage.many_events import compare_all, event_folders, is_many

TEXT = "Brücke\n\n{} hat am Montag den Bau einer neuen Brücke beschlossen. Sie soll zwei Jahre lang gebaut werden."


@pytest.fixture
def root(tmp_path):
    """A folder with two events and one that is broken."""
    for name in ("eins", "zwei"):
        for outlet, who in (("bote", "Der Rat"), ("kurier", f"Die Stadt {name}")):
            path = tmp_path / "events" / name / f"{outlet}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(TEXT.format(who), "utf-8")
    (tmp_path / "events" / "kaputt").mkdir()
    (tmp_path / "events" / "kaputt" / "event.toml").write_text("title =", "utf-8")
    return tmp_path / "events"


def _states(found):
    return {o.event: o.state for o in found}


def test_a_folder_of_events_is_told_from_an_event(root):
    assert is_many(root) and not is_many(root / "eins") and not is_many(root / "nichts")
    assert [p.name for p in event_folders(root)] == ["eins", "kaputt", "zwei"]


def test_events_are_compared_once_and_a_broken_one_costs_no_other(root, tmp_path):
    address = f"sqlite:///{tmp_path}/d.sqlite"
    first = list(compare_all(event_folders(root), address, workers=2))
    assert _states(first) == {"eins": "made", "zwei": "made", "kaputt": "refused"}
    assert next(o for o in first if o.state == "refused").why.code == "event_toml_broken"
    again = many_events.compare_one(str(root / "eins"), address)
    assert again.state == "kept"


def test_a_cluster_of_two_workers_does_the_same(root, tmp_path):
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        found = list(compare_all(event_folders(root), f"sqlite:///{tmp_path}/d.sqlite", cluster=cluster.scheduler_address))
    assert _states(found) == {"eins": "made", "zwei": "made", "kaputt": "refused"}


def test_a_cluster_that_does_not_answer_is_one_sentence(root, tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")

    def silent(*args, **kwargs):
        raise OSError("timed out")

    monkeypatch.setattr(distributed, "Client", silent)
    with pytest.raises(Refusal) as wrong:
        list(compare_all(event_folders(root), f"sqlite:///{tmp_path}/d.sqlite", cluster="tcp://127.0.0.1:1"))
    assert wrong.value.message.code == "dask_silent"
