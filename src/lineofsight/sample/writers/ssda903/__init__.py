"""The SSDA903 return of children looked after, a file a module and year, from the journeys.

``<module>.sql`` says what a module tells of one collection year, in the return's own columns.
"""

from lineofsight.sample.writers.ssda903.modules import write_ssda903

__all__ = ["write_ssda903"]
