"""The wheel holds all that the program reads beside its code."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BUILT_FROM = ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", "docs", "src")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in the wheel, which is built beside the tree so that nothing old gets in."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    left = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=left)
        else:
            shutil.copy2(ROOT / name, source / name)
    command = [sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "--quiet"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(source)], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_file_of_the_package_is_in_the_wheel(held: set[str]) -> None:
    package = ROOT / "src" / "khabar"
    files = {f"khabar/{p.relative_to(package).as_posix()}" for p in package.rglob("*")
             if p.is_file() and "__pycache__" not in p.parts}  # fmt: skip
    assert files - held == set()


def test_the_pages_of_the_dashboard_are_in_the_wheel_where_they_are_built(held: set[str]) -> None:
    built = ROOT / "src" / "khabar" / "view" / "desk" / "built"
    assert ("khabar/view/desk/built/index.html" in held) == (built / "index.html").is_file()


def test_migrations_and_documentation_are_in_the_wheel(held: set[str]) -> None:
    assert "khabar/store/migrations/versions/m0001_first.py" in held
    assert {f"khabar/docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} <= held
    assert not [name for name in held if name.startswith("khabar/docs/images")]


def test_nothing_of_the_workshop_is_in_the_wheel(held: set[str]) -> None:
    tops = {name.split("/")[0] for name in held}
    assert {top for top in tops if not top.startswith("khabar")} == set()
