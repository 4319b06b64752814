"""What a comparison was made by: a hash of the code and the tables that decide it, which comments and names of variables do not change.

Hashed are the syntax trees of ``components.engine.comparison`` and of every engine module that it imports, directly or not, without
comments, layout, docstrings and annotations, and with the local variables of functions numbered; and the contents of the tables,
not their bytes. Of what is known of outlets only that counts which the engine reads, not the facts shown on the page.

Reading the trees takes half a second, too long for the first page; so the answer for the shipped sources lies in
``data/engine_key.json``, beside a hash of their text, and is believed only as long as that text is unchanged.
"""

import ast
import dataclasses
import functools
import json
import pathlib
import tomllib

from components.engine.articles.outlets import read_outlets
from components.engine.data import DATA
from components.engine.fingerprints import content_hash

ENGINE = pathlib.Path(__file__).parents[1] / "engine"
START = "components.engine.comparison"
KNOWN = DATA / "engine_key.json"
SHOWN_ONLY = ("facts", "regulation", "licence", "feeds")  # of an Outlet: on the page, not in the engine


@functools.cache
def engine_key() -> str:
    """A hash of what decides a comparison besides the texts and the encoder."""
    try:
        known = json.loads(KNOWN.read_text("utf-8"))
        if known["source"] == source_hash():
            return str(known["key"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return computed_key()


def remember() -> None:
    """Write down the key of the sources as they are now."""
    KNOWN.write_text(json.dumps({"source": source_hash(), "key": computed_key()}) + "\n", "utf-8")


def source_hash() -> str:
    """A hash of the text of all engine modules and tables; whatever line ends a checkout gave them."""
    files = [*sorted(ENGINE.rglob("*.py")), *sorted((DATA / "lexicon").glob("*")), DATA / "aligner.json", DATA / "outlets.toml"]
    return content_hash(*(f.read_bytes().replace(b"\r\n", b"\n") for f in files))


def computed_key() -> str:
    """``engine_key`` from the syntax trees themselves."""
    modules = imported(START)
    outlets = [{k: v for k, v in dataclasses.asdict(o).items() if k not in SHOWN_ONLY} for o in read_outlets().values()]
    tables = [_table(path) for path in sorted((DATA / "lexicon").glob("*"))]
    return content_hash(
        *(part for name in sorted(modules) for part in (name, meaning(modules[name]))),
        *tables,
        (DATA / "aligner.json").read_bytes(),
        json.dumps(outlets, sort_keys=True, default=list),
    )


def imported(start: str) -> dict[str, str]:
    """{name of a module: its source} of an engine module and all engine modules that it needs."""
    found: dict[str, str] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in found or (path := _file(name)) is None:
            continue
        found[name] = path.read_text("utf-8")
        for node in ast.walk(ast.parse(found[name])):
            if isinstance(node, ast.ImportFrom) and node.module:
                waiting += [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            elif isinstance(node, ast.Import):
                waiting += [a.name for a in node.names]
    return found


def _file(name: str) -> pathlib.Path | None:
    if not name.startswith("components.engine."):
        return None
    path = ENGINE.joinpath(*name.split(".")[2:]).with_suffix(".py")
    return path if path.is_file() else None


def _table(path: pathlib.Path) -> str | bytes:
    """The contents of a table; comments and layout of a TOML file are none."""
    return json.dumps(tomllib.loads(path.read_text("utf-8")), default=str) if path.suffix == ".toml" else path.read_bytes()


def meaning(source: str) -> str:
    """A module's syntax tree as text: the same for two sources that differ only in comments, layout, docstrings, annotations, or in
    what a function calls its local variables.

    >>> meaning("def f(x):\\n    y = x + 1  # one more\\n    return y") == meaning("def f(x) -> int:\\n    more = x + 1\\n    return more")
    True
    >>> meaning("def f(x):\\n    y = x + 1\\n    return y") == meaning("def f(x):\\n    y = x + 2\\n    return y")
    False
    """
    return _written(ast.parse(source), {})


def _written(node: object, renamed: dict[str, str]) -> str:
    if isinstance(node, list):
        return "[" + ",".join(_written(n, renamed) for n in node) + "]"
    if not isinstance(node, ast.AST):
        return repr(node)
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        own = _local_names(node)
        renamed = {k: v for k, v in renamed.items() if k not in _parameters(node)}
        renamed |= {name: f"${len(renamed) + n}" for n, name in enumerate(own)}
    parts = [type(node).__name__]
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "type_comment", "type_params", "type_ignores", "kind", "ctx"}:
            continue
        if (
            field == "body"
            and isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
            and ast.get_docstring(node) is not None
        ):
            value = value[1:]
        if (
            isinstance(value, str)
            and value in renamed
            and ((isinstance(node, ast.Name) and field == "id") or (isinstance(node, ast.ExceptHandler) and field == "name"))
        ):
            value = renamed[value]
        if value is not None and value != []:  # later versions of Python have more fields, empty as a rule
            parts.append(f"{field}={_written(value, renamed)}")
    return f"{parts[0]}({','.join(parts[1:])})"


def _parameters(node: ast.FunctionDef | ast.Lambda) -> set[str]:
    a = node.args
    several = (*a.posonlyargs, *a.args, *a.kwonlyargs, *((a.vararg,) if a.vararg else ()), *((a.kwarg,) if a.kwarg else ()))
    return {x.arg for x in several}


def _local_names(node: ast.FunctionDef | ast.Lambda) -> list[str]:
    """Names that a function binds itself, in the order of the text; parameters may be keywords elsewhere and keep their names."""
    found: dict[str, None] = {}
    outside: set[str] = set()

    def collect(inner: ast.AST) -> None:
        for child in ast.iter_child_nodes(inner):
            if isinstance(child, ast.FunctionDef | ast.Lambda | ast.ClassDef):
                continue
            if isinstance(child, ast.Global | ast.Nonlocal):
                outside.update(child.names)
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
                found.setdefault(child.id)
            if isinstance(child, ast.ExceptHandler) and child.name:
                found.setdefault(child.name)
            collect(child)

    collect(node)
    return [name for name in found if name not in outside and name not in _parameters(node)]
