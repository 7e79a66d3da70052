"""
Seal a case into one `.wacz` file that opens in replay viewers, and check such a file anywhere.

`container` is a ZIP with one spelling, `layout` says what stands where, `cdxj` indexes the captures,
`package` puts everything together, `seal` and `verify` are the two commands, `signing` and `stamp`
the optional proofs of who and when.
"""

from ita_audit.sealing.package import Derived, canonical
from ita_audit.sealing.seal import Derive, Sealed, seal_case
from ita_audit.sealing.verify import Verification, verify_sealed

__all__ = ["Derive", "Derived", "Sealed", "Verification", "canonical", "seal_case", "verify_sealed"]
