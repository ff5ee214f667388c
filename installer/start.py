#!/usr/bin/env python3
"""Start Ohjaus from a checkout, on a machine that has nothing but Python.

    python3 installer/start.py             the window; without a screen, the self-test
    python3 installer/start.py test …      the tests; what follows goes to pytest
    python3 installer/start.py prepare     only make the environment, with the developers' tools
    python3 installer/start.py find …      any other word is handed to the program

The first start makes ``.venv`` from the hashed lock beside this file, installs the project there
in place, so that a changed file counts at once, and on Debian and Ubuntu the few system libraries
that Qt misses. Later starts find all that done and go straight on.

Standard library only; the syntax stays readable for old Pythons so that they can say why they stop.
"""

import sys

if not (3, 11) <= sys.version_info < (3, 15):
    sys.exit(
        f"Ohjaus tarvitsee Pythonin 3.11–3.14; tämä on {sys.version.split()[0]}. / "
        f"Ohjaus needs Python 3.11–3.14; this is {sys.version.split()[0]}."
    )

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
EXAMPLE_DATA = ROOT / "example-data"

# What PySide6's wheels expect of the system: the file that must load → the Debian package.
OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}


def main(arguments: list[str]) -> int:
    """Do what the first word asks for; give the exit code of the program that was started."""
    command = arguments[0] if arguments else ""
    developing = command in {"test", "prepare"}
    kind = "dev" if developing else "run"
    finished = stamp_fits(kind) or (kind == "run" and stamp_fits("dev"))  # dev holds all of run
    sound = finished or works()
    add_system_packages(window=not developing and has_screen(), environment=not sound)
    if not finished:
        make_environment(kind, anew=not sound)
    if command == "prepare":
        return 0
    if command == "test":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        # All tests run on all cores, a file's tests together; whoever names some runs them as named.
        chosen = arguments[1:] or ["-n", "auto", "--dist", "loadfile"]
        return hand_over([str(PYTHON), "-m", "pytest", *chosen], folder=ROOT)
    program = [str(PYTHON), "-m", "ohjaus_desktop"]
    if arguments or has_screen():
        return hand_over([*program, *arguments])
    return self_test(program)


def has_screen() -> bool:
    """Tell whether a window can be shown."""
    return not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def self_test(program: list[str]) -> int:
    """Go the whole way without a screen and say where the picture and the page are."""
    EXAMPLE_DATA.mkdir(exist_ok=True)
    page, picture = EXAMPLE_DATA / "page.pdf", EXAMPLE_DATA / "window.png"
    say("There is no screen here, so the program tests itself instead of opening its window.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    code = subprocess.call([*program, "demo", "--pdf", str(page), "--screenshot", str(picture)])
    if code == 0:
        say(f"Its page and its picture are in {EXAMPLE_DATA}")
    return code


def hand_over(command: list[str], folder: Path | None = None) -> int:
    """Become the command; on Windows, which cannot, wait for it."""
    if folder:
        os.chdir(folder)
    if os.name != "nt":
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606 -- our own interpreter, no shell wanted
    return subprocess.call(command)


# The environment


def make_environment(kind: str, *, anew: bool) -> None:
    """Bring ``.venv`` to what the lock says, and stamp it when all of that has worked.

    kind: run or dev; anew: throw away what is there.
    """
    if anew:
        say(f"Making the environment in {ENVIRONMENT} …")
        venv.create(ENVIRONMENT, clear=True, with_pip=True, symlinks=os.name != "nt")
    say("Fetching what the program needs, about 200 MB; later starts need no network …")
    pip("install", "--require-hashes", "--requirement", str(lock(kind)))
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp(kind).write_text(fingerprint(kind), encoding="utf-8")


def works() -> bool:
    """Tell whether ``.venv`` has a Python that starts and a pip to fill it; half of one has not."""
    check = "import sys, pip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))"
    try:
        tried = subprocess.run([str(PYTHON), "-c", check], capture_output=True, check=False)
    except OSError:
        return False
    return tried.returncode == 0


def pip(*arguments: str) -> None:
    """Run the environment's own pip; stop with a sentence when it fails."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    if subprocess.call(command, cwd=ROOT) != 0:
        sys.exit("The environment could not be made; pip says why above. Is there a network?")


def lock(kind: str) -> Path:
    """The list of exact versions with their hashes."""
    return ROOT / "installer" / LOCKS[kind]


def stamp(kind: str) -> Path:
    """The file that is written last, so that it stands only in a finished environment."""
    return ENVIRONMENT / f"ohjaus-{kind}.stamp"


def stamp_fits(kind: str) -> bool:
    """Tell whether the environment is finished and fits this lock, Python and folder."""
    try:
        return PYTHON.exists() and stamp(kind).read_text(encoding="utf-8") == fingerprint(kind)
    except OSError:
        return False


def fingerprint(kind: str) -> str:
    """What a finished environment depends on: a moved folder and an upgraded Python break it too."""
    digest = hashlib.sha256()
    for part in (lock(kind).read_bytes(), (ROOT / "pyproject.toml").read_bytes()):
        digest.update(part)
    return f"{digest.hexdigest()}\n{PYTHON.resolve()}\n{ROOT}\n"


# The system


def add_system_packages(*, window: bool, environment: bool) -> None:
    """Install what is missing on Debian and Ubuntu; elsewhere say what is missing and go on.

    window: a window will be shown; environment: ``.venv`` is still to be made.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = OFFSCREEN | WINDOW if window else OFFSCREEN
    missing = {library: package for library, package in wanted.items() if not loads(library)}
    packages = [*missing.values()]
    # Debian keeps the part of Python that makes environments in a package of its own.
    if environment and importlib.util.find_spec("ensurepip") is None:
        packages.append(f"python3.{sys.version_info[1]}-venv")
    if not packages:
        return
    if shutil.which("apt-get"):
        apt_install(packages)
    elif missing:
        say("Qt may miss these system libraries: " + " ".join(missing))
    else:
        sys.exit("This Python cannot make environments; install your system's package for venv.")


def loads(library: str) -> bool:
    """Tell whether the system has this shared library; its own loader knows best."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: list[str]) -> None:
    """Install Debian packages: root at once, others after a yes. Stops when that cannot be done."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    steps = [["apt-get", "update"], install]
    if os.geteuid() != 0:
        steps = [["sudo", *step] for step in steps]
        by_hand = " && ".join(shlex.join(step) for step in steps)
        say("The program needs these packages of your system: " + " ".join(packages))
        if not (sys.stdin.isatty() and shutil.which("sudo")):
            sys.exit(f"Install them with this command, then start again:\n  {by_hand}")
        if input("Install them now with sudo? [y/N] ").strip().lower() not in {
            "y",
            "yes",
            "k",
            "kyllä",
            "j",
            "ja",
        }:
            sys.exit(f"Nothing was changed. To install them yourself:\n  {by_hand}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in steps:
        if subprocess.call(step, env=environment) != 0:
            sys.exit("The system packages could not be installed; apt-get says why above.")


def say(sentence: str) -> None:
    """Tell the person at the terminal, in order with what the started programs print."""
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
