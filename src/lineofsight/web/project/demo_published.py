"""The invented England's published files, where the site looks for the Department's."""

import shutil
from importlib import resources
from pathlib import Path


def bring_published() -> None:
    """Copy them from the checkout into the site's data; an installed package has none."""
    from django.conf import settings

    from lineofsight.progress.comparators.council import NEIGHBOURS
    from lineofsight.progress.comparators.releases import RELEASES

    examples = Path(str(resources.files("lineofsight"))).parent.parent / "examples" / "published"
    if not examples.is_dir():
        return
    folder: Path = settings.PLACES.published
    folder.mkdir(parents=True, exist_ok=True)
    for each in (*examples.glob("*.csv"), examples / RELEASES):
        shutil.copyfile(each, folder / each.name)
    shutil.copyfile(examples / "fernshire-neighbours.toml", folder / NEIGHBOURS)
