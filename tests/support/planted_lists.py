"""The same for the lists of Annex A, whose rows are known by their child: they have no numbers."""

from collections import Counter, defaultdict

from lineofsight.tables.definition import table_definitions
from tests.support.planted import Keys, Loaded, Planted, Score, Twins, as_score, names

Values = dict[str, Counter[str | None]]


class ListTwins(Twins):
    """A dirty workbook beside its clean twin."""

    def __init__(self, folder: object, children: int, seed: int) -> None:
        super().__init__(folder, children, seed, "annex_a")  # type: ignore[arg-type]
        self.planted = {row["key"] for kind in self.kinds for row in kind["rows"]}
        # Some children go by a number now.
        self.renamed = {
            row["key"]: row["was"]
            for kind in self.kinds
            if kind["kind"] == "number_and_text"
            for row in kind["rows"]
        }

    def score(self, kind: Planted) -> Score:
        """Precision and recall of one kind."""
        return as_score(kind, set(names(kind)), self._found_of(kind))

    def _found_of(self, kind: Planted) -> Keys:
        match kind["found_as"]:
            case "mended" if kind["kind"] == "number_and_text":
                return self._one_child()
            case "mended":
                return self._as_before(kind)
            case "emptied":
                return self._told_of(kind, self._emptied_of(kind))
            case "kept":
                return self._told_of(kind, self._changed_to(kind))
            case "mapped":
                return self._mapped_to(kind)
            case "rejected":
                return self._rejected(kind)
            case _:
                return self._told(kind)

    def _by_child(self, loaded: Loaded, table: str, column: str) -> Values:
        person = table_definitions()[table].person_column
        found: Values = defaultdict(Counter)
        for child, value in loaded.rows(
            f"select {person}, cast({column} as varchar) from {table} where {person} is not null"
        ):
            found[self.renamed.get(child, child)][value] += 1
        return found

    def _both(self, kind: Planted) -> tuple[Values, Values]:
        which = kind["table"], kind["column"]
        return self._by_child(self.clean, *which), self._by_child(self.dirty, *which)

    def _as_before(self, kind: Planted) -> Keys:
        """Children of whom the column holds the same, and others of whom it does not."""
        before, now = self._both(kind)
        right = {row["key"] for row in kind["rows"] if now[row["key"]] == before[row["key"]]}
        children = (before.keys() | now.keys()) - self.planted - set(self.renamed.values())
        return right | {f"{child} changed" for child in children if before[child] != now[child]}

    def _emptied_of(self, kind: Planted) -> Keys:
        before, now = self._both(kind)
        return {child for child in now if now[child][None] > before[child][None]}

    def _changed_to(self, kind: Planted) -> Keys:
        before, now = self._both(kind)
        became = {row["key"]: row["became"] for row in kind["rows"]}
        return {
            child
            for child in now
            for value in (now[child] - before[child])
            if value is not None and value == became.get(child)
        }

    def _told_of(self, kind: Planted, keys: Keys) -> Keys:
        column = None if kind["rule"] == "no_referral" else kind["column"]
        which = kind["rule"], kind["table"], column
        told = self.dirty.told(*which) - self.clean.told(*which)
        return set(sorted(keys)[:told]) | {f"one more, {n}" for n in range(told - len(keys))}

    def _mapped_to(self, kind: Planted) -> Keys:
        asked = {row["became"] for row in kind["rows"]}
        return {
            str(each.field)
            for each in self.dirty.report.mapping
            if each.table == kind["table"] and each.column.strip() in asked and each.field
            if each.field in names(kind)
        }

    def _one_child(self) -> Keys:
        """Children with a number who have as many rows in every table as without it."""
        differ: Keys = set()
        for name, definition in table_definitions().items():
            person = definition.person_column
            if person is None:
                continue
            before, now = (
                self._by_child(loaded, name, "authority") for loaded in (self.clean, self.dirty)
            )
            differ |= {
                number for number, child in self.renamed.items() if before[child] != now[child]
            }
        return set(self.renamed) - differ
