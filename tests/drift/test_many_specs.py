"""Many specs are compiled and compared by several processes: what is said and written is what one would say."""

import shutil
from pathlib import Path

import pytest
from drift.repository import Repository, new_repository

from podspec.pipeline import parallel

Output = pytest.CaptureFixture[str]
NAMES = tuple(f"svc{number}" for number in range(9))
FUNCTION = "terraform/modules/lambda/function.tf"
_SPEC = """
version: 1
service: {{name: {name}}}
repository: {{slug: acme/services, owner_id: 1001, repository_id: 2003}}
foundation: existing
targets:
  lambda: {{memory_mb: 512}}
environments:
  dev: {{account: "333333333333", regions: [us-east-1]}}
"""


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nine rendered services; not to be changed."""
    made = new_repository(tmp_path_factory.mktemp("many") / "repository")
    made.remove("specs/hello/service.yaml")
    for name in NAMES:
        made.write(f"specs/{name}/service.yaml", _SPEC.format(name=name))
    assert made.podspec("render") == 0
    return made.root


@pytest.fixture(params=["nothing", "drift", "an error", "a collision"])
def root(rendered: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The same with drift of several kinds, and with a spec that is wrong or in another one's way."""
    root = tmp_path / "repository"
    shutil.copytree(rendered, root)
    repository = Repository(root)
    if request.param != "nothing":
        repository.remove(f"generated/svc1/{FUNCTION}")
        repository.write(f"generated/svc3/{FUNCTION}", "mine\n")
        repository.replace("specs/svc5/service.yaml", "512", "1024")
        repository.remove("specs/svc6/service.yaml")
        repository.write("generated/svc8/stranger.txt", "who?\n")
    if request.param == "an error":
        repository.replace("specs/svc4/service.yaml", "512", "lots")
    if request.param == "a collision":
        repository.replace("specs/svc7/service.yaml", "name: svc7", "name: svc2")
    return root


@pytest.fixture(
    params=[("check",), ("check", "--report", "json"), ("render",), ("render", "--force")], ids=" ".join
)
def command(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """What is run by one process, and by three."""
    words: tuple[str, ...] = request.param
    return words


def test_three_processes_say_and_write_what_one_does(
    root: Path, command: tuple[str, ...], tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for processors in (1, 3):
        copy = tmp_path / str(processors) / "repository"
        shutil.copytree(root, copy)
        monkeypatch.setattr(parallel, "_processors", lambda count=processors: count)
        code = Repository(copy).podspec(*command)
        found.append((code, capsys.readouterr(), _files(copy)))
    assert found[0] == found[1]


def _files(root: Path) -> dict[str, bytes]:
    """All files, by path, but for podspec's own: the copies it saves have the time in their names."""
    paths = [path for path in root.rglob("*") if path.is_file() and ".podspec" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
