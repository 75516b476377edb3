"""How gunicorn serves the portal; it reads this file by itself. WEB_CONCURRENCY sets the number of workers."""

import os

from core.secret_addresses import Discreet

bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
threads = 8
# A mistake in the settings stops the start, with its message, instead of a worker again and again.
preload_app = True
# Long enough for every filter chosen at once; what is longer is refused with 400.
limit_request_line = 8190
# No proxy of ours says where the portal is mounted, so a visitor cannot say it either.
forwarder_headers = "-"
# How many proxies are believed is the settings' to say (TRUSTED_PROXIES); gunicorn itself believes none.
forwarded_allow_ips = ""
# Nobody steers a running server here, and the socket would lie in the home folder.
control_socket_disable = True
loglevel = "warning"


def on_starting(server):
    """Gunicorn's own log names the address of a request that ended badly."""
    for handler in server.log.error_log.handlers:
        handler.setFormatter(Discreet(server.log.error_fmt, server.log.datefmt))


def when_ready(server):
    where = " og ".join(f"{listener}/" for listener in server.LISTENERS)
    print(f"Portalen kører på {where} (stop den med Ctrl-C).", flush=True)
