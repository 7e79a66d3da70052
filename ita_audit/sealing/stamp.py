"""
Ask an authority for an RFC 3161 time stamp of a sealed file, and check one (extra `timestamp`).

The request goes through the one gate: the public internet, or a private target that is allowed by name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ita_audit.engagement import LookSettings
from ita_audit.errors import EvidenceError, MissingExtra

ENDING = ".tsr"
_MAX_ANSWER, _PATIENCE_S, _GRANTED = 1 << 20, 30, 0


@dataclass(frozen=True, slots=True)
class Stamped:
    """When the authority says the file existed (UTC), whether its chain was checked, what is wrong."""

    time: str
    trusted: bool
    problem: str = ""


def _library() -> Any:
    try:
        import rfc3161_client
    except ImportError:
        raise MissingExtra(
            "rfc3161-client is not installed: pip install 'ita-audit[timestamp]'",
            hint_th="ยังไม่ได้ติดตั้งส่วนตราเวลา สั่ง pip install 'ita-audit[timestamp]' (แฟ้มผนึกใช้ได้โดยไม่ต้องมี)",
        ) from None
    return rfc3161_client


def request_stamp(file: Path, url: str, *, allow: tuple[str, ...] = ()) -> bytes:
    """
    Have a file time-stamped.

    Args:
        file: The sealed file; only its digest leaves this machine.

        url: Address of the authority.

        allow: Private targets HOST:PORT that are permitted.

    Returns:
        The authority's answer (DER), as it came.

    Raises:
        MissingExtra: The library is not installed.
        EvidenceError: The authority did not answer, or refused.
    """
    library = _library()
    builder = library.TimestampRequestBuilder().data(file.read_bytes())
    request = builder.hash_algorithm(library.HashAlgorithm.SHA256).cert_request(cert_request=True).build()
    answer = _post(url, request.as_bytes(), allow)
    stamped = check_stamp(answer, file, nonce=request.nonce)
    if stamped.problem:
        raise _failed(url, stamped.problem)
    return answer


def _failed(url: str, why: str) -> EvidenceError:
    return EvidenceError(
        f"{url}: no time stamp: {why}",
        hint_th="ขอตราเวลาไม่สำเร็จ แฟ้มผนึกยังใช้ได้ ลองใหม่หรือพิมพ์ค่า SHA-256 แล้วลงนามด้วยมือแทน",
    )


def _post(url: str, body: bytes, allow: tuple[str, ...]) -> bytes:
    import certifi
    import pycurl

    from ita_audit.fetch.gate import Gate, Refusal, parse

    answer = bytearray()

    def take(data: bytes) -> int | None:
        answer.extend(data)
        return -1 if len(answer) > _MAX_ANSWER else None

    curl = pycurl.Curl()
    try:
        asked = parse(url)
        target = Gate(LookSettings(allow=allow)).target(asked)
        name, host = (f"[{h}]" if ":" in h else h for h in (target.host, target.connect_host))
        for option, value in (
            (pycurl.URL, asked), (pycurl.CONNECT_TO, [f"{name}:{target.port}:{host}:{target.connect_port}"]),
            (pycurl.PROXY, ""), (pycurl.NOPROXY, "*"), (pycurl.FOLLOWLOCATION, 0), (pycurl.PROTOCOLS, 3),
            (pycurl.TIMEOUT, _PATIENCE_S), (pycurl.NOSIGNAL, 1), (pycurl.CAINFO, certifi.where()),
            (pycurl.POSTFIELDS, body), (pycurl.HTTPHEADER, ["Content-Type: application/timestamp-query"]),
            (pycurl.WRITEFUNCTION, take),
        ):  # fmt: skip
            curl.setopt(option, value)
        curl.perform()
        status = curl.getinfo(pycurl.RESPONSE_CODE)
    except (pycurl.error, Refusal) as error:
        raise _failed(url, str(error)) from None
    finally:
        curl.close()
    if status != 200:
        raise _failed(url, f"the authority answered {status}")
    return bytes(answer)


def check_stamp(
    answer: bytes, file: Path, *, nonce: int | None = None, authority: Path | None = None
) -> Stamped:
    """
    Check an answer of an authority against a file.

    Args:
        answer: The answer as kept.

        file: The sealed file.

        nonce: What the request carried; None when it is not known any more.

        authority: Certificates (PEM) of the authority that is trusted; None leaves its chain unchecked.

    Raises:
        MissingExtra: The library is not installed.
    """
    library = _library()
    try:
        response = library.decode_timestamp_response(answer)
        if response.status != _GRANTED:
            return Stamped("", False, f"the authority refused (status {response.status})")
        info = response.tst_info
        time = info.gen_time.strftime("%Y-%m-%dT%H:%M:%SZ")
        if bytes(info.message_imprint.message) != hashlib.sha256(file.read_bytes()).digest():
            return Stamped(time, False, "the time stamp is of another file")
        if nonce is not None and info.nonce != nonce:
            return Stamped(time, False, "the time stamp answers another request")
        if authority is None:
            return Stamped(time, False)
        _verify_chain(library, response, file, authority)
        return Stamped(time, True)
    except Exception as error:  # the parser and the verifier raise many kinds on bytes from outside
        return Stamped("", False, f"the time stamp cannot be read or verified: {str(error)[:200]}")


def _verify_chain(library: Any, response: Any, file: Path, authority: Path) -> None:
    from cryptography import x509

    builder = library.VerifierBuilder()
    for certificate in x509.load_pem_x509_certificates(authority.read_bytes()):
        builder = builder.add_root_certificate(certificate)
    builder.build().verify_message(response, file.read_bytes())
