"""Copied to <environment>/etc/ipython by the set-up: kernels say in Thai which cell has to be run first."""

c = get_config()  # noqa: F821
c.InteractiveShellApp.extensions = ["ita_audit.cell_order"]
