"""What a render does to the files, kind by kind: judged by the files, for one spec of two artifacts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from drift.repository import DEV, MANIFEST, MODULE, OUTPUT, SPEC, TEXT, new_repository

from podspec.compiler import compile_spec
from podspec.pipeline.compare import Comparison
from podspec.pipeline.tree import Tree
from podspec.pipeline.write import Update, Written, foresee, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = new_repository(tmp_path / "root").root
    _write(made)
    return made


def _step(root: Path, *paths: str) -> Update:
    """What differs from a render of some artifacts alone: of two, unless it is said of which."""
    compiled = compile_spec(root / SPEC, SPEC, date(2026, 11, 23))
    wanted = paths or (DEV, MODULE)
    kept = replace(compiled, artifacts=tuple(one for one in compiled.artifacts if one.path in wanted))
    comparison = Comparison(kept, Tree(root))
    return Update(comparison, comparison.drifts())


def _write(root: Path, *paths: str) -> Written:
    (written,) = write(Tree(root), [_step(root, *paths)])
    return written


def test_the_first_render_creates_everything(tmp_path: Path) -> None:
    root = new_repository(tmp_path / "other").root
    assert _write(root) == Written((DEV, MODULE), (), (), (), 0)
    assert _step(root).drifts == ()


def test_where_nothing_has_drifted_nothing_is_done(root: Path) -> None:
    before = (root / DEV).stat().st_mtime_ns
    assert _write(root) == Written((), (), (), (), 2)
    assert (root / DEV).stat().st_mtime_ns == before


def test_what_was_edited_is_saved_and_made_anew(root: Path) -> None:
    (root / DEV).write_text("by hand\n")
    assert _step(root).refused(force=False, adopt=True)[0].path == DEV
    assert _step(root).refused(force=True, adopt=False) == ()
    written = _write(root)
    ((path, copy),) = written.saved
    assert (written.updated, path, (root / copy).read_text()) == ((DEV,), DEV, "by hand\n")


def test_what_was_edited_is_saved_whatever_comes_before_it(root: Path) -> None:
    (root / DEV).unlink()
    (root / MODULE).write_text("by hand\n")
    written = _write(root)
    assert (written.created, written.updated, [path for path, _ in written.saved]) == ((DEV,), (MODULE,), [MODULE])


def test_what_is_stale_is_not_saved(root: Path) -> None:
    (root / SPEC).write_text(TEXT.replace("memory_mb: 256", "memory_mb: 512"))
    assert foresee(_step(root)) == Written((), (DEV,), (), (), 1)
    assert _write(root) == Written((), (DEV,), (), (), 1)


def test_what_is_foreseen_is_not_done(root: Path) -> None:
    (root / DEV).write_text("by hand\n")
    assert foresee(_step(root)) == Written((), (DEV,), (), (), 1)
    assert (root / DEV).read_text() == "by hand\n"


@pytest.mark.parametrize("path", [DEV, MANIFEST])
def test_the_manifest_is_written_if_it_has_drifted_and_only_then(path: str, root: Path) -> None:
    before, time = (root / MANIFEST).read_bytes(), (root / MANIFEST).stat().st_mtime_ns
    (root / path).unlink()
    _write(root)
    assert (root / MANIFEST).read_bytes() == before
    assert ((root / MANIFEST).stat().st_mtime_ns == time) is (path == DEV)


def test_a_manifest_that_is_none_is_saved_too(root: Path) -> None:
    (root / MANIFEST).write_text("notes that somebody took here\n")
    assert _step(root).refused(force=False, adopt=False) == ()
    written = _write(root)
    ((path, copy),) = written.saved
    assert (path, (root / copy).read_text()) == (MANIFEST, "notes that somebody took here\n")


@pytest.mark.parametrize("path", [DEV, MANIFEST, f"{OUTPUT}/terraform"])
def test_what_is_no_file_is_refused_whatever_was_asked_for(path: str, root: Path) -> None:
    (root / path).rename(root.parent / "away")
    (root / path).symlink_to(root.parent / "away")
    (refused,) = _step(root).refused(force=True, adopt=True)
    assert (refused.path, refused.blocking) == (path, True)


def test_a_strangers_file_in_the_output_refuses_nothing_and_stays(root: Path) -> None:
    (root / OUTPUT / "notes.txt").write_text("mine\n")
    assert _step(root).refused(force=False, adopt=False) == ()
    _write(root)
    assert (root / OUTPUT / "notes.txt").read_text() == "mine\n"


def test_what_podspec_wrote_goes_without_a_copy_where_its_output_belongs(root: Path) -> None:
    assert _write(root, DEV) == Written((), (), (MODULE,), (), 1)
    assert not (root / MODULE).exists()


def test_what_was_edited_is_saved_before_it_goes(root: Path) -> None:
    with (root / MODULE).open("a") as file:
        file.write("# by hand\n")
    ((path, copy),) = _write(root, DEV).saved
    assert (path, (root / copy).read_text().endswith("# by hand\n")) == (MODULE, True)


# -- an output directory that moves --------------------------------------------------------------------------


def _move_output(root: Path) -> None:
    (root / SPEC).write_text(f"{TEXT}output: {{directory: elsewhere}}\n")


def _step_of_all(root: Path) -> Update:
    comparison = Comparison(compile_spec(root / SPEC, SPEC, date(2026, 11, 23)), Tree(root))
    return Update(comparison, comparison.drifts())


def test_a_moved_output_leaves_nothing_where_it_was(root: Path) -> None:
    _move_output(root)
    (written,) = write(Tree(root), [_step_of_all(root)])
    assert written.removed == (DEV, MODULE)
    assert [path for path, _ in written.saved] == [DEV, MODULE]
    assert not (root / "generated").exists()


def test_an_edited_file_in_the_old_output_is_for_a_person_to_move(root: Path) -> None:
    with (root / DEV).open("a") as file:
        file.write("# by hand\n")
    _move_output(root)
    (refused,) = _step_of_all(root).refused(force=True, adopt=True)
    assert (refused.path, refused.kind.value, refused.also, refused.blocking) == (
        DEV,
        "orphaned",
        ("edited",),
        True,
    )
    before = (root / DEV).read_bytes()
    (written,) = write(Tree(root), [_step_of_all(root)])
    assert (written.removed, [path for path, _ in written.saved]) == ((MODULE,), [MODULE])
    assert (root / DEV).read_bytes() == before
