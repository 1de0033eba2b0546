"""How long until the first painted window, against a bare window of a tree, a table and a text pane. Prints ratios.

Each start is a process of its own; the ways take turns, so that a busy minute meets all of them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "ecommerce-team.json"
ROUNDS = 9

BARE = """
import os
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTableWidget, QTextEdit, QTreeWidget
app = QApplication([])
window, panes = QMainWindow(), QSplitter(Qt.Orientation.Horizontal)
for pane in (QTreeWidget(), QTableWidget(10, 5), QTextEdit()):
    panes.addWidget(pane)
window.setCentralWidget(panes)
window.resize(1480, 920)
window.show()
app.processEvents()
os._exit(0)  # what Python takes down at the end is no part of the start
"""
OURS = """
import os
import sys
from pathlib import Path
from jdstudio.gui import settings
from jdstudio.gui.main import Program, application
app = application()
program = Program(app, settings.Settings(language="zh", theme="light"))
for name in sys.argv[1:]:
    program.window.open_sample(Path(name))
program.window.show()
app.processEvents()
os._exit(0)
"""


def started(env: dict[str, str], code: str, *arguments: str) -> float:
    """Milliseconds from the start of the process to its end right after the first paint."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, cwd=ROOT, capture_output=True, env=env)
    return (time.perf_counter() - start) * 1000


def test_start(tmp_path: Path) -> None:
    # as installed: with compiled bytecode, which a first round makes
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path)}
    ways: dict[str, tuple[str, ...]] = {
        "bare window": (BARE,),
        "our window": (OURS,),
        "our window with a project": (OURS, str(SAMPLE)),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for at in range(ROUNDS + 1):
        for name, (code, *arguments) in ways.items():
            took = started(env, code, *arguments)
            if at:
                times[name].append(took)
    base = statistics.median(times["bare window"])
    lines = [
        f"  {name:<28}{statistics.median(each):8.0f} ms   x {statistics.median(each) / base:.2f}"
        for name, each in times.items()
    ]
    sys.stderr.write("\n".join(["", f"start to first paint, {os.environ['QT_QPA_PLATFORM']}", *lines, ""]))
