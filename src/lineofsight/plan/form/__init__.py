"""The plan as a workbook of a form of our own, from which it can be read back whole.

A plan that was adopted, exported and corrected in a spreadsheet comes back as it is: every value
has a column of its own, so that nothing has to be read from the words again.
"""

from lineofsight.plan.form.reading import is_form, read_form
from lineofsight.plan.form.sheets import ABOUT, INSIDE, SHEETS, Sheet
from lineofsight.plan.form.writing import rows_of

__all__ = ["ABOUT", "INSIDE", "SHEETS", "Sheet", "is_form", "read_form", "rows_of"]
