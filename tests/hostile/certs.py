"""Certificates for the hostile server: a small authority of our own, and every fault one can have."""

from __future__ import annotations

import ipaddress
import ssl
import warnings
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)
_PEM = serialization.Encoding.PEM


@dataclass
class Pair:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: object

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(_PEM)

    @property
    def secret(self) -> bytes:
        return self.key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def issue(
    name: str,
    issuer: Pair | None = None,
    *,
    names: tuple[str, ...] = (),
    authority: bool = False,
    days: tuple[float, float] = (-30, 300),
    key: object = None,
) -> Pair:
    """Make one certificate; without an issuer it signs itself. `days` are relative to now."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + days[0] * DAY)
        .not_valid_after(now + days[1] * DAY)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName([_san(n) for n in names]), critical=False)
    signer = issuer.key if issuer else key
    return Pair(builder.sign(signer, hashes.SHA256()), key)


def _san(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


@dataclass
class Authority:
    """A root the client is told to trust, a middle certificate, a root nobody trusts, and servers' files."""

    folder: Path
    root: Pair = field(init=False)
    middle: Pair = field(init=False)
    stranger: Pair = field(init=False)

    def __post_init__(self) -> None:
        self.root = issue("Hostile Test Root", authority=True)
        self.middle = issue("Hostile Test Middle", self.root, authority=True)
        self.stranger = issue("Nobody's Root", authority=True)
        (self.folder / "root.pem").write_bytes(self.root.pem)

    @property
    def ca_file(self) -> str:
        return str(self.folder / "root.pem")

    def context(self, chain: list[Pair], *, old: bool = False, level: int = 2) -> ssl.SSLContext:
        """A server context that sends exactly this chain; `old` speaks TLS 1.0 and 1.1 only."""
        path = self.folder / f"{chain[0].certificate.serial_number}.pem"
        path.write_bytes(chain[0].secret + b"".join(pair.pem for pair in chain))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if old or level != 2:
            context.set_ciphers(f"DEFAULT:@SECLEVEL={0 if old else level}")
        if old:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # that it is deprecated is the point
                context.minimum_version = ssl.TLSVersion.TLSv1
                context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.load_cert_chain(path)
        return context

    def contexts(self, host: str) -> dict[str, ssl.SSLContext]:
        """One server context per fault, for a host name `<fault>.<host>`."""

        def leaf(fault: str, issuer: Pair | None = None, **how: object) -> Pair:
            how.setdefault("names", (f"{fault}.{host}",))
            return issue(f"{fault}.{host}", issuer, **how)

        weak = rsa.generate_private_key(public_exponent=65537, key_size=1024)
        root, middle = self.root, self.middle
        return {
            "good": self.context([leaf("good", middle), middle]),
            "expired": self.context([leaf("expired", middle, days=(-400, -35)), middle]),
            "early": self.context([leaf("early", middle, days=(20, 400)), middle]),
            "self": self.context([leaf("self")]),
            "stranger": self.context([leaf("stranger", self.stranger), self.stranger]),
            "other": self.context([leaf("other", root, names=("www.elsewhere.example",))]),
            "noname": self.context([leaf("noname", root, names=())]),
            "chain": self.context([leaf("chain", middle)]),
            "weak": self.context([leaf("weak", root, key=weak)], level=0),
            "old": self.context([leaf("old", root)], old=True),
            "oldself": self.context([leaf("oldself")], old=True),
            "oldstranger": self.context([leaf("oldstranger", self.stranger), self.stranger], old=True),
            "both": self.context([leaf("both", days=(-400, -35))]),
        }
