"""The layers of the repository: every import, also inside functions and behind TYPE_CHECKING, leads to a lower one."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import notifications
from tests.servers import ROOT

#: The folders of Python at the top. Code of a later one imports none of an earlier one.
REPOSITORY = ["docs", "tests", "bench scripts", "manage", "turismo", "notifications", "deploy"]

#: The modules and packages of an app, from the top down. One imports only those of a later line.
LAYERS = {
    "notifications": [
        "apps",
        "admin asgi health management templatetags urls",
        "checks verify",
        "live publishing",
        "receivers",
        "outbox saving",
        "log",
        "doorbells models",
        "examples",
        "events",
        "drafts",
        "audiences",
        "client conf metrics servers",
    ],
    "turismo": [
        "asgi demo settings urls",
        "api paginas",
        "eventos",
        "recomendaciones",
        "reservas",
        "catalogo",
        "usuarios",
        "administracion",
        "notificaciones",
        "rest",
        "env formatos handler reglas storage",
    ],
}


@cache
def modules() -> dict[str, Path]:
    """The Python files of the repository by dotted name; a package is its `__init__`."""
    tops = " ".join(REPOSITORY).split()
    paths = [path for top in tops for path in [*(ROOT / top).rglob("*.py"), ROOT / f"{top}.py"] if path.exists()]
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}
    return {name: path for name, path in names.items() if ".migrations" not in name}


@cache
def graph() -> Mapping[str, frozenset[str]]:
    """For each module those of the repository that it imports."""
    return {name: frozenset(imported_by(name)) - {name} for name in modules()}


def imported_by(name: str) -> Iterator[str]:
    path = modules()[name]
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules())
        elif isinstance(node, ast.ImportFrom):
            parents = package[: len(package) - node.level + 1] if node.level else []
            place = ".".join([*parents, node.module] if node.module else parents)
            for alias in node.names:
                target = f"{place}.{alias.name}"
                if target in modules() or place in modules():
                    yield target if target in modules() else place


def rank(layers: list[str], unit: str) -> int:
    """The line of `unit`. It fails for one without a line, so that a new module gets its place in the order."""
    [line] = [number for number, line in enumerate(layers) if unit in line.split()]
    return line


def test_the_folders_of_the_repository_import_downwards() -> None:
    upwards = [
        (name, target)
        for name, targets in graph().items()
        for target in targets
        if name.split(".")[0] != target.split(".")[0]
        and rank(REPOSITORY, name.split(".")[0]) >= rank(REPOSITORY, target.split(".")[0])
    ]
    assert upwards == []


@pytest.mark.parametrize("app", LAYERS)
def test_the_packages_of_an_app_import_downwards(app: str) -> None:
    upwards = [
        (name, target)
        for name, targets in graph().items()
        for target in targets
        if name.startswith(f"{app}.") and target.startswith(f"{app}.")
        if name.split(".")[1] != target.split(".")[1]
        and rank(LAYERS[app], name.split(".")[1]) >= rank(LAYERS[app], target.split(".")[1])
    ]
    assert upwards == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(graph()) == []


def test_no_folder_has_a_circle_among_the_files_and_folders_in_it() -> None:
    """The imports of a folder count for all that is below it."""
    folders = {".".join(name.split(".")[:depth]) for name in modules() for depth in range(len(name.split(".")))}
    assert [circle(children(folder)) for folder in sorted(folders) if circle(children(folder))] == []


def children(folder: str) -> dict[str, set[str]]:
    """The files and folders in `folder`, and for each the others that it imports."""
    depth = len(folder.split(".")) + 1 if folder else 1
    inside = f"{folder}." if folder else ""
    found: dict[str, set[str]] = {}
    for name, targets in graph().items():
        if name.startswith(inside):
            child = ".".join(name.split(".")[:depth])
            others = {".".join(target.split(".")[:depth]) for target in targets if target.startswith(inside)}
            found.setdefault(child, set()).update(others - {child})
    return found


def circle(edges: Mapping[str, frozenset[str]] | Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


# --- The public surface ------------------------------------------------------------------------------------------


def test_other_code_imports_only_the_public_modules_of_notifications() -> None:
    internal = {
        (name, target)
        for name, targets in graph().items()
        for target in targets
        if name.split(".")[0] == "turismo" and target.startswith("notifications") and not is_public(target)
    }
    assert internal == set()


def is_public(target: str) -> bool:
    return target == "notifications" or target in notifications.PUBLIC


def test_settings_name_only_public_modules_of_notifications() -> None:
    named = re.findall(r'"(notifications(?:\.[a-z_]+)+)\.\w+"', (ROOT / "turismo" / "settings.py").read_text())
    assert named
    assert [name for name in named if name not in notifications.PUBLIC] == []


def test_every_public_module_exists_and_is_documented() -> None:
    documented = re.findall(
        r"^### `?(notifications[\w.]+)", (ROOT / "docs" / "using-notifications.md").read_text(), re.M
    )
    assert sorted(documented) == sorted(notifications.PUBLIC)
    assert [name for name in notifications.PUBLIC if name not in modules()] == []


def test_the_map_of_notifications_names_every_package() -> None:
    assert notifications.__doc__
    mapped = re.findall(r"^    (\w+)  ", notifications.__doc__, re.M)
    folders = {name.split(".")[1] for name in modules() if name.startswith("notifications.") and name.count(".") > 1}
    assert folders - set(mapped) - {"templatetags"} == set()


def test_models_stay_free_of_the_app_through_saving() -> None:
    assert graph()["notifications.saving"] == set()


# --- Paths -------------------------------------------------------------------------------------------------------

#: The most modules of notifications that a path may run through; they were 16, 16 and 12 before the packages.
PATHS = {"save() to the socket": 10, "POST /notify to its answer": 10, "a returning client to sync": 8}


def test_an_event_passes_through_few_modules() -> None:
    command = [sys.executable, "-m", "scripts.trace_modules"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    counts = {name: int(count) for name, count in re.findall(r"^(\S.*): (\d+) modules", printed, re.M)}
    assert counts.keys() == PATHS.keys()
    assert {name: count for name, count in counts.items() if count > PATHS[name]} == {}


# --- Sizes -------------------------------------------------------------------------------------------------------


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """The name and the lines of each function, decorators and docstring included."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def test_no_function_of_the_product_is_longer_than_a_screen() -> None:
    long = [
        (name, function, lines)
        for name, path in modules().items()
        if name.split(".")[0] in {"notifications", "turismo", "deploy", "bench", "scripts"}
        for function, lines in functions(path)
        if lines > 40
    ]
    assert long == []


def test_no_module_of_notifications_is_longer_than_200_lines() -> None:
    long = {
        name: lines
        for name, path in modules().items()
        if name.startswith("notifications.") and (lines := len(path.read_text().splitlines())) > 200
    }
    assert long == {}


def test_types_of_notifications_are_rarely_any() -> None:
    """It was 205 times in 4,829 lines; a third of that is the most that is left to untyped libraries."""
    used = [
        name
        for name, path in modules().items()
        if name.startswith("notifications.")
        for _ in re.findall(r"\bAny\b", path.read_text())
    ]
    assert len(used) <= 205 // 3
