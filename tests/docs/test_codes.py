"""Every code has a page, every page has a code, and the examples on it are judged as the page says."""

import re
from pathlib import Path

import pytest
from specimens import AS_OF, BASE, FILE, PLAIN, with_blocks

from podspec.compiler import analyse, compile_spec

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "codes"

#: Codes whose bad example is a whole file: it cannot be spliced into another spec.
WHOLE_FILE = {
    "PS009": "a directive stands before everything else",
    "PS010": "the second document is not part of the first",
    "PS016": "the root itself is wrong",
}

#: Codes whose cause no single text of a readable size shows. Their bad example is for people only.
NOT_SHOWN = {
    "PS001": "the file is empty",
    "PS002": "the bytes are no text",
    "PS003": "the file is larger than a page should be",
    "PS005": "the file has more values than a page should have",
    "PS108": "it stands in another file than the spec",
    **dict.fromkeys(("PS109", "PS110", "PS270", "PS271", "PS272", "PS273"), "it takes a policy: test_policy.py"),
    "PS212": "the variables are longer than a page should be",
    "PS280": "it takes two specs",
    "PS281": "it takes two specs",
    "PS290": "it takes an estimate",
    "PS291": "it takes an estimate",
    "PS402": "it takes a render that was interrupted",
} | {f"PS30{kind}": "it takes committed files" for kind in range(1, 8)}

#: Codes that show only beside what the spec renders to.
COMPILED = {f"PS40{kind}" for kind in range(3, 9)}

#: A spec that says nothing of its state.
BARE = with_blocks('environments: {dev: {account: "111111111111", regions: [us-east-1]}}', PLAIN)

_LITERAL = re.compile(r"""["'](PS\d{3})["']""")
_PAGE = re.compile(
    r"# (?P<code>PS\d{3}): (?P<title>[^\n]+)\n\n(?P<meaning>.+?)\n\n## Why\n\n(?P<why>.+?)\n\n"
    r"## Bad\n\n```(?P<bad_kind>\w+)\n(?P<bad>.*?)```\n\n## Good\n\n```(?P<good_kind>\w+)\n(?P<good>.*?)```\n",
    re.DOTALL,
)


def raised_codes() -> set[str]:
    """Every code that stands as a literal in the source."""
    sources = (ROOT / "podspec").rglob("*.py")
    return {code for source in sources for code in _LITERAL.findall(source.read_text("utf-8"))}


PAGE_CODES = sorted(path.stem for path in PAGES.glob("*.md"))
JUDGED = [code for code in PAGE_CODES if code not in NOT_SHOWN]


def page(code: str) -> re.Match[str]:
    found = _PAGE.fullmatch((PAGES / f"{code}.md").read_text("utf-8"))
    assert found, f"{code}.md is not of the form: title, meaning, Why, Bad and Good with one block each"
    return found


def spliced(code: str, example: str) -> str:
    """The example in place of the same blocks of a whole spec."""
    return with_blocks(example, BARE if code == "PS265" else BASE)


def judge(text: str, folder: Path, code: str) -> set[str]:
    """The codes of all findings of a spec, as the command reports them that finds this one."""
    spec = folder / FILE
    spec.write_text(text, "utf-8")
    stage = compile_spec if code in COMPILED else analyse
    return {one.code for one in stage(spec, FILE, AS_OF).diagnostics}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert set(PAGE_CODES) == raised_codes()


def test_no_exemption_outlives_its_page() -> None:
    assert set(NOT_SHOWN) | set(WHOLE_FILE) <= set(PAGE_CODES)
    assert not set(NOT_SHOWN) & set(WHOLE_FILE)


@pytest.mark.parametrize("code", PAGE_CODES)
def test_a_page_has_all_its_parts_and_reads_well(code: str) -> None:
    found = page(code)
    assert found["code"] == code
    assert not found["title"].endswith(".")
    assert all(len(line) <= 110 for line in found.string.splitlines() if not line.startswith(" "))
    assert found["bad"].strip() != found["good"].strip()


@pytest.mark.parametrize("code", JUDGED)
def test_the_bad_example_raises_its_code_and_no_other(code: str, tmp_path: Path) -> None:
    bad = page(code)["bad"]
    found = judge(bad if code in WHOLE_FILE else spliced(code, bad), tmp_path, code)
    assert found == {code}


@pytest.mark.parametrize("code", PAGE_CODES)
def test_the_good_example_raises_nothing(code: str, tmp_path: Path) -> None:
    found = page(code)
    if found["good_kind"] != "yaml":
        assert code in NOT_SHOWN
        return
    assert judge(spliced(code, found["good"]), tmp_path, code) == set()
