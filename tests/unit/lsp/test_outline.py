"""An outline finds keys by their place, and by their path."""

from podspec.lsp.reader import outline

TEXT = "targets:\n  lambda: {memory_mb: 512}\n  ec2:\n    hosts: {min: 1}\n"


def test_a_place_in_a_key_or_in_its_value_leads_to_it() -> None:
    made = outline(TEXT)
    for column in (12, 20, 21, 23, 26):
        found = made.at(2, column)
        assert found is not None
        assert found.path == ("targets", "lambda", "memory_mb")
        assert found.text == "512"


def test_a_place_between_keys_leads_nowhere() -> None:
    assert outline(TEXT).at(2, 1) is None
    assert outline(TEXT).at(9, 1) is None


def test_a_key_is_found_by_its_path_and_its_neighbours_by_the_path_above() -> None:
    made = outline(TEXT)
    found = made.find(("targets", "ec2", "hosts", "min"))
    assert found is not None
    assert (found.span.line, found.span.column, found.opening) == (4, 13, "")
    assert [key.path[-1] for key in made.below(("targets",))] == ["lambda", "ec2"]
    assert made.find(("targets", "lambada")) is None


def test_a_key_ends_where_all_that_belongs_to_it_ends() -> None:
    ends = {key.path: key.end for key in outline(TEXT).keys}
    assert ends[("targets",)] == (4, 20)
    assert ends[("targets", "lambda")] == (2, 27)
    assert ends[("targets", "lambda", "memory_mb")] == (2, 26)


def test_an_item_of_a_list_is_told_from_a_key() -> None:
    assert [key.is_item for key in outline("a: [b]\n").keys] == [False, True]
