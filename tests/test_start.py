"""What the command line loads: nothing heavy before it is needed, so that it answers at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

WEAK = Path(__file__).parents[1] / "samples" / "weak-example.json"
HEAVY = ("PySide6", "shiboken6", "docx", "openpyxl", "lxml", "markdown_it")


def loaded(arguments: list[str]) -> set[str]:
    """The modules in a new interpreter after one command."""
    code = (
        "import sys\n"
        "from jdstudio.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, check=True, encoding="utf-8", cwd=WEAK.parents[1]
    )
    assert run.stdout
    return {line.split(".")[0] for line in run.stderr.splitlines()}


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["check", str(WEAK)], ["schema"], ["roles"], ["kpis", "GMV"]]
)
def test_no_command_loads_what_it_does_not_need(arguments: list[str]) -> None:
    assert not loaded(arguments) & set(HEAVY)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_the_words_of_the_command_line_need_no_library_at_all(arguments: list[str]) -> None:
    assert "msgspec" not in loaded(arguments)


def test_html_needs_no_office_library(tmp_path: Path) -> None:
    needed = loaded(["export", str(WEAK), "--to", "html", "-o", str(tmp_path)])
    assert not needed & {"PySide6", "docx", "openpyxl"}
    assert "msgspec" in needed
