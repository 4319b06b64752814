"""The house holds: data flows one way, each heavy package has one door, every word is there in both languages."""

import ast
import pathlib
import re
import subprocess
import sys
import tomllib

import pytest
from conftest import ROOT

from components.engine.data import DATA
from components.views.shared.screen_text import messages

COMPONENTS = ROOT / "components"
ENGINE = sorted((COMPONENTS / "engine").rglob("*.py"))
EVERYTHING = [ROOT / "app.py", *sorted(COMPONENTS.rglob("*.py"))]
DOORS = {  # package: the file or folder that alone imports it
    "sqlalchemy": "storage/database",  # with its tables
    "feedparser": "sources/feeds.py",
    "distributed": "storage/many_events.py",
    "trafilatura": "sources/file_import.py",
    "pypdf": "sources/file_import.py",
    "docx": "sources/file_import.py",
    "HanTa": "engine/german/words.py",
    "sentence_transformers": "engine/network",
    "rapidfuzz": "engine/german/word_likeness.py",
    "sklearn": "evaluation/training.py",
}
BELOW_THE_SCREEN = ("engine", "sources", "storage", "evaluation")


def walked(node):
    """The nodes below one, without what is there for the type checker alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from walked(child)


def imports(path):
    for node in walked(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{a.name}" for a in node.names)


def unit(path):
    """The part of the house that a file belongs to: of the engine its folder or module there, else the folder below components."""
    parts = path.relative_to(COMPONENTS).with_suffix("").parts
    return "/".join(parts[:2]) if parts[0] in {"engine", "views"} else parts[0]


def file_of(name):
    """The file of ours that an imported name is, None where it is none."""
    path = ROOT.joinpath(*name.split("."))
    return next((p for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file()), None)


def arrows():
    """{unit: units that it imports}"""
    found = {}
    for path in sorted(COMPONENTS.rglob("*.py")):
        for name in imports(path):
            target = file_of(name)
            if target and target.name != "__init__.py" and unit(target) != unit(path):
                found.setdefault(unit(path), set()).add(unit(target))
    return found


def test_nothing_below_the_screen_imports_streamlit_or_a_view():
    for path in COMPONENTS.rglob("*.py"):
        if path.relative_to(COMPONENTS).parts[0] in BELOW_THE_SCREEN:
            for name in imports(path):
                assert not name.startswith(("streamlit", "components.views", "components.reader", "components.cached")), (
                    path,
                    name,
                )


def test_the_engine_imports_only_itself():
    for path in ENGINE:
        assert all(n.startswith("components.engine") for n in imports(path) if n.startswith("components")), path.name


def test_data_flow_one_way_through_the_folders():
    found = arrows()
    left = {u for pair in found.items() for u in (pair[0], *pair[1])}
    while left:
        free = {u for u in left if not found.get(u, set()) & left}
        assert free, f"these import each other: {sorted(left)}"
        left -= free


@pytest.mark.parametrize("folder", sorted({p.parent for p in COMPONENTS.rglob("*.py")}), ids=str)
def test_no_two_files_of_a_folder_import_each_other(folder):
    found = {p: {t for n in imports(p) if (t := file_of(n)) and t.parent == folder and t != p} for p in folder.glob("*.py")}
    left = set(found)
    while left:
        free = {p for p in left if not found[p] & left}
        assert free, f"these import each other: {sorted(p.name for p in left)}"
        left -= free


@pytest.mark.parametrize(("package", "door"), DOORS.items())
def test_each_heavy_package_has_one_door(package, door):
    holders = {p for p in EVERYTHING if any(n.split(".")[0] == package for n in imports(p))}
    assert holders and all(p.relative_to(COMPONENTS).as_posix().startswith(door) for p in holders), holders


def test_no_page_of_the_stored_event_needs_torch_or_hanta():
    code = (
        "import sys; from streamlit.testing.v1 import AppTest; from components.views import navigation\n"
        "for page in navigation.PAGES:\n"
        "    at = AppTest.from_string(f'from components.views import navigation; navigation.show({page!r}, {{}})', default_timeout=60).run()\n"
        "    assert not at.exception, (page, at.exception)\n"
        "heavy = {'torch', 'HanTa', 'sentence_transformers', 'sklearn', 'scipy'} & set(sys.modules); assert not heavy, heavy"
    )
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr[-2000:]


def test_every_word_on_screen_is_there_in_german_and_english_with_the_same_values():
    german, english = messages("de"), messages("en")
    assert german.keys() == english.keys()
    for key, phrase in german.items():
        assert phrase.strip() and english[key].strip(), key
        assert set(re.findall(r"{(\w+)", phrase)) == set(re.findall(r"{(\w+)", english[key])), key


def test_top_level_holds_only_what_is_agreed():
    allowed = {
        "app.py",
        "requirements.txt",
        "components",
        "data",
        "tests",
        ".streamlit",
        "README.md",
        "LICENSE",
        "pyproject.toml",
        ".ci",
        ".gitignore",
        ".gitattributes",
    }
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split("\n")
    if tracked == [""]:
        pytest.skip("not a git checkout")
    assert {pathlib.PurePath(t).parts[0] for t in tracked if t} <= allowed


def test_no_word_of_this_event_decides_in_the_engine():
    event = re.compile(r"trump|putin|selensk|hegseth|kreml|telefonat|ukrain", re.IGNORECASE)
    for path in [*ENGINE, *sorted((DATA / "lexicon").glob("*.toml"))]:
        text = path.read_text("utf-8")
        if path.suffix == ".py":
            tree = ast.parse(text)
            for node in ast.walk(tree):  # docstrings and doctests may quote ordinary news sentences
                if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) and ast.get_docstring(node):
                    node.body = node.body[1:] or [ast.Pass()]
            text = ast.unparse(tree)
            text = text.replace("2025-02-12-telefonat-trump-putin", "").replace("telefonat'", "'")
        assert not event.search(text), (path.name, event.search(text).group())


def test_an_installation_holds_every_folder_of_the_code():
    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    folders = {".".join(p.parent.relative_to(ROOT).parts) for p in COMPONENTS.rglob("*.py")}
    assert set(named) == {*folders, "components.data"}


def test_no_checkout_converts_line_ends_of_data():
    """Offsets and fingerprints count bytes: a checkout that converted line ends would move them."""
    names = ["data/events/x/a.txt", "data/gold/x.jsonl", "data/lexicon/x.toml", "data/messages/de.toml", "data/aligner.json"]
    said = subprocess.run(["git", "check-attr", "text", *names], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not said:
        pytest.skip("not a git checkout")
    assert said.count("text: unset") == len(names)
