"""`python -m deploy.healthcheck`: exit 0 when this container's process can serve. Standard library alone."""

import os
import sys
import urllib.error
import urllib.request

_SECONDS = 4


def ready(port: str) -> bool:
    """Whether `/readyz` on loopback says so."""
    try:
        # A proxy of the environment must not be asked about our own loopback.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{port}/readyz", timeout=_SECONDS) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(0 if ready(os.environ["KABINET_HEALTH_PORT"]) else 1)
