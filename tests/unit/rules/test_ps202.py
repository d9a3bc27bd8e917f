"""PS202: an environment named like a block of the spec."""

import pytest
from specimens import silent, sole


@pytest.mark.parametrize("name", ["cost", "targets", "service", "output"])
def test_the_name_of_a_top_level_block_is_taken(name: str) -> None:
    found = sole(f"environments: {{«{name}»: {{account: '111111111111', regions: [us-east-1]}}}}", "PS202")
    assert found.message == f"environment {name} is named like a block of the spec"
    assert found.primary.text == f"`{name}` is a top-level key, too"
    assert found.help == f"rename the environment: a path that starts with `{name}.` would mean two things"


@pytest.mark.parametrize("name", ["dev", "costs", "target", "network"])
def test_any_other_name_is_free(name: str) -> None:
    assert silent(f"environments: {{{name}: {{account: '111111111111', regions: [us-east-1]}}}}")
