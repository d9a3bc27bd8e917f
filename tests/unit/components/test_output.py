"""The mark on the output directory."""

from pathlib import Path

from compiling import compiled


def test_the_output_directory_is_marked_as_generated(tmp_path: Path) -> None:
    artifacts = {one.path: one.content.decode() for one in compiled(tmp_path).artifacts}
    text = artifacts["generated/podinfo/.gitattributes"]
    rules = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert rules
    assert all(line.startswith("*") for line in rules)
    assert "linguist-generated" in text
    assert "eol=lf" in text
