"""Owner and name of a repository on GitHub, from whatever a remote's address looks like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.authoring.remote import slug


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/acme/shop.git",
        "https://github.com/acme/shop",
        "https://github.com/acme/shop/",
        "https://user:token@github.com/acme/shop.git",
        "git@github.com:acme/shop.git",
        "github.com:acme/shop",
        "ssh://git@github.com/acme/shop.git",
        "ssh://git@ssh.github.com:443/acme/shop.git",
        "https://github.example.com/acme/shop.git",
        "git://github.com/acme/shop.git\n",
    ],
)
def test_an_address_of_github_tells_the_slug(address: str) -> None:
    assert slug(address) == "acme/shop"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/srv/git/shop.git",
        "../shop",
        "https://gitlab.com/acme/shop.git",
        "git@bitbucket.org:acme/shop.git",
        "https://github.com/acme",
        "https://example.com/github/acme/shop",
    ],
)
def test_other_addresses_tell_nothing(address: str) -> None:
    assert slug(address) is None


@given(st.text())
def test_no_address_is_too_odd(address: str) -> None:
    slug(address)
