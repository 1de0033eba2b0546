"""A person who answers the window's questions in a test, and remembers what it said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from jdstudio.gui.export_dialog import ExportChoice
from jdstudio.gui.messages import Questions
from jdstudio.gui.new_dialog import NewChoice
from jdstudio.library.kpi_compare import Compared
from jdstudio.library.structure import structure
from jdstudio.library.switch import Switch, switched
from jdstudio.model.project import Project


@dataclass
class Person(Questions):
    """Answers as told beforehand; `heard` holds what was said or asked, in order."""

    heard: list[Any] = field(default_factory=list)
    saves_first: Literal["save", "discard", "cancel"] = "cancel"
    overwrites: Literal["overwrite", "save_as", "cancel"] = "cancel"
    recovers: Literal["recover", "saved", "later"] = "later"
    reads_only: bool = False
    opens: Path | None = None
    saves_to: Path | None = None
    starts: NewChoice | None = None
    exports: tuple[str, ...] = ()
    exports_to: Path | None = None
    names: str = ""
    deletes: bool = False
    follows: str = ""
    takes_over: dict[str, tuple[str, ...]] | None = None

    def save_first(self, title: str) -> Literal["save", "discard", "cancel"]:
        self.heard.append(("save first", title))
        return self.saves_first

    def overwrite(self, problem: str) -> Literal["overwrite", "save_as", "cancel"]:
        self.heard.append(("overwrite", problem))
        return self.overwrites

    def recover(self, title: str, written: datetime, saved: datetime | None) -> Literal["recover", "saved", "later"]:
        self.heard.append(("recover", title, written, saved))
        return self.recovers

    def open_read_only(self, problem: str) -> bool:
        self.heard.append(("read-only", problem))
        return self.reads_only

    def file_to_open(self, folder: str) -> Path | None:
        self.heard.append(("open", folder))
        return self.opens

    def file_to_save(self, proposal: str) -> Path | None:
        self.heard.append(("save to", proposal))
        return self.saves_to

    def new_project(self) -> NewChoice | None:
        self.heard.append(("new project",))
        return self.starts

    def new_position(self, language: str, *, bilingual: bool = False) -> NewChoice | None:
        self.heard.append(("new position", language, *(("bilingual",) if bilingual else ())))
        return self.starts

    def export(self, project: Project, proposal: ExportChoice) -> ExportChoice | None:  # noqa: ARG002
        self.heard.append(("export", proposal))
        if self.exports_to is None:
            return None
        return ExportChoice(proposal.positions, self.exports or proposal.formats, proposal.readings, self.exports_to)

    def problem(self, sentence: str) -> None:
        self.heard.append(("problem", sentence))

    def name(self, question: str, name: str) -> str:
        self.heard.append(("name", question, name))
        return self.names

    def switch_structure(self, project: Project, position_id: str) -> Switch | None:
        self.heard.append(("switch structure", position_id))
        return switched(project, position_id, structure(self.follows)) if self.follows else None

    def manage_structures(self, project: Project | None) -> None:  # noqa: ARG002
        self.heard.append(("manage structures",))

    def delete_for_good(self, name: str, remark: str) -> bool:
        self.heard.append(("delete", name, remark))
        return self.deletes

    def update_kpis(self, compared: Sequence[Compared]) -> dict[str, tuple[str, ...]]:
        """All that differs, unless told otherwise."""
        self.heard.append(("update", [(each.row.name, each.state) for each in compared]))
        if self.takes_over is not None:
            return self.takes_over
        return {each.row.id: tuple(it.field for it in each.differences) for each in compared}

    def notes(self, path: Path | None, lines: Sequence[str]) -> None:
        self.heard.append(("notes", path, list(lines)))

    def exported(self, paths: Sequence[Path]) -> None:
        self.heard.append(("exported", list(paths)))

    def about(self, version: str) -> None:
        self.heard.append(("about", version))

    def unexpected(self, sentence: str, details: str) -> None:  # noqa: ARG002
        self.heard.append(("unexpected", sentence))
