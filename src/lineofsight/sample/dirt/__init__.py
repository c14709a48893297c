"""Dirt planted in the invented council, and the key that says where.

Each kind of dirt is a definition in ``kinds/``: which rows are picked, what is done to them, and
which check or reader should find them and as what.  Kinds of one council share no child.
"""

from lineofsight.sample.dirt.annex_a import ListSpoiler
from lineofsight.sample.dirt.key import KEY, write_key
from lineofsight.sample.dirt.soiling import Soiled, refuse_form, rows_a_kind, soil

__all__ = ["KEY", "ListSpoiler", "Soiled", "refuse_form", "rows_a_kind", "soil", "write_key"]
