"""Secrets: declared once or in overlays, used by variables."""

from podspec.lsp import secret_names
from podspec.lsp.reader import outline

TEXT = """\
container:
  secrets: {ONE: api-token}
secrets:
  api-token: {}
environments:
  dev:
    container: {secrets: {TWO: api-token, THREE: own}}
    secrets: {own: {}, api-token: {rotate_days: 60}}
"""


def test_declarations_and_uses_are_found_in_the_base_and_in_overlays() -> None:
    made = outline(TEXT)
    assert secret_names.declared(made) == ["api-token", "own"]
    assert [key.span.line for key in secret_names.declarations(made, "api-token")] == [4, 8]
    assert [key.path[-1] for key in secret_names.uses(made, "api-token")] == ["ONE", "TWO"]
    assert secret_names.uses(made, "nothing") == []


def test_a_place_is_about_the_secret_that_it_names() -> None:
    made = outline(TEXT)
    for line, column, name in [(2, 18, "api-token"), (2, 13, "api-token"), (4, 5, "api-token"), (8, 15, "own")]:
        key = made.at(line, column)
        assert key is not None
        assert secret_names.name_at(key, line, column) == name
    key = made.at(1, 1)
    assert key is not None
    assert secret_names.name_at(key, 1, 1) is None
