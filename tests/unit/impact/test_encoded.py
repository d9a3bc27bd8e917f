"""What a call of jsonencode holds, before anybody can evaluate it."""

import pytest

from podspec.impact.encoded import decoded
from podspec.impact.hcl.values import Expression


def test_known_parts_are_data_and_others_stay_expressions() -> None:
    found = decoded('jsonencode({a = [1, true, null, "x"], "b c" = aws_x.y.arn, d = "${aws_x.y.id}-z"})')
    assert found == {
        "a": [1, True, None, "x"],
        "b c": Expression("aws_x.y.arn"),
        "d": Expression('"${aws_x.y.id}-z"'),
    }


@pytest.mark.parametrize(
    "text", ["aws_x.y.arn", "jsonencode(1, 2)", "base64encode({})", "jsonencode({(var.x) = 1})", "("]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decoded(text)
