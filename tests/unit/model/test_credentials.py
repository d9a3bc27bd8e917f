"""Credentials are told by their shape, and by nothing else."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies.credentials import credentials as made_up
from strategies.credentials import private_keys

from podspec.model.credentials import SHAPES, blotted, credentials

#: Half a megabyte would be refused unread; this is what a hostile spec may have.
LARGEST = 256 * 1024

PLAIN = """
postgres://podinfo@db.example.com/podinfo
postgres://podinfo:$PASSWORD@db.example.com/podinfo
postgres://podinfo:${PASSWORD}@db.example.com/podinfo
postgres://<user>:<password>@db.example.com/podinfo
https://example.com:8443/a@b
password=${PASSWORD};
PWD=/srv/app
AKIAIOSFODNN7EXAMPLE
arn:aws:secretsmanager:us-east-1:111111111111:secret:api-token-AbCdEf
arn:aws:lambda:us-east-1:111111111111:function:rotate-api-token
sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
9f86d081884c7d659a2feaa0c55ad015a3bf4f1b
actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8
-----BEGIN PUBLIC KEY-----
-----BEGIN CERTIFICATE-----
key-0123456789abcdef0
vpc-0123456789abcdef0
the task_live_status of ghp_ and sk_live_ keys
"""


MADE_UP = [made_up(seed) for seed in range(3)]


def test_there_are_two_hundred_shapes() -> None:
    assert len(MADE_UP[0]) >= 200


@pytest.mark.parametrize("name", MADE_UP[0])
def test_a_credential_is_found_wherever_it_stands(name: str) -> None:
    for secrets in MADE_UP:
        secret = secrets[name]
        for text in (secret, f"# {secret}", f'{{a: "{secret}"}}', f"KEY: {secret} # why", f"x={secret}\nnext: 1"):
            assert credentials(text), text
            shown = blotted(text)
            assert len(shown) == len(text)
            assert not credentials(shown)


@pytest.mark.parametrize("name", private_keys())
def test_nothing_of_a_private_key_is_left_but_its_lines(name: str) -> None:
    key = private_keys()[name]
    shown = blotted(f"before: 1\n{key}\n")
    assert set(shown.removeprefix("before: 1\n")) == {"*", "\n"}
    assert shown.count("\n") == key.count("\n") + 2


@pytest.mark.parametrize("text", PLAIN.strip().split("\n"))
def test_what_only_resembles_a_credential_is_none(text: str) -> None:
    assert credentials(text) == []
    assert blotted(text) == text


def test_what_stands_around_a_password_stays() -> None:
    assert blotted("postgres://me:hunter22@db/x # why") == "postgres://me:********@db/x # why"
    assert blotted('Password=hunter22;Host="db"') == 'Password=********;Host="db"'


def test_a_report_stays_what_it_is() -> None:
    """A blot never takes a quote, a bracket or half an escape."""
    for secret in [*MADE_UP[0].values(), *private_keys().values(), "-----BEGIN PRIVATE KEY-----", "pwd=abcdef\\"]:
        escaped = secret.replace("\\", "\\\\").replace("\n", "\\n")
        shown = blotted(f'{{"message": "{escaped}", "next": [1]}}')
        assert shown.startswith('{"message": "')
        assert shown.endswith('", "next": [1]}')


PIECES = [*"aA0-_.:/@='\"\n ", "a" * 40, *(mark for one in SHAPES for mark in one.marks.split())]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_a_blotted_text_has_its_length_and_its_lines(text: str) -> None:
    shown = blotted(text)
    assert [len(line) for line in shown.split("\n")] == [len(line) for line in text.split("\n")]


@pytest.mark.parametrize(
    "text", ["AKIA" + "A" * 16 + " ", "-----BEGIN PRIVATE KEY", "a://b:c", "aws_secret", "eyJ-"]
)
def test_no_text_takes_long(text: str) -> None:
    started = process_time()
    blotted(text * (LARGEST // len(text)))
    assert process_time() - started < 2
