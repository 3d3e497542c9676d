"""Ed25519 keys in the forms in which they are kept and sent: raw bytes in base64url without padding."""

import base64
from dataclasses import dataclass
from secrets import token_hex

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True)
class KeyPair:
    """A key with its id; `private` and `public` are raw 32 bytes, encoded."""

    kid: str
    private: str
    public: str

    @classmethod
    def generate(cls) -> "KeyPair":
        key = Ed25519PrivateKey.generate()
        return cls(token_hex(8), encode(key.private_bytes_raw()), encode(key.public_key().public_bytes_raw()))

    def signing_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(decode(self.private))

    def sign(self, data: bytes) -> str:
        return encode(self.signing_key().sign(data))


def public_key(encoded: str) -> Ed25519PublicKey:
    """The key by which signatures of `encoded` are verified. Raises ValueError on anything but 32 bytes."""
    return Ed25519PublicKey.from_public_bytes(decode(encoded))


def verify(encoded_public_key: str, signature: str, data: bytes) -> bool:
    """Whether `signature` (base64url) was made over `data` by that key."""
    try:
        public_key(encoded_public_key).verify(decode(signature), data)
    except InvalidSignature:
        return False
    return True
