"""Makes docs/pictures/line.png, the README's picture, from the page that `make demo` made."""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
WIDTH, HEIGHT = 860, 1240


def main() -> int:
    page_made = ROOT / "build" / "demo" / "line.html"
    chromium = shutil.which("chromium")
    if not (page_made.exists() and chromium):
        print("Run make demo first, on a machine with Debian's chromium.", file=sys.stderr)
        return 2
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(page_made.as_uri())
        shots = [page.screenshot()]
        page.locator("h3", has_text="Assessments authorised").first.scroll_into_view_if_needed()
        page.evaluate(
            "[...document.querySelectorAll('h3')]"
            ".find(each => each.textContent.includes('Assessments authorised'))"
            ".scrollIntoView({block: 'start'})"
        )
        shots.append(page.screenshot())
        browser.close()
    picture = Image.new("RGB", (2 * WIDTH + 40, HEIGHT), "#b1b4b6")
    for place, shot in enumerate(shots):
        picture.paste(Image.open(io.BytesIO(shot)), (place * (WIDTH + 40), 0))
    small = picture.resize((1320, 1320 * HEIGHT // (2 * WIDTH + 40)))
    small.quantize(200).save(ROOT / "docs" / "pictures" / "line.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
