"""The current project, its history, and who is told about changes.

Undo is a list of values: every step holds a whole project, sharing with its neighbours all that did not change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from jdstudio.model.place import Place
from jdstudio.model.project import Project


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the history: a state, the words that say how it came about, and where that was."""

    project: Project
    label: str = ""
    place: Place | None = None
    merge_key: str | None = None
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """What listeners get: both states, so that each can compare only the part it shows.

    `origin` is whoever made the edit, so that it need not write its own text back; `place` is where it happened.
    """

    before: Project
    after: Project
    label: str
    place: Place | None
    origin: object | None


class Store:
    """Holds the current project and its history, and tells listeners about each change."""

    MERGE_SECONDS = 1.5
    MAX_STEPS = 500

    def __init__(self, project: Project, *, clock: Callable[[], float] = monotonic) -> None:
        self._steps = [Step(project)]
        self._at = 0
        self._saved: Project | None = project
        self._sealed = True
        self._clock = clock
        self._listeners: list[Callable[[Change], None]] = []

    @property
    def project(self) -> Project:
        return self._steps[self._at].project

    @property
    def is_dirty(self) -> bool:
        return self.project is not self._saved

    @property
    def undo_label(self) -> str | None:
        return self._steps[self._at].label if self._at else None

    @property
    def redo_label(self) -> str | None:
        return self._steps[self._at + 1].label if self._at + 1 < len(self._steps) else None

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Tell `listener` of every change from now on; call the result to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def commit(
        self,
        project: Project,
        label: str,
        *,
        place: Place | None = None,
        merge_key: str | None = None,
        origin: object | None = None,
    ) -> None:
        """Make `project` the current one, as one step of the history.

        `label` is a source string that names the edit in the menu. Edits with the same `merge_key` within
        MERGE_SECONDS become one step, until `seal`, undo or save ends the run.
        """
        before = self.project
        if project is before:
            return
        step, last = Step(project, label, place, merge_key, self._clock()), self._steps[self._at]
        del self._steps[self._at + 1 :]
        merges = not self._sealed and merge_key is not None and merge_key == last.merge_key
        if merges and self._at and step.at - last.at < self.MERGE_SECONDS:
            self._steps[-1] = step
        else:
            self._steps.append(step)
            del self._steps[: -self.MAX_STEPS]
            self._at = len(self._steps) - 1
        self._sealed = False
        self._tell(Change(before, project, label, place, origin))

    def seal(self) -> None:
        """End the run of edits that merge: the next one starts a new step."""
        self._sealed = True

    def undo(self) -> None:
        step = self._steps[self._at]
        if self._at:
            self._go(self._at - 1, step)

    def redo(self) -> None:
        if self._at + 1 < len(self._steps):
            self._go(self._at + 1, self._steps[self._at + 1])

    def mark_saved(self, project: Project) -> None:
        """Called when `project` is on disk; it may be older than the current state."""
        self._saved = project
        self.seal()

    def mark_unsaved(self) -> None:
        """The current state stands in no file of its own yet: a recovered or repaired project."""
        self._saved = None

    def _go(self, at: int, step: Step) -> None:
        before, self._at = self.project, at
        self.seal()
        self._tell(Change(before, self.project, step.label, step.place, None))

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)
