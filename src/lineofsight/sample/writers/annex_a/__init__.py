"""Ofsted's child-level lists for an inspection (Annex A), written from the journeys.

``list_NN.sql`` says who is on a list and what it says of them, in the order of Ofsted's columns;
headings and codes are those of the newest layout.
"""

from lineofsight.sample.writers.annex_a.workbook import write_annex_a

__all__ = ["write_annex_a"]
