"""Forty specs of every legal size and shape: nothing in their pictures lies over anything else."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import scopes
from pictures import Area, drawn, faults, read

from podspec.components.docs import architecture
from podspec.model.scope import ServiceScope

REGIONS = (
    "us-east-1", "ap-southeast-1", "ap-northeast-2", "eu-central-1", "eu-west-1", "sa-east-1", "ca-central-1",
    "ap-southeast-2",
)  # fmt: skip

TARGETS = (
    "{lambda: {}}",
    "{ec2: {}}",
    "{lambda: {}, ec2: {}}",
    (
        "{lambda: {memory_mb: 10240, timeout_seconds: 30, provisioned_concurrency: 10000, "
        "rollout: {strategy: linear, percent: 33, interval_minutes: 1440, bake_minutes: 1440}, "
        "throttle: {rate_per_second: 10000, burst: 5000}}, ec2: {instance_type: u-24tb1.112xlarge-very-long, "
        "purchase: spot, hosts: {min: 500, desired: 500, max: 500}, rollout: {strategy: all_at_once}}}"
    ),
)

LABEL = "w" * 60
DOMAIN = f"domain: {{name: {LABEL}.{LABEL}.example.com, zone: example.com, primary: %s}}, "
VPC = (
    "{vpc_id: vpc-0123456789abcdef0, public_subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1], "
    "private_subnets: [subnet-0123456789abcdef2, subnet-0123456789abcdef3]}"
)


def _environment(number: int, shape: int, regions: int) -> str:
    long = shape % 2
    name = f"{'w' * 9}{number}" if long else f"e{number}"
    network = VPC if regions == 1 and shape % 3 == 0 else f"{{cidr: 10.{number}.0.0/16, nat: per_az}}"
    target = "lambda" if TARGETS[shape % len(TARGETS)].startswith("{lambda") else "ec2"
    domain = DOMAIN % target if long else ""
    reviewers = ", ".join(f"{'W' * 39}/{'W' * 60}{one}" for one in range(6))
    approval = f"approval: {{reviewers: [{reviewers}]}}, " if shape % 5 == 0 else ""
    places = ", ".join(REGIONS[:regions])
    return f'  {name}: {{account: "111111111111", {domain}{approval}network: {network}, regions: [{places}]}}\n'


def _spec(shape: int) -> str:
    """One of forty: 1 to 8 environments, 1 to 8 regions, each target, short names and the longest."""
    environments, regions = 1 + shape % 8, 1 + (shape * 3 + shape // 8) % 8
    described = {0: "", 1: "W" * 256, 2: "字" * 100, 3: 'a & <b> \\"c\\" ${d}'}[shape % 4]
    service = f'{{name: {"w" * 24 if shape % 2 else "web"}, description: "{described}"}}'
    secrets = "secrets: {api-token: {description: token}}\n" if shape % 3 else ""
    notify = f"observability: {{notify: [{', '.join(f'p{one}@example.com' for one in range(shape % 3))}]}}\n"
    blocks = "".join(_environment(number, shape, regions) for number in range(environments))
    slug = "a" * 39 + "/" + "W" * 100 if shape % 2 else "acme/web"
    return (
        f"service: {service}\nrepository: {{slug: {slug}, owner_id: 1001, repository_id: 2002}}\n"
        f"state: {{region: us-east-1}}\ntargets: {TARGETS[shape % len(TARGETS)]}\n{secrets}{notify}"
        f"environments:\n{blocks}"
    )


def scope_of(shape: int) -> ServiceScope:
    """One of the forty specs, resolved."""
    return scopes.service(_spec(shape))


def _svg(shape: int) -> str:
    return drawn("docs/architecture.svg", architecture.picture(scope_of(shape)))


@pytest.mark.parametrize("shape", range(40))
def test_nothing_lies_over_anything_else(shape: int) -> None:
    picture = read(_svg(shape))
    assert picture.boxes
    assert picture.strokes
    assert list(faults(picture)) == []


def test_the_forty_have_every_size() -> None:
    found = [scope_of(shape).environments for shape in range(40)]
    assert {len(one) for one in found} == set(range(1, 9))
    assert {len(one[0].regions) for one in found} == set(range(1, 9))


def test_a_fault_would_be_found() -> None:
    picture = read(_svg(2))
    moved = picture.boxes[3]._replace(left=picture.boxes[3].left + 30, right=picture.boxes[3].right + 30)
    assert list(faults(picture._replace(boxes=(*picture.boxes, moved))))
    word = picture.words[5]
    assert list(faults(picture._replace(words=(*picture.words, word._replace(top=word.top + 4)))))
    through = Area(word.left, word.top, word.right, word.bottom, "a stroke")
    assert list(faults(picture._replace(strokes=(through,))))


_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
_MEASURE = """
<script>
const found = [...document.querySelectorAll('text')].map(one => one.getComputedTextLength().toFixed(1));
document.body.setAttribute('data-found', found.join(' '));
</script>"""


@pytest.mark.long
@pytest.mark.skipif(_CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("font", ["system-ui", "'DejaVu Sans'", "'Liberation Sans'"])
def test_a_real_browser_draws_no_line_wider_than_it_is_taken_for(font: str, tmp_path: Path) -> None:
    for shape in (1, 2, 3):
        svg = re.sub(r"font-family: [^;]+;", f"font-family: {font};", _svg(shape))
        page = tmp_path / f"{shape}.html"
        page.write_text(f"<!doctype html><meta charset=utf-8><body>{svg}{_MEASURE}</body>", "utf-8")
        command = [_CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        found = re.search(r'data-found="([^"]+)"', done.stdout)
        assert found
        words = read(svg).words
        measured = [float(one) for one in found[1].split()]
        assert len(measured) == len(words)
        assert [
            one.what for one, real in zip(words, measured, strict=True) if real > one.right - one.left + 0.5
        ] == []
