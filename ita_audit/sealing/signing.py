"""Sign the digest of a sealed file with Ed25519, and check such a signature."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ita_audit.errors import EvidenceError

ENDING = ".sig"


@dataclass(frozen=True, slots=True)
class Signed:
    """Whose key signed (its fingerprint, SHA-256 of the raw public key), or what is wrong."""

    fingerprint: str
    problem: str = ""


def sign(sha256: str, key_file: Path) -> bytes:
    """
    Sign a digest.

    Args:
        sha256: Hex digest of the sealed file; its 64 letters are what is signed.

        key_file: Ed25519 private key in PEM, without a password.

    Returns:
        The signature file: JSON with algorithm, digest, public key (PEM) and signature (base64).

    Raises:
        EvidenceError: The key cannot be read.
    """
    try:
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("not an Ed25519 key")
    except (OSError, ValueError, TypeError) as error:
        raise EvidenceError(
            f"{key_file}: expected an Ed25519 private key in PEM, got: {error}",
            hint_th="สร้างกุญแจด้วย: openssl genpkey -algorithm ed25519 -out key.pem แล้วเก็บไว้นอกแฟ้มงาน",
        ) from None
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    document = {
        "algorithm": "Ed25519",
        "sha256": sha256,
        "public_key": public.decode("ascii"),
        "signature": base64.b64encode(key.sign(sha256.encode("ascii"))).decode("ascii"),
    }
    return (json.dumps(document, indent=1, sort_keys=True) + "\n").encode("ascii")


def check_signature(signature: bytes, sha256: str, *, trusted: Path | None = None) -> Signed:
    """
    Check a signature file against the digest of the file it stands beside.

    Args:
        signature: Content of the signature file.

        sha256: Hex digest of the sealed file.

        trusted: Public key (PEM) that must have signed; None accepts any and names it.
    """
    try:
        document = json.loads(signature)
        key = serialization.load_pem_public_key(document["public_key"].encode())
        raw = base64.b64decode(document["signature"], validate=True)
        if not isinstance(key, Ed25519PublicKey):
            return Signed("", "the signature's key is no Ed25519 key")
        mark = _fingerprint(key)
        if document["sha256"] != sha256:
            return Signed(mark, "the signature is of another file")
        key.verify(raw, sha256.encode("ascii"))
        if trusted and _fingerprint(_public(trusted)) != mark:
            return Signed(mark, f"signed by another key than {trusted.name}")
        return Signed(mark)
    except InvalidSignature:
        return Signed("", "the signature is not valid")
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        return Signed("", f"the signature cannot be read: {error}")


def _public(path: Path) -> Ed25519PublicKey:
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
        if isinstance(key, Ed25519PublicKey):
            return key
        raise ValueError("not an Ed25519 key")
    except (OSError, ValueError) as error:
        raise EvidenceError(
            f"{path}: expected an Ed25519 public key in PEM, got: {error}",
            hint_th="ขอกุญแจสาธารณะ (PEM) จากผู้ลงนามผ่านช่องทางที่เชื่อถือได้",
        ) from None


def _fingerprint(key: Ed25519PublicKey) -> str:
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()
