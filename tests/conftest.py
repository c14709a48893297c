"""Settings of every test."""

from hypothesis import settings

# How long an example takes says more of a busy machine than of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
