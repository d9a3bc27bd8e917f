"""Sixty ways to be more than text, each with a marker in it: what a value looks like that wants to be code."""

from __future__ import annotations

#: Stands in every shape, so that its output can be searched for it; and a word as long that means no harm.
MARKER = "zqcanary"
HARMLESS = "zqbenign"

_OF = {
    "Terraform": [
        "${M}", "%{ if true }M%{ endif }", '${file("/M")}', "$${M}", '" + M + "', '\\" M',
        '"\n}\nresource "M" "M" {', "<<EOT M", "*/ M /*", "${M",
    ],
    "YAML": [
        "M: x", "- M", "&M *M", "!!python/object:M", "' M", "{M: [x", "x # M", "--- M", "<<: *M", "| \n  M: x",
    ],
    "GitHub": [
        "${{ M }}", "$ {{ M }}", "}} M ${{", "::error::M", "##[add-mask]M", "::set-output name=x::M",
        "@M/all",
    ],
    "a shell": [
        "$(M)", "`M`", "; M ;", "' ; M '", "'$(M)'", "&& M", "--M", "> M", "~M", "M=1 M", "\\' M", "x\tM",
    ],
    "Markdown": [
        "[M](javascript:M)", "![M](x)", "| M |", "``` M", "x\n\n# M", "**M", "$M$", "- [ ] M", "&#60;M&#62;",
    ],
    "HTML and SVG": [
        "<script>M</script>", "</text><M/>", '" onload="M', "]]><M>", "--> <M>", "<!-- M", "<?M ?>",
    ],
    "Mermaid, JSON, Jinja and paths": [
        '"]; click M', "%%{init: M}%%", '"}, {"M": "x', "<%= M %>", "../M",
    ],
}  # fmt: skip

#: All shapes, by the text with the marker in it.
SHAPES = [shape.replace("M", MARKER) for listed in _OF.values() for shape in listed]
