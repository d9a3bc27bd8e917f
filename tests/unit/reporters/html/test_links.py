"""Addresses of files on GitHub."""

from page_of import compiled

from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Label
from podspec.model.source import Span
from podspec.reporters.html.links import Links


def test_a_file_and_a_line_have_an_address_on_the_default_branch() -> None:
    links = Links(compiled())
    base = f"{links.repository}/blob/main"
    assert links.repository.startswith("https://github.com/acme/")
    assert links.file("specs/hello/service.yaml") == f"{base}/specs/hello/service.yaml"
    assert links.file("a", 12) == f"{base}/a#L12"
    assert links.place(Label("a", Span(3, 1, 3, 2))) == f"{base}/a#L3"
    assert links.place(Label("a", None)) == f"{base}/a"


def test_nothing_in_a_path_is_more_than_a_path() -> None:
    assert Links(compiled()).file('x?y#z%2e "<é\u202e').endswith("/x%3Fy%23z%252e%20%22%3C%C3%A9%EF%BF%BD")


def test_without_a_spec_there_is_nowhere_to_go() -> None:
    links = Links(Compilation("service.yaml"))
    assert (links.repository, links.file("a"), links.place(Label("a", None))) == ("", "", "")
