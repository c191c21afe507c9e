"""The shape of the source: folders, directions of imports, sizes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

import khabar
from khabar import errors
from khabar.cli import app
from khabar.store.tables import metadata

ROOT = Path(khabar.__path__[0])
STAGES = [
    "acquire", "clean", "dedupe", "extract", "link", "merge", "review", "store", "view",
]  # fmt: skip
# `view` reads the records of all; the files beside the folders join them.
SEE_SEVERAL = {"view", *(path.name for path in ROOT.glob("*.py"))}
# What a stage may know beside its own files: records, settings, errors.
BESIDE = {"errors", "external", "globe", "model", "pause", "query", "settings"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
DOCUMENT = (ROOT.parents[1] / "docs" / "commands.md").read_text("utf-8")
SOURCES = sorted(ROOT.rglob("*.py"))
# A migration is a list of what it makes, read from top to bottom once.
WRITTEN_BY_HAND = [path for path in SOURCES if "migrations" not in path.parts]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


def test_folders_list_in_pipeline_order() -> None:
    folders = sorted(p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith("_"))
    assert folders == STAGES


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_imports_point_one_way(path: Path) -> None:
    here = path.relative_to(ROOT).parts[0]
    ours = [module.split(".") for module in imported(path) if module.startswith("khabar.")]
    stages = {parts[1] for parts in ours} & set(STAGES)
    assert stages <= {here} or here in SEE_SEVERAL, f"it imports {sorted(stages - {here})}"
    if here in STAGES and here != "view":
        beside = {parts[1] for parts in ours} - set(STAGES)
        assert beside <= BESIDE, f"it imports {sorted(beside)}"


def test_one_place_speaks_http() -> None:
    clients = {"aiohttp", "http.client", "httpx", "requests", "urllib.request", "urllib3"}
    found = {name(path) for path in SOURCES if clients & set(imported(path))}
    assert found == {"acquire/fetch.py", "acquire/guarded.py"}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_files_are_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", WRITTEN_BY_HAND, ids=name)
def test_functions_are_short_enough_to_see_whole(path: Path) -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, functions)]
    lengths = {n.name: (n.end_lineno or n.lineno) - n.lineno + 1 for n in found}
    assert {n: long for n, long in lengths.items() if long > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_public_names_are_sorted(path: Path) -> None:
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names = ast.literal_eval(node.value)
            assert names == sorted(names)


@pytest.mark.parametrize("word", ["utils", "common", "helpers", "core", "misc"])
def test_every_module_names_its_idea(word: str) -> None:
    assert not [path for path in SOURCES if word in path.stem.split("_")]


def commands() -> Iterator[str]:
    """Yield every command of the command line by its full name."""
    whole = typer.main.get_command(app)
    assert isinstance(whole, typer.core.TyperGroup)
    for name, command in whole.commands.items():
        yield f"khabar {name}"
        if isinstance(command, typer.core.TyperGroup):
            yield from (f"khabar {name} {inner}" for inner in command.commands)


@pytest.mark.parametrize("command", list(commands()))
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"^(## |    ){command}\b", DOCUMENT, re.MULTILINE)


def test_every_option_of_coding_is_documented() -> None:
    whole = typer.main.get_command(app)
    assert isinstance(whole, typer.core.TyperGroup)
    for parameter in whole.commands["code"].params:
        for option in parameter.opts:
            assert not option.startswith("--") or f"| `{option}` |" in DOCUMENT


def test_every_exit_code_is_documented() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {kind.exit_code for kind in kinds if issubclass(kind, errors.KhabarError)}
    for code in codes | {errors.COMPLETE, errors.FINDINGS, errors.QUARANTINED}:
        assert f"\n| {code} | " in DOCUMENT


def test_every_table_of_the_store_is_documented() -> None:
    named = set(re.findall(r"`(\w+)`", DOCUMENT))
    assert set(metadata.tables) <= named
