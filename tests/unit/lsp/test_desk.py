"""The desk knows which texts are specs, and judges each by the policy beside it, saved or not."""

from pathlib import Path

import pytest
from open_specs import FILE, opened, put
from specimens import AS_OF, BASE

from podspec.lsp.desk import Desk, path_of, uri_of
from podspec.model.layout import POLICY_FILE

POLICY = "version: 1\nrequired: [{path: service.owner, reason: somebody must answer}]\n"


def codes(desk: Desk, root: Path) -> list[str]:
    """The codes of what is found in the open spec."""
    document = desk.spec(uri_of(root / FILE))
    return [one.code for one in document.analysed.diagnostics] if document else ["none is open"]


@pytest.mark.parametrize(
    ("name", "text", "is_spec"),
    [
        ("service.yaml", BASE, True),
        ("service.yaml", "", True),
        ("other.yaml", BASE, False),
        ("service.yaml", "apiVersion: v1\nkind: Service\n", False),
        ("service.yaml", "  apiVersion: v1\n", True),
    ],
)
def test_a_spec_is_called_service_yaml_and_is_no_manifest_of_kubernetes(
    tmp_path: Path,
    name: str,
    text: str,
    is_spec: bool,  # noqa: FBT001 - a column of the table
) -> None:
    desk = Desk(lambda: AS_OF)
    desk.put(uri_of(tmp_path / name), 1, text)
    assert (desk.spec(uri_of(tmp_path / name)) is not None) == is_spec


@pytest.mark.parametrize(
    "uri",
    ["untitled:Untitled-1", "git:/a/service.yaml", "file://host/a/service.yaml", "file:///a%00/service.yaml", ""],
)
def test_what_is_in_no_file_of_this_machine_is_left_alone(uri: str) -> None:
    desk = Desk(lambda: AS_OF)
    desk.put(uri, 1, BASE)
    assert path_of(uri) is None
    assert desk.specs == []


def test_an_address_leads_to_its_file_and_back() -> None:
    path = Path("/a b/ü/service.yaml")
    assert path_of(uri_of(path)) == path


def test_a_spec_outside_of_a_repository_is_judged_alone(tmp_path: Path) -> None:
    desk = Desk(lambda: AS_OF)
    desk.put(uri_of(tmp_path / "service.yaml"), 1, BASE)
    (document,) = desk.specs
    assert document.file == "service.yaml"
    assert not document.analysed.failed


def test_the_policy_on_disk_judges_and_the_one_that_is_open_goes_before_it(tmp_path: Path) -> None:
    spot = opened(tmp_path, BASE)
    assert codes(spot.desk, tmp_path) == []
    (tmp_path / POLICY_FILE).write_text(POLICY, "utf-8")
    spot.desk.refresh()
    assert codes(spot.desk, tmp_path) == ["PS270"]
    spot.desk.put(uri_of(tmp_path / POLICY_FILE), 1, "version: 1\n")
    assert codes(spot.desk, tmp_path) == []
    spot.desk.remove(uri_of(tmp_path / POLICY_FILE))
    assert codes(spot.desk, tmp_path) == ["PS270"]


def test_a_policy_that_is_wrong_or_cannot_be_read_judges_nobody(tmp_path: Path) -> None:
    spot = opened(tmp_path, BASE)
    for text in ("version: 2\n", "", "a: [", "\ud800"):
        spot.desk.put(uri_of(tmp_path / POLICY_FILE), 1, text)
        assert codes(spot.desk, tmp_path) == []
    spot.desk.remove(uri_of(tmp_path / POLICY_FILE))
    (tmp_path / POLICY_FILE).mkdir()
    spot.desk.refresh()
    assert codes(spot.desk, tmp_path) == []


def test_the_last_valid_text_is_kept_until_the_next_one(tmp_path: Path) -> None:
    spot = opened(tmp_path, BASE)
    broken = put(spot.desk, tmp_path, "a: [", 2)
    again = put(spot.desk, tmp_path, "a: [[", 3)
    assert spot.desk.last_valid(broken) is spot.document
    assert spot.desk.last_valid(again) is spot.document
    spot.desk.remove(again.uri)
    assert spot.desk.last_valid(again) is None


def test_half_a_character_is_a_finding_and_no_crash(tmp_path: Path) -> None:
    spot = opened(tmp_path, "version: 1 # \ud800\n")
    assert codes(spot.desk, tmp_path) == ["PS002"]
