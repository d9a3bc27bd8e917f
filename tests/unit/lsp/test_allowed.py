"""What the schema allows at a path."""

from podspec.lsp.allowed import alternatives, choices, examples, is_single, some


def test_a_field_of_few_values_has_choices_and_one_of_many_has_examples() -> None:
    assert choices(("foundation",)) == ["create", "existing"]
    assert choices(("targets", "lambda", "rollout", "strategy")) == ["canary", "linear", "all_at_once"]
    assert choices(("observability", "dashboard")) == ["true", "false"]
    assert choices(("targets", "lambda", "memory_mb")) == []
    assert examples(("targets", "lambda", "memory_mb")) == ["512"]


def test_a_field_that_takes_a_word_or_a_block_has_no_choices_but_some() -> None:
    path = ("secrets", "api-token", "rotation")
    assert choices(path) == []
    assert some(path) == ["generated"]


def test_values_are_written_as_yaml_needs_them() -> None:
    assert examples(("registry", "account")) == ['"111111111111"']


def test_what_is_written_tells_which_kind_of_a_block_is_meant() -> None:
    path = ("environments", "dev", "targets", "ec2", "rollout")
    kinds = {len(arm["properties"]) for arm in alternatives(path, {"strategy": "all_at_once"})}
    assert kinds == {2}
    assert len(alternatives(path, {"strategy": "nonsense"})) == 3


def test_only_a_mapping_is_not_single() -> None:
    assert is_single(("eject",))
    assert not is_single(("targets",))
    assert not is_single(("container", "environment"))
