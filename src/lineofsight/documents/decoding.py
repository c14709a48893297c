"""Bytes of a text file as text, whichever way its program wrote them."""

from lineofsight.errors import UnusableInput


def decode(data: bytes, name: str) -> str:
    """``data`` as text in UTF-8, UTF-16 or as Windows writes it, with plain line ends."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(text.count(chr(code)) for code in range(32) if code not in (9, 10, 12, 13))
        if "\x00" in text or controls > len(text) / 100:
            break
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    raise UnusableInput(f"The file {name} is not text. Save the plan as .docx or as plain text.")
