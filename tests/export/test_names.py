"""Exported files: names every system can store, none twice, none outside the folder chosen."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdstudio.export.names import STEM_BYTES, file_names, safe_stem
from jdstudio.export.registry import FORMATS

HOSTILE = (
    *("../escape", "..\\..\\x", "/etc/passwd", "C:\\Windows\\x", "..", ".", "", "   ", "...", "a/../../b", "~root"),
    *(
        "CON",
        "nul",
        "com1.x",
        "LPT¹",
        "aux .txt",
        "CONIN$",
        "a:b",
        "a:b:$DATA",
        "trail. ",
        "x\x00y",
        "x\ny",
        "\u202egpj",
    ),
    *(
        "岗" * 300,
        "e\u0301" * 200,
        "😀" * 90,
        "👩\u200d💻",
        "\ud800",
        "\ufeff",
        "-rf",
        "~$lock",
        'q"<>|?*',
        "\uff0e\uff0e/",
    ),
)


def test_names_say_what_the_document_is() -> None:
    word, posting, excel = FORMATS["word"], FORMATS["posting"], FORMATS["excel"]
    names = file_names(
        [
            ("店铺运营主管", word, "zh"),
            ("店铺运营主管", posting, "zh"),
            ("店铺运营主管", excel, "zh"),
            ("Store Lead", word, "en"),
        ]
    )
    assert names == (
        "店铺运营主管-岗位说明书.docx",
        "店铺运营主管-招聘 JD.docx",
        "店铺运营主管-绩效考核表.xlsx",
        "Store Lead - Job description.docx",
    )


def test_the_same_title_again_is_numbered_also_where_only_case_differs() -> None:
    word = FORMATS["word"]
    titles = ("Lead", "LEAD", "lead (2)", "Lead")
    names = file_names((title, word, "en") for title in titles)
    assert names == (
        "Lead - Job description.docx",
        "LEAD (2) - Job description.docx",
        "lead (2) (2) - Job description.docx",
        "Lead (3) - Job description.docx",
    )


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("运营/店铺：主管", "运营_店铺：主管"),
        ("  Head of\n Sales ", "Head of Sales"),
        ("..", "position"),
        ("???", "position"),
        ("\u202egpj.exe", "gpj.exe"),
        ("con", "_con"),
        ("nul.txt", "_nul.txt"),
        ("com1 .x", "_com1 .x"),
        ("Console", "Console"),
        ("end. . ", "end"),
        ("岗" * 100, "岗" * 26),
        ("e\u0301", "é"),
    ],
)
def test_a_title_keeps_what_every_system_can_store(title: str, stem: str) -> None:
    assert safe_stem(title) == stem


def check_safe(name: str) -> None:
    folder = Path("/somewhere/out")
    assert (folder / name).resolve().parent == folder
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in name)
    assert len(name.encode()) <= STEM_BYTES + 60
    assert name == unicodedata.normalize("NFC", name)
    assert not name.startswith((".", " ", "-", "~"))
    assert name.split(".", maxsplit=1)[0].strip().upper() not in {"CON", "NUL", "AUX", "PRN", "COM1", "LPT¹", "CONIN$"}


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_leads_out_of_the_folder(title: str) -> None:
    for format_ in FORMATS.values():
        check_safe(file_names([(title, format_, "en")])[0])


@given(st.lists(st.text() | st.sampled_from(HOSTILE), max_size=8))
def test_names_of_any_titles_are_safe_and_differ(titles: list[str]) -> None:
    names = file_names((title, FORMATS["word"], "zh") for title in titles)
    assert len(names) == len(titles) == len({name.casefold() for name in names})
    for name in names:
        check_safe(name)
