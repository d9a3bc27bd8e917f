"""The schema of one place of the spec."""

from podspec.model.schema_at import arms_at


def test_a_field_has_its_limits_and_examples() -> None:
    (arm,) = arms_at(("targets", "lambda", "memory_mb"))
    assert (arm["minimum"], arm["maximum"], arm["examples"]) == (128, 10240, [512])


def test_names_of_the_users_own_are_parts_like_any_other() -> None:
    (arm,) = arms_at(("secrets", "api-token", "rotate_days"))
    assert arm["type"] == "integer"


def test_an_index_leads_into_a_list() -> None:
    (arm,) = arms_at(("environments", "prod", "regions", 1))
    assert arm["type"] == "string"


def test_a_union_has_all_its_arms_and_none_for_null() -> None:
    kinds = [arm["properties"]["strategy"]["const"] for arm in arms_at(("targets", "ec2", "rollout"))]
    assert kinds == ["canary", "linear", "all_at_once"]
    (owner,) = arms_at(("repository", "owner_id"))
    assert owner["type"] == "integer"


def test_an_overlay_is_followed_into_the_base() -> None:
    assert any(
        arm.get("maximum") == 10240 for arm in arms_at(("environments", "prod", "targets", "lambda", "memory_mb"))
    )


def test_a_path_that_leads_nowhere_has_no_arms() -> None:
    assert arms_at(("targets", "lambda", "memory")) == []
    assert arms_at(("service", 0)) == []
