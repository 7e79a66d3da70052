"""
Name what is wrong with a server's certificate or encryption, apart from the content behind it.

A first attempt trusts as browsers do. When it fails, the reason is kept and the content is asked
for again with less trust, so that a report can say both: what is there, and why it is not safe.
"""

from __future__ import annotations

import atexit
import functools
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pycurl

from ita_audit.errors import AuditError

VERIFIED, LEGACY, UNVERIFIED = "verified", "legacy", "unverified"
"""Full trust; the same with protocols and keys that browsers gave up; none."""
HANDSHAKE = {35, 53, 54, 58, 59, 64, 66, 77, 80, 83, 90, 91}
CERTIFICATE = {51, 60}
_FATAL = {"not_tls", "client_certificate"}
_LEGACY_CURES = {"old_protocol", "weak_key", "weak_signature", "handshake"}
# X509_V_ERR_* of OpenSSL's verify result → the name in a report.
_VERIFY = {
    9: "not_yet_valid", 10: "expired", 18: "self_signed", 19: "untrusted", 20: "incomplete_chain",
    21: "incomplete_chain", 23: "revoked", 24: "untrusted", 26: "wrong_purpose", 62: "wrong_host",
    64: "wrong_host", 66: "weak_key", 67: "weak_key", 68: "weak_signature",
}  # fmt: skip
# What OpenSSL says of a handshake that failed → the name in a report; the first that fits.
_SAID = (
    ("not_tls", r"wrong version number|http request|packet length too long|record too"),
    ("client_certificate", r"certificate required|alert bad certificate"),
    ("weak_key", r"key too small|ee key too|ca key too"),
    ("weak_signature", r"md too weak"),
    (
        "old_protocol",
        r"protocol version|unsupported protocol|no protocols|legacy renegotiation|inappropriate",
    ),
    ("wrong_host", r"unrecognized name|subject name"),
)
_MIN_RSA, _MIN_EC, _RSA = 2048, 224, "1.2.840.113549.1.1."
_OLD_PROTOCOLS = {"SSLv3", "TLSv1", "TLSv1.0", "TLSv1.1"}
_OLD_DIGESTS = {"md5", "sha1"}


def fault_of(code: int, message: str, verify_result: int) -> str:
    """Name the fault behind curl's error code, its message and OpenSSL's verify result."""
    if code in CERTIFICATE and verify_result in _VERIFY:
        return _VERIFY[verify_result]
    said = next((name for name, words in _SAID if re.search(words, message, re.I)), "")
    return said or ("untrusted" if code in CERTIFICATE else "handshake")


def next_trust(trust: str, fault: str) -> str | None:
    """With how much trust to ask again after a fault; None when no trust would help."""
    if trust == UNVERIFIED or fault in _FATAL:
        return None
    return LEGACY if trust == VERIFIED and fault in _LEGACY_CURES else UNVERIFIED


def joined(known: str | None, faults: Iterable[str]) -> str | None:
    """Add faults to those already named, each once, in the order they were noticed."""
    names = [*(known.split(",") if known else ()), *faults]
    return ",".join(dict.fromkeys(name for name in names if name)) or None


def apply_trust(curl: pycurl.Curl, trust: str, ca_file: str) -> None:
    """Set on a handle how much trust an exchange needs."""
    curl.setopt(pycurl.CAINFO, trusted_roots(ca_file))
    curl.setopt(pycurl.OPT_CERTINFO, 1)
    curl.setopt(pycurl.SSL_SESSIONID_CACHE, 0)  # a resumed session shows no certificate
    if trust != VERIFIED:
        curl.setopt(pycurl.SSLVERSION, pycurl.SSLVERSION_TLSv1_0)
        curl.setopt(pycurl.SSL_CIPHER_LIST, "DEFAULT:@SECLEVEL=0")
    if trust == UNVERIFIED:
        # The content is read without trust only after the verdict on the certificate is known.
        curl.setopt(pycurl.SSL_VERIFYPEER, 0)
        curl.setopt(pycurl.SSL_VERIFYHOST, 0)


@functools.cache
def trusted_roots(ca_file: str) -> str:
    """Give the file of roots to trust: the public ones, and those of `ca_file` beside them."""
    import certifi

    if not ca_file:
        return certifi.where()
    import tempfile

    own = read_roots(ca_file)
    with tempfile.NamedTemporaryFile(suffix=".pem", delete=False) as file:
        file.write(Path(certifi.where()).read_bytes() + b"\n" + own)
    atexit.register(Path(file.name).unlink, missing_ok=True)
    return file.name


def read_roots(ca_file: str) -> bytes:
    """
    Read a case's own file of trusted roots.

    Raises:
        AuditError: `ca_file` cannot be read or holds no certificate.
    """
    try:
        own = Path(ca_file).read_bytes()
    except OSError as error:
        own = str(error).encode()
    if b"-----BEGIN CERTIFICATE-----" not in own:
        raise AuditError(
            f"{ca_file}: expected certificates in PEM, got {own[:60]!r}",
            hint_th=f"ไฟล์ใบรับรองราก {ca_file} ใช้ไม่ได้ ต้องเป็นไฟล์ PEM",
        )
    return own


Chain = Sequence[Sequence[tuple[bytes, bytes]]]
"""What curl read of each certificate as sent, the server's own first: (field, value) pairs."""


def faults_trusted(chain: Chain, protocol: str) -> list[str]:
    """
    Name what browsers refuse although the chain was verified.

    Args:
        chain: The certificates as sent.

        protocol: The version that was agreed on, such as TLSv1.3; '' when none was.
    """
    found = ["old_protocol"] if protocol in _OLD_PROTOCOLS else []
    if chain and b"X509v3 Subject Alternative Name" not in dict(chain[0]):
        found.append("wrong_host")  # browsers read no other field for the name
    return found


def faults_hidden(chain: Chain, host: str) -> list[str]:
    """Name the faults of the server's own certificate that the first one found may have hidden."""
    from cryptography import x509

    try:
        own = x509.load_pem_x509_certificate(dict(chain[0])[b"Cert"])
        return _faults_of(own, host)
    except (IndexError, KeyError, ValueError, TypeError, x509.UnsupportedGeneralNameType):
        return []


def _faults_of(own: object, host: str) -> list[str]:
    now, size = datetime.now(UTC), getattr(own.public_key(), "key_size", _MIN_RSA)
    least = _MIN_RSA if own.public_key_algorithm_oid.dotted_string.startswith(_RSA) else _MIN_EC
    digest = own.signature_hash_algorithm
    signs = {
        "self_signed": own.subject == own.issuer,
        "expired": now > own.not_valid_after_utc,
        "not_yet_valid": now < own.not_valid_before_utc,
        "wrong_host": not any(_covers(name, host) for name in _names(own)),
        "weak_key": size < least,
        "weak_signature": digest is not None and digest.name in _OLD_DIGESTS,
    }
    return [name for name, seen in signs.items() if seen]


def _names(own: object) -> list[str]:
    from cryptography import x509

    try:
        names = own.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    return [*names.get_values_for_type(x509.DNSName), *map(str, names.get_values_for_type(x509.IPAddress))]


def _covers(name: str, host: str) -> bool:
    name, host = name.lower().rstrip("."), host.lower().rstrip(".")
    return name == host or (name.startswith("*.") and name[1:] == host[host.find(".") :])
