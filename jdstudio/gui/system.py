"""Whether this machine can show a window at all: found out before Qt is asked, since Qt ends the process.

Uses the standard library alone, so that `python3 -m jdstudio.gui.system apt` tells a set-up script what to install
before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from jdstudio.i18n import N_, _

# For each library the packages that hold it, by Debian and Ubuntu, Fedora, Arch.
_FOR_QT: Mapping[str, tuple[str, str, str]] = {
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
}
_FOR_X11: Mapping[str, tuple[str, str, str]] = {
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libx11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb", "libxcb"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
}
_FOR_WAYLAND: Mapping[str, tuple[str, str, str]] = {
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client", "wayland"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor", "wayland"),
}
_CHINESE_FONT = ("fonts-noto-cjk", "google-noto-sans-cjk-fonts", "noto-fonts-cjk")
_INSTALLERS = {"apt": 0, "dnf": 1, "pacman": 2}
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_CHINESE_FONTS = (
    "cjk",
    "wqy",
    "hansans",
    "han-sans",
    "hanserif",
    "droidsansfallback",
    "uming",
    "ukai",
    "yahei",
    "msyh",
    "simsun",
    "simhei",
)


def window_problem() -> str | None:
    """Why no window can open here, with the packages or the command that helps; None where one can.

    Windows and macOS bring what Qt needs. Qt's own choice of a platform without a screen is respected.
    """
    if not sys.platform.startswith("linux"):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    needed = dict(_FOR_QT)
    if platform not in ("offscreen", "minimal", "vnc", "linuxfb", "eglfs"):
        wayland = platform.startswith("wayland") or (not platform and bool(os.environ.get("WAYLAND_DISPLAY")))
        if not wayland and not os.environ.get("DISPLAY"):
            return _no_screen(N_("There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)."))
        needed.update(_FOR_WAYLAND if wayland else _FOR_X11)
    if missing := [name for name in needed if not _loads(name)]:
        return _missing_libraries(missing, needed)
    if "libxcb-cursor.so.0" in needed and not _reaches_x11():
        return _no_screen(N_("The screen {display} does not answer."))
    return None


def missing_packages(installer: str) -> tuple[str, ...]:
    """The system packages a window and Chinese documents lack here, by the names of `apt`, `dnf` or `pacman`."""
    if not sys.platform.startswith("linux"):
        return ()
    column = _INSTALLERS[installer]
    needed = {**_FOR_QT, **_FOR_X11}
    packages = _packages((name for name in needed if not _loads(name)), needed, column)
    return packages if _has_chinese_font() else (*packages, _CHINESE_FONT[column])


def _packages(libraries: Iterable[str], needed: Mapping[str, tuple[str, str, str]], column: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(needed[name][column] for name in libraries))


def _missing_libraries(missing: list[str], needed: Mapping[str, tuple[str, str, str]]) -> str:
    lines = (
        _(N_("The window needs system libraries that are missing here: {libraries}.")).format(
            libraries=", ".join(missing)
        ),
        _(N_("Debian, Ubuntu: apt install {packages}")).format(packages=" ".join(_packages(missing, needed, 0))),
        _(N_("Fedora: dnf install {packages}")).format(packages=" ".join(_packages(missing, needed, 1))),
        _command_line(),
    )
    return "\n".join(lines)


def _no_screen(sentence: str) -> str:
    return "\n".join((_(sentence).format(display=os.environ.get("DISPLAY", "")), _command_line()))


def _command_line() -> str:
    return _(N_("Without a window: jdstudio export PROJECT.json --to word,excel -o FOLDER (more: jdstudio --help)"))


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _reaches_x11() -> bool:
    """Whether the X server of DISPLAY accepts a connection."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    for function in (xcb.xcb_connection_has_error, xcb.xcb_disconnect):
        function.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    reached = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return reached


def _has_chinese_font() -> bool:
    folders = (Path(folder).expanduser() for folder in _FONT_FOLDERS)
    files = (
        path.name.lower().replace(" ", "") for folder in folders if folder.is_dir() for path in folder.rglob("*.*")
    )
    return any(mark in name for name in files for mark in _CHINESE_FONTS)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(*missing_packages(sys.argv[1]))  # noqa: T201
    else:
        problem = window_problem()
        print(problem or "", end="\n" if problem else "")  # noqa: T201
        sys.exit(problem is not None)
