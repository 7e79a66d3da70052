"""
Canaries: known addresses that pass through the same pipeline as the site's in every look.

A loopback server has good pages and bad ones (dead, soft 404, blocked, cut short, wrong year,
scanned …); when the pipeline says anything but what is right, the look is void. `cases` and
`periods` list them, `server` serves them, `judge` judges them, `watch` sends them out. What they
answered is in the evidence, so anyone can judge them again.
"""

from ita_audit.canary.judge import judge_canaries
from ita_audit.canary.watch import CanaryWatch

__all__ = ["CanaryWatch", "judge_canaries"]
