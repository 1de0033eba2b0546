"""How fast an edit, opening and saving are in a project of 500 positions. Prints ratios against Python's json."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from large import large_project

from jdstudio.files.codec import decode, encode, encode_in_pieces
from jdstudio.model.edits import set_value
from jdstudio.model.kinds import Kpis
from jdstudio.model.place import Place
from jdstudio.model.project import Project
from jdstudio.model.walk import sections_of
from jdstudio.session import Session
from jdstudio.store import Store

ROUNDS = 9


@pytest.fixture(scope="module")
def project() -> Project:
    return large_project()


def interleaved(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median milliseconds of each way, run in turn, so that a busy minute meets all of them."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) * 1000 for name, values in seconds.items()}


def say(title: str, times: dict[str, float], base: str) -> None:
    lines = [f"  {name:<28}{each:8.1f} ms   x {each / times[base]:.2f}" for name, each in times.items()]
    sys.stderr.write("\n".join(["", title, *lines, ""]))


def test_opening(project: Project, tmp_path: Path) -> None:
    data = encode(project)
    path = tmp_path / "large.json"
    path.write_bytes(data)
    times = interleaved(
        {
            "json.loads": lambda: json.loads(data),
            "decode, all checks": lambda: decode(data, path),
            "open, with lock and hash": lambda: Session.open(path).close(),
        }
    )
    say(f"opening 500 positions ({len(data) / 1e6:.1f} MB)", times, "json.loads")


def test_saving(project: Project, tmp_path: Path) -> None:
    session = Session.new(project)
    session.save_as(tmp_path / "large.json")
    plain = json.loads(encode(project))
    times = interleaved(
        {
            "json.dumps, same file": lambda: json.dumps(plain, ensure_ascii=False, indent=2),
            "json.dumps, one line": lambda: json.dumps(plain, ensure_ascii=False),
            "encode": lambda: encode(project),
            "encode for recovery": lambda: encode_in_pieces(project),
            "save, with fsync": session.save,
        }
    )
    session.close()
    say("saving 500 positions", times, "json.dumps, same file")


def test_an_edit(project: Project) -> None:
    store = Store(project)
    position = project.positions[250]
    section = next(sections_of(position, "kpis"))
    assert isinstance(section, Kpis)
    place = Place(position.id, section.id, section.items[3].id, "weight")
    seconds = []
    for number in range(2000):
        start = time.perf_counter()
        store.commit(set_value(store.project, place, Decimal(number)), "Change a value", place=place)
        seconds.append(time.perf_counter() - start)
    seconds.sort()
    median, p95 = seconds[1000] * 1e6, seconds[1900] * 1e6
    sys.stderr.write(f"\nan edit in 500 positions: {median:.1f} µs, 95 % below {p95:.1f} µs\n")
