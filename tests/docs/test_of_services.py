"""The pages about a service: no dead link, and commands that AWS, the scripts and the shell know."""

from __future__ import annotations

import re
import shlex
import subprocess
from functools import cache
from pathlib import Path
from posixpath import dirname, normpath

import botocore.session
import jmespath
import pytest
from botocore import xform_name
from compiling import AS_OF, compiled_together
from full import as_yaml, full

from podspec.compiler import compile_all
from podspec.impact.hcl.values import Expression, Known
from podspec.impact.resources import resources, roots

ROOT = Path(__file__).parents[2]
SPECS = sorted((ROOT / "specs").glob("*/service.yaml"))

Files = dict[str, bytes]


@cache
def _whole() -> dict[str, Files]:
    """The files of each of our specs, by its name."""
    named = tuple((path, path.relative_to(ROOT).as_posix()) for path in SPECS)
    found = [one for one in compile_all(ROOT, named, AS_OF) if one.spec]
    return {one.file: {file.path: file.content for file in one.artifacts} for one in found}


def _pages(files: Files) -> dict[str, str]:
    return {path: content.decode() for path, content in files.items() if "/docs/" in path and path.endswith(".md")}


EVERY = [path.relative_to(ROOT).as_posix() for path in SPECS]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_BLOCK = re.compile(r"^```bash\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("spec", EVERY)
def test_no_link_is_dead(spec: str) -> None:
    files = _whole()[spec]
    pages = _pages(files)
    assert len(pages) > 9
    dead = [
        (page, link)
        for page, text in pages.items()
        for link in _LINK.findall(text)
        if not link.startswith("https://") and not _is_there(page, link, files)
    ]
    assert dead == []


def _is_there(page: str, link: str, files: Files) -> bool:
    path, _, place = link.partition("#")
    target = normpath(f"{dirname(page)}/{path}")
    if place:
        headings = re.findall(r"^#+ (.+)$", files[target].decode(), re.MULTILINE)
        return place in {re.sub(r"[^a-z0-9 -]", "", one.lower()).replace(" ", "-") for one in headings}
    return target in files or target in EVERY


@pytest.mark.parametrize("spec", EVERY)
def test_every_page_is_reached_from_the_first(spec: str) -> None:
    files = _whole()[spec]
    pages = _pages(files)
    (first,) = (page for page in pages if page.endswith("/docs/README.md"))
    seen: set[str] = set()
    ahead = [first]
    while ahead:
        page = ahead.pop()
        if page in pages and page not in seen:
            seen.add(page)
            ahead += [normpath(f"{dirname(page)}/{link.partition('#')[0]}") for link in _LINK.findall(pages[page])]
    assert seen == set(pages)


# -- commands ----------------------------------------------------------------------------------------------


def _commands(text: str) -> list[list[str]]:
    """Every call in the blocks of a page, as words; calls inside of `$( )` are cut out and come after."""
    found = []
    for block in _BLOCK.findall(text):
        joined = block.replace("\\\n", " ")
        for line in joined.splitlines():
            inner = re.findall(r"\$\((?!date)([^()]*(?:\([^()]*\)[^()]*)*)\)", line)
            for call in (re.sub(r"\$\((?!date).*\)", "X", line), *inner):
                words = shlex.split(call.split(" | head")[0], comments=True)
                found += [words] if words else []
    return found


def _all_commands() -> list[list[str]]:
    return [words for files in _whole().values() for text in _pages(files).values() for words in _commands(text)]


#: Commands of the AWS client that are no operation of a service, with their options.
#: Source: AWS CLI command reference, logs tail and ssm start-session (2026-11).
_OWN = {("logs", "tail"): {"--since", "--format", "--filter-pattern"}}
#: Options that every command has, and those that page through lists.
_GENERAL = {"--region", "--output", "--query", "--max-items"}


def test_every_call_of_aws_is_one_that_aws_has() -> None:
    session = botocore.session.Session()
    calls = [words for words in _all_commands() if words[0] == "aws"]
    assert len(calls) > 50
    for words in calls:
        options = {word.partition("=")[0] for word in words if word.startswith("--")} - _GENERAL
        assert options <= _options_of(session, words[1], words[2]), words


@cache
def _options_of(session: botocore.session.Session, service: str, command: str) -> set[str]:
    if (service, command) in _OWN:
        return _OWN[service, command]
    # The client's name of CodeDeploy. Source: AWS CLI command reference, deploy (2026-11).
    model = session.get_service_model("codedeploy" if service == "deploy" else service)
    (operation,) = (one for one in model.operation_names if xform_name(one, "-") == command)
    shape = model.operation_model(operation).input_shape
    return {f"--{xform_name(name, '-')}" for name in (shape.members if shape else {})}


def test_every_query_can_be_asked() -> None:
    queries = {words[words.index("--query") + 1] for words in _all_commands() if "--query" in words}
    assert len(queries) > 5
    for query in queries:
        assert jmespath.compile(query)


@pytest.mark.parametrize("spec", EVERY)
def test_every_script_is_there_and_knows_its_options(spec: str) -> None:
    files = _whole()[spec]
    calls = [words for text in _pages(files).values() for words in _commands(text) if words[0].endswith(".sh")]
    assert calls
    for words in calls:
        text = files[words[0]].decode()
        for option in (word for word in words if word.startswith("--")):
            assert re.search(rf"^ +{option}\)", text, re.MULTILINE), words


@pytest.mark.parametrize("spec", EVERY)
def test_every_variable_is_a_fact_of_the_place(spec: str) -> None:
    files = _whole()[spec]
    for page, text in _pages(files).items():
        used = {name for block in _BLOCK.findall(text) for name in re.findall(r"\bPODSPEC_[A-Z0-9_]+", block)}
        sourced = re.findall(r"^source (\S+\.env)$", text, re.MULTILINE)
        assert sourced or not used, page
        for path in sourced:
            assert used <= set(re.findall(r"^(PODSPEC_\w+)=", files[path].decode(), re.MULTILINE)), page


def test_every_block_is_a_script_that_bash_can_read() -> None:
    blocks = {
        block for files in _whole().values() for text in _pages(files).values() for block in _BLOCK.findall(text)
    }
    for block in blocks:
        done = subprocess.run(["bash", "-n"], input=block, text=True, capture_output=True, check=False)
        assert done.returncode == 0, (block, done.stderr)


# -- alarms ------------------------------------------------------------------------------------------------

_KINDS = {"aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"}


def _descriptions(files: Files) -> dict[str, str]:
    """What each alarm says, as far as it can be told without AWS, by its address."""
    return {
        f"{root} {address}": str(_text(one.attributes["alarm_description"]))
        for root in roots(files)
        for address, one in resources(files, root).items()
        if one.type in _KINDS
    }


def _text(value: object) -> object:
    return value.value if isinstance(value, Known) else value.text if isinstance(value, Expression) else value


@pytest.mark.parametrize("spec", EVERY)
def test_every_alarm_leads_to_its_runbook(spec: str) -> None:
    files = _whole()[spec]
    said = _descriptions(files)
    assert said
    for address, text in said.items():
        found = re.search(r"Runbook: https://github\.com/[\w.-]+/[\w.-]+/blob/\w+/(\S+\.md)", text)
        assert found, (address, text)
        assert found[1] in files, address


def test_the_longest_description_is_one_that_cloudwatch_takes(tmp_path: Path) -> None:
    """Source of the limit: CloudWatch API reference, PutMetricAlarm: 1,024 characters (2026-11)."""
    spec = full(
        **{
            "service.name": "w" * 24,
            "repository.slug": f"{'a-' * 38}a/{'w' * 100}",
            "repository.default_branch": "b" * 200,
            "output.directory": "d" * 200,
        }
    )
    (one,) = compiled_together(tmp_path, as_yaml(spec))
    said = _descriptions({file.path: file.content for file in one.artifacts})
    # What only AWS knows, such as a region's name, is written as an expression here, which is longer.
    assert max(map(len, said.values())) <= 1024
