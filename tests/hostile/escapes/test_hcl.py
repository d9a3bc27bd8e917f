"""What HCL's filters write is, to real Terraform, the text that they were given, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from unicodedata import normalize

import pytest
from figures.figure import figure
from hostile.escapes.amounts import OF_HCL
from hostile.escapes.strings import strings
from terraform_reads import terraform_value

from podspec.quoting.comment import comment
from podspec.quoting.hcl import hcl, hcl_inside

pytestmark = pytest.mark.proof

#: Strings that one run of Terraform reads: more would need memory, fewer would need more runs.
_BATCH = 20_000
#: Every eighth is a key of a map, too, and every fourth stands inside of a string that a template has opened.
_KEYS, _INSIDE = 8, 4


def _normal(texts: Iterable[str]) -> list[str]:
    """The texts as Terraform keeps them."""
    return [normalize("NFC", text) for text in texts]


def _expression(texts: list[str], keys: list[str]) -> str:
    # Digits on both sides: no mark makes another character of one.
    inside = "\n".join(
        f'    "1${{"2"}}{hcl_inside(text)}${{"3"}}", # {comment(text)}' for text in texts[::_INSIDE]
    )
    mapping = hcl({key: number for number, key in enumerate(keys)})
    return f"{{\n  values = {hcl(texts)}\n  keys = {mapping}\n  inside = [\n{inside}\n  ]\n}}"


@pytest.mark.parametrize("count", OF_HCL)
def test_terraform_reads_back_whatever_a_value_says(count: int, tmp_path: Path) -> None:
    for first in range(0, count, _BATCH):
        texts = strings("hcl", min(_BATCH, count - first), seed=first)
        keys = list(dict.fromkeys(_normal(texts[::_KEYS])))
        read = terraform_value(tmp_path, _expression(texts, keys))
        assert read["values"] == _normal(texts)
        assert read["keys"] == {key: index for index, key in enumerate(keys)}
        assert read["inside"] == _normal(f"12{text}3" for text in texts[::_INSIDE])
    figure(f"HCL: {count:,} strings through Terraform, as values, keys, inside of strings and in comments")


@pytest.mark.parametrize("broken", [lambda text: text, lambda text: text.replace('"', '\\"')])
def test_a_filter_that_escapes_too_little_would_be_noticed(broken: Callable[[str], str], tmp_path: Path) -> None:
    text = '${file("/etc/hostname")} "'
    with pytest.raises(AssertionError):
        assert terraform_value(tmp_path, f'"{broken(text)}"') == text
