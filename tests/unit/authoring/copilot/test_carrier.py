"""Notes on values: a part that has found a place is not left with the rest, and comments name the line."""

from manifests_of_copilot import manifest

from podspec.authoring.copilot.carrier import Carrier, Moved
from podspec.authoring.copilot.unfit import UNKNOWN

VALUES = {"a": {"b": 1, "c": 2}, "d": 3, "environments": {"prod": {"a": 4}}}


def test_what_nobody_speaks_of_is_unknown() -> None:
    carrier = Carrier(manifest(VALUES), ("ec2",), "a", {"prod": "prod"})
    carrier.leave(("a",))
    carrier.put(("a", "b"), ("x",), 1)
    carrier.leave(("a",))
    carrier.same(("d",))
    of = carrier.result()
    assert [(one.path, one.words) for one in of.left] == [
        (("a", "c"), UNKNOWN),
        (("environments", "prod", "a"), UNKNOWN),
    ]
    assert [(one.path, one.line) for one in of.ready] == [(("d",), 6)]


def test_a_line_says_where_it_came_from_and_what_went_with_it() -> None:
    carrier = Carrier(manifest(VALUES), ("ec2",), "a", {"prod": "produs"})
    carrier.put(("a", "b"), ("x", "y"), 1, "so", ("a", "c"))
    carrier.enter("prod")
    carrier.put(("a",), ("z",), 4)
    first, second = carrier.result().lines
    assert (first.comment, first.origin) == ("line 3: a.b; so", Moved(("a", "b"), 3, (("a", "c"),)))
    assert (second.path, second.comment) == (("environments", "produs", "z"), "line 9: environments.prod.a")
