"""PS209: a tag that collides with another one."""

import pytest
from specimens import silent, sole


@pytest.mark.parametrize("key", ["Service", "environment", "OWNER", "ManagedBy"])
def test_a_tag_that_podspec_sets_is_an_error_in_any_case(key: str) -> None:
    found = sole(f"service: {{name: podinfo, tags: {{«{key}»: x}}}}", "PS209")
    assert found.message == f"tag {key} is one of podspec's own"
    assert found.help == "rename the tag"


def test_two_tags_that_differ_only_in_case_are_an_error_at_the_second() -> None:
    found = sole("service: {name: podinfo, tags: {team: ⟦a⟧, «Team»: b}}", "PS209")
    assert found.message == "tags team and Team differ only in case"
    assert (found.primary.text, found.help) == ("IAM takes it for the same", "keep one of them")
    assert [label.text for label in found.related] == ["the other one"]


def test_it_does_not_matter_which_of_the_two_is_in_capitals() -> None:
    found = sole("service: {name: podinfo, tags: {Team: ⟦a⟧, «team»: b}}", "PS209")
    assert found.message == "tags Team and team differ only in case"


def test_an_overlay_s_tag_is_shown_in_the_overlay() -> None:
    sole(
        """
        service: {name: podinfo, tags: {team: ⟦a⟧}}
        environments:
          dev:
            account: "111111111111"
            regions: [us-east-1]
            service: {tags: {«TEAM»: b}}
        """,
        "PS209",
    )


def test_other_tags_are_silent() -> None:
    assert silent("service: {name: podinfo, tags: {cost_center: a, service_tier: b}}")
