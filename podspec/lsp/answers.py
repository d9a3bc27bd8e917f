"""What an editor asks about a place of a spec, and what it is answered, in the protocol's own shapes."""

from __future__ import annotations

import re

from lsprotocol import types as lsp

from podspec.lsp import places
from podspec.lsp.completion import Kind, Offer, complete
from podspec.lsp.desk import Desk, Document
from podspec.lsp.findings import Places, shown
from podspec.lsp.hover import hover
from podspec.lsp.mends import mends
from podspec.lsp.symbols import symbols

_KINDS = {
    Kind.FIELD: lsp.CompletionItemKind.Field,
    Kind.BLOCK: lsp.CompletionItemKind.Module,
    Kind.CHOICE: lsp.CompletionItemKind.EnumMember,
    Kind.EXAMPLE: lsp.CompletionItemKind.Value,
    Kind.NAME: lsp.CompletionItemKind.Variable,
}

#: The methods, and who answers each.
ANSWERS = {
    lsp.TEXT_DOCUMENT_HOVER: "hover",
    lsp.TEXT_DOCUMENT_COMPLETION: "completion",
    lsp.TEXT_DOCUMENT_DEFINITION: "definition",
    lsp.TEXT_DOCUMENT_REFERENCES: "references",
    lsp.TEXT_DOCUMENT_CODE_ACTION: "code_actions",
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: "symbols",
}
OPTIONS = {
    lsp.TEXT_DOCUMENT_COMPLETION: lsp.CompletionOptions(trigger_characters=[" ", ":", "{", "[", ",", '"']),
    lsp.TEXT_DOCUMENT_CODE_ACTION: lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
}
#: Answers that render the spec many times over: nobody must wait for them.
SLOW = {lsp.TEXT_DOCUMENT_DEFINITION, lsp.TEXT_DOCUMENT_REFERENCES}

#: What is asked about a place.
_Asked = lsp.HoverParams | lsp.CompletionParams | lsp.DefinitionParams | lsp.ReferenceParams


class Answers:
    """Answers about the documents of a desk, in the shapes that the editor said it understands."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.knows_related = True
        self._knows_snippets = self._knows_markdown = self._knows_versions = True

    def fit(self, capabilities: lsp.ClientCapabilities) -> None:
        """Keep to what the editor understands."""
        text = capabilities.text_document or lsp.TextDocumentClientCapabilities()
        published = text.publish_diagnostics
        item = text.completion.completion_item if text.completion else None
        formats = (text.hover.content_format if text.hover else None) or []
        self.knows_related = bool(published and published.related_information)
        self._knows_snippets = bool(item and item.snippet_support)
        self._knows_markdown = lsp.MarkupKind.Markdown in formats
        edit = capabilities.workspace.workspace_edit if capabilities.workspace else None
        self._knows_versions = bool(edit and edit.document_changes)

    def hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        """The field's page and its values."""
        asked = self._place(params)
        found = hover(self._desk, *asked) if asked else None
        if found is None or asked is None:
            return None
        return lsp.Hover(self._markup(found.text), asked[0].positions.range(found.span))

    def completion(self, params: lsp.CompletionParams) -> lsp.CompletionList:
        """What may be typed."""
        asked = self._place(params)
        if asked is None:
            return lsp.CompletionList(is_incomplete=False, items=[])
        offers, span = complete(*asked)
        place = asked[0].positions.range(span)
        items = [self._item(offer, place, number) for number, offer in enumerate(offers)]
        return lsp.CompletionList(is_incomplete=False, items=items)

    def definition(self, params: lsp.DefinitionParams) -> list[lsp.Location]:
        """Where a secret is declared; else the generated lines that a place decides."""
        asked = self._place(params)
        return places.definition(*asked) if asked else []

    def references(self, params: lsp.ReferenceParams) -> list[lsp.Location]:
        """Where a secret is used, and the generated lines that a place decides."""
        asked = self._place(params)
        with_declaration = params.context.include_declaration
        return places.references(*asked, with_declaration=with_declaration) if asked else []

    def code_actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        """Edits that mend the findings of some lines."""
        document = self._desk.spec(params.text_document.uri)
        if document is None:
            return []
        first, _ = document.positions.place(params.range.start)
        last, _ = document.positions.place(params.range.end)
        where = Places.of_spec(document)
        return [
            lsp.CodeAction(
                mend.title,
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[shown(mend.finding, where, related=self.knows_related)],
                is_preferred=True,
                edit=self._edit(document, lsp.TextEdit(document.positions.range(mend.span), mend.text)),
            )
            for mend in mends(document, first, last)
        ]

    def symbols(self, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        """The outline of a spec."""
        document = self._desk.spec(params.text_document.uri)
        return symbols(document) if document else []

    def _place(self, params: _Asked) -> tuple[Document, int, int] | None:
        document = self._desk.spec(params.text_document.uri)
        return (document, *document.positions.place(params.position)) if document else None

    def _item(self, offer: Offer, place: lsp.Range, number: int) -> lsp.CompletionItem:
        is_snippet = bool(offer.snippet) and self._knows_snippets
        formats = lsp.InsertTextFormat
        return lsp.CompletionItem(
            label=offer.label,
            kind=_KINDS[offer.kind],
            detail=offer.detail or None,
            documentation=self._markup(offer.about) if offer.about else None,
            sort_text=f"{number:04}",
            insert_text_format=formats.Snippet if is_snippet else formats.PlainText,
            insert_text_mode=lsp.InsertTextMode.AdjustIndentation,
            text_edit=lsp.TextEdit(place, offer.snippet if is_snippet else offer.text),
        )

    def _markup(self, text: str) -> lsp.MarkupContent:
        if self._knows_markdown:
            return lsp.MarkupContent(lsp.MarkupKind.Markdown, text)
        return lsp.MarkupContent(lsp.MarkupKind.PlainText, _plain(text))

    def _edit(self, document: Document, edit: lsp.TextEdit) -> lsp.WorkspaceEdit:
        """An edit; where the editor can tell, of this version alone: another one must not be changed by it."""
        if not self._knows_versions:
            return lsp.WorkspaceEdit(changes={document.uri: [edit]})
        version = lsp.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
        return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(version, [edit])])


def _plain(markdown: str) -> str:
    """The same without the marks that only lay it out."""
    return re.sub(r"\\([<>*_\[\]\\])|\*\*|  $", r"\1", markdown, flags=re.MULTILINE)
