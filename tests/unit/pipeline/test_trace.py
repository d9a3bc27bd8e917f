"""What is read is noted, and nothing else."""

from datetime import date
from typing import NoReturn

import pytest
from full import FILE
from specimens import with_blocks

from podspec.compiler import compile_bytes
from podspec.model.environment import Environment
from podspec.model.source import Source
from podspec.model.spec import Spec
from podspec.model.spec.environments import ExistingNetwork, NewNetwork
from podspec.pipeline import trace
from podspec.pipeline.parse import parse
from podspec.pipeline.resolve import resolve
from podspec.pipeline.trace import Reads
from podspec.pipeline.validate import validate

TEXT = with_blocks("""
    container: {environment: {LOG_LEVEL: info}}
    supply_chain: {scan: {waivers: [{id: CVE-2026-1, reason: never called, expires: 2027-01-31}]}}
    observability: {notify: [ops@example.com]}
""")


def spec() -> Spec:
    tree, _ = parse(Source("f", TEXT))
    assert tree is not None
    found, _ = validate(tree)
    assert found is not None
    return found


def environment() -> Environment:
    tree, _ = parse(Source("f", TEXT))
    assert tree is not None
    resolved, _ = resolve(tree)
    return (resolved or ())[0].environment


@pytest.fixture
def reads() -> Reads:
    """Nothing read yet."""
    return Reads()


def test_looking_at_a_block_reads_nothing(reads: Reads) -> None:
    view = reads.view(spec(), "")
    assert view.container.health is not None
    assert reads.values == {}


def test_a_value_is_noted_under_the_path_that_people_write(reads: Reads) -> None:
    view = reads.view(spec(), "")
    assert view.targets.lambda_ is not None
    assert view.targets.lambda_.memory_mb == 512
    assert reads.values == {"targets.lambda": "given", "targets.lambda.memory_mb": 512}


def test_a_view_of_an_environment_begins_its_paths_with_the_name(reads: Reads) -> None:
    view = reads.view(environment(), "dev")
    assert (view.account, view.regions) == ("111111111111", ("us-east-1",))
    assert reads.values == {"dev.account": "111111111111", "dev.regions": ["us-east-1"]}


def test_whether_a_block_is_there_is_noted_both_ways(reads: Reads) -> None:
    view = reads.view(environment(), "dev")
    assert view.targets.ec2 is None
    assert view.targets.lambda_ is not None
    assert reads.values == {"dev.targets.ec2": None, "dev.targets.lambda": "given"}


def test_a_map_is_read_as_a_whole(reads: Reads) -> None:
    assert reads.view(spec(), "").container.environment == {"LOG_LEVEL": "info"}
    assert reads.values == {"container.environment": {"LOG_LEVEL": "info"}}


def test_blocks_in_a_list_are_read_with_it_and_traced_further(reads: Reads) -> None:
    (waiver,) = reads.view(spec(), "").supply_chain.scan.waivers
    whole = {"id": "CVE-2026-1", "reason": "never called", "expires": "2027-01-31"}
    assert reads.values == {"supply_chain.scan.waivers": [whole]}
    assert waiver.reason == "never called"
    assert reads.values["supply_chain.scan.waivers[0].reason"] == "never called"


def test_a_default_is_read_as_any_other_value(reads: Reads) -> None:
    assert reads.view(spec(), "").container.port == 8080
    assert reads.values == {"container.port": 8080}


def test_a_view_gives_what_the_model_gives(reads: Reads) -> None:
    given, real = reads.view(environment(), "dev"), environment()
    for name in ("account", "regions", "name"):
        assert getattr(given, name) == getattr(real, name)
    assert given.observability.notify == real.observability.notify


def test_two_reads_of_one_value_are_one(reads: Reads) -> None:
    view = reads.view(spec(), "")
    assert view.service.name == view.service.name
    assert list(reads.values) == ["service.name"]


def test_whoever_reads_after_another_leaves_notes_of_its_own(reads: Reads) -> None:
    view, seen = reads.view(environment(), "dev"), []
    for _ in range(2):
        reads.values = {}
        assert view.targets.lambda_.memory_mb == 512
        assert view.targets.ec2 is None
        assert view.regions == ("us-east-1",)
        assert isinstance(view.network, NewNetwork)
        seen.append(reads.values)
    assert seen[0] == seen[1]
    assert list(seen[0]) == [
        *("dev.targets.lambda", "dev.targets.lambda.memory_mb", "dev.targets.ec2", "dev.regions", "dev.network"),
    ]


def test_a_block_in_a_list_leaves_its_notes_each_time(reads: Reads) -> None:
    view = reads.view(spec(), "")
    (waiver,) = view.supply_chain.scan.waivers
    for _ in range(2):
        reads.values = {}
        assert waiver.reason == "never called"
        assert reads.values == {"supply_chain.scan.waivers[0].reason": "never called"}


def test_a_name_that_is_no_field_is_a_bug_of_the_reader(reads: Reads) -> None:
    with pytest.raises((KeyError, AttributeError)):
        _ = reads.view(spec(), "").nonsense  # type: ignore[attr-defined] # that is the point


def test_what_was_read_in_another_way_can_be_noted(reads: Reads) -> None:
    reads.note("environments", ["dev"])
    assert reads.values == {"environments": ["dev"]}


def test_a_view_passes_for_the_form_of_the_block_that_it_shows(reads: Reads) -> None:
    found = reads.view(environment(), "dev").network
    assert [isinstance(found, form) for form in (NewNetwork, ExistingNetwork)] == [True, False]
    assert reads.values == {"dev.network": "given"}


class _Unchanging(dict[str, object]):
    """A map that nobody may change."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        pytest.fail("a component has changed what belongs to all of them")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse  # type: ignore[assignment]


def test_no_component_changes_what_a_view_gives_to_the_others_too(monkeypatch: pytest.MonkeyPatch) -> None:
    viewed, maps = trace._viewed, []  # noqa: SLF001 - it makes all that is given

    def unchanging(reads: Reads, value: object, path: str) -> object:
        made = viewed(reads, value, path)
        if not isinstance(made, dict):
            return made
        maps.append(path)
        return _Unchanging(made)

    monkeypatch.setattr(trace, "_viewed", unchanging)
    compiled = compile_bytes(FILE.read_bytes(), "specs/podinfo/service.yaml", date(2026, 11, 1))
    assert len(compiled.artifacts) > 300
    assert {"prod.secrets", "prod.container.environment"} <= set(maps)
