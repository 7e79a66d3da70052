"""
Refuse the network in every Python process that has this folder on PYTHONPATH.

Kernels started by nbval inherit it: a working paper that opens a connection, resolves a name or
even loads the HTTP library fails. Jupyter's own channels do not pass through Python sockets.
"""

import sys

REFUSED = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}


def _refuse(event: str, args: tuple) -> None:
    if event in REFUSED or (event == "import" and args[0] == "pycurl"):
        target = args[1] if event == "socket.connect" else args[0]
        if isinstance(target, str) and target.startswith("/"):  # a Unix socket is not the network
            return
        raise RuntimeError(f"the network is refused here: {event} {target!r}")


sys.addaudithook(_refuse)
