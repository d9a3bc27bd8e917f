"""The picture of the architecture says in words what it shows, and leads from GitHub to every environment."""

import scopes
from pictures import drawn

from podspec.components.docs import architecture


def test_it_says_what_it_shows() -> None:
    said = architecture.picture(scopes.service(scopes.TWO_ACCOUNTS))["said"]
    assert "2 environments run it by its digest" in said
    assert "prod in account 222222222222, in us-east-1 and eu-west-1, on Lambda" in said


def test_every_environment_has_a_line_from_github_and_one_from_the_registry() -> None:
    arrows = architecture.picture(scopes.service(scopes.TWO_ACCOUNTS))["arrows"]
    long = [one["kind"] for one in arrows if one["path"].count("H") == 2 and " V " in one["path"]]
    assert long.count("deploys headed") == 2
    assert long.count("image headed") == 2


def test_it_is_accessible_and_has_no_script() -> None:
    svg = drawn("docs/architecture.svg", architecture.picture(scopes.service()))
    assert 'role="img" aria-labelledby="title said"' in svg
    assert "prefers-color-scheme: dark" in svg
    assert "<script" not in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_the_same_spec_gives_the_same_picture() -> None:
    pictures = {drawn("docs/architecture.svg", architecture.picture(scopes.service())) for _ in range(3)}
    assert len(pictures) == 1
