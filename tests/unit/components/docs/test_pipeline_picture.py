"""The picture of the pipeline says what happens, and nothing in it lies over anything else."""

from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import scopes
from compiling import compiled_together
from hypothesis import given, settings
from hypothesis import strategies as st

from podspec.components.component import Context
from podspec.components.docs import pipeline_picture

#: Widest character of the fonts that browsers fall back to, at the size of the text: DejaVu Sans at 14 pixels
#: is 7.7 wide on average over such lines.
CHARACTER = 7.8


def _environments(count: int, rollout: str, *, reviewed: bool) -> str:
    approval = "approval: {reviewers: [acme/a, acme/b]}, " if reviewed else ""
    lines = [
        f'  {"e" * 9}{number}: {{account: "111111111111", {approval}'
        "regions: [ap-southeast-1, ap-northeast-2], network: {cidr: 10.%d.0.0/16}}" % number
        for number in range(count)
    ]
    return (
        f"targets: {{lambda: {{rollout: {rollout}}}, ec2: {{rollout: {rollout}}}}}\nstate: {{region: us-east-1}}\n"
        "environments:\n" + "\n".join(lines) + "\n"
    )


LONGEST = "{strategy: linear, percent: 99, interval_minutes: 2880, bake_minutes: 55}"
ROLLOUTS = st.sampled_from(
    [LONGEST, "{strategy: all_at_once, bake_minutes: 0}", "{strategy: canary, percent: 1, interval_minutes: 2880}"]
)


def _picture(blocks: str) -> Context:
    return pipeline_picture.picture(scopes.service(blocks))


@settings(deadline=None, max_examples=30)
@given(count=st.integers(1, 8), rollout=ROLLOUTS, reviewed=st.booleans())
def test_nothing_overlaps_and_no_line_leaves_its_box(count: int, rollout: str, reviewed: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    found = _picture(_environments(count, rollout, reviewed=reviewed))
    for box in found["boxes"]:
        assert box["x"] + box["width"] <= found["width"]
        assert box["y"] + box["height"] <= found["height"]
        for line in box["lines"]:
            assert box["y"] < line["y"] < box["y"] + box["height"]
            assert box["text_x"] + CHARACTER * len(line["text"]) <= box["x"] + box["width"], line["text"]
    for one, other in pairwise(sorted(found["boxes"], key=lambda box: (box["y"], box["x"]))):
        assert one["x"] + one["width"] <= other["x"] or one["y"] + one["height"] <= other["y"]


def test_environments_stand_in_the_order_of_promotion_and_ask_before_where_the_spec_says() -> None:
    blocks = """
registry: {account: "111111111111", region: us-east-1}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  prod: {account: "222222222222", regions: [us-east-1, eu-west-1], approval: {reviewers: [octocat]}}
"""
    found = _picture(blocks)
    assert [box["title"] for box in found["boxes"]] == ["build once", "dev", "approve prod", "prod"]
    assert found["boxes"][3]["lines"][-1]["text"] == "in us-east-1, then eu-west-1"


def test_each_rollout_is_told_in_its_own_words() -> None:
    found = _picture("targets: {lambda: {rollout: {strategy: linear, percent: 20, interval_minutes: 3}}}\n")
    assert "lambda: +20 % every 3 min, bake 5 min" in [line["text"] for line in found["boxes"][1]["lines"]]


def test_the_picture_is_xml_that_says_what_it_shows(tmp_path: Path) -> None:
    (one,) = compiled_together(tmp_path, "")
    (picture,) = [artifact for artifact in one.artifacts if artifact.path.endswith("pipeline.svg")]
    root = ET.fromstring(picture.content)  # noqa: S314 - our own
    assert root.get("role") == "img"
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == "How podinfo is delivered"
