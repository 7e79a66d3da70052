"""
Letters to the responsible units (บันทึกข้อความ) as Word files and as pages to print.

`satisfy` says what would satisfy an item, `compose` lays a letter out in words, `word` and `page` put it
on paper, `write` saves them. The same case gives the same bytes.
"""

from ita_audit.letters.compose import Letter, letters_of
from ita_audit.letters.overview import letters_table
from ita_audit.letters.write import write_letters

__all__ = ["Letter", "letters_of", "letters_table", "write_letters"]
