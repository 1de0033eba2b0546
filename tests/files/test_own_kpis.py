"""The personal KPI library: what is kept there, under which name, and what happens to broken and doubled files."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from jdstudio.errors import UsageError, WriteError
from jdstudio.files.own_kpis import from_row, keep, remove, rename, replaces_shipped
from jdstudio.library import kpis, new_kpi
from jdstudio.library.kpi import kpi, library
from jdstudio.library.own import own_folder
from jdstudio.library.words import Words
from jdstudio.model.kinds import Kpi, Translation

ROW = Kpi(
    id="k1",
    name="私域复购率",
    definition="私域买家中再次购买的比例",
    formula="再次购买人数 ÷ 私域买家数 × 100%",
    source="SCRM",
    period="月",
    weight=Decimal(30),
    floor=Decimal(10),
    target=Decimal(15),
    other=(Translation("name", "Private repeat rate", "私域复购率"),),
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JDSTUDIO_LIBRARY", str(tmp_path / "mine"))
    return own_folder("kpis")


def kept(row: Kpi = ROW) -> str:
    mine = from_row(row, "zh", library())
    keep(mine, library())
    return mine.id


def test_a_row_is_kept_without_weight_and_levels_and_gives_the_same_row_again(folder: Path) -> None:
    kept_id = kept()

    (path,) = folder.iterdir()
    assert path.name == f"{kept_id}.json"
    mine = library().by_id[kept_id]
    assert library().kpis[0] == mine
    assert (mine.name, mine.source) == (Words("私域复购率", "Private repeat rate"), Words("SCRM", "SCRM"))
    again = new_kpi(mine)
    assert replace(again, id="k1", library="") == replace(ROW, weight=None, floor=None, target=None, other=())
    assert not {"weight", "floor", "target"} & set(json.loads(path.read_text("utf-8")))


def test_a_row_from_the_library_keeps_the_library_s_words_of_the_other_language() -> None:
    row = replace(new_kpi(kpi("K-ECM-011")), source="会员系统")
    mine = from_row(row, "zh", library())
    assert mine.name.en == "Repeat purchase rate"
    assert mine.source == Words("会员系统", "会员系统")
    assert mine.id.startswith("OWN-")


def test_what_no_row_can_say_stays_as_the_library_said_it() -> None:
    for known in kpis():
        mine = from_row(new_kpi(known), "zh", library())
        assert (mine.direction, mine.roles) == (known.direction, known.roles)
        assert (mine.method == "linear") == (new_kpi(known).method == "linear")
        assert new_kpi(mine, "en").method == new_kpi(known, "en").method


def test_a_row_of_an_own_kpi_changes_that_one(folder: Path) -> None:
    kept_id = kept()
    assert kept(replace(ROW, library=kept_id, source="CRM")) == kept_id
    assert library().by_id[kept_id].source.zh == "CRM"
    assert len(list(folder.iterdir())) == 1


def test_a_kpi_without_a_name_is_not_kept(folder: Path) -> None:
    with pytest.raises(UsageError):
        kept(Kpi(id="k1", definition="…"))
    assert not folder.exists()


def test_renaming_and_removing(folder: Path) -> None:
    kept_id = kept()
    assert rename(kept_id, " 社群复购率 ", "zh", library()).name == Words("社群复购率", "Private repeat rate")
    assert library().by_id[kept_id].name.zh == "社群复购率"
    remove(kept_id, library())
    assert list(folder.iterdir()) == []
    assert library().kpis == kpis()


def test_a_kpi_whose_file_is_gone_meanwhile_is_not_lost_by_renaming(folder: Path) -> None:
    kpi_id = kept()
    before = library()
    (folder / f"{kpi_id}.json").unlink()

    rename(kpi_id, "复购", "zh", before)

    assert library().by_id[kpi_id].name.zh == "复购"


def test_a_file_may_hold_a_list_and_loses_only_what_is_removed(folder: Path) -> None:
    folder.mkdir(parents=True)
    some = [replace(kpis()[0], id=f"OWN-{at}") for at in range(3)]
    (folder / "team.json").write_bytes(msgspec.json.encode(some))

    remove("OWN-1", library())
    rename("OWN-2", "新名", "zh", library())

    assert [(each.id, each.name.zh) for each in library().kpis[:2]] == [
        ("OWN-0", some[0].name.zh),
        ("OWN-2", "新名"),
    ]


def test_an_own_kpi_takes_the_place_of_the_one_that_ships_until_it_is_removed(folder: Path) -> None:
    folder.mkdir(parents=True)
    mine = replace(kpi("K-ECM-011"), formula=Words("我们的口径", "our way"))
    (folder / "a.json").write_bytes(msgspec.json.encode(mine))

    assert library().by_id["K-ECM-011"] == mine
    assert len(library().kpis) == len(kpis())
    assert replaces_shipped("K-ECM-011")
    remove("K-ECM-011", library())
    assert library().by_id["K-ECM-011"] == kpi("K-ECM-011")


def test_a_broken_file_and_a_second_kpi_with_the_same_id_are_left_out_and_named(folder: Path) -> None:
    folder.mkdir(parents=True)
    first = replace(kpis()[0], id="OWN-1", name=Words("甲", "A"))
    (folder / "a.json").write_bytes(msgspec.json.encode(first))
    (folder / "b.json").write_bytes(msgspec.json.encode(replace(first, name=Words("乙", "B"))))
    (folder / "c.json").write_text('{"id": "OWN-2"}', "utf-8")

    whole = library()

    assert [each.name.zh for each in whole.kpis[:2]] == ["甲", kpis()[0].name.zh]
    told = sorted(str(problem) for problem in whole.problems)
    assert [Path(text.split(": ")[0]).name for text in told] == ["b.json", "c.json"]
    assert "“乙”" in told[0]


def test_a_folder_that_cannot_be_made_is_said_in_words(folder: Path) -> None:
    folder.parent.parent.mkdir(parents=True, exist_ok=True)
    folder.parent.write_text("a file in the way", "utf-8")
    with pytest.raises(WriteError):
        kept()
