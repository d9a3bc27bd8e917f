"""Files are read from the tree that is looked at."""

import pytest

from podspec.impact.hcl.evaluate import Scope
from podspec.impact.hcl.functions import call
from podspec.impact.hcl.values import FailedError
from podspec.impact.tree import Tree

TREE = Tree({"live/a.txt": b"hi ${name}", "mod/x.py": b"1", "mod/sub/y.py": b"2", "mod/z.sh": b"3"})
SCOPE = Scope(
    {}.__getitem__, read=lambda path: TREE.read("live", path), files=lambda path: TREE.below("live", path)
)


@pytest.mark.parametrize(
    ("name", "arguments", "result"),
    [
        ("file", ["a.txt"], "hi ${name}"),
        ("file", ["./../mod/x.py"], "1"),
        ("fileexists", ["b.txt"], False),
        ("filebase64", ["../mod/x.py"], "MQ=="),
        ("filemd5", ["../mod/x.py"], "c4ca4238a0b923820dcc509a6f75849b"),
        ("fileset", ["../mod", "*.py"], ["x.py"]),
        ("fileset", ["../mod", "**/*.py"], ["sub/y.py", "x.py"]),
        ("fileset", ["../mod", "**"], ["sub/y.py", "x.py", "z.sh"]),
        ("fileset", ["../mod", "*.{py,sh}"], ["x.py", "z.sh"]),
        ("templatefile", ["a.txt", {"name": "you"}], "hi you"),
    ],
)
def test_what_a_function_gives(name: str, arguments: list[object], result: object) -> None:
    assert call(name, arguments, SCOPE) == result


@pytest.mark.parametrize(
    ("name", "arguments"), [("file", ["b.txt"]), ("file", ["../../etc/passwd"]), ("templatefile", ["a.txt", {}])]
)
def test_what_is_not_in_the_tree_is_not_there(name: str, arguments: list[object]) -> None:
    with pytest.raises(FailedError):
        call(name, arguments, SCOPE)
