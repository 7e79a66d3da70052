"""Lets `jupyter nbconvert --to html notebooks/09_report.ipynb` give the same report as the program."""

from ita_audit.report import configure

configure(get_config())  # noqa: F821 (given by traitlets)
