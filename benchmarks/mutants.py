"""
Break the checkers on purpose, one small edit at a time, and see whether the canaries notice.

Each mutant is an edit of one source file in a copy of the package; the canaries fly there in a
process of their own. A mutant that no canary stops is one that could have spoilt an audit unseen.
`python -m benchmarks.mutants` takes some minutes, so it is no part of `make bench`; the tests run a
sample.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import ita_audit

PACKAGE = Path(ita_audit.__file__).parent
AT_ONCE = 2
_FLY = """
import sys
from ita_audit.canary import CanaryWatch
from ita_audit.engagement import LookSettings
failed = CanaryWatch(LookSettings(contact="mutants")).call_in(lambda response: None)
print("\\n".join(failed))
sys.exit(3 if failed else 0)
"""
_PATIENCE_S = 240


@dataclass(frozen=True, slots=True)
class Mutant:
    """One edit: what it breaks, in which file, and the words put in the place of others."""

    breaks: str
    file: str
    old: str
    new: str


def _m(file: str, breaks: str, old: str, new: str) -> Mutant:
    return Mutant(breaks, file, old, new)


def _without_rule(name: str) -> Mutant:
    return _m("linkcheck/rules.py", f"no rule {name}", f"\n    {name},\n", "\n")


def _without_statement(name: str) -> Mutant:
    return _m("periods/statements.py", f"no rule {name}", f", {name}),\n", ", lambda scan: None),\n")


FETCH = (
    _m("fetch/decode.py", "codings are not undone", "    names = [name.strip()", "    return body\n    names = [name.strip()"),
    _m("fetch/decode.py", "a stream cut short passes", "if not machine.eof:", "if False:"),
    _m("fetch/decode.py", "bombs unpack", "if content.tell() > cap or content.tell() > max(RATIO_FROM, at * MAX_RATIO):", "if False:"),
    _m("fetch/decode.py", "codings not offered pass", "if name in _NOT_OFFERED:", "if False:"),
    _m("fetch/gate.py", "no address is denied", "return any(_in_table(form) for form in _forms(ip))", "return False"),
    _m("fetch/gate.py", "wrapped addresses pass", "return [ip.ipv4_mapped]", "return [ipaddress.ip_address('8.8.8.8')]"),
    _m("fetch/gate.py", "NAT64 addresses pass", "return [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)]", "return [ipaddress.ip_address('8.8.8.8')]"),
    _m("fetch/gate.py", "6to4 addresses pass", "return [ip.sixtofour]", "return [ipaddress.ip_address('8.8.8.8')]"),
    _m("fetch/gate.py", "any scheme is opened", 'if not href.startswith(("http://", "https://")):', "if False:"),
    _m("fetch/gate.py", "no address is an address", 'if not text or (text.startswith("#") and not base):', "if False:"),
    _m("fetch/task.py", "redirects are not followed", "        if location:\n", "        if False:\n"),
    _m("fetch/task.py", "redirects without end", "MAX_REDIRECTS = 10", "MAX_REDIRECTS = 1000"),
    _m("fetch/task.py", "few redirects", "MAX_REDIRECTS = 10", "MAX_REDIRECTS = 4"),
    _m("fetch/task.py", "redirects pass the gate unparsed", "self.url = parse(target, self.url)", "self.url = target if '//' in target else parse(target, self.url)"),
    _m("fetch/task.py", "one attempt only", "MAX_ATTEMPTS = 2", "MAX_ATTEMPTS = 1"),
    _m("fetch/task.py", "resets are not asked again", 'if self.attempts >= most or (error != "reset" and', "if self.attempts >= most or error or (True and"),
    _m("fetch/task.py", "certificate faults are forgotten", "            tls=self.tls,", "            tls=None,"),
    _m("fetch/task.py", "damaged payloads pass", "error, detail, content, cut = _decoded(", "_, detail, content, cut = _decoded("),
    _m("fetch/task.py", "the deadline is an hour", "left = self.deadline_s - self.spent - (now - self.began)", "left = 3600.0"),
    _m("fetch/tls.py", "every certificate is trusted", "if trust == UNVERIFIED:\n        # The", "if True:\n        # The"),
    _m("fetch/tls.py", "no certificate is trusted", "curl.setopt(pycurl.CAINFO, trusted_roots(ca_file))", "curl.setopt(pycurl.CAINFO, trusted_roots(''))"),
    _m("fetch/transfer.py", "bodies have no cap", "if taken > self.most:", "if False:"),
    _m("fetch/head.py", "heads have no cap", "        if self.lines > MAX_HEAD_LINES or len(self.bytes) > MAX_HEAD:\n", "        if False:\n"),
    _m("fetch/transfer.py", "a short body passes", "        if not code:\n", "        if not code or code == 18:\n"),
    _m("fetch/head.py", "an interim answer is the answer", "if 100 <= (self.status or 0) < 200:", "if False:"),
    _m("fetch/transfer.py", "nobody says who asks", "(pycurl.USERAGENT, user_agent)", "(pycurl.USERAGENT, 'Mozilla/5.0')"),
    _m("fetch/transfer.py", "bodies lose a byte", "        self.body.append(data)\n", "        self.body.append(data[:-1] + b'.')\n"),
    _m("fetch/robots.py", "robots.txt is ignored", "rule = self.rules.get(origin, Says.UNKNOWN) if self.respect else Says.YES", "return Says.YES"),
    _m("fetch/robots.py", "a failing robots.txt allows", "if status >= 500:", "if False:"),
    _m("fetch/pace.py", "no limit at once", "if place.active >= self.per_host:", "if False:"),
    _m("fetch/pace.py", "no limit a second", "self.interval = 1 / rate + (_MARGIN_S if rate <= 10 else 0.0)", "self.interval = 0.0"),
    _m("fetch/pace.py", "nobody waits as told", "    value = value.strip()\n", "    return 0.0\n"),
)  # fmt: skip
LINKCHECK = (
    *map(
        _without_rule,
        (
            "request_failed", "limited_or_blocked", "needs_account", "http_error", "nothing_in_it", "soft_404",
            "wrong_type", "certificate", "opens",
        ),
    ),
    _m("linkcheck/rules.py", "everything opens", "        status=status,\n", "        status=LinkStatus.OK,\n"),
    _m("linkcheck/rules.py", "nothing opens", "        status=status,\n", "        status=LinkStatus.BROKEN,\n"),
    _m("linkcheck/rules.py", "429 is broken", "if seen.http_status == 429:", "if False:"),
    _m("linkcheck/rules.py", "403 is broken", "if seen.http_status == 403:", "if False:"),
    _m("linkcheck/rules.py", "challenges are broken", "if phrases.CHALLENGE.search(said):", "if False:"),
    _m("linkcheck/rules.py", "permanent moves are silent", "status in (301, 308)", "status in (777,)"),
    _m("linkcheck/reasons.py", "a time-out is unreachable", "LinkStatus.TIMEOUT", "LinkStatus.UNREACHABLE"),
    _m("linkcheck/soft404.py", "one sign is enough", "support) < 2", "support) < 1"),
    _m("linkcheck/soft404.py", "two signs are not enough", "support) < 2", "support) < 4"),
    _m("linkcheck/soft404.py", "the home page elsewhere is no sign", '        return "เนื้อหาคือหน้าแรก"', '        return ""'),
    _m("linkcheck/soft404.py", "being sent home is no sign", '        return "ถูกส่งกลับหน้าแรก"', '        return ""'),
    _m("linkcheck/signin.py", "401 is no wall", "if seen.http_status in (401, 407):", "if False:"),
    _m("linkcheck/signin.py", "a sign-in page is no wall", "needed = 2 if", "needed = 9 if"),
    _m("linkcheck/signin.py", "any box is a wall", "return \" และ \".join([*says, *does][:3]) if says and", "return \"x\" if page.password or"),
    _m("linkcheck/kinds.py", "names promise nothing", "    suffix = suffix_of(url, disposition)\n", '    return "", ()\n'),
    _m("linkcheck/kinds.py", "everything is a page", "    start = content[:4096]\n", '    return "html"\n'),
)  # fmt: skip
PERIODS = (
    *map(
        _without_statement,
        (
            "days.date_ranges", "parts.month_ranges", "_year_ranges", "days.onwards", "days.as_of", "parts.quarters",
            "parts.parts", "parts.months", "_fiscal_years",
        ),
    ),
    _m("periods/noise.py", "years of laws count", "    _LAW,\n    sparing(_EDITION", "    sparing(_EDITION"),
    _m("periods/canon.py", "Thai digits are not read", "text = fold_digits(compose(text[:MAX_TEXT]))", "text = compose(text[:MAX_TEXT])"),
    _m("periods/statements.py", "tax years are fiscal years", "near = any(", "near = False and any("),
    _m("periods/judge.py", "undated items ask for a year", "if rule is YearRule.UNDATED:", "if False:"),
    _m("periods/judge.py", "touching a year is covering it", "if any(first <= start and end <= last for start, end in spans):", "if any(start <= last and end >= first for start, end in spans):"),
    _m("periods/judge.py", "the year before is this year", "fiscal_span(fiscal_year - 1)", "fiscal_span(fiscal_year)"),
    _m("periods/judge.py", "the second half is the first", "part_of_fiscal(fiscal_year, 1, 6)", "part_of_fiscal(fiscal_year, 7, 6)"),
    _m("periods/judge.py", "nothing touches", "return any(start <= last and end >= first for start, end in spans)", "return False"),
    _m("periods/judge.py", "everything touches", "return any(start <= last and end >= first for start, end in spans)", "return True"),
    _m("periods/judge.py", "any part fills", "    reached = first\n", "    return True\n"),
    _m("periods/judge.py", "documents do not add up", "if together and ", "if False and "),
    _m("periods/judge.py", "silence is a match", "return Period.CANNOT_TELL, \"เอกสารไม่ระบุช่วงเวลาที่ครอบคลุม\"", "return Period.MATCH, \"\""),
    _m("periods/reading.py", "contradictions are not kept", "if rivals else ()", "if False else ()"),
    _m("periods/spans.py", "fiscal years begin in January", "date(ce - 1, 10, 1)", "date(ce, 1, 1)"),
    _m("periods/spans.py", "fiscal years end in December", "date(ce, 9, 30)", "date(ce, 12, 31)"),
    _m("periods/spans.py", "two digits are another century", "return 2500 + value", "return 2400 + value"),
    _m("periods/spans.py", "the common era is not converted", "return value + BUDDHIST_ERA", "return value"),
    _m("periods/spans.py", "months have 28 days", "calendar.monthrange(ce, last)[1]", "28"),
)  # fmt: skip
MUTANTS = (*FETCH, *LINKCHECK, *PERIODS)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant: stopped by which canary, not stopped, or its words not found."""

    mutant: Mutant
    applied: bool
    stopped_by: str


def fate_of(mutant: Mutant) -> Fate:
    """Let the canaries fly over one mutant."""
    source = PACKAGE / mutant.file
    text = source.read_text(encoding="utf-8") if source.is_file() else ""
    if mutant.old not in text:
        return Fate(mutant, False, "")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / PACKAGE.name
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "templates", "demo_site"))
        (copy / mutant.file).write_text(text.replace(mutant.old, mutant.new, 1), encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-P", "-c", _FLY]
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, timeout=_PATIENCE_S, check=False
            )
        except subprocess.TimeoutExpired:
            return Fate(mutant, True, "the canaries did not come back")
    if done.returncode == 0:
        return Fate(mutant, True, "")
    said = (done.stdout or done.stderr[-300:]).decode("utf-8", "replace").strip().splitlines()
    return Fate(mutant, True, said[0] if said else f"ended with {done.returncode}")


def fates(mutants: Iterable[Mutant] = MUTANTS) -> list[Fate]:
    """Let the canaries fly over every mutant, two at a time; over the sources as they are they must come home."""
    same = fate_of(Mutant("nothing", "__init__.py", "import", "import"))
    if same.stopped_by:
        raise RuntimeError(f"the canaries do not come home over the sources as they are: {same.stopped_by}")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(fate_of, mutants))


def main() -> None:
    all_fates = fates()
    applied = [fate for fate in all_fates if fate.applied]
    missed = [fate for fate in applied if not fate.stopped_by]
    share = 100 * (1 - len(missed) / len(applied)) if applied else 0.0
    print(f"{len(applied)} mutants of {len(MUTANTS)} apply, {share:.1f} % stopped by the canaries (bar 95)")
    for fate in missed:
        print(f"not stopped: {fate.mutant.file}: {fate.mutant.breaks}")
    for fate in all_fates:
        if not fate.applied:
            print(f"does not apply any more: {fate.mutant.file}: {fate.mutant.breaks}")


if __name__ == "__main__":
    main()
