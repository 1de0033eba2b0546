"""Qt's own words in Chinese: its catalogue, and what that lacks."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator

_ALSO = {
    ("QFileDialog", "&Look in:"): "位置(&L)：",
    ("QFileDialog", "Files of &type:"): "文件类型(&T)：",
    ("QAbstractFileIconProvider", "Folder"): "文件夹",
    ("QAbstractFileIconProvider", "File Folder"): "文件夹",
    ("QAbstractFileIconProvider", "Drive"): "驱动器",
    ("QAbstractFileIconProvider", "File"): "文件",
    ("QAbstractFileIconProvider", "%1 File"): "%1 文件",
    ("QFileSystemModel", "Size"): "大小",
    ("QShortcut", "Up"): "↑",
    ("QShortcut", "Down"): "↓",
    ("QShortcut", "Left"): "←",
    ("QShortcut", "Right"): "→",
}


class QtInChinese(QTranslator):
    """To be installed while the interface is Chinese."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))

    def translate(self, context: str, source: str, disambiguation: str | None = None, number: int = -1) -> str | None:
        """The Chinese words; None where Qt is to use its English ones."""
        return _ALSO.get((context, source)) or super().translate(context, source, disambiguation, number) or None
