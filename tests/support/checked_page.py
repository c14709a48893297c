"""What every page of the site must be; held for each page that any test visits."""

from collections import Counter
from itertools import pairwise

import html5lib
from lxml import etree

# What a browser may be told to take, and no more.
POLICY = "default-src 'none'"


def check_page(html: str, headers: dict[str, str], address: str) -> None:
    """Fail with every fault of a page at once, naming its address."""
    faults = [*parse_faults(html)]
    page = html5lib.parse(html, treebuilder="lxml", namespaceHTMLElements=False)
    faults += faults_of(page)
    if POLICY not in headers.get("Content-Security-Policy", ""):
        faults.append("it has no content security policy")
    assert not faults, f"{address}: " + "; ".join(faults)


def parse_faults(html: str) -> list[str]:
    """What an HTML parser in strict mode says."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    return [f"line {at[0]}: {code} {said or ''}" for at, code, said in parser.errors]


def faults_of(page: etree._ElementTree) -> list[str]:
    """What is wrong with a page that parses."""
    return [
        *_headings(page),
        *_ids(page),
        *_labels(page),
        *_inline(page),
        *_landmarks(page),
        *_tables(page),
        *_links(page),
    ]


def _text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _headings(page: etree._ElementTree) -> list[str]:
    firsts = page.xpath("//h1")
    if len(firsts) != 1:
        return [f"it has {len(firsts)} h1"]
    title = _text(page.xpath("//title")[0]).removeprefix("Error: ")
    heading = _text(firsts[0])
    caption = firsts[0].xpath("./span[contains(@class, 'govuk-caption')]")
    for each in caption:
        heading = heading.removeprefix(_text(each)).strip()
    faults = []
    if not title.startswith(heading):
        faults.append(f"its title {title!r} does not begin with its h1 {heading!r}")
    levels = [
        int(each.tag[1])
        for each in page.xpath(
            "//main//*[re:test(local-name(), '^h[1-6]$')]",
            namespaces={"re": "http://exslt.org/regular-expressions"},
        )
    ]
    faults += [
        f"after an h{before} comes an h{after}"
        for before, after in pairwise(levels)
        if after > before + 1
    ]
    return faults


def _ids(page: etree._ElementTree) -> list[str]:
    ids = page.xpath("//@id")
    faults = [f"the id {each} stands {n} times" for each, n in Counter(ids).items() if n > 1]
    for name in ("aria-labelledby", "aria-describedby", "for", "aria-controls"):
        for value in page.xpath(f"//@{name}"):
            faults += [
                f"{name} names {each}, which is not there"
                for each in value.split()
                if each not in ids
            ]
    return faults


def _labels(page: etree._ElementTree) -> list[str]:
    faults = []
    labelled = set(page.xpath("//label/@for"))
    for field in page.xpath("//input | //select | //textarea"):
        if field.get("type") in ("hidden", "submit", "button"):
            continue
        if not (
            field.get("id") in labelled or field.get("aria-label") or field.get("aria-labelledby")
        ):
            faults.append(f"the field {field.get('name')} has no label")
    for button in page.xpath("//button"):
        if not _text(button) and not button.get("aria-label"):
            faults.append("a button has no words")
    for form in page.xpath("//form[@method='post']"):
        if not form.xpath(".//input[@name='csrfmiddlewaretoken']"):
            faults.append("a form that posts has no token")
    return faults


def _inline(page: etree._ElementTree) -> list[str]:
    faults = [
        "it has an inline script"
        for each in page.xpath("//script[not(@src)]")
        if each.get("type") != "application/json"
    ]
    faults += ["it has an inline style" for _ in page.xpath("//style | //@style")]
    faults += [f"it has {name}" for name in page.xpath("//@*[starts-with(name(), 'on')]")]
    return faults


def _landmarks(page: etree._ElementTree) -> list[str]:
    faults = []
    if len(page.xpath("//main")) != 1:
        faults.append("it has not one main part")
    if page.getroot().get("lang") != "en":
        faults.append("it says no language")
    skip = page.xpath("//a[contains(@class, 'govuk-skip-link')]/@href")
    if not skip or not page.xpath(f"//*[@id='{skip[0][1:]}']"):
        faults.append("it has no link that skips to the main part")
    return faults


def _tables(page: etree._ElementTree) -> list[str]:
    faults = []
    for table in page.xpath("//table"):
        if not table.xpath("./caption"):
            faults.append("a table has no caption")
        if not table.xpath(".//th[@scope]"):
            faults.append("a table has no header cells with a scope")
    return faults


def _links(page: etree._ElementTree) -> list[str]:
    faults = []
    for link in page.xpath("//a"):
        if not _text(link) and not link.get("aria-label"):
            faults.append(f"the link to {link.get('href')} has no words")
    addresses: dict[str, set[str]] = {}
    for link in page.xpath("//main//a[@href]"):
        addresses.setdefault(link.get("aria-label") or _text(link), set()).add(link.get("href"))
    faults += [
        f"the link {words!r} leads to {len(found)} places"
        for words, found in addresses.items()
        if len(found) > 1
    ]
    return faults
