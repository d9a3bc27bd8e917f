"""The repository's own pins stand over podspec's, and what is no pin is told with its place."""

import json
from pathlib import Path

import pytest

from podspec.model.layout import PINS_FILE
from podspec.model.pins import DEFAULT_PINS, Pin
from podspec.pipeline.pins import Pins

SHA = "0123456789abcdef0123456789abcdef01234567"
CHECKOUT = "actions/checkout"


def _pins(folder: Path, document: object) -> Pins:
    text = document if isinstance(document, str) else json.dumps(document)
    (folder / PINS_FILE).write_text(text, "utf-8")
    return Pins(folder)


def test_without_a_file_podspecs_own_pins_hold(tmp_path: Path) -> None:
    pins = Pins(tmp_path)
    assert (pins.table, pins.own, pins.diagnostics) == (DEFAULT_PINS, {}, ())


def test_a_pin_of_the_repository_stands_over_podspecs(tmp_path: Path) -> None:
    pins = _pins(tmp_path, {CHECKOUT: {"version": "v9.0.0", "sha": SHA}})
    assert pins.table[CHECKOUT] == Pin("v9.0.0", SHA)
    assert {**pins.table, CHECKOUT: DEFAULT_PINS[CHECKOUT]} == DEFAULT_PINS


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"actions/chekout": {"version": "v1", "sha": SHA}}, "no action actions/chekout"),
        ({CHECKOUT: {"version": "v1", "sha": "main"}}, "not pinned to one commit"),
        ({CHECKOUT: {"version": "v1", "sha": SHA.upper()}}, "not pinned to one commit"),
        ({CHECKOUT: {"version": "v1\n", "sha": SHA}}, "not pinned to one commit"),
        ({CHECKOUT: {"sha": SHA}}, "not pinned to one commit"),
        ({CHECKOUT: {"version": "v1", "sha": SHA, "more": 1}}, "not pinned to one commit"),
        ({CHECKOUT: SHA}, "not pinned to one commit"),
        ({CHECKOUT: [SHA]}, "not pinned to one commit"),
    ],
)
def test_what_is_no_pin_is_a_finding_with_its_place(tmp_path: Path, document: object, message: str) -> None:
    pins = _pins(tmp_path, document)
    (found,) = pins.diagnostics
    assert (found.code, found.primary.file) == ("PS108", PINS_FILE)
    assert message in found.message
    assert found.primary.span is not None
    assert pins.table == DEFAULT_PINS


def test_a_slip_of_the_pen_is_told(tmp_path: Path) -> None:
    (found,) = _pins(tmp_path, {"actions/chekout": {"version": "v1", "sha": SHA}}).diagnostics
    assert found.help == "did you mean actions/checkout?"


@pytest.mark.parametrize("text", ["", "[]", "{", "\x00", "null"])
def test_a_file_of_another_shape_is_a_finding_and_no_crash(tmp_path: Path, text: str) -> None:
    assert _pins(tmp_path, text).diagnostics


def test_what_is_no_yaml_for_podspec_is_judged_no_further(tmp_path: Path) -> None:
    (found,) = _pins(tmp_path, f"{CHECKOUT}: !own word").diagnostics
    assert found.code == "PS008"


@pytest.mark.parametrize("action", DEFAULT_PINS)
def test_every_action_of_podspecs_own_is_at_a_commit_with_a_version(action: str) -> None:
    pin = DEFAULT_PINS[action]
    assert len(pin.sha) == 40
    assert set(pin.sha) <= set("0123456789abcdef")
    assert pin.version.startswith("v")
