"""Who a child was before an adoption and who they are after are two people here, never joined.

The law keeps the two records apart.  So nothing in this product joins people by a legacy number, a
pupil number or any other number of theirs: a person is an authority's person id, and nothing else.
What a case system has itself joined can only be told, so that the council parts it.
"""

from collections.abc import Collection, Iterator

import duckdb

from lineofsight.tables.checks import ADOPTED_AND_LATER, ADOPTED_AND_TIED, Problem

# An episode of care that ended so ended in adoption (SSDA903, reason episode ceased).
ADOPTED = ("E11", "E12")

_ADOPTED = (
    "select authority, clae_person_id as person, max(clae_cla_episode_ceased_date) as adopted_on "
    f"from ssd_cla_episodes where upper(clae_cla_episode_ceased_reason) in {ADOPTED} "
    "and clae_person_id is not null group by all"
)
_LATER = (
    f"select count(*) from ({_ADOPTED}) as adopted join ssd_cla_episodes as later "
    "on later.clae_person_id = person and later.authority is not distinct from adopted.authority "
    "and later.clae_cla_episode_start_date > adopted_on"
)
_TIED = (
    f"select count(distinct (person, own.authority)) from ({_ADOPTED}) as adopted "
    "join ssd_person as own on own.pers_person_id = person "
    "and own.authority is not distinct from adopted.authority "
    "join ssd_person as other on other.pers_person_id <> person "
    "and other.authority is not distinct from own.authority "
    "and (other.pers_legacy_id in (person, own.pers_legacy_id) "
    "or other.pers_person_id = own.pers_legacy_id or other.pers_upn = own.pers_upn)"
)


def joined_after_adoption(
    connection: duckdb.DuckDBPyConnection, present: Collection[str]
) -> Iterator[Problem]:
    """Records that tie a child's life before an adoption to the one after it, as counts."""
    if "ssd_cla_episodes" not in present:
        return
    later = _count(connection, _LATER)
    if later:
        yield ADOPTED_AND_LATER.told("ssd_cla_episodes", later)
    tied = _count(connection, _TIED) if "ssd_person" in present else 0
    if tied:
        yield ADOPTED_AND_TIED.told("ssd_person", tied)


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    found = connection.execute(sql).fetchone()
    assert found is not None
    return int(found[0])
