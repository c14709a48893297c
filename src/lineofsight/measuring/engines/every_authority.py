"""A query about one authority made one about each of several, in one run.

Ids are each authority's own.  So every SELECT carries the authority of its rows, every join holds
within one, and whatever counts, numbers or looks back over rows does so within one.  The answer is
what the query gives for each authority alone, with a column that says whose a row is.
"""

from collections.abc import Collection, Iterator

from sqlglot import exp

from lineofsight.tables.definition import AUTHORITY

# What has no authority: the same days for all.
_OF_ALL = "calendar"


class _Unlike(Exception):
    """A form of query that is not known to be about each authority alone."""


def for_every_authority(query: exp.Query) -> exp.Query | None:
    """The query over every authority, changed in place; None where that would not be right.

    Every table it reads must have a column ``authority``, as must ``periods`` with a row for each
    authority.  :func:`for_one_authority` does for every form.
    """
    try:
        for select in list(query.find_all(exp.Select)):
            _lift(select)
    except _Unlike:
        return None
    return query


def for_one_authority(query: exp.Query, authority: str, tables: Collection[str]) -> exp.Query:
    """The query over the rows of one authority alone, changed in place.

    ``tables`` are those that have the column.
    """
    for table in list(query.find_all(exp.Table)):
        if table.name in tables:
            named = table.alias_or_name
            table.set("alias", None)
            rows = exp.select("*").from_(table.copy()).where(_equals(authority))
            table.replace(rows.subquery(named))
    return query


def _equals(authority: str) -> exp.Expr:
    return exp.EQ(this=exp.column(AUTHORITY), expression=exp.Literal.string(authority))


def _lift(select: exp.Select) -> None:
    for form in ("laterals", "windows", "distinct_on", "into"):
        if select.args.get(form):
            raise _Unlike
    sources = [source for source in _sources(select) if source.alias_or_name != _OF_ALL]
    if not sources or not all(source.alias_or_name for source in sources):
        raise _Unlike
    if any(isinstance(each, exp.Subquery) and not _is_query(each.this) for each in sources):
        raise _Unlike
    own = exp.column(AUTHORITY, table=sources[0].alias_or_name)
    for join in select.args.get("joins") or ():
        _join_within(join, own)
    counts = False
    for node in list(select.walk(prune=lambda node: _is_within(node, select))):
        if isinstance(node, exp.Window):
            if node.args.get("alias"):
                raise _Unlike
            node.set("partition_by", [*(node.args.get("partition_by") or []), own.copy()])
        elif isinstance(node, exp.AggFunc):
            counts |= not isinstance(node.find_ancestor(exp.Window, exp.Select), exp.Window)
    if _is_relation(select):
        _carry(select, own, counts, {source.alias_or_name for source in sources})
    else:
        _correlate(select, own)


def _is_query(node: exp.Expr) -> bool:
    return isinstance(node, exp.Query)


def _sources(select: exp.Select) -> Iterator[exp.Expr]:
    first = select.args.get("from_")
    if first is None:
        raise _Unlike
    yield first.this
    for join in select.args.get("joins") or ():
        yield join.this


def _join_within(join: exp.Join, own: exp.Column) -> None:
    """The join holds within one authority; of an outer join the first source has every row."""
    named = join.this.alias_or_name
    if named == _OF_ALL or join.this.name == _OF_ALL:
        return
    if join.side in ("RIGHT", "FULL") or join.method or join.args.get("using"):
        raise _Unlike
    join.on(exp.EQ(this=exp.column(AUTHORITY, table=named), expression=own.copy()), copy=False)
    if join.kind == "CROSS":
        join.set("kind", None)


def _carry(select: exp.Select, own: exp.Column, counts: bool, sources: Collection[str]) -> None:
    """The SELECT of a relation gives the authority, and counts by it."""
    if select.args.get("limit") or select.args.get("offset"):
        raise _Unlike
    group = select.args.get("group")
    if group is None and (counts or select.args.get("having")):
        select.group_by(own.copy(), copy=False)
    elif group is not None:
        if group.args.get("all"):
            raise _Unlike
        # Beside grouping sets it stands in each of them.
        group.append("expressions", own.copy())
    brought = sum(_stars(select, sources))
    if brought > 1:
        raise _Unlike
    if not brought:
        select.select(exp.alias_(own.copy(), AUTHORITY), copy=False)


def _stars(select: exp.Select, sources: Collection[str]) -> Iterator[int]:
    """How many authorities each star among what is selected brings along."""
    for given in select.expressions:
        if isinstance(given, exp.Star):
            yield len(sources)
        elif isinstance(given, exp.Column) and isinstance(given.this, exp.Star):
            yield given.table in sources


def _correlate(select: exp.Select, own: exp.Column) -> None:
    """The SELECT within an expression sees the rows of the authority outside it."""
    outside = select.find_ancestor(exp.Select)
    if outside is None:
        raise _Unlike
    beyond = next(each for each in _sources(outside) if each.alias_or_name != _OF_ALL)
    if beyond.alias_or_name in {source.alias_or_name for source in _sources(select)}:
        raise _Unlike
    theirs = exp.column(AUTHORITY, table=beyond.alias_or_name)
    select.where(exp.EQ(this=own.copy(), expression=theirs), copy=False)


def _is_relation(select: exp.Select) -> bool:
    """Whether a SELECT is read as a relation, and not as a value or a test within an expression."""
    node: exp.Expr = select
    while isinstance(node.parent, (exp.SetOperation, exp.Subquery)):
        node = node.parent
    return node.parent is None or isinstance(node.parent, (exp.CTE, exp.From, exp.Join))


def _is_within(node: exp.Expr, select: exp.Select) -> bool:
    return node is not select and isinstance(node, exp.Query)
