"""The preview shows the pages that will be printed: as many as LibreOffice makes of our Word files, broken where it does."""

from __future__ import annotations

import os
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest

from jdstudio.blocks.build import build
from jdstudio.blocks.types import Document
from jdstudio.export.word import write_word
from jdstudio.gui.preview.pieces import Grid
from jdstudio.gui.preview.sheets import Sheets
from jdstudio.model.fields import Face
from preview.documents import SAMPLES, sample, squeezed

pytestmark = [pytest.mark.office, pytest.mark.usefixtures("qapp")]

_FACES: tuple[Face, ...] = ("description", "posting")
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<alias binding="same"><family>微软雅黑</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>
</fontconfig>"""


@pytest.fixture(scope="module")
def shown() -> dict[str, Document]:
    """Every face of every position of the samples."""
    found = {}
    for path in SAMPLES:
        project = sample(path)
        for (at, position), face in product(enumerate(project.positions), _FACES):
            found[f"{path.stem}-{at}-{face}"] = build(project, position, face)
    return found


@pytest.fixture(scope="module")
def printed(shown: dict[str, Document], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of the pages that LibreOffice makes of each."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "fonts.conf").write_text(_FONTS, "utf-8")
    for name, document in shown.items():
        (folder / f"{name}.docx").write_bytes(write_word(document))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = [shutil.which("soffice") or "soffice", profile, "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*office, *(f"{name}.docx" for name in shown)],
        check=True,
        cwd=folder,
        capture_output=True,
        timeout=180,
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
    )
    return {name: _pages(folder / f"{name}.pdf") for name in shown}


def _pages(path: Path) -> list[str]:
    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, timeout=60).stdout.decode()
    return [squeezed(page) for page in text.split("\f")[:-1]]


def test_every_sample_has_as_many_pages_as_its_word_file(
    shown: dict[str, Document], printed: dict[str, list[str]]
) -> None:
    ours = {}
    for name, document in shown.items():
        sheets = Sheets()
        sheets.show(document)
        ours[name] = len(sheets.pages)
        print(f"{name:40} {ours[name]:3} pages, LibreOffice {len(printed[name]):3}")  # noqa: T201  to be read
    assert ours == {name: len(pages) for name, pages in printed.items()}


def test_the_pages_begin_with_the_same_words(shown: dict[str, Document], printed: dict[str, list[str]]) -> None:
    for name, document in shown.items():
        sheets = Sheets()
        sheets.show(document)
        for number, page in enumerate(sheets.pages):
            fragment = page.fragments[0]
            if fragment.first:
                continue  # within a table Word keeps rows together as we do, LibreOffice does not
            first = next(iter(sheets.pieces[page.start].texts(fragment.first, fragment.last)))
            found = [at for at, text in enumerate(printed[name]) if squeezed(first)[:6] in text]
            if number - 1 in found and isinstance(sheets.pieces[page.start + 1], Grid):
                continue  # LibreOffice parts a heading from a table that stays with the lines to sign on
            assert number in found, f"{name}, page {number + 1}: {first}"
