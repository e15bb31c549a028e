"""Key files whose passphrase costs next to nothing to try: for tests that read thousands of them, and for nobody else.

The age format with a passphrase, written by hand after its public description (age-encryption.org/v1, scrypt).
"""

import base64

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_FILE_KEY = bytes(range(16))
_NONCE = bytes(16)
_SALT = bytes(16)


def sealed_with(plain: bytes, passphrase: str, work: str = "1") -> bytes:
    """Return `plain`, at most 64 KiB, as an age file under a passphrase; `work` is the scrypt figure it tells."""
    scrypt = Scrypt(salt=b"age-encryption.org/v1/scrypt" + _SALT, length=32, n=2, r=8, p=1)
    wrapped = ChaCha20Poly1305(scrypt.derive(passphrase.encode())).encrypt(bytes(12), _FILE_KEY, None)
    head = f"age-encryption.org/v1\n-> scrypt {_bare(_SALT)} {work}\n{_bare(wrapped)}\n---".encode()
    mac = HMAC(_derived(b"", b"header"), SHA256())
    mac.update(head)
    only_block = bytes(11) + b"\x01"
    payload = ChaCha20Poly1305(_derived(_NONCE, b"payload")).encrypt(only_block, plain, None)
    return head + b" " + _bare(mac.finalize()).encode() + b"\n" + _NONCE + payload


def _derived(salt: bytes, told: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=told).derive(_FILE_KEY)


def _bare(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii").rstrip("=")
