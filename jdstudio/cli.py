"""The command line: the same jobs as the window, for scripts.

Exit codes: 0 done, 1 findings or a partial result, 2 bad input or usage. What goes wrong is one line on stderr.
Everything heavy is imported inside the command that needs it: `jdstudio --help` loads nothing but the words.
"""

from __future__ import annotations

import argparse
import gettext
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from jdstudio import __version__
from jdstudio.errors import JDStudioError, UsageError
from jdstudio.i18n import N_, _, interface_language, system_language, use_language
from jdstudio.resources import resource
from jdstudio.terminal import let_go_of, one_line, say

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    use_language(system_language())
    _never_fail_at_a_character()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = _run(given)
        sys.stdout.flush()
    except JDStudioError as error:
        return _problem(str(error))
    except KeyboardInterrupt:
        return _problem(_("Stopped."))
    except BrokenPipeError:  # whoever read our output has had enough
        let_go_of(sys.stdout)
        return 1
    except Exception as error:
        if _was_stopped(error):
            return _problem(_("Stopped."))
        if os.environ.get("JDSTUDIO_DEBUG"):
            raise
        return _unforeseen(error)
    return status


def _run(given: list[str]) -> int:
    if not given or (given[0] not in COMMANDS and not given[0].startswith("-")):
        return _window(given)
    with _argparse_speaking():
        parsed = _parser().parse_args(given)
    command: Command = parsed.command
    return command(parsed)


def _was_stopped(error: BaseException | None) -> bool:
    """Whether Ctrl+C is behind an error: the standard library's locks fail with errors of their own when it hits them."""
    return error is not None and (isinstance(error, KeyboardInterrupt) or _was_stopped(error.__context__))


def _unforeseen(error: Exception) -> int:
    """Files have words of their own for what goes wrong with them; what is left is our output, or a fault of ours."""
    if isinstance(error, OSError) and error.filename is None:
        let_go_of(sys.stdout)
        return _problem(_("The output could not be written: {reason}.").format(reason=error.strerror or error))
    reason = f"{type(error).__name__}: {error}"
    text = _("Something unforeseen went wrong ({reason}). JDSTUDIO_DEBUG=1 shows where.")
    return _problem(text.format(reason=reason))


def _problem(text: str) -> int:
    say(text)
    return 2


# --- the window ------------------------------------------------------------------------------------------------------


def _window(given: list[str]) -> int:
    """Open the window, or say why there is none: Qt itself would end the process."""
    path = given[0] if given else None
    if path and _is_missing(path):
        message = N_("There is no file “{name}”.")
        if not Path(path).suffix:
            message = N_("There is no command and no file “{name}”.")
        raise UsageError(message, remedy=N_("All commands: jdstudio --help"), name=path)
    if len(given) > 1:
        raise UsageError(N_("The window opens one project at a time."), remedy=N_("All commands: jdstudio --help"))
    from jdstudio.gui.system import window_problem

    if problem := window_problem():
        print(problem, file=sys.stderr)
        return 2
    from jdstudio.gui.main import run

    return run(path)


def _is_missing(path: str) -> bool:
    """Whether there is no such file. One that is there and cannot be reached is left to the window, which says why."""
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


# --- new and the library ---------------------------------------------------------------------------------------------


def _new(given: argparse.Namespace) -> int:
    from jdstudio.files.atomic import write_atomic
    from jdstudio.files.codec import encode
    from jdstudio.library import new_project

    path = _named(given.output)
    if os.path.lexists(path) and not given.force:
        raise UsageError(
            N_("This file exists already."), path=path, remedy=N_("Choose another name, or replace it with --force.")
        )
    project = new_project(given.role, given.structure, given.lang, given.title, bilingual=given.bilingual)
    write_atomic(path, encode(project))
    print(path)
    return 0


def _roles(_given: argparse.Namespace) -> int:
    from jdstudio.library import roles
    from jdstudio.library.role import is_own, own_roles

    for problem in own_roles().problems:
        say(str(problem))
    return _columns(
        (role.id, role.code, str(role.title), str(role.summary), *_own(marked=is_own(role))) for role in roles()
    )


def _structures(_given: argparse.Namespace) -> int:
    from jdstudio.library import structures
    from jdstudio.library.structure import ORDER, own_structures

    for problem in own_structures()[1]:
        say(str(problem))
    language = interface_language()
    return _columns(
        (found.id, found.name(language), str(found.summary), *_own(marked=found.id not in ORDER))
        for found in structures()
    )


def _own(*, marked: bool) -> tuple[str, ...]:
    """One more column where a thing is the person's own."""
    return (_("own"),) if marked else ()


def _kpis(given: argparse.Namespace) -> int:
    from jdstudio.cli_kpis import show_kpis

    return show_kpis(" ".join(given.query))


def _columns(rows: Iterator[tuple[str, ...]]) -> int:
    """Print one thing a line, tabs between its columns: to be read, and to be cut by scripts."""
    for row in rows:
        print("\t".join(one_line(cell) for cell in row))
    return 0


# --- export, check, schema -------------------------------------------------------------------------------------------


def _export(given: argparse.Namespace) -> int:
    from jdstudio.cli_export import export

    folder = _named(given.output)
    return export(_named(given.project), given.to, given.position, given.lang, folder, calendar=given.calendar)


def _check(given: argparse.Namespace) -> int:
    from jdstudio.cli_check import check

    return check(_named(given.project), as_json=given.json)


def _schema(_given: argparse.Namespace) -> int:
    from jdstudio.files.codec import schema

    sys.stdout.buffer.write(schema())  # JSON is UTF-8 whatever the terminal speaks
    return 0


def _named(name: str) -> Path:
    """The path an argument names. Raises UsageError for an empty one: a script with an unset variable wants no file here."""
    if not name.strip():
        raise UsageError(N_("A file or folder has an empty name."), remedy=N_("Name it."))
    return Path(name)


# --- the words of the command line -----------------------------------------------------------------------------------

COMMANDS: dict[str, tuple[Command, str]] = {
    "new": (_new, N_("start a project file, empty or from a role template")),
    "roles": (_roles, N_("list the role templates")),
    "structures": (_structures, N_("list the structures a position can have")),
    "kpis": (_kpis, N_("search the KPI library")),
    "export": (_export, N_("write Word, Excel, HTML or Markdown files")),
    "check": (_check, N_("report what is wrong with a project; exit code 1 when something is an error")),
    "schema": (_schema, N_("print the JSON Schema of project files")),
}

_WORDS_OF_ARGPARSE = (  # argparse looks its own words up in our catalogue
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(
            N_("{problem}."), remedy=N_("More: {command} --help"), problem=message.rstrip("."), command=self.prog
        )


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="jdstudio",
        description=_("Job descriptions and KPI sheets, offline. Without a command: open the window."),
        usage="jdstudio [PROJECT.json] | jdstudio COMMAND …",
        epilog=_("Exit codes: 0 done, 1 findings or a partial result, 2 bad input or usage."),
    )
    about_version = _("show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"jdstudio {__version__}", help=about_version)
    commands = parser.add_subparsers(prog="jdstudio", metavar="COMMAND", required=True)
    parsers = {}
    for name, (command, words) in COMMANDS.items():
        parsers[name] = commands.add_parser(name, help=_(words), description=_(words))
        parsers[name].set_defaults(command=command)
    _describe_new(parsers["new"])
    _describe_export(parsers["export"])
    parsers["kpis"].add_argument(
        "query", nargs="*", metavar="QUERY", help=_("words, an id, a role or pinyin such as fgl")
    )
    parsers["check"].add_argument("project", metavar="PROJECT.json", help=_("the project"))
    parsers["check"].add_argument("--json", action="store_true", help=_("print the findings as JSON"))
    return parser


def _describe_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", required=True, metavar="PROJECT.json", help=_("the file to write"))
    parser.add_argument("--role", metavar="ID", help=_("fill it from this template (see: jdstudio roles)"))
    parser.add_argument(
        "--structure", default="standard", metavar="ID", help=_("the sections it gets (see: jdstudio structures)")
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help=_("the language of the content (zh)"))
    parser.add_argument("--bilingual", action="store_true", help=_("keep the words in the other language as well"))
    parser.add_argument("--title", default="", help=_("the title of the project"))
    parser.add_argument("--force", action="store_true", help=_("replace a file that exists"))


def _describe_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="PROJECT.json", help=_("the project"))
    parser.add_argument(
        "--to",
        required=True,
        action="append",
        metavar="FORMAT,…",
        help=_("word, posting, excel, markdown, html; several with commas"),
    )
    parser.add_argument(
        "--position", action="append", default=[], metavar="ID_OR_TITLE", help=_("only this position; may be repeated")
    )
    parser.add_argument(
        "--lang", choices=("zh", "en", "both"), help=_("the language of the documents; both: side by side")
    )
    parser.add_argument(
        "--calendar", action="store_true", help=_("add a page to job descriptions that shows the tasks by date")
    )
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", help=_("the folder to write to"))


@contextmanager
def _argparse_speaking() -> Iterator[None]:
    """Let argparse, which asks gettext by the machine's settings, speak the language of the interface."""
    names = {"zh": "zh_CN", "en": "en"}
    domain, before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("jdstudio", str(resource("locale")))
    gettext.textdomain("jdstudio")
    os.environ["LANGUAGE"] = names[interface_language()]
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


# --- the terminal ----------------------------------------------------------------------------------------------------


def _never_fail_at_a_character() -> None:
    """Show a question mark where a terminal cannot show a character; write into nothing where there is no stdout."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  open until the process ends
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
