"""The texts: every one of the source stands in the Chinese catalogue, translated, with the same `{names}`."""

from __future__ import annotations

import ast
import gettext
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po

import jdstudio
from jdstudio.i18n import _, in_language, system_language, use_language
from jdstudio.resources import resource

PO = resource("locale/zh_CN/LC_MESSAGES/jdstudio.po")


def script() -> ModuleType:
    """`resources/texts.py`, which collects the texts of the source."""
    spec = importlib.util.spec_from_file_location("texts", resource("texts.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SOURCE: dict[str, list[str]] = script().source_texts()
with PO.open("rb") as file:
    CATALOGUE = {str(message.id): message for message in read_po(file, locale="zh_CN") if message.id}


def names(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+[^}]*\}|%(?:\(\w+\))?[srd]", text))


def test_the_source_has_texts() -> None:
    assert {"There is no format “{name}”.", "usage: "} <= set(SOURCE)
    assert SOURCE["There is no format “{name}”."] == ["jdstudio/export/registry.py"]


def test_no_text_hides_in_an_f_string() -> None:
    """Nothing collects texts from inside f-strings: they would stay English."""
    hidden = [
        f"{file.name}: {ast.unparse(call)}"
        for file in Path(jdstudio.__file__).parent.rglob("*.py")
        for whole in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(whole, ast.JoinedStr)
        for call in ast.walk(whole)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "N_")
        if any(isinstance(text, ast.Constant) for text in call.args)
    ]
    assert hidden == []


def test_every_text_is_translated() -> None:
    missing = [text for text in SOURCE if text not in CATALOGUE or not CATALOGUE[text].string]
    assert missing == []


def test_no_text_is_left_that_the_source_has_no_more() -> None:
    assert [text for text in CATALOGUE if text not in SOURCE] == []


def test_no_translation_is_a_guess() -> None:
    assert [text for text, message in CATALOGUE.items() if message.fuzzy] == []


def test_translations_have_the_same_names() -> None:
    differ = [text for text, m in CATALOGUE.items() if m.string and names(text) != names(str(m.string))]
    assert differ == []


def test_the_compiled_catalogue_is_that_of_the_texts() -> None:
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    differ = [text for text, m in CATALOGUE.items() if m.string and compiled.gettext(text) != m.string]
    assert differ == []


def test_the_interface_speaks_one_language_and_documents_theirs() -> None:
    assert _("options") == "options"
    use_language("zh")
    assert _("options") == "选项"
    assert in_language("en")("options") == "options"
    assert _("") == ""


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "JDSTUDIO_LANG": "zh"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "JDSTUDIO_LANG": "en"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_machine_s_language_is_found_in_its_settings(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], language: str
) -> None:
    for name in ("JDSTUDIO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert system_language() == language
