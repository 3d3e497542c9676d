"""Key pairs of NATS users (nkeys): the server knows the public half alone, and no secret travels.

`python -m deploy.nats.keys AUTH GATEWAY …` prints a fresh pair for each name, as lines of an env file.
"""

import secrets
import sys

import nkeys

_SEED_BYTES = 32


def new_seed() -> str:
    """The secret half, which its owner signs with."""
    return str(nkeys.encode_seed(secrets.token_bytes(_SEED_BYTES), nkeys.PREFIX_BYTE_USER), "ascii")


def public_of(seed: str) -> str:
    """The half that stands in the server's configuration."""
    # nkeys wipes what it was given once it is done.
    return str(nkeys.from_seed(bytearray(seed.encode())).public_key, "ascii")


def seed_variable(user: str) -> str:
    """The environment variable that holds a user's seed."""
    return f"NATS_SEED_{user.upper()}"


def public_variable(user: str) -> str:
    """The environment variable that holds a user's public key."""
    return f"NATS_NKEY_{user.upper()}"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        seed = new_seed()
        print(f"{seed_variable(name)}={seed}\n{public_variable(name)}={public_of(seed)}")
