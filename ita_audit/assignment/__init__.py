"""
Read an assignment table (which unit answers for which item) in any of its shapes.

`shapes` turns bytes into grids of cells; `labels` reads item codes and units; `table` puts rows
together and says everything that was guessed. A bad table is refused with reasons, never raised.
"""

from ita_audit.assignment.table import (
    assemble_assignment,
    assignment_document,
    load_assignment,
    load_working_group,
    require_assignment,
)

__all__ = [
    "assemble_assignment",
    "assignment_document",
    "load_assignment",
    "load_working_group",
    "require_assignment",
]
