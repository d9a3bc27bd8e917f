"""Every generated tree is read in full, and whatever people make of it is read or refused."""

import time
from datetime import date
from pathlib import Path

import pytest
from full import as_yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies.whole import specs

from podspec.compiler import compile_spec
from podspec.impact.changes import changes
from podspec.impact.hcl.syntax import HclError
from podspec.impact.resources import resources, roots

SERVICES = sorted((Path(__file__).parents[3] / "generated").iterdir())


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and ".terraform" not in path.parts)
    return {path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("folder", SERVICES, ids=lambda folder: folder.name)
def test_all_roots_of_a_service_are_read(folder: Path) -> None:
    files = _files(folder)
    found = {root: resources(files, root) for root in roots(files)}
    assert all(found.values())
    assert not [address for one in found.values() for address in one if "[*]" in address]


def test_podinfo_is_weighed_in_less_than_three_seconds() -> None:
    files = _files(SERVICES[[one.name for one in SERVICES].index("podinfo")])
    # A file that every environment reads is other: nothing is skipped.
    touched = {path: content + b"\n# touched\n" for path, content in files.items() if path.endswith(".tf")}
    start = time.perf_counter()
    assert [change for root in roots(files) for change in changes(files, files | touched, root)] == []
    assert time.perf_counter() - start < 3


@given(specs())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_spec_makes_a_tree_that_cannot_be_followed(tmp_path: Path, spec: dict[str, object]) -> None:
    path = tmp_path / "service.yaml"
    path.write_text(as_yaml(spec), "utf-8")
    files = {one.path: one.content for one in compile_spec(path, "service.yaml", date(2026, 11, 23)).artifacts}
    for root in roots(files):
        assert resources(files, root)
        assert changes(files, files, root) == ()
        assert changes(files, files | {f"{root}/more.tf": b"\n"}, root) == ()


@given(
    st.integers(0, 400),
    st.sampled_from([b"{", b"}", b'"', b"${", b"local.name", b"[", b"null", b" = ", b"%{ for"]),
)
@settings(max_examples=40, deadline=None)
def test_a_tree_that_people_have_edited_is_read_or_refused(line: int, text: bytes) -> None:
    files = _files(SERVICES[0])
    root = next(root for root in roots(files) if "environments" in root)
    path = sorted(
        path for path in files if path.startswith("fleet/terraform/modules/ec2/") and path.endswith(".tf")
    )
    chosen = path[line % len(path)]
    lines = files[chosen].splitlines(keepends=True)
    lines.insert(line % (len(lines) + 1), text + b"\n")
    try:
        resources(files | {chosen: b"".join(lines)}, root)
    except HclError as error:
        assert str(error).startswith(chosen)  # noqa: PT017  # refusing is one of two right answers


def test_what_is_too_deep_to_follow_is_refused() -> None:
    chain = "\n".join(f"  l{number} = local.l{number + 1}" for number in range(3000))
    text = f'provider "aws" {{}}\nlocals {{\n{chain}\n  l3000 = 1\n}}\nresource "a_b" "c" {{\n  x = local.l0\n}}\n'
    try:
        resources({"live/main.tf": text.encode()}, "live")
    except HclError as error:
        assert "too deeply" in str(error)  # noqa: PT017  # where Python's stack is deep, it may as well be read
