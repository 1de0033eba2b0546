"""What the command line says on a terminal: one line each, and nothing in it that commands the terminal."""

from __future__ import annotations

import os
import re
import sys
from typing import TextIO

_COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""Control characters, line ends among them: names of files and titles may hold any, from anybody."""


def one_line(text: str) -> str:
    return _COMMANDS.sub(" ", text).rstrip()


def say(text: str) -> None:
    """One line on stderr, where there is one; a word nobody can read is no reason to fail."""
    if sys.stderr:
        try:
            print("jdstudio: " + " ".join(one_line(text).split()), file=sys.stderr, flush=True)
        except OSError:
            let_go_of(sys.stderr)


def let_go_of(stream: TextIO) -> None:
    """Keep the interpreter from flushing, at its end, what nobody takes: that would change the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
