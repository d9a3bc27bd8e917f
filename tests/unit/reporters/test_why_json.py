"""Answers of `podspec why`, as programs read them."""

import json

from podspec.model.origin import Bond, Cause, Claim, FileOrigin, LineOrigin, Place, Reach, TemplateLine, Value
from podspec.model.source import Scalar, Span
from podspec.reporters import why_json

KEY = Span(1, 8, 1, 12)
VALUE = Value(("cost",), Scalar(Span(1, 14, 1, 15), 1, "1", file="f"), KEY, 1, Scalar(KEY, 2, "2", file="g"))
DEFAULT = Value(("container", "port"), plain=8080)
LINE = LineOrigin(1, (TemplateLine("t.j2", 2, (1,)),), (Cause(VALUE, Bond.TEXT), Cause(DEFAULT, Bond.LAYOUT)))
ORIGIN = FileOrigin("a", "f", "t", ("text",), (LINE,), (VALUE,))
PLACE = {"line": 1, "column": 8, "end_line": 1, "end_column": 12}


def test_a_line_has_its_values_with_their_places_and_its_templates() -> None:
    found = json.loads(why_json.line(ORIGIN, Place(3, 1, has_drifted=True)))
    assert (found["asked"], found["line"], found["same_on_disk"], found["file_has_drifted"]) == (3, 1, True, True)
    first, second = found["decided_by"]
    assert first["place"] == {"file": "f", **PLACE}
    assert first["hides"] == {"file": "g", **PLACE}
    assert (second["default"], second["place"], second["value"], second["how"]) == (True, None, 8080, "layout")
    assert found["made_by"] == [{"template": "t.j2", "line": 2, "inside": [1]}]
    assert [one["path"] for one in found["file_hangs_on"]] == ["cost"]


def test_a_file_that_is_not_there_is_not_the_same() -> None:
    found = json.loads(why_json.line(ORIGIN, Place(1, 1, is_missing=True)))
    assert (found["same_on_disk"], found["file_has_drifted"]) == (False, True)


def test_a_file_has_all_its_lines() -> None:
    assert [one["text"] for one in json.loads(why_json.file(ORIGIN))["lines"]] == ["text"]


def test_a_reach_has_the_lines_of_each_file_by_their_bond() -> None:
    claim = Claim({1: Bond.TEXT, 2: Bond.BESIDE, 3: Bond.TEXT}, whole=True)
    found = json.loads(why_json.reaches([Reach(VALUE, {"a": claim}, {}, (DEFAULT,))]))
    (value,) = found["values"]
    expected = {"file": "a", "file_hangs_on_it": True, "lines": {"text": [1, 3], "beside": [2], "layout": []}}
    assert value["files"] == [expected]
    assert [one["path"] for one in value["hidden_by"]] == ["container.port"]
