"""A block names resources."""

from podspec.impact.hcl.parse import parse
from podspec.impact.hcl.walk import resources_in


def test_only_managed_resources_that_stand_in_the_block_itself_count() -> None:
    text = b"""
    a = aws_a.one.arn
    b = [for k, v in aws_b.two : "${v.id}-${var.c}-${local.d}-${data.aws_e.f.g}-${module.h.i}"]
    c {
      d = aws_c.three["x"].id
    }
    """
    assert {"aws_a.one", "aws_b.two", "aws_c.three"} <= resources_in(parse(text))
    assert not {"var.c", "local.d", "data.aws_e", "module.h"} & resources_in(parse(text))
