"""The SSDA903 return of children looked after: a CSV file a module, or a workbook of sheets.

Files are known by their headers, whatever they are called; several years are one history.
"""

from lineofsight.tables.readers.ssda903.deliveries import read
from lineofsight.tables.readers.ssda903.files import takes

__all__ = ["read", "takes"]
