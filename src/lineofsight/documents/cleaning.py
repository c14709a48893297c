"""The marks that converters leave in text, taken out without touching the words."""

import html
import re

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_ORDINAL = re.compile(r"\s*<sup>\s*(st|nd|rd|th)\s*</sup>", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s*<sup>[^<>]{0,20}</sup>", re.IGNORECASE)
_BREAK = re.compile(r"\s*(?:<br\s*/?>|</?(?:p|div|ul|ol)\b[^<>]{0,300}>|</li>)\s*", re.IGNORECASE)
_ITEM = re.compile(r"\s*<li\b[^<>]{0,300}>\s*(?:[•▪◦‣*·-]\s*)?", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!$|>~])")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_BULLETS = re.compile("[\uf0b7\uf0a7\uf0d8\u25cf\u25aa\u25e6\u2023\u2219\u27a2\u25b6\u2756]")


def clean(text: str) -> str:
    """``text`` without markup: breaks become line breaks, list items start with a bullet."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _ORDINAL.sub(r"\1", text)
        text = _FOOTNOTE.sub("", text)
        text = _ITEM.sub("\n• ", text)
        text = _BREAK.sub("\n", text)
        text = _TAG.sub("", text)
    text = text.replace("**", "")
    text = _ESCAPED.sub(r"\1", text)
    text = _INVISIBLE.sub("", text)
    text = _CONTROL.sub(" ", text)
    text = _BULLETS.sub("•", text)
    text = _SPACES.sub(" ", text)
    return _LINES.sub("\n", text).strip()
