"""Certificates of our own, for the servers that we run ourselves on loopback: canaries and demo."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Authority:
    """
    A certificate authority that lives as long as the program.

    Args:
        name: Its common name.

    `pem` is its root certificate, for a client that is to trust it.
    """

    def __init__(self, name: str) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.pem = self._certificate(self.name, self.key, years=(-1, 1), authority=True)

    def context(self, host: str, fault: str, folder: Path) -> ssl.SSLContext:
        """
        A server context for a host whose certificate has one fault.

        Args:
            host: The host that is served.

            fault: '' none, expired, wrong_host or unknown (another authority signed it).

            folder: Where the key lies while it is being loaded.
        """
        issuer = Authority("unknown authority") if fault == "unknown" else self
        key = ec.generate_private_key(ec.SECP256R1())
        named = "other.invalid" if fault == "wrong_host" else host
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, named)])
        pem = issuer._certificate(subject, key, years=(-3, -2) if fault == "expired" else (-1, 1))
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path = folder / f"{host}.pem"
        path.write_bytes(secret + pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _certificate(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        *,
        years: tuple[int, int],
        authority: bool = False,
    ) -> bytes:
        now = datetime.now(UTC)
        name = subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + timedelta(days=365 * years[0]))
            .not_valid_after(now + timedelta(days=365 * years[1]))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        )
        if not authority:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        signed = builder.sign(self.key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.PEM)
