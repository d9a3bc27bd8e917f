"""References to files that podspec does not have."""

import pytest

from podspec.impact.outside import outside


@pytest.mark.parametrize(
    "text",
    [
        'x = file("${path.module}/../secret")',
        'x = file("${path.module}/${var.a}/../../y")',
        'x = file("/etc/x")',
        'module "x" {\n  source = "../gone"\n}',
        'module "x" {\n  source = "hashicorp/vpc/aws"\n}',
    ],
)
def test_what_is_not_there_is_told(text: str) -> None:
    (note,) = outside({"a/main.tf": text.encode()})
    assert note.startswith("a: refers to files that podspec does not read: ")


def test_what_is_there_is_not() -> None:
    text = b'# "../x"\nx = file("${path.module}/h/${var.a}")\ny = "${path.root}/.terraform/x.zip"\n'
    assert outside({"a/main.tf": text, "a/h/one.py": b""}) == ()
