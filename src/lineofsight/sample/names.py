"""Invented names: syllables that no register of births or councils would hold together."""

FORENAMES = tuple(
    start + end
    for start in ("Al", "Bre", "Cor", "Da", "El", "Fen", "Gwi", "Hal", "Io", "Ja", "Kes", "Lu")
    for end in ("bryn", "dalle", "fira", "min", "rowe", "siel", "tavi", "wick")
)
SURNAMES = tuple(
    start + end
    for start in ("Apple", "Bracken", "Cinder", "Dapple", "Ember", "Fennel", "Gosling", "Hazel")
    for end in ("bank", "crook", "drift", "gale", "hopper", "latch", "moss", "penny", "quill")
)
AREAS = (
    "North", "South", "East", "West", "Central", "Vale", "Coast", "Moor", "Riverside", "Harbour",
    "Hill", "Forest",
)  # fmt: skip


def council_names(first: str, count: int) -> tuple[str, ...]:
    """``count`` different names of invented councils, beginning with ``first``.

    There are ``MOST_COUNCILS`` at most; beyond that the tuple is shorter than asked for.
    """
    others = (
        start + end
        for end in ("shire", "mere", "wold", "holme", "combe", "thwaite", "march", "haven")
        for start in ("Alder", "Bramble", "Clover", "Dapple", "Ember", "Gorse", "Heron", "Juniper",
                      "Kestrel", "Larch", "Mallow", "Nettle", "Otter", "Plover", "Quill", "Rowan",
                      "Sorrel", "Teasel", "Umber", "Willow")
    )  # fmt: skip
    return (first, *[name for name in others if name != first])[:count]


MOST_COUNCILS = 160
