"""The copy of the output: what is rendered, and what of the user's belongs to it."""

from pathlib import Path

from compiling import compiled

from podspec.checkers.place import lay_out
from podspec.pipeline.tree import Tree

_EJECT = "generated/podinfo/scripts/smoke-test.sh"


def test_what_is_rendered_stands_where_it_belongs_and_so_do_the_users_files(tmp_path: Path) -> None:
    home, copy = tmp_path / "home", tmp_path / "copy"
    home.mkdir()
    copy.mkdir()
    one = compiled(home, f"container: {{context: podinfo}}\neject: [{_EJECT}]\n")
    root = f"{one.artifacts[-1].path.split('/')[0]}"
    files = {"podinfo/Dockerfile": "FROM scratch\n", ".hadolint.yaml": "ignored: []\n", _EJECT: "#!/bin/sh\n"}
    for path, text in {**files, "unrelated.sh": "rm -rf /\n"}.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(text)
    over = lay_out(copy, [one], Tree(home))
    assert set(over.rendered) == {artifact.path for artifact in one.artifacts}
    assert all((copy / artifact.path).read_bytes() == artifact.content for artifact in one.artifacts)
    assert set(over.given) == set(files)
    assert not (copy / "unrelated.sh").exists()
    assert (copy / root).exists()


def test_a_symlink_in_a_dockerfiles_place_is_not_followed(tmp_path: Path) -> None:
    home, copy = tmp_path / "home", tmp_path / "copy"
    home.mkdir()
    copy.mkdir()
    (home / "Dockerfile").symlink_to("/etc/hostname")
    assert lay_out(copy, [compiled(home)], Tree(home)).given == ()
