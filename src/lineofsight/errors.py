"""What goes wrong because of what we were given, told in one sentence."""


class UnusableInput(Exception):
    """The input cannot be used: a file, a table, a definition, a date.

    The message is one plain sentence that names the bad value, where it stands and what to do.
    It never holds anything about a child: it is printed, logged and shown.  Commands end with
    exit code 2 and leave nothing behind.
    """
