"""`podspec schema`: what editors read."""

import json

import pytest

from podspec.cli import run
from podspec.model.schema import json_schema


def test_the_schema_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema()
