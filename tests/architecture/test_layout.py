"""The house keeps its order: tests mirror the code, imports run one way, one place exits."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "podspec"
UNIT = ROOT / "tests" / "unit"

#: Modules with logic that are proven elsewhere than in a unit test of the same path, and where.
ELSEWHERE = {
    "__main__.py": "tests/cli/test_program.py, as a process",
    "cli.py": "tests/cli/, by exit codes and streams",
    "commands/absorb.py": "tests/drift/test_repository.py, on real repositories",
    "commands/check.py": "tests/drift/, on real repositories",
    "commands/from_copilot.py": "tests/copilot/test_manifests.py, by whole manifests",
    "commands/starting.py": "tests/unit/commands/test_init.py, by what init writes",
    "commands/lsp.py": "tests/cli/test_lsp.py, as a process",
    "commands/watch.py": "tests/cli/test_watch.py, as a process",
    "reporters/carried_text.py": "tests/copilot/test_manifests.py, by complete reports",
    "commands/completion.py": "tests/cli/test_program.py, in a real shell",
    "commands/matrix.py": "tests/drift/test_part_of_the_specs.py, on real repositories",
    "commands/render.py": "tests/drift/test_render.py, on real repositories",
    "commands/selecting.py": "tests/drift/test_part_of_the_specs.py, on real repositories",
    "commands/upgrade.py": "tests/drift/test_upgrade.py, on real repositories",
    "commands/validate.py": "tests/cli/test_err_specs.py and test_ok_specs.py, by complete reports",
    "lsp/server.py": "tests/cli/test_lsp.py, as a process",
    "pipeline/absorb.py": "tests/drift/test_repository.py, on real repositories",
    "pipeline/misfit.py": "tests/unit/pipeline/test_shape.py, with what makes them",
    "pipeline/selection.py": "tests/drift/test_part_of_the_specs.py, on real repositories",
    "pipeline/shape_words.py": "tests/cli/test_err_specs.py, by complete reports",
    "pipeline/validate.py": "tests/unit/pipeline/test_shape.py: it names the model and nothing else",
    "pipeline/wording.py": "tests/cli/test_err_specs.py, by complete reports",
    "pipeline/yaml_events.py": "tests/unit/pipeline/test_parse.py, both parsers side by side",
    "rules/rule.py": "tests/unit/rules/: the shape of every rule",
    "components/component.py": "tests/unit/components/: the shape of every component",
}


def has_logic(module: Path) -> bool:
    """True if a module has a function: data alone has nothing to be tested for."""
    tree = ast.parse(module.read_text("utf-8"))
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))


def mirrored(module: Path) -> Path:
    """Where a module's unit test belongs."""
    inside = module.relative_to(PACKAGE)
    name = "init" if inside.stem == "__init__" else inside.stem
    return UNIT / inside.parent / f"test_{name}.py"


MODULES = sorted(PACKAGE.rglob("*.py"))


def test_every_module_with_logic_has_a_unit_test_of_the_same_path() -> None:
    lacking = [
        name
        for module in MODULES
        if (name := module.relative_to(PACKAGE).as_posix()) not in ELSEWHERE
        and has_logic(module)
        and not mirrored(module).exists()
    ]
    assert lacking == []


def test_no_unit_test_has_lost_its_module() -> None:
    expected = {mirrored(module) for module in MODULES}
    assert [path for path in sorted(UNIT.rglob("test_*.py")) if path not in expected] == []


def test_what_is_proven_elsewhere_exists_and_is_needed() -> None:
    for name, where in ELSEWHERE.items():
        module = PACKAGE / name
        assert has_logic(module) or "shape of every" in where, name
        assert not mirrored(module).exists(), f"{name} has a unit test by now"
        assert (ROOT / where.split(",")[0].split(":")[0].split(" ")[0]).exists(), where


def test_imports_run_one_way() -> None:
    """import-linter's own verdict on the contract in pyproject.toml."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


# -- what may be called where ------------------------------------------------------------------------------


def _calls(module: Path) -> set[str]:
    """The dotted names that a module calls."""
    tree = ast.parse(module.read_text("utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def test_only_the_command_line_and_its_workers_end_the_program() -> None:
    exits = {"sys.exit", "exit", "quit", "os._exit"}
    assert [path.name for path in MODULES if exits & _calls(path)] == ["cli.py", "parallel.py"]


@pytest.mark.parametrize(
    ("layer", "kept_out"),
    [
        ("model", {"open", "Path", "print", "click.echo"}),
        ("rules", {"open", "Path", "print", "click.echo"}),
        ("components", {"open", "Path", "print", "click.echo"}),
        ("quoting", {"open", "Path", "print", "click.echo"}),
        ("reporters", {"open", "Path", "print", "click.echo"}),
    ],
)
def test_pure_layers_do_no_input_or_output(layer: str, kept_out: set[str]) -> None:
    modules = sorted((PACKAGE / layer).rglob("*.py"))
    assert modules
    assert {path.name: _calls(path) & kept_out for path in modules if _calls(path) & kept_out} == {}


@pytest.mark.parametrize("clock", ["datetime.now", "time.time", "random.random", "uuid.uuid4", "os.urandom"])
def test_no_stage_asks_the_clock_or_the_dice(clock: str) -> None:
    assert [path for path in MODULES if clock in _calls(path)] == []


def test_the_day_is_asked_for_in_one_place_only() -> None:
    assert [path.name for path in MODULES if "date.today" in _calls(path)] == ["options.py"]


@pytest.mark.parametrize("network", ["socket", "urllib", "http", "requests", "httpx", "boto3", "ssl"])
def test_nothing_imports_the_network(network: str) -> None:
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        imported = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        imported += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        # Taking a URL apart asks nobody.
        assert not [name for name in imported if name.split(".")[0] == network and name != "urllib.parse"], path


# -- sizes: guidance that this house keeps -------------------------------------------------------------------


def test_no_function_is_longer_than_sixty_lines_and_no_file_than_four_hundred() -> None:
    for path in MODULES:
        text = path.read_text("utf-8")
        assert text.count("\n") <= 400, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{path}: {node.name}"
