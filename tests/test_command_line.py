"""The command-line contract: JSON out, warnings on standard error, exit 2 with one line where nothing can be compared."""

import json
import subprocess
import sys

import pytest
from conftest import ROOT

from components.__main__ import main
from components.engine import decisions
from components.engine.articles.article import Sentence
from components.engine.codes import Role
from components.evaluation import report

ONE = "Brücke kommt\n\nDer Stadtrat hat am Donnerstag den Bau einer neuen Brücke beschlossen.\n\nEs regnet."
TWO = "Rat stimmt zu\n\nDer Stadtrat hat am Donnerstag den Bau einer neuen Brücke beschlossen.\n\nAnwohner sind verärgert."


def run(capsys, *arguments):
    status = main([str(a) for a in arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.fixture
def two(tmp_path):
    (tmp_path / "bote.txt").write_text(ONE, "utf-8")
    (tmp_path / "blatt.txt").write_text(TWO, "utf-8")
    return tmp_path


def test_compare_prints_one_json_object(capsys, two):
    status, out, _ = run(capsys, "compare", two)
    table = json.loads(out)
    assert status == 0 and [a["id"] for a in table["articles"]] == ["blatt", "bote"]
    assert {"id", "article", "start", "end", "role", "text", "finding"} <= set(table["sentences"][0])
    assert {"left": "blatt:1", "right": "bote:1"}.items() <= table["links"][0].items()
    assert {"id", "sentences", "finding", "voices"} <= set(table["statements"][0])


def by_hand(folder, *made, name=decisions.NAME):
    (folder / name).write_text(decisions.as_json(decisions.stamped(made)), "utf-8")
    return folder / name


def said(article, text):
    return Sentence(id=f"{article}:0", article=article, start=0, end=len(text), role=Role.BODY, text=text)


BRIDGE = [said(a, "Der Stadtrat hat am Donnerstag den Bau einer neuen Brücke beschlossen.") for a in ("blatt", "bote")]


def test_compare_obeys_decisions_beside_the_articles(capsys, two):
    by_hand(two, decisions.on_link(*BRIDGE, "dismissed"), decisions.on_role(said("bote", "Es regnet."), "caption"))
    table = json.loads(run(capsys, "compare", two)[1])
    assert not table["links"] and [s["finding"] for s in table["sentences"] if s["text"] == "Es regnet."] == ["set-aside"]


def test_compare_obeys_the_decisions_that_are_named_instead(capsys, two, tmp_path):
    by_hand(two, decisions.on_link(*BRIDGE, "dismissed"))
    other = by_hand(two, name="keine.json")
    assert json.loads(run(capsys, "compare", two, "--decisions", other)[1])["links"]


@pytest.mark.parametrize("text", ["{}", "", "\x00\xff"])
def test_decisions_that_cannot_be_read_are_refused_with_one_line(capsys, two, text):
    (two / decisions.NAME).write_text(text, "utf-8")
    for command in (("compare", two), ("evaluate", "--events", two)):
        status, _, err = run(capsys, *command)
        assert status == 2 and "holds no decisions" in err and err.count("\n") == 1


def test_compare_warns_of_one_article_and_answers(capsys, tmp_path):
    (tmp_path / "a.txt").write_text(ONE, "utf-8")
    status, out, err = run(capsys, "compare", tmp_path)
    assert status == 0 and "nothing to compare" in err and json.loads(out)["links"] == []


@pytest.mark.parametrize(
    "arguments",
    [("compare", "FOLDER"), ("compare", "FOLDER/nichts"), ("align", "FOLDER/x", "FOLDER/y"), ("contradictions", "FOLDER/x")],
)
def test_refusal_is_one_line_and_exit_2(capsys, tmp_path, arguments):
    status, out, err = run(capsys, *(a.replace("FOLDER", str(tmp_path)) for a in arguments))
    assert status == 2 and out == "" and err.count("\n") == 1


def test_unknown_encoder_exits_2(capsys, two):
    status, _, err = run(capsys, "compare", two, "--encoder", two / "kein-modell")
    assert status == 2 and "cannot be loaded" in err and err.count("\n") == 1


def test_align_prints_line_numbers(capsys, tmp_path):
    (tmp_path / "l.txt").write_text(
        "Es regnet seit Tagen in Bayern.\nDer Stadtrat beschloss den Bau der neuen Brücke.\n", "utf-8"
    )
    (tmp_path / "r.txt").write_text(
        "Der Stadtrat hat den Bau der neuen Brücke beschlossen.\nDie Wahl gewann die Partei.\n", "utf-8"
    )
    status, out, _ = run(capsys, "align", tmp_path / "l.txt", tmp_path / "r.txt")
    assert status == 0 and [row.split("\t")[:2] for row in out.splitlines()] == [["1", "0"]]


def test_contradictions_answers_every_pair(capsys, tmp_path):
    rows = [
        {"id": "p1", "left": "Das Treffen dauerte eine Stunde.", "right": "Das Treffen dauerte drei Stunden."},
        {"id": "p2", "left": "Es regnet.", "right": "Er kam."},
    ]
    (tmp_path / "p.jsonl").write_text("\n".join(json.dumps(r) for r in rows) + "\n\n", "utf-8")
    status, out, _ = run(capsys, "contradictions", tmp_path / "p.jsonl")
    said = [json.loads(line) for line in out.splitlines()]
    assert status == 0 and [(r["id"], r["label"]) for r in said] == [("p1", "contradiction"), ("p2", "compatible")]


def judged(capsys, path, rows):
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    status, out, _ = run(capsys, "judge", path)
    assert status == 0
    return [json.loads(line) for line in out.splitlines()]


def test_judge_gives_six_probabilities_the_same_for_swapped_sides_and_any_order_of_lines(capsys, tmp_path):
    one = {"id": "p1", "left": "Der Rat tagt.", "right": "Es tagt der Rat.", "left_before": "Montag.", "left_title": "Sitzung"}
    other = {"id": "p2", "left": "Es regnet.", "right": "Der Zug aus Kassel ist entgleist.", "right_title": None}
    swapped = {
        "id": "p1",
        "right": "Der Rat tagt.",
        "left": "Es tagt der Rat.",
        "right_before": "Montag.",
        "right_title": "Sitzung",
    }
    first, second = judged(capsys, tmp_path / "p.jsonl", [one, other])
    assert first["id"] == "p1" and list(first["probabilities"]) == [
        "same",
        "part",
        "against",
        "other_occasion",
        "related",
        "nothing",
    ]
    for row in (first, second):
        assert round(sum(row["probabilities"].values()), 4) == 1
        assert row["label"] == max(row["probabilities"], key=row["probabilities"].get)
    assert judged(capsys, tmp_path / "p.jsonl", [other, swapped]) == [second, first]


@pytest.mark.parametrize("line", ["kein JSON", "[]", "null", '{"id": "a", "left": "x"}', '"id left right"'])
def test_a_line_that_is_no_pair_is_refused_with_one_line(capsys, tmp_path, line):
    (tmp_path / "p.jsonl").write_text(line, "utf-8")
    for command in ("judge", "contradictions"):
        status, out, wrong = run(capsys, command, tmp_path / "p.jsonl")
        assert status == 2 and out == "" and "line 1" in wrong and len(wrong.strip().splitlines()) == 1


def test_only_line_feeds_end_a_line(capsys, tmp_path):
    row = {"id": "p1", "left": "Es regnet\u2028heute.", "right": "Er kam."}
    (tmp_path / "p.jsonl").write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    assert run(capsys, "contradictions", tmp_path / "p.jsonl")[0] == 0


def test_unknown_encoder_is_refused_even_for_one_article(capsys, tmp_path):
    (tmp_path / "a.txt").write_text(ONE, "utf-8")
    assert run(capsys, "compare", tmp_path, "--encoder", tmp_path / "kein-modell")[0] == 2


def test_it_runs_as_a_module(two):
    done = subprocess.run(
        [sys.executable, "-m", "components.engine", "compare", str(two)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    assert json.loads(done.stdout)["articles"]


def test_evaluate_measures_the_five_articles_gives_another_encoder_a_column_and_counts_what_people_decided(
    capsys, two, monkeypatch
):
    other = [said("blatt", "Anwohner sind verärgert."), said("bote", "Es regnet.")]
    (two / "event").mkdir()
    for name in ("bote.txt", "blatt.txt"):
        (two / name).rename(two / "event" / name)
    by_hand(two / "event", decisions.on_link(*BRIDGE, "confirmed"), decisions.on_link(*other, "dismissed"))
    monkeypatch.setattr(report, "GOLD", shorter(report.GOLD, two / "gold", 150))
    status, out, _ = run(capsys, "evaluate", "--events", two, "--beside", ROOT / "data" / "network")
    assert status == 0 and "| event | 1 of 1 | 0 of 1 | 0 of 0 | 0 of 0 |" in out
    rows = {r[0]: dict(zip(HEAD, r[1:])) for r in _table(out.split("| decided by hand")[0])}
    assert set(rows) == {"five articles", "paraphrase"}
    for cells in rows.values():
        assert cells["other"] == cells["aligner"]  # the same encoder, named by its folder
        assert float(cells["aligner"][:5]) > max(float(cells[name][:5]) for name in ("words", "characters", "meaning"))
    assert float(rows["five articles"]["aligner"][:5]) >= 0.66 and float(rows["five articles"]["b3"]) >= 0.8


def shorter(gold, folder, lines):
    """The paraphrases with so many lines a side: the whole of them is the benchmark's matter."""
    (folder / "paraphrase").mkdir(parents=True)
    left, right = ((gold / "paraphrase" / f"{side}.txt").read_text("utf-8").splitlines() for side in ("left", "right"))
    pairs = [
        row.split("\t")[:2] for row in (gold / "paraphrase" / "gold.tsv").read_text("utf-8").splitlines() if row[:1].isdigit()
    ]
    held = [(int(a), int(b)) for a, b in pairs if int(a) < lines]
    order = sorted({b for _, b in held})
    (folder / "paraphrase" / "left.txt").write_text("\n".join(left[:lines]), "utf-8")
    (folder / "paraphrase" / "right.txt").write_text("\n".join(right[b] for b in order), "utf-8")
    (folder / "paraphrase" / "gold.tsv").write_text("\n".join(f"{a}\t{order.index(b)}" for a, b in held), "utf-8")
    return folder


HEAD = ("words", "characters", "meaning", "aligner", "other", "b3")


def _table(out):
    lines = [[c.strip() for c in line.strip("|").split("|")] for line in out.splitlines() if line.startswith("| ")]
    return [row for row in lines if row[0] != "links, F1 (P)"]


def test_a_judge_that_cannot_be_loaded_is_refused_with_one_line(capsys, tmp_path):
    (tmp_path / "a.txt").write_text(ONE, "utf-8")
    (tmp_path / "b.txt").write_text(ONE, "utf-8")
    status, out, wrong = run(capsys, "compare", tmp_path, "--judge", tmp_path / "kein-modell")
    assert status == 2 and out == "" and "kein-modell" in wrong and len(wrong.strip().splitlines()) == 1
