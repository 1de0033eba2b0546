"""The command line as scripts meet it: what it writes and prints, its exit codes, and one clear line for what goes wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from jdstudio.cli import COMMANDS, main
from jdstudio.cli_export import ALONE
from jdstudio.export.registry import FORMATS
from jdstudio.files.codec import decode, encode, schema
from jdstudio.library import kpis
from jdstudio.library.words import Words
from jdstudio.model.edits import fresh_position
from jdstudio.model.kinds import Duties, Duty, Kpi, Kpis, Task, Tasks
from jdstudio.model.project import Facts, Position, Project
from jdstudio.resources import resource

SAMPLES = Path(__file__).parents[1] / "samples"
TEAM = SAMPLES / "ecommerce-team.json"
WEAK = SAMPLES / "weak-example.json"


def position(title: str, id_: str = "p1") -> Position:
    return Position(id_, Facts(title=title), (Duties(id=f"{id_}d", items=(Duty(id=f"{id_}d1", text="编制计划"),)),))


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A project of three positions, two of the same title."""
    path = tmp_path / "team.json"
    positions = (position("店铺运营", "a"), position("客服主管", "b"), position("店铺运营", "c"))
    path.write_bytes(encode(Project("x", "团队", positions=positions)))
    return path


def problem(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """The one line a command that cannot work leaves on stderr; nothing on stdout, exit code 2."""
    assert main([str(argument) for argument in arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("jdstudio: ")
    assert err.count("\n") == 1
    return err


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


def command(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "jdstudio", *map(str, arguments)],
        env=os.environ | env,
        capture_output=True,
        check=False,
        cwd=SAMPLES.parent,
    )


# --- new -------------------------------------------------------------------------------------------------------------


def test_new_writes_a_project_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "new.json"
    assert main(["new", "-o", str(path), "--role", "ecom", "--structure", "A1", "--lang", "zh", "--title", "团队"]) == 0
    assert lines(capsys) == [str(path)]
    project = decode(path.read_bytes(), path).project
    assert (project.title, project.language, len(project.positions)) == ("团队", "zh", 1)
    assert any(isinstance(section, Kpis) and section.items for section in project.positions[0].sections)


def test_new_writes_chinese_content_unless_told(tmp_path: Path) -> None:
    for language, told in (("zh", []), ("en", ["--lang", "en"])):
        path = tmp_path / f"{language}.json"
        assert main(["new", "-o", str(path), *told]) == 0
        assert decode(path.read_bytes(), path).project.language == language


def test_new_does_not_replace_a_file_unless_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kept.json"
    path.write_text("kept")
    assert f"{path}: This file exists already." in problem(capsys, "new", "-o", path)
    assert path.read_text() == "kept"
    assert main(["new", "-o", str(path), "--force"]) == 0
    assert decode(path.read_bytes(), path).project.positions


def test_new_names_the_roles_and_structures_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "new.json"
    assert "no role “pilot”. Choose one of: ecom" in problem(capsys, "new", "-o", path, "--role", "pilot")
    assert "no structure “A9”. Choose one of:" in problem(capsys, "new", "-o", path, "--structure", "A9")
    assert not path.exists()


# --- the library -----------------------------------------------------------------------------------------------------


def test_what_the_lists_name_can_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["roles"])
    roles = [line.split("\t")[0] for line in lines(capsys)]
    main(["structures"])
    structures = [line.split("\t")[0] for line in lines(capsys)]
    assert len(roles) >= 12
    assert {"A1", "A2", "A3", "A4", "standard"} <= set(structures)
    for role, structure in zip(roles, structures, strict=False):
        assert main(["new", "-o", str(tmp_path / f"{role}.json"), "--role", role, "--structure", structure]) == 0


@pytest.fixture
def own_role(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A role in the person's own folder."""
    monkeypatch.setenv("JDSTUDIO_LIBRARY", str(tmp_path / "library"))
    role = json.loads(resource("roles/ecom.json").read_text("utf-8")) | {"id": "R-MINE", "code": "mine"}
    path = tmp_path / "library" / "roles" / "mine.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(role), "utf-8")
    return path


@pytest.mark.usefixtures("own_role")
def test_own_roles_are_listed_last_and_marked_and_can_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["roles"]) == 0
    rows = [line.split("\t") for line in lines(capsys)]
    assert (rows[-1][0], rows[-1][-1]) == ("R-MINE", "own")
    assert {len(row) for row in rows[:-1]} == {4}
    assert main(["new", "-o", str(tmp_path / "mine-new.json"), "--role", "mine"]) == 0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"id": "half"', "is not what the library reads"),
        ('{"id": "R-MINE", "code": "mine"}', "is not what the library reads"),
        (None, "There is already a role called “mine”"),
    ],
    ids=["broken", "partial", "taken"],
)
def test_an_own_role_that_cannot_be_used_is_named_and_the_others_are_listed(
    own_role: Path, text: str | None, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = own_role.with_name("other.json")
    bad.write_text(own_role.read_text("utf-8") if text is None else text, "utf-8")

    assert main(["roles"]) == 0
    said = capsys.readouterr()
    assert "R-MINE" in said.out.splitlines()[-1]
    assert str(bad) in said.err
    assert why in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    "rows", ['"meetings": [{"nmae": "weekly"}]', '"nowhere": [{"name": "x"}]', '"tasks": [{"cadence": "hourly"}]']
)
def test_rows_of_an_own_role_that_fit_nowhere_are_named(
    own_role: Path, rows: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    role = json.loads(own_role.read_text("utf-8"))
    own_role.write_text(json.dumps({**role, "more": json.loads("{" + rows + "}")}), "utf-8")

    assert main(["roles"]) == 0
    slot = rows.split('"')[1]
    assert f"{own_role}: What the role holds for “{slot}” fits no section" in capsys.readouterr().err
    assert main(["new", "-o", str(tmp_path / "new.json"), "--role", "mine"]) == 0


def test_a_role_whose_kpi_is_unknown_is_offered_without_it(
    own_role: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_role.write_text(own_role.read_text("utf-8").replace("K-ECM-003", "K-GONE-1"), "utf-8")

    assert main(["roles"]) == 0
    assert f"{own_role}: The library has no KPI “K-GONE-1”" in capsys.readouterr().err
    path = tmp_path / "new-mine.json"
    assert main(["new", "-o", str(path), "--role", "mine"]) == 0
    position = decode(path.read_bytes(), path).project.positions[0]
    (kpis,) = (section for section in position.sections if isinstance(section, Kpis))
    assert "K-GONE-1" not in {kpi.library for kpi in kpis.items}
    assert "K-ECM-001" in {kpi.library for kpi in kpis.items}


def test_own_structures_are_marked_and_a_broken_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JDSTUDIO_LIBRARY", str(tmp_path))
    folder = tmp_path / "structures"
    folder.mkdir()
    own = json.loads(resource("structures/A1.json").read_text("utf-8")) | {"id": "ours", "en": "Ours"}
    (folder / "ours.json").write_text(json.dumps(own), "utf-8")
    (folder / "broken.json").write_text("{", "utf-8")

    assert main(["structures"]) == 0
    said = capsys.readouterr()
    rows = [line.split("\t") for line in said.out.splitlines()]
    assert (rows[-1][:2], rows[-1][-1]) == (["ours", "Ours"], "own")
    assert {len(row) for row in rows[:-1]} == {3}
    assert "broken.json" in said.err


def test_a_bilingual_project_keeps_the_words_of_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "both.json"
    assert main(["new", "-o", str(path), "--role", "ecom", "--structure", "A4", "--lang", "en", "--bilingual"]) == 0
    project = decode(path.read_bytes(), path).project
    assert project.language == "en"
    assert [it.text for it in project.positions[0].facts.other if it.field == "title"] == ["电商店铺运营"]


def test_kpis_are_found_by_words_of_either_language(capsys: pytest.CaptureFixture[str]) -> None:
    main(["kpis"])
    every = lines(capsys)
    main(["kpis", "复购"])
    chinese = lines(capsys)
    main(["kpis", "repeat", "purchase"])
    english = lines(capsys)
    assert 0 < len(chinese) < len(every)
    assert english[0] in chinese
    assert all(line.count("\t") == 4 for line in every)


def test_kpis_that_are_not_there_are_one_line_and_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kpis", "xyzzy"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "jdstudio: The KPI library has nothing for “xyzzy”.\n"


def test_own_kpis_are_listed_first_and_a_broken_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JDSTUDIO_LIBRARY", str(tmp_path))
    (tmp_path / "kpis").mkdir()
    own = msgspec.structs.replace(kpis()[0], id="OWN-1", name=Words("私域复购", "Private repeat purchases"))
    (tmp_path / "kpis" / "mine.json").write_bytes(msgspec.json.encode(own))
    bad = tmp_path / "kpis" / "bad.json"
    bad.write_text("{", "utf-8")

    assert main(["kpis", "复购"]) == 0

    said = capsys.readouterr()
    assert [line.split("\t")[0] for line in said.out.splitlines()] == ["OWN-1", "K-ECM-011"]
    assert said.out.splitlines()[0].endswith("\town")
    assert len(said.err.splitlines()) == 1
    assert str(bad) in said.err


# --- export ----------------------------------------------------------------------------------------------------------


def test_export_writes_every_position_in_every_format_and_prints_the_paths(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "made" / "here"
    assert main(["export", str(team), "--to", "word,posting", "--to", "excel,markdown,html", "-o", str(folder)]) == 0
    printed = [Path(line) for line in lines(capsys)]
    assert sorted(printed) == sorted(folder.iterdir())
    assert [path.name for path in printed[:5]] == [
        "店铺运营-岗位说明书.docx",
        "店铺运营-招聘 JD.docx",
        "店铺运营-绩效考核表.xlsx",
        "店铺运营-岗位说明书.md",
        "店铺运营-岗位说明书.html",
    ]
    assert {path.name for path in printed[5:]} > {"客服主管-岗位说明书.docx", "店铺运营 (2)-岗位说明书.docx"}
    assert all(path.stat().st_size for path in printed)


def test_export_adds_a_task_calendar_to_descriptions_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks = Tasks(id="t", items=(Task(id="t1", text="看日报", cadence="daily"),))
    project = tmp_path / "team.json"
    project.write_bytes(encode(Project(id="x", positions=(Position(id="a", sections=(tasks,)),))))
    said = []
    for wanted in ([], ["--calendar"]):
        assert main(["export", str(project), "--to", "markdown,excel", "-o", str(tmp_path / "out"), *wanted]) == 0
        said.append(Path(lines(capsys)[0]).read_text("utf-8"))
    assert "任务日历" not in said[0]
    assert "任务日历" in said[1]


def test_a_task_calendar_without_a_description_is_a_mistake(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = problem(capsys, "export", team, "--to", "excel,posting", "--calendar", "-o", tmp_path / "out")
    assert "--to" in said
    assert not (tmp_path / "out").exists()


def test_export_takes_positions_by_id_and_by_title(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "out")
    assert main(["export", str(team), "--to", "markdown", "--position", "b", "-o", folder]) == 0
    assert [Path(line).name for line in lines(capsys)] == ["客服主管-岗位说明书.md"]
    assert (
        main(["export", str(team), "--to", "markdown", "--position", "店铺运营", "--position", "a", "-o", folder]) == 0
    )
    assert len(lines(capsys)) == 2


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("zh", ["客服主管-岗位说明书.md"]),
        ("en", ["客服主管 - Job description.md"]),
        ("both", ["客服主管-岗位说明书-中英对照.md"]),
    ],
)
def test_export_speaks_the_language_asked_for(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, names: list[str]
) -> None:
    folder = tmp_path / "out"
    arguments = ["export", str(team), "--to", "markdown", "--position", "b", "--lang", language, "-o", str(folder)]
    assert main(arguments) == 0
    assert [Path(line).name for line in capsys.readouterr().out.splitlines()] == names
    text = (folder / names[0]).read_text("utf-8")
    assert ("岗位说明书" in text, "Job description" in text) == (language != "en", language != "zh")


def test_export_says_what_stands_in_one_language_only_and_succeeds(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, said in (("zh", 0), ("en", 1), ("both", 1)):
        arguments = ["export", str(team), "--to", "markdown,excel", "--lang", language, "-o", str(tmp_path / language)]
        assert main(arguments) == 0
        errors = capsys.readouterr().err.splitlines()
        assert len(errors) == said
        assert all(line.startswith("jdstudio: Texts without English: ") for line in errors)


def test_one_file_that_fails_does_not_stop_the_others(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    (folder / "客服主管-岗位说明书.md").mkdir(parents=True)
    assert main(["export", str(team), "--to", "markdown", "-o", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert [Path(line).name for line in out.splitlines()] == ["店铺运营-岗位说明书.md", "店铺运营 (2)-岗位说明书.md"]
    assert err == f"jdstudio: 客服主管: {folder / '客服主管-岗位说明书.md'}: This is a folder. Name a file in it.\n"


def test_many_positions_are_shared_among_processes_and_come_out_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = tmp_path / "many.json"
    positions = tuple(fresh_position(position(f"岗位{at}")) for at in range(ALONE + 5))
    many.write_bytes(encode(Project("x", positions=positions)))
    (tmp_path / "out" / "岗位3-岗位说明书.md").mkdir(parents=True)
    assert main(["export", str(many), "--to", "markdown", "-o", str(tmp_path / "out")]) == 1
    out, err = capsys.readouterr()
    assert [Path(line).name for line in out.splitlines()] == [
        f"岗位{at}-岗位说明书.md" for at in range(ALONE + 5) if at != 3
    ]
    assert err.startswith("jdstudio: 岗位3: ")
    alone = tmp_path / "alone"
    assert main(["export", str(many), "--to", "markdown", "--position", "岗位7", "-o", str(alone)]) == 0
    name = "岗位7-岗位说明书.md"
    assert (alone / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_export_says_what_it_cannot_find_before_it_writes_anything(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    assert "no format “doc”. Choose from: word" in problem(capsys, "export", team, "--to", "word,doc", "-o", folder)
    assert "no format “”" in problem(capsys, "export", team, "--to", ",", "-o", folder)
    err = problem(capsys, "export", team, "--to", "word", "--position", "驾驶员", "-o", folder)
    assert "no position “驾驶员”. The project holds: 店铺运营, 客服主管, 店铺运营." in err
    assert "no such file" in problem(capsys, "export", tmp_path / "gone.json", "--to", "word", "-o", folder)
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_one_line_not_one_for_each_file(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    err = problem(capsys, "export", team, "--to", "word,html", "-o", tmp_path / "file" / "out")
    assert f"{tmp_path / 'file' / 'out'}: A part of this path is a file, not a folder." in err


def test_what_a_file_held_besides_is_said_on_the_way(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = json.loads(team.read_text("utf-8"))
    plain["mood"] = "good"
    team.write_text(json.dumps(plain), "utf-8")
    assert main(["export", str(team), "--to", "markdown", "-o", str(tmp_path / "out")]) == 0
    assert "mood" in capsys.readouterr().err


# --- check -----------------------------------------------------------------------------------------------------------


def test_check_reports_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(WEAK)]) == 1
    printed = lines(capsys)
    assert printed[0] == "运营专员"
    assert "  error: 绩效指标: The KPI weights of “运营专员” add up to 110 %, not to 100 %." in printed
    assert "    → Change the weights, or let the KPI table bring them to 100 %." in printed
    assert printed[-1].startswith("Errors: ")


def test_check_speaks_chinese(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JDSTUDIO_LANG", "zh")
    assert main(["check", str(WEAK)]) == 1
    assert "  错误：绩效指标：“运营专员”的指标权重合计 110%，不是 100%。" in lines(capsys)


def test_check_reports_for_scripts(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["check", "--json", str(WEAK)]) == 1
    found = json.loads(capsysbinary.readouterr().out)
    assert {"weights-total", "broken-reference", "kpi-stretch"} <= {finding["rule"] for finding in found}
    keys = [
        "rule",
        "family",
        "level",
        "position",
        "section",
        "item",
        "field",
        "start",
        "end",
        "quote",
        "message",
        "why",
        "suggestion",
    ]
    assert all(list(finding) == keys for finding in found)


def test_a_project_without_errors_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "good.json"
    four = tuple(Kpi(id=f"k{at}", name=f"满意度 {at}", weight=Decimal(25), method="manual") for at in range(4))
    path.write_bytes(encode(Project("x", positions=(Position("p", Facts(title="客服"), (Kpis(id="k", items=four),)),))))
    assert main(["check", str(path)]) == 0
    assert lines(capsys) == ["Nothing found."]


def test_check_says_what_the_file_itself_has_wrong(team: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    plain = json.loads(team.read_text("utf-8"))
    plain["positions"][1]["id"] = "a"
    team.write_text(json.dumps(plain), "utf-8")
    assert main(["check", "--json", str(team)]) == 1
    first = json.loads(capsysbinary.readouterr().out)[0]
    assert (first["family"], first["field"], first["level"]) == ("file", "positions[1].id", "error")
    assert first["rule"] == "duplicate-id"
    assert "“a” stands at positions[0].id already" in first["message"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"{", "ends in the middle"),
        (b"[]", "not a JD Studio project"),
        (b'{"format":"other"}', "not a JD Studio project"),
        (b'{"format":"jdstudio","schema":99,"id":"x"}', "newer"),
        (
            b'{"format":"jdstudio","schema":1,"id":"x","positions":[{"id":"p","facts":{"title":3}}]}',
            "positions[0].facts",
        ),
        (b"\xff\xfe{\0", "UTF-8"),
        (b'{"format":"jdstudio","schema":1,"id":"x","positions":' + b"[" * 5000 + b"]" * 5000 + b"}", ""),
    ],
)
@pytest.mark.parametrize("verb", ["check", "export"])
def test_a_file_that_is_no_project_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str, content: bytes, words: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    rest: list[str | Path] = ["--to", "word", "-o", tmp_path / "out"] if verb == "export" else []
    err = problem(capsys, verb, path, *rest)
    assert str(path) in err
    assert words in err
    assert path.read_bytes() == content


def test_folders_and_missing_files_are_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "This is a folder." in problem(capsys, "check", tmp_path)
    assert "There is no such file." in problem(capsys, "check", tmp_path / "gone.json")
    assert "does not exist" in problem(capsys, "new", "-o", tmp_path / "gone" / "new.json")


# --- schema, help, usage ---------------------------------------------------------------------------------------------


def test_schema_prints_the_json_schema(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["schema"]) == 0
    assert capsysbinary.readouterr().out == schema()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_is_given_in_both_languages(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], language: str
) -> None:
    monkeypatch.setenv("JDSTUDIO_LANG", language)
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 0
    out, err = capsys.readouterr()
    assert out.startswith({"zh": "用法：", "en": "usage: "}[language] if "--help" in arguments else "jdstudio ")
    assert err == ""


def test_help_of_export_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert ", ".join(FORMATS) in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["new"], "required: -o/--output. More: jdstudio new --help"),
        (["export", "x.json", "-o", "y"], "required: --to"),
        (["check"], "required: PROJECT.json"),
        (["check", "a.json", "b.json"], "unrecognized arguments: b.json"),
        (["new", "-o", "x", "--lang", "fr"], "invalid choice: 'fr'"),
        (["--frobnicate"], "More: jdstudio --help"),
        (["exprot"], "no command and no file “exprot”"),
        (["gone.json"], "no file “gone.json”"),
        (["pyproject.toml", "README.md"], "one project at a time"),
    ],
)
def test_wrong_usage_is_one_clear_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(SAMPLES.parent)
    assert words in problem(capsys, *arguments)


def test_wrong_usage_is_said_in_chinese(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JDSTUDIO_LANG", "zh")
    assert problem(capsys, "new") == "jdstudio: 缺少必需的参数：-o/--output。更多：jdstudio new --help\n"


# --- the terminal ----------------------------------------------------------------------------------------------------


def test_a_terminal_that_lacks_characters_gets_question_marks_and_json_stays_whole() -> None:
    roles = command("roles", PYTHONIOENCODING="ascii", JDSTUDIO_LANG="zh")
    assert (roles.returncode, roles.stderr) == (0, b"")
    assert b"ecom\t????" in roles.stdout
    check = command("check", "--json", WEAK, PYTHONIOENCODING="ascii", JDSTUDIO_LANG="zh")
    assert check.returncode == 1
    assert "运营专员" in json.loads(check.stdout)[0]["message"] + check.stdout.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("arguments", [["kpis"], ["schema"], ["check", "--json", str(WEAK)]])
def test_an_output_that_cannot_be_written_is_one_clear_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "jdstudio", *arguments], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert run.returncode == 2
    assert run.stderr.startswith(b"jdstudio: The output could not be written")
    assert run.stderr.count(b"\n") == 1


def test_a_reader_who_has_had_enough_is_no_error() -> None:
    run = subprocess.Popen([sys.executable, "-m", "jdstudio", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout
    assert run.stderr
    run.stdout.close()
    assert run.stderr.read() == b""
    run.stderr.close()
    assert run.wait() == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has no screen")
def test_without_a_screen_the_window_says_so_and_what_to_do_instead() -> None:
    env = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    run = command(**env)
    assert run.returncode == 2
    assert b"jdstudio export" in run.stderr
    assert b"Traceback" not in run.stderr


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C cannot be sent to one process there")
def test_ctrl_c_stops_a_long_export_with_a_word(tmp_path: Path) -> None:
    many = tmp_path / "many.json"
    many.write_bytes(encode(Project("x", positions=tuple(fresh_position(position("岗位")) for _ in range(600)))))
    arguments = ["export", str(many), "--to", "word,excel", "-o", str(tmp_path / "out")]
    run = subprocess.Popen(
        [sys.executable, "-u", "-m", "jdstudio", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # whoever runs the tests in the background has told all below it to ignore Ctrl+C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert run.stdout
    assert run.stdout.readline()
    run.send_signal(signal.SIGINT)
    _out, err = run.communicate()
    assert (run.returncode, err) == (2, b"jdstudio: Stopped.\n")
    assert not list(tmp_path.glob("out/.jdstudio-*"))
