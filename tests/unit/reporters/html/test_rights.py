"""The matrix of roles and services, and the statements below it."""

from dataclasses import dataclass

from page_of import roles

from podspec.model.access import Access, Reach, Role
from podspec.reporters.html.rights import Rights, view

_ROOT = "generated/web/terraform/environments"
_HOST = Role(
    f"{_ROOT}/dev/us-east-1",
    "module.ec2.aws_iam_role.host",
    "web-dev-host",
    "Role of the hosts.",
    ("Service:ec2.amazonaws.com",),
    ("allow Service:ec2.amazonaws.com to do sts:AssumeRole",),
    ("allow s3:Get* on *",),
    ("deny s3:GetObject on b",),
    (("s3", Reach.READS), ("sqs", Reach.CHANGES)),
    ("arn:x",),
    ("jsonencode(y)",),
    "arn:b",
)


@dataclass
class _Seen:
    found: Rights

    @property
    def rows(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(row.name, row.places) for row in self.found.rows]


def _view(*seen: Role, notes: tuple[str, ...] = ()) -> _Seen:
    found = view(Access(seen, notes))
    assert found is not None
    return _Seen(found)


def test_a_role_has_a_mark_for_every_service_that_any_role_reaches() -> None:
    other = _HOST._replace(address="aws_iam_role.x", reaches=(("iam", Reach.EVERYTHING),))
    found = _view(_HOST, other).found
    assert found.services == ("iam", "s3", "sqs")
    assert [[mark.reach for mark in row.marks] for row in found.rows] == [
        ["", "reads", "changes"],
        ["everything", "", ""],
    ]


def test_roles_of_one_address_and_reach_share_a_row() -> None:
    prod = _HOST._replace(root=f"{_ROOT}/prod/eu-west-1", name="web-prod-host")
    wider = _HOST._replace(root=f"{_ROOT}/prod/us-east-1", reaches=(("s3", Reach.CHANGES),))
    assert _view(_HOST, prod, wider).rows == [
        ("ec2.host", ("dev us-east-1", "prod eu-west-1")),
        ("ec2.host", ("prod us-east-1",)),
    ]


def test_names_and_places_are_short() -> None:
    ci = _HOST._replace(
        root="generated/web/terraform/bootstrap/111111111111", address='module.identity.aws_iam_role.ci["plan"]'
    )
    counted = _HOST._replace(root="elsewhere", address="module.secrets.aws_iam_role.rotation[0]")
    assert _view(ci, counted).rows == [
        ('identity.ci["plan"]', ("account 111111111111",)),
        ("secrets.rotation", ("elsewhere",)),
    ]


def test_of_very_many_places_the_rest_are_counted() -> None:
    several = [_HOST._replace(root=f"{_ROOT}/e{number}/us-east-1") for number in range(9)]
    found = _view(*several).found
    assert found.rows[0].places == (*(f"e{number} us-east-1" for number in range(6)), "3 more")
    assert all(f"<h4>e{number} us-east-1</h4>" in found.cards.shown[0] for number in range(9))


def test_who_may_take_a_role_on_is_said_in_a_word() -> None:
    github = "Federated:arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com"
    several = _HOST._replace(
        takers=("Service:ec2.amazonaws.com", "Service:vpc-flow-logs.amazonaws.com", github, "AWS:1")
    )
    assert _view(several).found.rows[0].takers == ("ec2", "vpc-flow-logs", "GitHub Actions", "AWS:1")


def test_every_statement_is_below_and_nothing_that_cannot_be_read_is_kept_back() -> None:
    (card,) = _view(_HOST).found.cards.shown
    for text in (
        *_HOST.trusted,
        *_HOST.may,
        *_HOST.may_not,
        "arn:x",
        "jsonencode(y)",
        "arn:b",
        "Role of the hosts.",
    ):
        assert text in card


def test_a_root_that_cannot_be_read_is_said() -> None:
    assert _view(notes=("x: broken",)).found.notes == ("x: broken",)
    assert view(Access()) is None


def test_the_roles_of_a_real_spec_are_all_there() -> None:
    found = _view(*roles().roles).found
    assert sum(one.count("<h4>") for one in found.cards.shown) == len(roles().roles)
    assert len(found.cards.shown) == len(found.rows)
    assert not [name for row in found.rows for name in row.takers if "amazonaws" in name or "$" in name]
