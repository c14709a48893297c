"""Published files for tests: those of the invented England, and small ones made on the spot."""

from pathlib import Path

from lineofsight.progress.comparators.published_file import PublishedFile, read_published

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "examples" / "published"
NEIGHBOURS = PUBLISHED / "fernshire-neighbours.toml"

HEADER = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,new_la_code,la_name,category,referral_count,rereferral_percent"
)
ENGLAND = "2025,Reporting year,National,E92000001,England,,,,,,Referrals and Re-referrals,100,20"
COUNCIL = (
    "2025,Reporting year,Local authority,E92000001,England,E12000098,Middle Marches,997,E10000099,"
    "Fernshire,Referrals and Re-referrals,50,24.5"
)


def table(*rows: str, header: str = HEADER) -> bytes:
    """The bytes of a file with these rows."""
    return "\n".join([header, *rows, ""]).encode()


def read(*rows: str, header: str = HEADER) -> PublishedFile:
    """A file with these rows, as it is read."""
    return read_published(table(*rows, header=header), "made.csv")


def with_figure(text: str, row: str = ENGLAND) -> str:
    """A row whose figure says something else."""
    return f"{row.rpartition(',')[0]},{text}"
