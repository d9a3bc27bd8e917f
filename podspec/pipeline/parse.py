"""Text -> tree of nodes. A gate on the event stream refuses what no spec needs and bombs are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NoReturn

from podspec.model.credentials import credentials
from podspec.model.diagnostic import Diagnostic, Label, Severity, Staged
from podspec.model.source import Entry, Mapping, Node, Scalar, Sequence, Source, Span
from podspec.pipeline.read import FORBIDDEN, found_in_text, open_credential
from podspec.pipeline.scalars import MAX_DIGITS, TooLongError, resolve_plain
from podspec.pipeline.yaml_events import event_span, exact_events, libyaml_events, span_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_NODES: Final = 5_000
MAX_DEPTH: Final = 32

_START: Final = Span(1, 1, 1, 1)
_NOT_YAML: Final = "PS004"


def parse(source: Source) -> Staged[Mapping]:
    """Compose the tree of a spec; None where the text is no usable YAML."""
    unclean = found_in_text(source)
    if unclean:
        return Staged(None, unclean)
    parser = _Parser(source, libyaml_events)
    root = parser.compose()
    if any(one.code == _NOT_YAML for one in parser.diagnostics):
        # libyaml refuses what YAML allows, such as `{url: http://example.com}`: the slow parser has the last word.
        exact = _Parser(source, exact_events)
        root = exact.compose()
        parser = parser if exact.is_at_a_loss else exact
    return Staged(root, tuple(parser.diagnostics))


class _Refused(Exception):  # noqa: N818 - control flow of this file alone: reading on would be pointless
    """The gate is shut: the finding has been noted."""


class _Parser:
    """Composes one tree from YAML events, with a stack of its own, so that no input exhausts Python's."""

    def __init__(self, source: Source, raw_events: Callable[[str], Iterator[Any]]) -> None:
        self.source = source
        self.raw_events = raw_events
        self.diagnostics: list[Diagnostic] = []
        self.nodes = 0
        self.documents = 0
        #: the library has given up at a place where it has not said what is wrong: it may not be wrong at all
        self.is_at_a_loss = False

    # -- the gate ------------------------------------------------------------------------------------

    def compose(self) -> Mapping | None:
        """The tree, or None if there is none to go on with."""
        try:
            root = self._tree(self._events())
        except _Refused:
            return None
        if isinstance(root, Mapping):
            return root
        span = root.span if root else _START
        self._note(
            "PS016",
            "a spec is a mapping of keys to values",
            span,
            "this is none",
            help_="begin with `version: 1`",
        )
        return None

    def _note(self, code: str, message: str, span: Span, label: str = "", *, help_: str = "") -> None:
        place = Label(self.source.path, span, label)
        self.diagnostics.append(Diagnostic(code, Severity.ERROR, message, place, help=help_))

    def _events(self) -> Iterator[Any]:
        from ruamel.yaml.error import MarkedYAMLError

        try:
            yield from self.raw_events(self.source.text)
        except MarkedYAMLError as error:
            self.is_at_a_loss = error.problem_mark is None
            if self.is_at_a_loss:
                self._syntax_error(error.context, error.context_mark, None, None)
            self._syntax_error(error.problem, error.problem_mark, error.context, error.context_mark)
        except Exception as error:  # noqa: BLE001 - the library raises many kinds: AssertionError for `%YAML 1.11`
            self._refuse_directive()
            self._syntax_error(str(error).split("\n")[0], None, None, None)

    def _syntax_error(self, problem: str | None, mark: Any, context: str | None, opened: Any) -> NoReturn:  # noqa: ANN401 - marks of the YAML library
        at = span_of(mark, mark) if mark else _START
        related: tuple[Label, ...] = ()
        if opened and opened.index < mark.index == len(self.source.text):
            at = span_of(opened, opened)  # where the text ends says nothing; what is still open does
        elif context and opened and opened.line != mark.line:
            related, context = (Label(self.source.path, span_of(opened, opened), context),), ""
        message = f"this is not YAML: {problem or 'unreadable'}"
        label = Label(self.source.path, at, context or "")
        found = self.source.text[mark.index : mark.index + 1] if mark else ""
        help_ = _MENDS.get(found, "check indentation, quotes and brackets")
        self.diagnostics.append(Diagnostic(_NOT_YAML, Severity.ERROR, message, label, related, help_))
        raise _Refused

    # -- the tree ------------------------------------------------------------------------------------

    def _tree(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        stack: list[_Open] = []
        for event in events:
            kind = type(event).__name__
            if kind.startswith(("Document", "Stream")):
                self._check_document(event, kind)
            elif kind.endswith("EndEvent"):
                node = stack.pop().close(event, self.source.path)
                root = self._attach(stack, node) or root
            else:
                self._check_node(event, len(stack))
                if kind == "ScalarEvent":
                    root = self._attach(stack, self._scalar(event)) or root
                elif kind == "AliasEvent":
                    root = self._attach(stack, Scalar(event_span(event), None, "", file=self.source.path)) or root
                else:
                    stack.append(_Open(event, is_mapping=kind == "MappingStartEvent"))
        return root

    def _check_document(self, event: Any, kind: str) -> None:  # noqa: ANN401 - an event of the YAML library
        if kind != "DocumentStartEvent":
            return
        self.documents += 1
        span = event_span(event)
        if self.documents > 1:
            self._note(
                "PS010",
                "a spec is one document",
                span,
                "a second one begins",
                help_="give it a file of its own",
            )
            raise _Refused
        if event.version or event.tags:
            self._note_directive(self._directive() or span)

    def _note_directive(self, span: Span) -> None:
        self._note("PS009", "YAML directives are not allowed", span, help_="delete the `%` line")

    def _refuse_directive(self) -> None:
        """A version that the library does not know is a directive all the same."""
        if span := self._directive():
            self._note_directive(span)
            raise _Refused

    def _directive(self) -> Span | None:
        """The first line that begins with `%`; the two parsers place it differently."""
        lines = enumerate(self.source.lines, start=1)
        return next(
            (Span(number, 1, number, len(line) + 1) for number, line in lines if line.startswith("%")), None
        )

    def _check_node(self, event: Any, depth: int) -> None:  # noqa: ANN401 - an event of the YAML library
        self.nodes += 1
        span = event_span(event)
        if self.nodes > MAX_NODES:
            self._note("PS005", f"the spec has more than {MAX_NODES:,} values", span, "the limit is reached here")
            raise _Refused
        if depth >= MAX_DEPTH:
            self._note("PS006", f"values are nested more than {MAX_DEPTH} deep", span, "the limit is reached here")
            raise _Refused
        if getattr(event, "anchor", None):
            word = "alias" if type(event).__name__ == "AliasEvent" else "anchor"
            self._note(
                "PS007",
                f"{word} `{event.anchor}`: anchors, aliases and merge keys are not allowed",
                span,
                help_=_REPEAT,
            )
        if getattr(event, "tag", None):
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self._note("PS008", f"tag `{tag}`: tags are not allowed", span, help_="delete the tag")

    def _scalar(self, event: Any) -> Scalar:  # noqa: ANN401 - an event of the YAML library
        span, text, quoted = event_span(event), event.value, bool(event.style)
        self._check_text(text, span)
        if event.style == '"':
            self._check_escapes(text, span)
        if quoted or event.tag:
            return Scalar(span, text, text, quoted=True, file=self.source.path)
        try:
            return Scalar(span, resolve_plain(text), text, file=self.source.path)
        except TooLongError:
            self._note(
                "PS012", f"an integer of more than {MAX_DIGITS} digits", span, help_="quote it if it is text"
            )
            return Scalar(span, 0, text, file=self.source.path)

    def _check_text(self, text: str, span: Span) -> None:
        if "${{" in text:
            self._note(
                "PS014",
                "`${{` would become a GitHub expression",
                span,
                help_="write the value itself; workflows fill in their own expressions",
            )
        found = FORBIDDEN.search(text)
        if found:
            self._note(
                "PS013",
                f"character U+{ord(found[0]):04X} is not allowed in a spec",
                span,
                "written as an escape",
                help_="delete the character",
            )

    def _check_escapes(self, text: str, span: Span) -> None:
        """A credential that is spelt with escapes was not found in the file's own text."""
        for one in credentials(text):
            self.diagnostics.append(open_credential(one.what, Label(self.source.path, span)))

    def _attach(self, stack: list[_Open], node: Node) -> Node | None:
        """Put a finished node into the collection that is open; the root is given back."""
        if not stack:
            return node
        into = stack[-1]
        if not into.is_mapping:
            into.items.append(node)
        elif into.key is None:
            into.key = self._key(node)
        else:
            self._add_entry(into, into.key, node)
            into.key = None
        return None

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar) and isinstance(node.value, str):
            if node.value == "<<" and not node.quoted:
                self._note(
                    "PS007",
                    "merge key: anchors, aliases and merge keys are not allowed",
                    node.span,
                    help_=_REPEAT,
                )
            return node
        if isinstance(node, Scalar):
            self._note("PS015", f"key `{node.raw}` is not a string", node.span, help_=f'write "{node.raw}"')
            return Scalar(node.span, node.raw, node.raw, file=node.file)
        self._note("PS015", "a key must be a string", node.span, help_="use a plain word as the key")
        return Scalar(node.span, "?", "?", file=node.file)

    def _add_entry(self, into: _Open, key: Scalar, value: Node) -> None:
        name = str(key.value)
        first = into.entries.get(name)
        if first is None:
            into.entries[name] = Entry(key, value)
            return
        related = (Label(self.source.path, first.key.span, "first here"),)
        place = Label(self.source.path, key.span, "again here")
        message = f"key `{name}` stands twice in one mapping"
        self.diagnostics.append(
            Diagnostic("PS011", Severity.ERROR, message, place, related, help="keep one of them")
        )


_REPEAT: Final = "write the value out where it is needed"
#: What to do about text that is not YAML, by the character that it stops being YAML at.
_MENDS: Final = {
    "\t": "indent with spaces: YAML takes no tab here",
    **dict.fromkeys("@%`", "quote the text: YAML keeps its first character for itself"),
    ":": "quote the text if the colon belongs to it, and check the brackets before it",
}


class _Open:
    """A collection whose end has not come yet."""

    __slots__ = ("entries", "is_mapping", "items", "key", "start")

    def __init__(self, event: Any, *, is_mapping: bool) -> None:  # noqa: ANN401 - an event of the YAML library
        self.start = event.start_mark
        self.is_mapping = is_mapping
        self.key: Scalar | None = None
        self.entries: dict[str, Entry] = {}
        self.items: list[Node] = []

    def close(self, event: Any, file: str) -> Node:  # noqa: ANN401 - an event of the YAML library
        span = span_of(self.start, event.end_mark)
        return Mapping(span, self.entries, file) if self.is_mapping else Sequence(span, self.items, file)
