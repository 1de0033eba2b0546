"""How the HTML page looks: the house style as CSS, on a screen as a sheet of paper, on paper with page numbers."""

from __future__ import annotations

import re
from string import Template

from jdstudio.blocks.style import Style, TextStyle
from jdstudio.blocks.types import Document

_FALLBACK_FONTS = '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

_SHEET = Template("""\
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #e6eaf0; font-family: $fonts; font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
main { width: ${page_width}mm; max-width: 100%; min-height: ${page_height}mm; margin: 10mm auto; padding: $padding;
  background: #fff; box-shadow: 0 1pt 3pt #1f29331f, 0 6pt 24pt #1f293314; $body }
header, footer { $page_line }
header { padding-bottom: 4pt; border-bottom: 0.75pt solid #$rule; margin-bottom: 18pt; }
footer { padding-top: 4pt; border-top: 0.75pt solid #$rule; margin-top: 24pt; }
footer:empty, header:empty { display: none; }
.overline { $overline letter-spacing: 0.08em; }
h1 { $title }
h2 { $heading1 padding-bottom: 3pt; border-bottom: 1pt solid #$rule_strong; }
h3 { $heading2 }
h4, h5, h6 { $heading3 }
p { margin: 0; }
p.body, p.lead { $body_block }
p.body:lang(zh) { text-indent: 2em; }
p.note { $note }
a { color: #$rule_strong; }
ul, ol { margin: 0; padding: 0; list-style: none; }
main > ul, main > ol { margin-bottom: 4pt; }
li { padding-left: ${indent}pt; $entry }
li .label { display: inline-block; min-width: ${indent}pt; margin-left: -${indent}pt; }
table { width: 100%; border-collapse: collapse; margin: ${table_above}pt 0 ${table_below}pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { overflow-wrap: break-word; $cell padding: $cell_pad; border-bottom: 0.75pt solid #$rule; text-align: left; vertical-align: top; }
thead th { $cell_head background: #$head_fill; border-bottom: 1pt solid #$rule_strong; vertical-align: middle; }
tbody th { font-weight: 700; }
.center, thead th.center { text-align: center; white-space: nowrap; }
.right, thead th.right { text-align: right; }
thead th.right { white-space: nowrap; }
.items tbody { break-inside: avoid; }
tr.detailed > :not([rowspan]) { padding-bottom: ${detail_gap}pt; border-bottom: 0; }
tr.detail > td { $cell_detail padding-top: 0; }
tr.total > * { background: #$total_fill; font-weight: 700; }
.facts th { $cell_head width: 16%; background: #$head_fill; }
.signatures { margin-top: 28pt; display: flex; flex-wrap: wrap; gap: 18pt; break-inside: avoid; $cell }
.signatures div { flex: 1 0 28%; }
.signatures p { display: flex; gap: 6pt; margin-top: 14pt; }
.signatures p::after { content: ""; flex: 1; border-bottom: 0.75pt solid #$line_to_sign; }
h1, h2, h3, h4, h5, h6 { break-after: avoid; break-inside: avoid; }
p, li { orphans: 2; widows: 2; }
@media screen and (max-width: 210mm) { main { margin: 0; padding: 6vw; box-shadow: none; } }
@media print {
  body { background: none; }
  main { width: auto; min-height: 0; margin: 0; padding: 0; box-shadow: none; }
  header, footer { display: none; }
  .new-page { break-before: page; margin-top: 0; }
}
@page {
  size: ${page_width}mm ${page_height}mm;
  margin: $margin;
  font-family: $fonts;
  @top-left { content: $head_left; $page_line }
  @top-right { content: $head_right; $page_line }
  @bottom-left { content: $foot_left; $page_line }
  @bottom-right { content: $page_words; $page_line }
}""")


def stylesheet(document: Document, style: Style) -> str:
    """The page's CSS: the measures and colours of the style, and the document's words for the edges of its pages."""
    width, height = style.page_mm
    margin = " ".join(f"{side}mm" for side in style.margin_mm)
    down, across = style.cell_pad
    return _SHEET.substitute(
        fonts=f'"{style.latin_font}", "{style.east_asian_font}", {_FALLBACK_FONTS}',
        page_width=width,
        page_height=height,
        margin=margin,
        padding=margin,
        overline=_text(style.overline) + _space(style.overline),
        title=_text(style.title) + _space(style.title),
        heading1=_text(style.heading1) + _space(style.heading1),
        heading2=_text(style.heading2) + _space(style.heading2),
        heading3=_text(style.heading3) + _space(style.heading3),
        body=_text(style.body),
        body_block=_text(style.body) + _space(style.body),
        note=_text(style.note) + _space(style.note),
        entry=_text(style.entry) + f" padding-bottom: {style.entry.below}pt;",
        cell=_text(style.cell),
        cell_head=_text(style.cell_head),
        cell_detail=_text(style.cell_detail),
        detail_gap=style.detail_gap,
        page_line=_text(style.page_line),
        indent=style.entry_indent,
        table_above=style.table_above,
        table_below=style.table_below,
        cell_pad=f"{down}pt {across}pt",
        rule=style.rule,
        rule_strong=style.rule_strong,
        line_to_sign=style.page_line.colour,
        head_fill=style.head_fill,
        total_fill=style.total_fill,
        head_left=css_string(document.head_left),
        head_right=css_string(document.head_right),
        foot_left=css_string(document.foot_left),
        page_words=_page_words(document.page_words),
    )


def css_string(text: str) -> str:
    """A text as a CSS string that cannot end early, nor end the style element: all but letters, digits, blanks by code."""
    return '"' + "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text) + '"'


def _page_words(pattern: str) -> str:
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    parts = filter(None, re.split(r"(\{pages?\})", pattern))
    return " ".join(counters.get(part) or css_string(part) for part in parts)


def _text(style: TextStyle) -> str:
    weight = 700 if style.bold else 400
    return f"font-size: {style.size}pt; line-height: {style.line}pt; font-weight: {weight}; color: #{style.colour};"


def _space(style: TextStyle) -> str:
    return f" margin: {style.above}pt 0 {style.below}pt;"
