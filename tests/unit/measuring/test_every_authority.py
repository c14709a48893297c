"""One query over every authority gives what the query gives for each alone."""

from collections.abc import Iterator

import duckdb
import pytest

from lineofsight.measuring.engines.dialects import parsed
from lineofsight.measuring.engines.every_authority import for_every_authority, for_one_authority

ALIKE = [
    "select id, kind from things",
    "select distinct kind from things",
    "select count(*) from things",
    "select kind, count(*) from things group by kind",
    "select kind, n, count(*) from things group by grouping sets ((kind), (kind, n))",
    "select a.id, b.n from things as a join links as b on b.thing = a.id and b.n < a.n",
    "select a.id, b.n from things as a left join links as b on b.thing = a.id",
    "select a.id, b.n from things as a, links as b where b.thing = a.id",
    "select a.id, b.n from things as a cross join links as b",
    "select id, m from (select a.*, b.n as m from things as a left join links as b "
    "on b.thing = a.id) as x",
    "select id, row_number() over (partition by kind order by n, id) as place from things",
    "select id, lag(n) over (order by n, id) as before from things",
    "select id, max(n) over () as most from things",
    "select id from things union all select thing from links",
    "select id from things union select thing from links",
    "select id from things as a where exists (select 1 from links as b where b.thing = a.id)",
    "select id from things as a where id not in (select b.thing from links as b)",
    "select id, (select max(b.n) from links as b) as most from things as a",
    "select id from things as a where (select count(*) from links as b where b.n > 3) = 0",
    "with t as (with u as (select id, n from things) select * from u) select t.* from t",
    "select place from (select *, row_number() over (order by id) as place from things) as x",
    "select kind, max(n) from things group by kind having count(*) > 1",
    "select d.day, a.id from things as a left join calendar as d on d.day = a.n",
]
UNLIKE = [
    "select id from things order by id limit 1",
    "select a.id, b.n from things as a full join links as b on b.thing = a.id",
    "select a.id, b.n from things as a join links as b using (n)",
    "select * from things as a join links as b on b.thing = a.id",
    "select id, n from things group by all",
]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two authorities with the same numbers, and a third with few."""
    with duckdb.connect(":memory:") as made:
        made.execute("create table things (id int, kind varchar, n int, authority varchar)")
        made.execute("create table links (thing int, n int, authority varchar)")
        made.execute("create table calendar (day int)")
        made.execute("insert into calendar values (1), (2)")
        for name, number in (("A", 4), ("B", 6), ("C", 1)):
            for each in range(number):
                kind = "odd" if each % 2 else None
                made.execute("insert into things values (?, ?, ?, ?)", [each, kind, each % 3, name])
                if each > 1:
                    made.execute("insert into links values (?, ?, ?)", [each // 2, each, name])
        yield made


@pytest.mark.parametrize("sql", ALIKE)
def test_all_at_once_is_each_alone(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    lifted = for_every_authority(parsed(sql))
    assert lifted is not None
    together = connection.execute(lifted.sql("duckdb")).fetchall()
    for authority in "ABC":
        alone = for_one_authority(parsed(sql), authority, {"things", "links"})
        own = connection.execute(alone.sql("duckdb")).fetchall()
        told = [row[:-1] for row in together if row[-1] == authority]
        assert sorted(told, key=repr) == sorted(own, key=repr)


@pytest.mark.parametrize("sql", UNLIKE)
def test_what_would_not_be_right_is_left_to_one_at_a_time(sql: str) -> None:
    assert for_every_authority(parsed(sql)) is None
