"""The page in a real browser, at the width of a phone and of a desk, light and dark: axe finds nothing to mend.

Needs node, npm and Chromium; playwright-core and axe-core come from npm when the test runs.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from podspec.cli import run

_HERE = Path(__file__).parent
_ROOT = _HERE.parent.parent
_PACKAGES = ("playwright-core@1.65.1", "axe-core@4.14.1")
_LOOKS = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]

pytestmark = pytest.mark.long


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what drives the browser and what judges the page."""
    if not (shutil.which("node") and shutil.which("npm") and _chromium()):
        pytest.skip("there is no node, npm or Chromium here")
    folder = tmp_path_factory.mktemp("modules")
    command = [
        "npm",
        "install",
        "--no-save",
        "--ignore-scripts",
        "--no-audit",
        "--prefix",
        str(folder),
        *_PACKAGES,
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"npm installs nothing here: {done.stderr.strip().splitlines()[-1:]}")
    return folder / "node_modules"


@pytest.fixture(scope="module", params=["podinfo", "drifted", "wrong"])
def seen(request: pytest.FixtureRequest, modules: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What the browser says of the page of a service that is in order, that drifted, or that cannot be read."""
    folder = tmp_path_factory.mktemp(str(request.param))
    page = _page(folder, request.param)
    command = ["node", _HERE / "look.js", modules, _chromium() or "", page, folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def _page(folder: Path, state: str) -> Path:
    """A repository with a copy of podinfo's spec, rendered; then drifted or broken, if that is asked for."""
    spec, page = folder / "specs" / "podinfo" / "service.yaml", folder / "page.html"
    spec.parent.mkdir(parents=True)
    (folder / ".git").mkdir()
    shutil.copytree(_ROOT / "podinfo", folder / "podinfo")
    text = (_ROOT / "specs" / "podinfo" / "service.yaml").read_text("utf-8")
    spec.write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run(["render"]) == 0
        changed = {"drifted": ("memory_mb: 512", "memory_mb: 1024"), "wrong": ("port: 8080", "prot: 8080")}
        spec.write_text(text.replace(*changed.get(state, ("", ""))), "utf-8")
        assert run(["report", "-o", str(page)]) == (0 if state == "podinfo" else 1)
    assert page.stat().st_size < 1_000_000
    return page


def test_axe_finds_no_violation_at_any_width_in_any_colours(seen: list[Any]) -> None:
    assert [(one["width"], one["colorScheme"]) for one in seen] == _LOOKS
    assert [one["violations"] for one in seen] == [[]] * len(_LOOKS)
    assert all(one["passes"] > 20 for one in seen)


def test_every_contrast_could_be_judged(seen: list[Any]) -> None:
    left = [entry for one in seen for entry in one["incomplete"] if entry["rule"] == "color-contrast"]
    assert left == []


def test_the_page_asks_for_nothing_and_complains_of_nothing(seen: list[Any]) -> None:
    assert all([url.partition(":")[0] for url in one["requests"]] == ["file"] for one in seen)
    assert [one["said"] for one in seen] == [[]] * len(_LOOKS)


def test_the_page_is_never_wider_than_its_window(seen: list[Any]) -> None:
    assert [one["overflow"] for one in seen] == [0] * len(_LOOKS)


def test_the_tab_key_goes_through_the_page_and_the_focus_can_be_seen(seen: list[Any]) -> None:
    for one in seen:
        first = one["focused"][0]
        assert first["what"] == "a Skip to the content"
        stops = [stop for stop in one["focused"] if not stop["what"].startswith("body")]
        assert len(stops) >= 4
        assert all(stop["outlined"] and stop["inside"] for stop in stops)
