"""What turns the journeys into the files that councils make of them."""

from lineofsight.sample.writers.forms import Form, write_form

__all__ = ["Form", "write_form"]
