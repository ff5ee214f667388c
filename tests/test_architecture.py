"""Which way the arrows run: a room uses only rooms below it, and heavy libraries stay in their rooms.

Imports are read from the syntax tree, so those inside functions and behind TYPE_CHECKING count too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "ohjaus_desktop"
SOURCE = Path(__file__).parents[1] / "src" / PACKAGE

GROUND = frozenset({"database", "gate", "disk", "settings", "paths", "texts", "errors", "logs"})
# From the ground up. A room may use the ground and every line above its own in this list,
# but not its neighbours on the same line.
STOREYS: tuple[frozenset[str], ...] = (
    GROUND,
    frozenset({"catalogue"}),
    frozenset({"guidance"}),
    frozenset({"daybook"}),
    frozenset({"register"}),
    frozenset({"documents"}),
    frozenset({"publishing", "statistics", "delivery"}),
    frozenset({"workplace"}),  # opens the rooms once, for window and command line alike
    frozenset({"demo_request"}),
    # The self-test (demo) is handed the window's picture.
    frozenset({"demo", "cli_register", "cli_catalogue", "cli_unmet"}),
    frozenset({"ui"}),
    frozenset({"app"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)
STOREY = {room: level for level, rooms in enumerate(STOREYS) for room in rooms}

ONLY_FOR = {"ui": {"app"}, "app": {"cli"}}
USES_ONLY = {"publishing": {"guidance", "catalogue", *GROUND}}
# A page must print where sqlcipher3 cannot be imported.
OPEN_TO_DOCUMENTS = "ohjaus_desktop.register.model"


def breaches(source: Path) -> list[str]:
    """Every import under ``source`` that runs the wrong way, as sentences."""
    found = []
    for file in sorted(source.rglob("*.py")):
        where = file.relative_to(source)
        for module in sorted(set(_imports(file, source))):
            reason = _house(where, module) if module.startswith(f"{PACKAGE}.") else _library(where, module)
            if reason:
                found.append(f"{where.as_posix()} imports {module}: {reason}")
    return found


def _imports(file: Path, source: Path) -> Iterator[str]:
    package = (PACKAGE, *file.relative_to(source).parent.parts)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            base = ".".join(part for part in (above, node.module) if part)
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _is_import_call(node.func) and node.args:
            name = node.args[0]
            yield str(name.value) if isinstance(name, ast.Constant) else "a name made up while running"


def _is_import_call(function: ast.expr) -> bool:
    name = getattr(function, "id", getattr(function, "attr", ""))
    return name in {"__import__", "import_module"}


def _room(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def _house(where: Path, module: str) -> str | None:
    here, target = _room(where), module.split(".")[1]
    if here == "__init__" or target.startswith("__") or here == target:
        return None
    if here not in STOREY or target not in STOREY:
        return f"{here if here not in STOREY else target} has no place in the house yet"
    if target in ONLY_FOR and here not in ONLY_FOR[target]:
        return f"only {', '.join(ONLY_FOR[target])} may"
    if here in USES_ONLY and target not in USES_ONLY[here]:
        return f"{here} uses only {', '.join(sorted(USES_ONLY[here] - GROUND))}"
    if here == "documents" and target == "register" and not f"{module}.".startswith(f"{OPEN_TO_DOCUMENTS}."):
        return "documents know only the register's model"
    on_the_ground = STOREY[target] == 0 == STOREY[here]
    return None if on_the_ground or STOREY[target] < STOREY[here] else "the arrow runs the other way"


def _library(where: Path, module: str) -> str | None:
    library = module.split(".", maxsplit=1)[0]
    room, name = _room(where), where.as_posix()
    if library in {"PySide6", "shiboken6"} and room not in {"ui", "app"}:
        return "only ui and app know Qt"
    if library == "sqlalchemy" and not (
        where.name == "store.py"
        or "migrations" in where.parts
        or name in {"database.py", "guidance/search.py"}
    ):
        return "SQLAlchemy stays in database, the stores, the migrations and guidance/search"
    if library == "reportlab" and room != "documents":
        return "only documents draw pages"
    if module == "a name made up while running":
        return "the architecture cannot be read from it"
    return None


def test_every_arrow_runs_downwards():
    assert breaches(SOURCE) == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("catalogue/sync.py", "from ohjaus_desktop.guidance import search"),
        ("catalogue/sync.py", "from ..guidance.search import index"),
        ("paths.py", "from ohjaus_desktop import catalogue"),
        ("guidance/navigator.py", "def later():\n    import ohjaus_desktop.daybook.store"),
        ("guidance/needs.py", "import importlib\nimportlib.import_module('ohjaus_desktop.ui')"),
        ("guidance/needs.py", "import importlib\nname = 'x'\nimportlib.import_module(name)"),
        ("publishing/import_ptv.py", "from ohjaus_desktop.daybook.store import Daybook"),
        ("statistics/figures.py", "from ohjaus_desktop.delivery import outbox"),
        ("documents/pdf.py", "from ohjaus_desktop.register.store import Register"),
        ("cli.py", "from ohjaus_desktop.ui.window import Window"),
        ("ui/window.py", "from ohjaus_desktop import app"),
        ("documents/pdf.py", "from PySide6.QtGui import QImage"),
        ("cli.py", "import shiboken6"),
        ("guidance/navigator.py", "from sqlalchemy import text"),
        ("ui/preview.py", "import reportlab.pdfgen"),
        ("attic/boxes.py", "from ohjaus_desktop import paths"),
    ],
)
def test_an_arrow_that_runs_the_wrong_way_is_found(tmp_path, path, line):
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(line, encoding="utf-8")

    assert len(breaches(tmp_path)) == 1


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("cli.py", "from ohjaus_desktop import __version__, app, logs"),
        ("app.py", "from ohjaus_desktop.ui.window import Window\nfrom PySide6 import QtCore"),
        ("ui/window.py", "from ohjaus_desktop.catalogue.model import Service"),
        (
            "documents/pdf.py",
            "from reportlab.lib import colors\nfrom ohjaus_desktop.register.model import Referral",
        ),
        ("daybook/store.py", "import sqlalchemy\nfrom ohjaus_desktop import database"),
        ("guidance/search.py", "from sqlalchemy import text\nfrom .places import Places"),
    ],
)
def test_an_arrow_that_runs_downwards_is_left_alone(tmp_path, path, line):
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(line, encoding="utf-8")

    assert breaches(tmp_path) == []
