"""`podspec report`: one page about one service, and how the run ends."""

from contextlib import chdir
from pathlib import Path

import pytest
from drift.repository import DEV, MANIFEST, OUTPUT, SPEC, Repository, new_repository
from page_of import Reader

from podspec.cli import run

Output = pytest.CaptureFixture[str]
PAGE = "hello-report.html"


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A rendered repository; a test that changes it puts it back."""
    made = new_repository(tmp_path_factory.mktemp("report") / "repository")
    assert made.podspec("render") == 0
    return made


@pytest.fixture
def repository(rendered: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> Repository:
    """The same as the current folder, with no page in it."""
    monkeypatch.chdir(rendered.root)
    monkeypatch.setenv("NO_COLOR", "1")
    (rendered.root / PAGE).unlink(missing_ok=True)
    capsys.readouterr()
    return rendered


def test_a_page_of_a_service_without_drift_is_written_here_and_the_run_is_clean(
    repository: Repository, capsys: Output
) -> None:
    before = repository.files()
    assert run(["report", "--as-of", "2026-11-23"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"wrote {PAGE} (")
    assert said.endswith("KiB): no drift\n")
    assert "No drift" in Reader(repository.read(PAGE)).said()
    after = repository.files()
    assert set(after) - set(before) == {PAGE}
    assert {path: after[path] for path in before} == before


def test_a_page_may_be_written_again_and_is_the_same(repository: Repository) -> None:
    assert run(["report"]) == 0
    first = repository.read(PAGE)
    assert run(["report", "specs/hello", "-o", PAGE]) == 0
    assert repository.read(PAGE) == first


def test_another_folder_gives_the_same_bytes(repository: Repository, tmp_path: Path) -> None:
    other = new_repository(tmp_path / "elsewhere")
    assert other.podspec("render") == 0
    assert other.podspec("report", "-o", "page.html") == 0
    assert run(["report"]) == 0
    assert other.read("page.html") == repository.read(PAGE)


def test_drift_is_on_the_page_with_its_cause_and_fails_the_run(repository: Repository, capsys: Output) -> None:
    original = repository.read(DEV)
    repository.write(DEV, original.replace("256", "257"))
    try:
        assert run(["report"]) == 1
    finally:
        repository.write(DEV, original)
    assert "1 path drifted: 1 edited" in capsys.readouterr().out
    said = Reader(repository.read(PAGE)).said()
    assert "it is not what podspec last wrote" in said
    assert DEV in said
    assert "257" in said


def test_what_check_finds_is_what_the_page_says(repository: Repository, capsys: Output) -> None:
    original = repository.read(SPEC)
    repository.write(SPEC, original.replace("memory_mb: 256", "memory_mb: 512"))
    try:
        assert run(["check", SPEC, "--report", "concise"]) == 1
        checked = {line.partition(":")[0] for line in capsys.readouterr().out.splitlines() if "[PS3" in line}
        assert run(["report"]) == 1
    finally:
        repository.write(SPEC, original)
    assert checked
    assert {DEV, MANIFEST} <= checked
    links = [one["href"] for one in Reader(repository.read(PAGE)).all_of("a")]
    assert all(any(link.endswith(f"/{path}") for link in links) for path in checked)


def test_a_wrong_spec_has_a_page_of_its_findings(repository: Repository, capsys: Output) -> None:
    original = repository.read(SPEC)
    repository.write(SPEC, original.replace("timeout_seconds: 10", "timeout_seconds: 31"))
    try:
        assert run(["report"]) == 1
    finally:
        repository.write(SPEC, original)
    said = capsys.readouterr().out
    assert "error[PS210]" in said
    assert said.endswith("KiB): the spec is wrong, so nobody knows what has drifted\n")
    read = Reader(repository.read(PAGE))
    assert "PS210" in read.said()
    assert "environments" in [one["id"] for one in read.all_of("section")]
    assert "files" not in [one["id"] for one in read.all_of("section")]


def test_a_dash_prints_the_page_alone(repository: Repository, capsys: Output) -> None:
    assert run(["report", "-o", "-"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("<!DOCTYPE html>")
    assert said.endswith("</html>\n")
    assert not (repository.root / PAGE).exists()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("nowhere/page.html", "no file can be written at nowhere/page.html"),
        (".", "no file can be written at ."),
        (SPEC, "is not a page of podspec's, and would be lost"),
        (MANIFEST, "is not a page of podspec's, and would be lost"),
        (f"{OUTPUT}/page.html", "is among the rendered files"),
        (".github/workflows/page.html", "is among the rendered files"),
    ],
)
def test_nothing_is_overwritten_and_nothing_becomes_drift(
    place: str, words: str, repository: Repository, capsys: Output
) -> None:
    before = repository.files()
    assert run(["report", "-o", place]) == 2
    assert words in capsys.readouterr().err
    assert repository.files() == before


@pytest.mark.usefixtures("repository")
def test_a_page_that_cannot_be_written_is_said_in_one_line(capsys: Output) -> None:
    if not Path("/proc/self").exists():
        pytest.skip("there is no /proc here, in which nobody can make a file")
    assert run(["report", "-o", "/proc/page.html"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: /proc/page.html: ")
    assert said.count("\n") == 1


@pytest.mark.usefixtures("repository")
def test_a_name_may_be_as_long_as_the_file_system_lets_it(tmp_path: Path, capsys: Output) -> None:
    longest = tmp_path / f"{'x' * 250}.html"
    assert run(["report", "-o", str(longest)]) == 0
    assert [one.name for one in tmp_path.iterdir()] == [longest.name]
    assert run(["report", "-o", str(tmp_path / f"{'x' * 300}.html")]) == 2
    assert "File name too long" in capsys.readouterr().err


def test_of_several_specs_one_must_be_named(repository: Repository, capsys: Output) -> None:
    repository.write("specs/other/service.yaml", repository.read(SPEC))
    try:
        assert run(["report"]) == 2
    finally:
        repository.remove("specs/other/service.yaml")
        (repository.root / "specs/other").rmdir()
    assert "name one of specs/hello/service.yaml, specs/other/service.yaml" in capsys.readouterr().err


def test_without_a_spec_there_is_nothing_to_show(tmp_path: Path, capsys: Output) -> None:
    with chdir(tmp_path):
        assert run(["report"]) == 2
    assert "no spec here" in capsys.readouterr().err
