"""Makers of the invented pages under `tests/pages`: one function for each markup."""
