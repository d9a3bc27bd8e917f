"""What is given and what is taken, held against a small model of how IAM decides."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import product
from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from podspec.impact.hcl.values import Expression
from podspec.impact.permissions import moves, permission_changes
from podspec.impact.policies import Policy, read
from podspec.impact.resources import Resource
from podspec.impact.rights import Rights
from podspec.impact.statements import ALLOW, DENY, Condition, Names, Statement
from podspec.model.impact import Direction

# -- a small IAM -------------------------------------------------------------------------------------------

PRINCIPALS = ("AWS:arn:aws:iam::111111111111:role/a", "AWS:222222222222", "Service:lambda.amazonaws.com")
ACTIONS = ("s3:GetObject", "s3:GetBucketPolicy", "s3:PutObject", "kms:Decrypt")
RESOURCES = (
    "arn:aws:s3:::b",
    "arn:aws:s3:::b/x",
    "arn:aws:s3:::b:x/y",
    "arn:aws:kms:us-east-1:111111111111:key/k",
)
CONTEXTS: tuple[Mapping[str, str], ...] = (
    {},
    {"k": "a"},
    {"k": "ab"},
    {"k": "c"},
    {"k": "a", "l": "a"},
    {"l": "c"},
)


@cache
def _glob(pattern: str, value: str, *, over_colons: bool) -> bool:
    """A wildcard of IAM; whether a `*` in the middle of an ARN reaches over a colon is tried both ways."""
    anything = ".*" if over_colons else "[^:]*"
    expression = re.escape(pattern).replace(r"\*", anything).replace(r"\?", ".")
    return re.fullmatch(re.sub(rf"{re.escape(anything)}$", ".*", expression), value, re.DOTALL) is not None


def _named(names: Names | None, value: str, *, over_colons: bool) -> bool:
    if names is None:
        return True
    return any(_glob(one, value, over_colons=over_colons) for one in names.patterns) != names.negated


def _is_principal(names: Names | None, value: str) -> bool:
    if names is None:
        return True
    everybody = value.startswith("AWS:") and not names.patterns.isdisjoint({"*:*", "AWS:*"})
    return (everybody or value in names.patterns) != names.negated


def _holds(one: Condition, context: Mapping[str, str]) -> bool:
    """Negated operators hold without the key, `IfExists` too, all others do not."""
    test = one.test.removesuffix("IfExists")
    if one.variable.lower() not in context:
        return test != one.test or "Not" in test
    value = context[one.variable.lower()]
    found = any(_glob(each, value, over_colons=True) if "Like" in test else each == value for each in one.values)
    return found != ("Not" in test)


def _matches(one: Statement, request: tuple[str, str, str, Mapping[str, str]], *, over_colons: bool) -> bool:
    principal, action, resource, context = request
    return (
        _is_principal(one.principals, principal)
        and _named(one.actions and one.actions.without_case(), action.lower(), over_colons=True)
        and _named(one.resources, resource, over_colons=over_colons)
        and all(_holds(condition, context) for condition in one.conditions)
    )


REQUESTS = tuple(product(PRINCIPALS, ACTIONS, RESOURCES, CONTEXTS))


@lru_cache(4096)
def _matched(one: Statement, *, over: bool) -> frozenset[int]:
    """The requests that a statement matches, by their number."""
    return frozenset(at for at, request in enumerate(REQUESTS) if _matches(one, request, over_colons=over))


def _allowed(statements: list[Statement], *, over: bool) -> frozenset[int]:
    found = {
        effect: frozenset().union(*(_matched(one, over=over) for one in statements if one.effect == effect))
        for effect in (ALLOW, DENY)
    }
    return found[ALLOW] - found[DENY]


# -- policies to compare -----------------------------------------------------------------------------------


def _names(*patterns: str) -> st.SearchStrategy[Names]:
    some = st.frozensets(st.sampled_from(patterns), min_size=1, max_size=3)
    return st.builds(Names, some, st.sampled_from([False, False, False, True]))


_VALUES = st.sampled_from(["a", "ab", "a*", "?", "c"])
_CONDITIONS = st.builds(
    Condition,
    st.sampled_from(["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIfExists"]),
    st.sampled_from(["k", "K", "l"]),
    st.frozensets(_VALUES, min_size=1, max_size=2),
)
_ACTION_NAMES = _names(
    "*", "s3:*", "s3:Get*", "s3:GetObject", "S3:putobject", "s3:???Object", "kms:Decrypt", "*:*Object"
)
_RESOURCE_NAMES = _names(
    "*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::b",
    "arn:aws:s3:::b/*",
    "arn:aws:s3:::?*",
    "arn:aws:s3*",
    "arn:*:x/y",
    "arn:aws:*:*:*:*",
    "arn:aws:kms:*:111111111111:key/*",
)
_PRINCIPAL_NAMES = _names("AWS:*", "*:*", *PRINCIPALS)
_PARTS = {"actions": _ACTION_NAMES, "resources": _RESOURCE_NAMES, "principals": _PRINCIPAL_NAMES}
_STATEMENTS = st.builds(
    Statement,
    st.sampled_from([ALLOW, ALLOW, DENY]),
    _ACTION_NAMES,
    _RESOURCE_NAMES,
    _PRINCIPAL_NAMES,
    st.frozensets(_CONDITIONS, max_size=2),
    st.sampled_from(["", "", "One", "Two"]),
)


@st.composite
def _edits(draw: st.DrawFn) -> tuple[list[Statement], list[Statement]]:
    """A policy, and what an edit makes of it: mostly one part of one statement is other."""
    old = draw(st.lists(_STATEMENTS, min_size=1, max_size=2))
    new = list(old)
    at = draw(st.integers(0, len(old) - 1))
    how = draw(st.sampled_from(["whole", "gone", "more", *["part"] * 8]))
    if how == "gone":
        del new[at]
    elif how == "more":
        new.append(draw(_STATEMENTS))
    else:
        new[at] = draw(_STATEMENTS) if how == "whole" else draw(_tweaked(old[at]))
    return old, new


@st.composite
def _tweaked(draw: st.DrawFn, one: Statement) -> Statement:
    """A statement with one part that is a little other."""
    part = draw(st.sampled_from(["actions", "resources", "principals", "conditions", "conditions", "conditions"]))
    if part != "conditions":
        return one._replace(**{part: draw(_PARTS[part])})
    kept = draw(st.frozensets(st.sampled_from(sorted(one.conditions)))) if one.conditions else frozenset()
    values = draw(st.frozensets(_VALUES, min_size=1, max_size=2))
    return one._replace(conditions=frozenset(each._replace(values=values) for each in kept))


def _rights(statements: list[Statement]) -> Rights:
    return Rights(Policy(tuple(statements)))


def _hold_against_the_model(edit: tuple[list[Statement], list[Statement]]) -> None:
    old, new = edit
    told = {move.direction for move in moves(_rights(old), _rights(new))}
    for over in (True, False):
        before, after = _allowed(old, over=over), _allowed(new, over=over)
        if after - before:
            event("gained")
            assert told & {Direction.WIDENED, Direction.CHANGED}
        if before - after:
            event("lost")
            assert told & {Direction.NARROWED, Direction.CHANGED}


@settings(max_examples=600, deadline=None)
@given(_edits())
def test_whatever_is_allowed_and_was_not_is_told(edit: tuple[list[Statement], list[Statement]]) -> None:
    _hold_against_the_model(edit)


@pytest.mark.long
@settings(max_examples=20_000, deadline=None)
@given(_edits())
def test_whatever_is_allowed_and_was_not_is_told_of_many_policies(
    edit: tuple[list[Statement], list[Statement]],
) -> None:
    _hold_against_the_model(edit)


@settings(max_examples=100, deadline=None)
@given(st.lists(_STATEMENTS, max_size=4), st.randoms(use_true_random=False))
def test_the_same_statements_in_another_order_and_under_other_names_are_no_change(
    statements: list[Statement], chance: Random
) -> None:
    others = [one._replace(sid=f"{one.sid}Other") for one in statements]
    chance.shuffle(others)
    assert list(moves(_rights(statements), _rights(others))) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(_STATEMENTS, min_size=1, max_size=4))
def test_statements_that_allow_and_go_give_nothing(statements: list[Statement]) -> None:
    allowed = [one for one in statements if one.effect == ALLOW]
    denied = [one for one in statements if one.effect == DENY]
    told = {move.direction for move in moves(_rights(statements), _rights(denied))}
    assert told <= {Direction.NARROWED}
    told = {move.direction for move in moves(_rights(allowed), _rights(statements))}
    assert told <= {Direction.NARROWED}


# -- what is said ------------------------------------------------------------------------------------------


def _allow(*actions: str, on: str = "*", when: tuple[Condition, ...] = (), sid: str = "") -> Statement:
    return Statement(ALLOW, Names(frozenset(actions)), Names(frozenset({on})), None, frozenset(when), sid)


ACCOUNT = Condition("StringEquals", "aws:SourceAccount", frozenset({"111111111111"}))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (_allow("s3:Get*"), _allow("s3:GetObject"), [("narrowed", "s3:Get*")]),
        (_allow("s3:GetObject"), _allow("s3:Get*"), [("widened", "s3:Get*")]),
        (_allow("a:A"), _allow("a:A", "a:B"), [("widened", "a:B")]),
        (
            _allow("a:A", on="arn:aws:s3:::b/x"),
            _allow("a:A", on="arn:aws:s3:::b/*"),
            [("widened", "arn:aws:s3:::b/*")],
        ),
        (_allow("a:A", when=(ACCOUNT,)), _allow("a:A"), [("widened", "conditions")]),
        (_allow("a:A"), _allow("a:A", when=(ACCOUNT,)), [("narrowed", "conditions")]),
        (
            _allow("a:A", when=(ACCOUNT,)),
            _allow("a:A", when=(ACCOUNT._replace(values=frozenset({"2"})),)),
            [("widened", "conditions"), ("narrowed", "conditions")],
        ),
        (
            _allow("a:A", on="${x.arn}"),
            _allow("a:A", on="${y.arn}"),
            [("changed", "${y.arn}"), ("changed", "${x.arn}")],
        ),
        (_allow("a:A", on="${x.arn}/*"), _allow("a:A", on="${x.arn}/y"), [("narrowed", "${x.arn}/*")]),
    ],
)
def test_it_is_said_what_moved(old: Statement, new: Statement, told: list[tuple[str, str]]) -> None:
    found = list(moves(_rights([old]), _rights([new])))
    assert [(one.direction.value, one.subject) for one in found] == told


def _trust(sub: str, test: str = "StringEquals") -> Statement:
    principals = Names(frozenset({"Federated:${oidc.arn}"}))
    when = frozenset({Condition(test, "token:sub", frozenset({sub}))})
    return Statement(ALLOW, Names(frozenset({"sts:AssumeRoleWithWebIdentity"})), None, principals, when)


@pytest.mark.parametrize(
    ("test", "old", "new", "direction"),
    [
        ("StringEquals", "repo:o/r:pull_request", "repo:o/r:ref:refs/heads/main", "widened"),
        ("StringLike", "repo:o/r:ref:*", "repo:o/*", "widened"),
        ("StringEquals", "${var.sub}", "repo:o/r:pull_request", "changed"),
        ("StringNotEquals", "a", "b", "changed"),
    ],
)
def test_a_condition_of_another_text_surely_lets_somebody_else_in(
    test: str, old: str, new: str, direction: str
) -> None:
    first = next(moves(_rights([_trust(old, test)]), _rights([_trust(new, test)])))
    assert first.direction.value == direction


def test_a_statement_has_been_one_other_at_most() -> None:
    requests, main, dev = (_trust(f"repo:o/r:{end}") for end in ("pull_request", "ref:main", "environment:dev"))
    found = list(moves(_rights([requests]), _rights([main, dev])))
    assert [bool(one.old) for one in found if one.direction is Direction.WIDENED] == [True, False]
    assert len([one for one in found if one.direction is not Direction.WIDENED]) == 1


def test_a_refusal_that_goes_is_a_gift() -> None:
    deny = _allow("s3:DeleteObject")._replace(effect=DENY)
    (move,) = moves(_rights([deny]), _rights([]))
    assert (move.direction, move.subject) == (Direction.WIDENED, "s3:DeleteObject")
    assert move.old == "deny s3:DeleteObject on *"


def test_a_statement_that_is_split_in_two_is_no_change() -> None:
    one = _allow("a:A", "a:B", on="x")
    assert list(moves(_rights([one]), _rights([_allow("a:A", on="x"), _allow("a:B", on="x")]))) == []


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [("", "arn:x", "narrowed"), ("arn:x", "", "widened"), ("arn:x", "arn:y", "changed"), (None, "", None)],
)
def test_a_boundary_caps_a_role(old: str | None, new: str | None, direction: str | None) -> None:
    found = [one.direction.value for one in moves(Rights(boundary=old), Rights(boundary=new))]
    assert found == ([direction] if direction else [])


def test_a_policy_that_nobody_can_read_is_a_change() -> None:
    (move,) = moves(Rights(Policy(unread=frozenset({"var.x"}))), Rights(Policy(unread=frozenset({"var.y"}))))
    assert (move.direction, move.old, move.new) == (Direction.CHANGED, "var.x", "var.y")


def test_an_attached_policy_of_somebody_else_is_a_gift() -> None:
    arn = "arn:aws:iam::aws:policy/AdministratorAccess"
    (move,) = moves(Rights(), Rights(attached=frozenset({arn})))
    assert (move.direction, move.new) == (Direction.WIDENED, arn)


# -- in Terraform ------------------------------------------------------------------------------------------


def _resource(address: str, **attributes: object) -> Resource:
    kind = address.split(".")[-2]
    mode = "data" if "data." in address else "managed"
    return Resource(address, kind, mode, attributes)  # type: ignore[arg-type]


def _tree(*resources: Resource) -> dict[str, Resource]:
    return {one.address: one for one in resources}


def _document(*actions: str) -> Resource:
    statement = {"actions": list(actions), "resources": ["*"]}
    return _resource("data.aws_iam_policy_document.it", statement=[statement])


ROLE = _resource("aws_iam_role.it", name="it", assume_role_policy='{"Statement": []}')
JSON = Expression("data.aws_iam_policy_document.it.json")
POLICY = _resource("aws_iam_policy.it", policy=JSON)
ATTACHED = _resource(
    "aws_iam_role_policy_attachment.it",
    role=Expression("aws_iam_role.it.name"),
    policy_arn=Expression("aws_iam_policy.it.arn"),
)


def test_an_attached_policy_counts_at_the_role_and_once() -> None:
    before = _tree(ROLE, POLICY, ATTACHED, _document("a:A"))
    after = _tree(ROLE, POLICY, ATTACHED, _document("a:A", "a:B"))
    (found,) = permission_changes(before, after, "root")
    assert (found.root, found.holder, found.direction, found.subject) == (
        "root",
        "aws_iam_role.it",
        Direction.WIDENED,
        "a:B",
    )


def test_a_policy_that_is_attached_nowhere_counts_by_itself() -> None:
    (found,) = permission_changes(_tree(POLICY, _document("a:A")), _tree(POLICY, _document("a:B", "a:A")), "root")
    assert found.holder == "aws_iam_policy.it"


def test_a_right_that_moves_from_a_role_into_a_policy_of_the_role_is_no_change() -> None:
    inside = _resource("aws_iam_role_policy.it", role="it", policy=JSON)
    before, after = _tree(ROLE, inside, _document("a:A")), _tree(ROLE, POLICY, ATTACHED, _document("a:A"))
    assert permission_changes(before, after, "root") == ()


def test_who_may_take_a_role_stands_beside_it() -> None:
    trust = '{"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}]}'
    after = _tree(ROLE._replace(attributes={**ROLE.attributes, "assume_role_policy": trust}))
    (found,) = permission_changes(_tree(ROLE), after, "root")
    assert (found.holder, found.direction) == ("aws_iam_role.it (trust)", Direction.WIDENED)


def test_a_policy_of_json_is_read_like_a_document() -> None:
    text = '{"Statement": {"Effect": "Allow", "Action": "a:A", "Resource": "*"}}'
    document = _document("a:A")
    assert read(text, {}).statements == read(JSON, _tree(document)).statements
