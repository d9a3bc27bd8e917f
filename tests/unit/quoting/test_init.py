"""The table of filters."""

import subprocess
import sys

import pytest

from podspec.quoting import FILTERS

NAMES = [
    "hcl",
    "hcl_identifier",
    "hcl_inside",
    "yaml",
    "json",
    "shell",
    "markdown",
    "markdown_code",
    "markdown_link",
    "mermaid",
    "word",
    "xml",
    "comment",
]


def test_templates_have_these_filters() -> None:
    assert list(FILTERS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_filter_has_its_function_name_and_makes_text(name: str) -> None:
    assert FILTERS[name].__name__ == name
    assert isinstance(FILTERS[name]("name"), str)


@pytest.mark.parametrize("name", NAMES)
def test_no_filter_takes_what_is_not_plain(name: str) -> None:
    with pytest.raises(TypeError):
        FILTERS[name](object())


def test_the_filters_need_only_the_standard_library() -> None:
    program = "import sys, podspec.quoting, podspec.quoting.hcl_format; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    roots = {name.partition(".")[0] for name in done.stdout.split()}
    foreign = roots - sys.stdlib_module_names - {"podspec", "__main__"}
    assert {root for root in foreign if not root.startswith("__editable__")} <= set(_loaded_at_start())


def _loaded_at_start() -> list[str]:
    """Modules that the environment's own start-up files load, whatever the program does."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return [name.partition(".")[0] for name in done.stdout.split()]
