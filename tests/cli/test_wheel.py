"""The same source is the same wheel to the byte, and the wheel alone renders what is committed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from figures.figure import figure

ROOT = Path(__file__).parents[2]
_LOCK = ROOT / "locks" / "run.txt"
_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
#: What is packed.
_SOURCES = ["pyproject.toml", *_PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]]


class Circumstances(NamedTuple):
    """Whatever may differ between two who build the same source."""

    folder: str
    umask: int
    modified: float
    variables: dict[str, str]
    backwards: bool = False


_ONE = Circumstances("one", 0o022, 1_000_000_000, {})
_OTHER = Circumstances(
    "with a space/é",
    0o077,
    1_700_000_000,
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "HOME": "/nowhere", "PYTHONUTF8": "0"},
    backwards=True,
)


def _copied(folder: Path, under: Circumstances) -> Path:
    """The sources in a folder of their own, in the order, at the time and with the rights of somebody else."""
    root = folder / under.folder
    for name in _SOURCES:
        path = ROOT / name
        below = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
        for one in sorted(below, reverse=under.backwards):
            if "__pycache__" not in one.parts:
                _put(one, root / one.relative_to(ROOT), under)
    return root


def _put(source: Path, target: Path, under: Circumstances) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o666 & ~under.umask)
    os.utime(target, (under.modified, under.modified))


def _build(root: Path, under: Circumstances) -> dict[str, bytes]:
    """What the build back end makes of the sources, by name."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build"],
        cwd=root,
        env={**os.environ, **under.variables},
        umask=under.umask,
        capture_output=True,
        check=True,
    )
    return {path.name: path.read_bytes() for path in (root / "dist").iterdir()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    root = _copied(tmp_path_factory.mktemp("built"), _ONE)
    _build(root, _ONE)
    return root / "dist"


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """The wheel."""
    (path,) = built.glob("*.whl")
    return path


def test_whoever_builds_gets_the_same_bytes(built: Path, tmp_path: Path) -> None:
    made = {path.name: path.read_bytes() for path in built.iterdir()}
    again = _build(_copied(tmp_path, _OTHER), _OTHER)
    assert sorted(name.rpartition("0")[2] for name in made) == ["-py3-none-any.whl", ".tar.gz"]
    assert [name for name in again if again[name] != made.get(name)] == []
    assert again.keys() == made.keys()


@pytest.mark.long
def test_the_source_archive_builds_the_same_wheel(built: Path, wheel: Path, tmp_path: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    (root,) = tmp_path.iterdir()
    assert _build(root, _OTHER)[wheel.name] == wheel.read_bytes()


def _packed_sources() -> Iterator[tuple[str, Path]]:
    """Where each file of the package, each template and each page of a code belongs in the wheel."""
    places = {"podspec": "podspec", **_PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]}
    for source, target in places.items():
        for path in (ROOT / source).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield f"{target}/{path.relative_to(ROOT / source).as_posix()}", path


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    expected = {name: path.read_bytes() for name, path in _packed_sources()}
    with ZipFile(wheel) as packed:
        found = {name: packed.read(name) for name in packed.namelist() if ".dist-info/" not in name}
    assert {
        "podspec/cost/data/prices.csv",
        "podspec/codes/PS302.md",
        "podspec/templates/.gitattributes.j2",
    } <= set(expected)
    assert found == expected


# -- installed -----------------------------------------------------------------------------------------------


def _locked() -> dict[str, str]:
    """The version of each package that the lock names."""
    pins = (line.split(" ")[0].split("==") for line in _LOCK.read_text("utf-8").splitlines() if "==" in line)
    return dict(pins)


def _copy_locked(site: Path) -> None:
    """Put what the lock names into a new environment, and nothing else, as it is installed here: no network."""
    for name, version in _locked().items():
        found = distribution(name)
        assert found.version == version, f"{name}: run `make`, the environment is behind its lock"
        for file in found.files or ():
            if ".." not in file.parts and "__pycache__" not in file.parts:
                target = site / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), target)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment with the wheel and the locked packages in it."""
    home = tmp_path_factory.mktemp("installed") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    (site,) = home.glob("lib/python*/site-packages")
    _copy_locked(site)
    pip = [sys.executable, "-m", "pip", "--quiet", "--python", home / "bin" / "python", "install"]
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True, capture_output=True)
    return home / "bin" / "podspec"


def _run(command: Path, root: Path, *arguments: str) -> str:
    """What the installed command says, far from the repository that it was built in."""
    elsewhere = {"PATH": os.environ["PATH"], "HOME": str(root)}
    done = subprocess.run(
        [command, *arguments], cwd=root, env=elsewhere, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A repository with the committed specs, and nothing of what they render to."""
    for spec in (ROOT / "specs").glob("*/service.yaml"):
        target = tmp_path / spec.relative_to(ROOT)
        target.parent.mkdir(parents=True)
        shutil.copyfile(spec, target)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


def _below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.long
def test_the_installed_command_renders_what_is_committed(installed: Path, elsewhere: Path) -> None:
    _run(installed, elsewhere, "render")
    rendered, committed = _below(elsewhere / "generated"), _below(ROOT / "generated")
    assert len(rendered) > 1_000
    assert rendered == committed
    figure(f"{len(rendered)} files rendered by the installed wheel are those that are committed")


@pytest.mark.long
def test_the_installed_command_has_the_data_of_every_verb(installed: Path, elsewhere: Path) -> None:
    assert _run(installed, elsewhere, "--version").endswith(f"{distribution('podspec').version}\n")
    assert "# PS302" in _run(installed, elsewhere, "explain", "PS302")
    assert "US dollars a month" in _run(installed, elsewhere, "cost", "specs/podinfo")
    assert "<html" in _page(installed, elsewhere)


def _page(installed: Path, root: Path) -> str:
    _run(installed, root, "render", "specs/hello")
    _run(installed, root, "report", "specs/hello", "-o", "page.html")
    return (root / "page.html").read_text("utf-8")
