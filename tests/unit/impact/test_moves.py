"""A resource under another address is the same resource."""

import pytest
from terraform_trees import changed, module

from podspec.impact.moves import Move, moves, new_addresses
from podspec.model.impact import Action


@pytest.mark.parametrize(
    ("old", "new", "address", "moved"),
    [
        ("aws_a.b", "aws_a.c", "aws_a.b", "aws_a.c"),
        ("aws_a.b", "aws_a.c", 'aws_a.b["k"]', 'aws_a.c["k"]'),
        ("aws_a.b", "aws_a.c", "aws_a.bb", "aws_a.bb"),
        ("aws_a.b", 'aws_a.b["k"]', "aws_a.b", 'aws_a.b["k"]'),
        ("aws_a.b", 'aws_a.b["k"]', 'aws_a.b["j"]', 'aws_a.b["j"]'),
        ("module.m", "module.n", "module.m.aws_a.b", "module.n.aws_a.b"),
        ("module.m", 'module.m["k"]', "module.m.aws_a.b", 'module.m["k"].aws_a.b'),
    ],
)
def test_where_a_resource_is_after_a_move(old: str, new: str, address: str, moved: str) -> None:
    assert Move(old, new).of(address) == moved


def test_a_count_that_comes_or_goes_is_no_change() -> None:
    assert new_addresses(["aws_a.b"], ["aws_a.b[0]", "aws_a.b[1]"], ()) == {"aws_a.b": "aws_a.b[0]"}
    assert new_addresses(["aws_a.b[0]"], ["aws_a.b"], ()) == {"aws_a.b[0]": "aws_a.b"}


def test_moves_may_follow_each_other_or_go_in_a_circle() -> None:
    chain = (Move("aws_a.b", "aws_a.c"), Move("aws_a.c", "aws_a.d"))
    assert new_addresses(["aws_a.b"], ["aws_a.d"], chain) == {"aws_a.b": "aws_a.d"}
    circle = (Move("aws_a.b", "aws_a.c"), Move("aws_a.c", "aws_a.b"))
    assert new_addresses(["aws_a.b"], ["aws_a.x"], circle) == {}


def test_blocks_of_modules_are_about_their_own_addresses() -> None:
    made = module('module "m" {\n source = "../mod"\n}\n', mod="moved {\n from = aws_a.b\n to = aws_a.c\n}\n")
    assert list(moves(made)) == [Move("module.m.aws_a.b", "module.m.aws_a.c")]


def test_what_refers_to_a_moved_resource_has_not_changed() -> None:
    before = 'resource "aws_vpc" "a" {}\nresource "aws_subnet" "s" {\n vpc_id = aws_vpc.a.id\n}\n'
    after = before.replace('"a"', '"b"').replace(".a.", ".b.") + "moved {\n from = aws_vpc.a\n to = aws_vpc.b\n}\n"
    found = changed(before, after)
    assert [(one.address, one.action, one.moved_from) for one in found.values()] == [
        ("aws_vpc.b", Action.MOVE, "aws_vpc.a")
    ]
