"""The files of a service by folder."""

from dataclasses import replace
from html import unescape

from page_of import compiled

from podspec.model.compilation import Compilation
from podspec.reporters.html.files import view
from podspec.reporters.html.links import Links


def test_every_rendered_file_is_listed_once_with_its_address() -> None:
    found = view(compiled(), Links(compiled()))
    assert found is not None
    assert found.folders.left == 0
    text = unescape("".join(found.folders.shown))
    for one in compiled().artifacts:
        assert text.count(f'href="{Links(compiled()).file(one.path)}"') == 1, one.path


def test_a_folder_says_how_much_is_in_it() -> None:
    found = view(compiled(), Links(compiled()))
    assert found is not None
    terraform = next(one for one in found.folders.shown if "/terraform</code>" in one)
    assert " files, " in terraform
    assert " KiB" in terraform


def test_files_that_were_handed_over_are_named() -> None:
    spec = compiled().spec
    assert spec is not None
    about = replace(compiled(), spec=spec.model_copy(update={"eject": ("generated/hello/x.tf",)}))
    found = view(about, Links(about))
    assert found is not None
    assert found.ejected == ("generated/hello/x.tf",)


def test_a_spec_that_renders_nothing_has_no_files() -> None:
    assert view(Compilation("s"), Links(Compilation("s"))) is None
