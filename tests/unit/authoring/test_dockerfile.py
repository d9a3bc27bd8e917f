"""What a Dockerfile tells about the service in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.authoring.dockerfile import Fact, Facts, facts

FULL = """\
# syntax=docker/dockerfile:1
FROM golang:1.27 AS build
EXPOSE 9999
RUN go build

FROM gcr.io/distroless/static
ARG PORT=3000
ENV PORT=$PORT LEVEL="info"
EXPOSE ${PORT}/tcp 9090
HEALTHCHECK --interval=30s \\
  # every half minute
  CMD curl -fsS "http://localhost:${PORT}/healthz?x=1" || exit 1
"""


def test_the_last_stage_tells_port_and_health() -> None:
    assert facts(FULL) == Facts(Fact("3000", 9), Fact("/healthz", 10))


@pytest.mark.parametrize(
    ("text", "port"),
    [
        ("FROM x\nEXPOSE 80\nEXPOSE 81\n", "80"),
        ("from x\nexpose 80\n", "80"),
        ("FROM x\nEXPOSE 53/udp 80\n", "80"),
        ("FROM x\nEXPOSE $UNKNOWN\n", None),
        ("FROM x\nEXPOSE ${UNKNOWN:-81}\n", "81"),
        ("FROM x\nEXPOSE 0 70000\n", None),
        ("FROM x\nEXPOSE 8000-8010\n", None),
        ("FROM x\nRUN echo EXPOSE 80\n", None),
        ("FROM a\nEXPOSE 80\nFROM b\n", None),
        ("FROM a AS base\nEXPOSE 80\nFROM sdk AS build\nEXPOSE 81\nFROM base AS final\n", "80"),
        ("FROM a AS base\nEXPOSE 80\nFROM base AS mid\nFROM mid\n", "80"),
        ("", None),
    ],
)
def test_ports_are_told_or_not(text: str, port: str | None) -> None:
    found = facts(text).port
    assert (found.value if found else None) == port


@pytest.mark.parametrize(
    ("text", "processor"),
    [
        ("FROM --platform=linux/amd64 x\n", Fact("amd64", 1)),
        (
            "FROM --platform=$BUILDPLATFORM x AS build\nFROM --platform=linux/arm64/v8 y AS last\n",
            Fact("arm64", 2),
        ),
        ("ARG OF=linux/amd64\nFROM --platform=${OF} x AS base\nFROM base\n", Fact("amd64", 2)),
        ("FROM --platform=linux/amd64 x AS build\nFROM y\n", None),
        ("FROM --platform=$TARGETPLATFORM x\n", None),
        ("FROM --platform=windows/amd64 x\n", None),
        ("FROM x\n", None),
        ("FROM\n", None),
    ],
)
def test_a_platform_tells_the_processor(text: str, processor: Fact | None) -> None:
    assert facts(text).architecture == processor


@pytest.mark.parametrize(
    ("check", "path"),
    [
        ('CMD ["wget", "-q", "http://127.0.0.1:8080/up"]', "/up"),
        ("CMD curl http://localhost:8080 || exit 1", None),
        ("NONE", None),
    ],
)
def test_a_health_check_tells_its_path(check: str, path: str | None) -> None:
    found = facts(f"FROM x\nHEALTHCHECK {check}\n").health
    assert (found.value if found else None) == path


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    facts(text)
    facts(f"FROM x\nEXPOSE {text}\nHEALTHCHECK CMD {text}\\\n")
