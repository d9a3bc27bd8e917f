"""`podspec lsp` as the process that an editor starts, over its real streams."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

import pytest
from drift.repository import DEV, SPEC, TEXT, Repository
from editor import CAPABLE, Editor

from podspec.model.layout import POLICY_FILE


@pytest.fixture
def editor(repository: Repository) -> Iterator[Editor]:
    """An editor with the repository open."""
    one = Editor(repository.root)
    yield one
    one.leave()


def _at(text: str, word: str) -> tuple[int, int]:
    """Where a word begins, counted from 0."""
    before = text[: text.index(word)]
    return before.count("\n"), len(before.rpartition("\n")[2])


def test_findings_come_while_somebody_types_and_go_when_the_file_is_closed(
    editor: Editor, repository: Repository
) -> None:
    uri = editor.open(repository.root / SPEC)
    assert editor.underlined(uri, 1) == []
    editor.change(uri, 2, TEXT.replace("memory_mb", "mem"))
    editor.change(uri, 3, TEXT.replace("memory_mb", "memory_mbs"))
    (found,) = editor.underlined(uri)
    assert (found["code"], found["source"], found["severity"]) == ("PS102", "podspec", 1)
    line, column = _at(TEXT, "memory_mb")
    assert found["range"] == {
        "start": {"line": line, "character": column},
        "end": {"line": line, "character": column + len("memory_mbs")},
    }
    document = {"textDocument": {"uri": uri}, "range": found["range"], "context": {"diagnostics": [found]}}
    (mend,) = editor.ask("textDocument/codeAction", document)
    assert mend["diagnostics"] == [found]
    (change,) = mend["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": 3}
    assert change["edits"] == [{"range": found["range"], "newText": "memory_mb"}]
    editor.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert editor.underlined(uri) == []


def test_a_word_is_explained_completed_and_followed_to_the_generated_lines(
    editor: Editor, repository: Repository
) -> None:
    assert repository.podspec("render") == 0
    uri = editor.open(repository.root / SPEC)
    place = _at(TEXT, "memory_mb")
    shown = editor.ask_at("hover", uri, *place)["contents"]
    assert shown["kind"] == "markdown"
    assert "| prod | `256` | line 5 |" in shown["value"]
    found = editor.ask_at("definition", uri, *place)
    lines = {one["uri"]: one["range"]["start"]["line"] for one in found}
    there = lines[(repository.root / DEV).as_uri()]
    assert repository.read(DEV).split("\n")[there].split() == ["memory_mb", "=", "256"]
    assert editor.ask_at("references", uri, *place, context={"includeDeclaration": True}) == found
    symbols = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [one["name"] for one in symbols] == ["version", "service", "repository", "targets", "environments"]

    editor.change(uri, 2, TEXT.replace("{memory_mb: 256", "{memory_mb: 256, roll"))
    line, column = _at(TEXT, ", timeout_seconds")
    items = editor.ask_at("completion", uri, line, column + len(", roll"))["items"]
    (rollout,) = [one for one in items if one["label"] == "rollout"]
    assert rollout["insertTextFormat"] == 2
    assert rollout["textEdit"]["range"]["start"] == {"line": line, "character": column + 2}
    assert rollout["textEdit"]["newText"] == "rollout: {strategy: ${1|canary,linear,all_at_once|}\\}"


@pytest.mark.parametrize(("encoding", "character"), [("utf-8", 28), ("utf-16", 23), ("utf-32", 22)])
def test_columns_are_counted_as_the_editor_asks(repository: Repository, encoding: str, character: int) -> None:
    text = TEXT.replace("service: {name: hello}", "service: {owner: 字é😀, nme: hello}")
    one = Editor(repository.root, {**CAPABLE, "general": {"positionEncodings": [encoding]}})
    assert one.able["positionEncoding"] == encoding
    uri = one.open(repository.root / SPEC, text)
    starts = [found["range"]["start"] for found in one.underlined(uri) if "`nme`" in found["message"]]
    assert starts == [{"line": 1, "character": character}]
    assert one.leave() == (0, "")


def test_an_editor_that_knows_little_gets_little(repository: Repository) -> None:
    one = Editor(repository.root, {})
    assert one.able["positionEncoding"] == "utf-16"
    uri = one.open(repository.root / SPEC, TEXT.replace("memory_mb", "memory_mbs"))
    (found,) = one.underlined(uri)
    items = one.ask_at("completion", uri, 0, 0)["items"]
    assert {item["insertTextFormat"] for item in items} == {1}
    assert "$" not in "".join(item["textEdit"]["newText"] for item in items)
    shown = one.ask_at("hover", uri, *_at(TEXT, "slug"))["contents"]
    assert shown["kind"] == "plaintext"
    assert "**" not in shown["value"]
    document = {"textDocument": {"uri": uri}, "range": found["range"], "context": {"diagnostics": []}}
    (mend,) = one.ask("textDocument/codeAction", document)
    assert list(mend["edit"]["changes"]) == [uri]
    assert one.leave() == (0, "")


def test_a_policy_counts_saved_or_not(repository: Repository) -> None:
    watching = {"didChangeWatchedFiles": {"dynamicRegistration": True}}
    editor = Editor(repository.root, {**CAPABLE, "workspace": watching})
    asked = editor.requested("client/registerCapability")["params"]["registrations"][0]
    assert asked["method"] == "workspace/didChangeWatchedFiles"
    uri = editor.open(repository.root / SPEC)
    assert editor.underlined(uri) == []
    law = repository.root / POLICY_FILE
    text = "version: 1\nrequired: [{path: service.owner, reason: somebody must answer}]\n"
    law_uri = editor.open(law, text)
    assert [one["code"] for one in editor.underlined(uri)] == ["PS270"]
    editor.change(law_uri, 2, "version: 2\n")
    assert [one["severity"] for one in editor.underlined(uri)] == [3]
    editor.tell("textDocument/didClose", {"textDocument": {"uri": law_uri}})
    assert editor.underlined(uri) == []
    law.write_text(text, "utf-8")
    editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": law_uri, "type": 1}]})
    assert [one["code"] for one in editor.underlined(uri)] == ["PS270"]
    assert editor.leave() == (0, "")


def test_what_is_no_spec_is_left_alone(editor: Editor, repository: Repository) -> None:
    manifest = editor.open(repository.root / "k8s" / "service.yaml", "apiVersion: v1\nkind: Service\n")
    nowhere = "untitled:Untitled-1"
    item = {"uri": nowhere, "languageId": "yaml", "version": 1, "text": "version: 1\n"}
    editor.tell("textDocument/didOpen", {"textDocument": item})
    for uri in (manifest, nowhere, "file:///never/opened/service.yaml"):
        assert editor.ask_at("hover", uri, 0, 0) is None
        assert editor.ask_at("completion", uri, 0, 0)["items"] == []
        assert editor.ask_at("definition", uri, 0, 0) == []
        assert editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}}) == []
    uri = editor.open(repository.root / SPEC)
    assert editor.underlined(uri) == []


def test_every_request_about_a_text_that_changes_wildly_is_answered(
    editor: Editor, repository: Repository
) -> None:
    dice = random.Random(20261123)  # noqa: S311 - a test that repeats itself
    uri, text = editor.open(repository.root / SPEC, TEXT), TEXT
    for version in range(2, 40):
        text = _edited(text, dice) if dice.random() < 0.8 else TEXT
        editor.change(uri, version, text)
        place = dice.randrange(10), dice.randrange(70)
        asked = [_asked(editor, method, uri, place) for method in ("hover", "completion", "definition")]
        for number in asked:
            editor.answer(number)
        where = {"line": place[0], "character": 0}
        document = {"uri": uri}
        editor.ask("textDocument/documentSymbol", {"textDocument": document})
        editor.ask(
            "textDocument/codeAction",
            {"textDocument": document, "range": {"start": where, "end": where}, "context": {"diagnostics": []}},
        )
    editor.change(uri, 100, TEXT)
    assert editor.underlined(uri, 100) == []
    assert editor.leave() == (0, "")


def _asked(editor: Editor, method: str, uri: str, place: tuple[int, int]) -> int:
    position = {"line": place[0], "character": place[1]}
    return editor.send(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": position})


def _edited(text: str, dice: random.Random) -> str:
    start = dice.randrange(len(text) + 1)
    new = dice.choice(
        ["{", "}", "[", '"', "'", "\n", "  ", "- ", ": ", "#", "|\n", "😀", "\u2028", "\r", "\0", "&a"]
    )
    return text[:start] + new + text[start + dice.choice([0, 1, 30]) :]


# -- begin and end -----------------------------------------------------------------------------------------


def test_an_editor_that_is_gone_takes_the_server_with_it(repository: Repository) -> None:
    one = Editor(repository.root)
    assert one.wait() == (1, "")


def test_a_message_that_is_none_is_logged_and_the_server_goes_on(repository: Repository) -> None:
    one = Editor(repository.root)
    assert one.running.stdin
    one.running.stdin.write(b"Content-Length: 5\r\n\r\nhello")
    one.tell("textDocument/didOpen", {"nonsense": 1})
    uri = one.open(repository.root / SPEC)
    assert one.underlined(uri) == []
    code, logged = one.leave()
    assert code == 0
    assert "podspec lsp: " in logged


def test_without_the_extra_it_says_how_to_get_it(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    assert repository.podspec("lsp") == 2
    assert "pip install 'podspec[lsp]'" in capsys.readouterr().err


def test_in_a_terminal_it_says_who_starts_it(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    assert repository.podspec("lsp") == 2
    assert "started by an editor" in capsys.readouterr().err
