"""Builds khabar with its documentation inside, which the dashboard shows. See pyproject.toml."""

from pathlib import Path
from shutil import copy2

from setuptools import setup
from setuptools.command.build_py import build_py

DOCS = Path(__file__).parent / "docs"


class WithDocs(build_py):
    """Copies the pages beside the package's own files."""

    def run(self) -> None:
        """Build the package, then add the pages; an editable one reads them where they are."""
        super().run()
        if not self.editable_mode:
            place = Path(self.build_lib, "khabar", "docs")
            place.mkdir(parents=True, exist_ok=True)
            for page in sorted(DOCS.glob("*.md")):
                copy2(page, place / page.name)


setup(cmdclass={"build_py": WithDocs})
