"""Builds the window from its parts, once; holds no rule.

One window per user and data folder: a second start raises the first. The window is shown before
the catalogue is opened, because loading what reads it takes longer than everything one sees.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEventLoop, QLibraryInfo, QLockFile, Qt, QThread, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtNetwork import QLocalServer, QLocalSocket, QNetworkInformation
from PySide6.QtWidgets import QApplication, QMessageBox

from ohjaus_desktop import __version__, logs, paths, settings, texts
from ohjaus_desktop.errors import KnownError, folder_refused, reason
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.settings import Effective, Settings
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import start_page, style
from ohjaus_desktop.ui.hatch import group_tiles
from ohjaus_desktop.ui.main_window import MainWindow
from ohjaus_desktop.ui.outside import Outside, screen_size
from ohjaus_desktop.ui.pictures import icon

log = logging.getLogger(__name__)

_HELSINKI = ZoneInfo("Europe/Helsinki")
_RAISE_MS = 5_000
"""How long a second start waits for the first: one that has only just begun does not listen yet."""
_ASK_AGAIN_MS = 100
_UNSEEN_MS = 500
"""How long the catalogue waits for a window that is not painted."""
_SETTLE_MS = 500
_WARM_MS = 50
"""After the first picture, before the first letter."""


def run(data: DataFolder, arguments: Sequence[str] = ()) -> int:
    """Show the window until it is closed; gives the exit status."""
    app = _application(arguments)
    texts.use(settings.load(data.settings, paths.machine_settings()).settings.language)
    try:
        lock = _lock(data)
    except KnownError as error:
        # A window has no stderr that anybody reads: the same two sentences in a box.
        QMessageBox.warning(None, "Ohjaus", str(error))
        raise
    if lock is None:
        return 0 if _raise_first(data) else _already_open()
    logs.start(data.logs)
    edge = sys.excepthook = _Edge(data)
    window = build(data, settings.load(data.settings, paths.machine_settings()))
    edge.tell = window.tell_error
    server = _listen(data, window)
    window.show()

    def open_all() -> None:
        open_workplace(window, data)
        gc.freeze()  # the catalogue stays: it need not be looked through between two letters
        gc.enable()  # the command line has paused it for the start

    _after_first_picture(window, open_all)
    status = app.exec()
    server.close()
    lock.unlock()
    return status


def _after_first_picture(window: MainWindow, then: Callable[[], object]) -> None:
    """Let the window be seen first: what reads the catalogue loads slower than the window.

    A window that begins minimized is not painted and waits a moment only.
    """
    timer = QTimer(window, singleShot=True, interval=_UNSEEN_MS)
    timer.timeout.connect(then)
    window.painted.connect(lambda: timer.start(0))
    timer.start()


def _lock(data: DataFolder) -> QLockFile | None:
    """The one window's lock; None where another has it. Raises KnownError.

    On a full disk it cannot be written: then two windows are the smaller harm.
    """
    try:
        data.create()
    except OSError as error:
        raise folder_refused(data.root, error) from error
    lock = QLockFile(str(data.root / "window.lock"))
    lock.setStaleLockTime(0)
    if lock.tryLock(0) or lock.error() is QLockFile.LockError.UnknownError:
        return lock
    if lock.error() is QLockFile.LockError.LockFailedError:
        return None
    raise KnownError(
        text("The data folder {name} may not be written.", name=data.root),
        text("Ask your IT support to allow writing there."),
    )


def build(data: DataFolder, effective: Effective, outside: Outside | None = None) -> MainWindow:
    """Make the window, dressed for the settings and not yet shown; ``open_workplace`` fills it."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = _application(())
    chosen = effective.settings
    texts.use(chosen.language)
    _translate_qt(app, chosen.language)
    style.make_roomy(chosen.large_targets)
    style.apply(app, theme=chosen.theme, scale=chosen.text_scale)
    window = MainWindow(chosen, outside or Outside(clock=_now, online=_online()), locked=effective.locked)
    window.setWindowIcon(_icon())
    window.resize(*screen_size())
    window.settings_changed.connect(lambda changed: _save(window, data, changed))
    window.settings_changed.connect(lambda changed: _translate_qt(app, changed.language))
    window.broke.connect(lambda error: sys.excepthook(type(error), error, error.__traceback__))
    tiles = start_page.remembered(
        data.start_page, language=chosen.language, municipality=chosen.home_municipality
    )
    if tiles:
        window.begin_with(tiles)
    for problem in effective.problems:
        window.undo_bar.tell(problem, tone="warning")
    return window


def open_workplace(window: MainWindow, data: DataFolder) -> None:
    """Open catalogue and daybook and let the window work with them."""
    # Imported here: SQLAlchemy and the rest load while the window is already on the screen.
    from ohjaus_desktop.workplace import Workplace

    try:
        workplace = Workplace(data)
    except KnownError as error:
        log.warning("the workplace cannot be opened: %s", error.__cause__ or type(error).__name__)
        _offer_again(window, data, error)
        return
    window.destroyed.connect(workplace.close)
    window.open_workplace(workplace)
    _remember_start(window, data)
    # The needs stand there; the first letter shall not wait for what only words need.
    QTimer.singleShot(_WARM_MS, window, workplace.navigator.warm)
    for problem in workplace.problems:
        window.undo_bar.tell(problem, tone="warning")


def _offer_again(window: MainWindow, data: DataFolder, error: KnownError) -> None:
    """Say why nothing can be searched yet; the button or F5 tries once more, without a restart."""

    def again() -> None:
        if window.workplace is None:
            window.undo_bar.forget()
            open_workplace(window, data)

    words = f"{error.what} {error.do}".strip()
    window.undo_bar.offer(words, text("Try again"), text("Close"), again)
    once = Qt.ConnectionType.SingleShotConnection
    window.actions_by_name["update"].triggered.connect(again, once)


def _remember_start(window: MainWindow, data: DataFolder) -> None:
    """Keep the needs as they stand, unless the worker has already asked for something."""
    if window.guide.is_blank:
        tiles = group_tiles(window.guide.answer, texts.current())
        chosen = window.settings
        start_page.remember(
            data.start_page, start_page.StartPage(chosen.language, chosen.home_municipality, tiles)
        )


def screenshot(data: DataFolder, file: Path) -> None:
    """Save a picture of the window over this data, with a question asked and answered."""
    window = build(data, settings.load(data.settings, paths.machine_settings()))
    window.resize(1440, 900)
    window.show()
    open_workplace(window, data)
    window.page.search.words.setText("yksinäi perho")
    # The detail's column settles over some turns of the event loop; only then is the picture true.
    settled = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, settled.quit)
    settled.exec()
    if not window.grab().save(str(file)):
        raise KnownError(text("The file {name} cannot be written.", name=file))
    window.close()


def _application(arguments: Sequence[str]) -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(["ohjaus", *arguments])
    app.setApplicationName("Ohjaus")
    app.setApplicationVersion(__version__)
    return app


def _now() -> datetime:
    return datetime.now(_HELSINKI)


def _online() -> Callable[[], bool | None]:
    """Asks the system whether there is a network; None where it cannot tell."""

    def ask() -> bool | None:
        if not QNetworkInformation.loadDefaultBackend():
            return None
        reach = QNetworkInformation.instance().reachability()
        if reach == QNetworkInformation.Reachability.Unknown:
            return None
        return reach != QNetworkInformation.Reachability.Disconnected

    return ask


def _icon() -> QIcon:

    return icon("need", size=64, colour="accent")


def _save(window: MainWindow, data: DataFolder, changed: Settings) -> None:
    before = settings.load(data.settings, paths.machine_settings()).settings
    try:
        settings.save(changed, data.settings, before=before)
    except OSError as error:
        log.warning("settings not saved: %s", error)
        window.tell_error(KnownError(text("The settings could not be saved."), reason(error)))


_translators: list[QTranslator] = []


def _translate_qt(app: QApplication, language: str) -> None:
    """Qt's own dialogs in the language of the window."""
    if app.property("language") == language:
        return
    app.setProperty("language", language)
    while _translators:
        app.removeTranslator(_translators.pop())
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
        _translators.append(translator)


def _server_name(data: DataFolder) -> str:
    return "ohjaus-" + hashlib.sha256(str(data.root.resolve()).encode()).hexdigest()[:16]


def _listen(data: DataFolder, window: MainWindow) -> QLocalServer:
    server = QLocalServer(window)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    QLocalServer.removeServer(_server_name(data))
    server.listen(_server_name(data))

    def raise_window() -> None:
        while (socket := server.nextPendingConnection()) is not None:
            socket.close()
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    server.newConnection.connect(raise_window)
    return server


def _raise_first(data: DataFolder) -> bool:
    for _ in range(_RAISE_MS // _ASK_AGAIN_MS):
        socket = QLocalSocket()
        socket.connectToServer(_server_name(data))
        if socket.waitForConnected(_ASK_AGAIN_MS):
            return True
        QThread.msleep(_ASK_AGAIN_MS)
    return False


def _already_open() -> int:
    QMessageBox.information(
        None, "Ohjaus", text("Ohjaus is already open, or another user has this data folder open.")
    )
    return 1


class _Edge:
    """The program's edge: a bug is logged without personal data and shown once.

    tell: says a known error that nobody nearer has caught, a full disk behind a click for instance.
    """

    def __init__(self, data: DataFolder) -> None:
        self._data = data
        self._shown = False
        self.tell: Callable[[KnownError], None] | None = None

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log where it happened, never what the values were; tell the user once."""
        if isinstance(error, KnownError) and self.tell is not None:
            self.tell(error)
            return
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        steps = []
        while trace is not None:
            code = trace.tb_frame.f_code
            steps.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        report = f"Ohjaus {__version__} · {kind.__name__}\n" + "\n".join(steps)
        log.error("bug: %s", report)
        if self._shown:
            return
        self._shown = True
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            "Ohjaus",
            text("Something went wrong in the program. You can go on working."),
        )
        box.setInformativeText(
            text("The report holds no personal data. Log: {folder}", folder=self._data.logs)
        )
        box.setDetailedText(report)
        copy = box.addButton(text("Copy the report"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
        if box.clickedButton() is copy:
            QApplication.clipboard().setText(report)
