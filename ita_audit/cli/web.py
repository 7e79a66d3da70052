"""Commands that look at pages and links: links, check."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ita_audit.cli.output import lines_to, print_json, read_bytes
from ita_audit.engagement import LookSettings
from ita_audit.errors import AuditError

if TYPE_CHECKING:
    from ita_audit.fetch import Fetcher
    from ita_audit.model import Response

AllowOption = Annotated[
    list[str] | None, typer.Option(help="อนุญาตปลายทางส่วนตัว HOST:PORT[-PORT] เท่านั้น | exactly this target")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for function in (links, check):
        app.command()(function)


def links(
    page: Annotated[str, typer.Argument(help="ไฟล์หน้าเว็บ, ที่อยู่ http(s) หรือ - (standard input)")],
    url: Annotated[str, typer.Option(help="ที่อยู่ของหน้านั้น")] = "",
    year: Annotated[
        int | None, typer.Option(help="ปีงบประมาณ พ.ศ. ไม่ระบุคือให้เดา | guessed when not told")
    ] = None,
    scheme: Annotated[str, typer.Option(help="ชุดแบบตรวจ ไม่ระบุคือให้เดา | guessed when not told")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSON ตามสัญญา | the JSON contract")] = False,
    allow: AllowOption = None,
    render: Annotated[
        bool, typer.Option("--render", help="แสดงหน้าด้วยเบราว์เซอร์เมื่อรายการมาจากสคริปต์ (ส่วนเสริม browser)")
    ] = False,
) -> None:
    """หน้านี้ให้ลิงก์อะไรในแต่ละข้อ เพราะอะไร | What a saved or live page gives per item, and why."""
    from ita_audit.checklist import known_checklists, load_checklist
    from ita_audit.errors import ChecklistError
    from ita_audit.pages import links_document, read_any_page, refused_document

    if render and not page.startswith(("http://", "https://")):
        raise typer.BadParameter("--render: expected an http(s) address, a saved page is not run")
    data, content_type, address = _page(page, url, tuple(allow or ()), render=render)
    checklists = [c for c in known_checklists() if year in (None, c.fiscal_year) and scheme in ("", c.scheme)]
    read, checklist = read_any_page(
        data, url=address, checklists=checklists, year=year, content_type=content_type
    )
    document = links_document(read, checklist)
    if not checklists and not read.items and year:
        try:
            load_checklist(year, scheme or "oit")
        except ChecklistError as error:
            document = refused_document(read, error.message, error.hint_th)
    if as_json:
        print_json(document)
        return
    for code, given in document["items"].items():
        for link in given:
            print(f"{code}\t{link['url']}\t{link['text']}\t({link['rule']})")
    for note in (*read.notes, document.get("refused", {}).get("message_th", "")):
        if note:
            print(note, file=sys.stderr)


def _page(page: str, url: str, allow: tuple[str, ...], *, render: bool = False) -> tuple[bytes, str, str]:
    if not page.startswith(("http://", "https://")):
        return read_bytes(page), "", url or "http://page.invalid/"
    from ita_audit.fetch import Fetcher

    settings = LookSettings(allow=allow)
    with Fetcher(settings) as fetcher:
        response = fetcher.fetch(page, "page")
        if render and not response.error:
            response = _in_browser(response, settings, fetcher)
    if response.error or (response.http_status or 0) >= 400:
        raise AuditError(
            f"{page}: expected a page, got {response.http_status or response.error}: {response.detail}",
            hint_th="เปิดหน้านี้ไม่ได้ ตรวจที่อยู่ หรือบันทึกหน้าเป็นไฟล์แล้วสั่งใหม่",
        )
    return response.content, response.header("content-type"), url or response.final_url


def _in_browser(page: Response, settings: LookSettings, fetcher: Fetcher) -> Response:
    """The page as a browser shows it, where only scripts fill it; what is missing is said."""
    from ita_audit.pages.scripted import needs_scripts
    from ita_audit.render import as_response, missing_extra, render
    from ita_audit.shown import as_shown

    if not needs_scripts(page.content, page.header("content-type")):
        return page
    missing = missing_extra()
    if missing:
        print(missing, file=sys.stderr)
        return page
    shown = as_response(render(page, settings, fetcher=fetcher))
    print(f"{page.url}: {shown.detail}", file=sys.stderr)
    return as_shown([page, shown])[0]


def check(
    urls: Annotated[list[str] | None, typer.Argument(help="ที่อยู่ที่จะตรวจ")] = None,
    source: Annotated[str, typer.Option("--from", help="ไฟล์: ที่อยู่ละบรรทัด หรือ JSON lines ที่มี url")] = "",
    page: Annotated[str, typer.Option(help="ตรวจทุกลิงก์ของหน้านี้")] = "",
    year: Annotated[int | None, typer.Option(help="ปีงบประมาณ พ.ศ. (ใช้กับ --page)")] = None,
    jsonl: Annotated[str, typer.Option(help="เขียนผล JSON lines ลงไฟล์ หรือ -")] = "-",
    allow: AllowOption = None,
    ca_file: Annotated[str, typer.Option(help="ใบรับรองรากเพิ่มเติม")] = "",
    concurrency: Annotated[int, typer.Option(help="เปิดพร้อมกันทั้งหมด")] = 8,
    per_host: Annotated[int, typer.Option(help="เปิดพร้อมกันต่อเครื่องแม่ข่าย")] = 2,
    rate: Annotated[float, typer.Option(help="ครั้งต่อวินาทีต่อเครื่องแม่ข่าย")] = 2.0,
) -> None:
    """ตรวจลิงก์อย่างเดียว ไม่ต้องมีแฟ้มงาน | The link checker alone, without any case."""
    from ita_audit.check_links import CheckTarget, check_targets

    settings = LookSettings(
        concurrency=concurrency, per_host=per_host, rate=rate, allow=tuple(allow or ()), ca_file=ca_file
    )
    targets = [CheckTarget(href=url, url=url) for url in urls or ()]
    targets += list(_from_file(source, CheckTarget)) if source else []
    if page:
        targets += _from_page(page, year, settings, CheckTarget)
    if not targets:
        raise typer.BadParameter("no address: give URL…, --from FILE or --page URL")
    from tqdm import tqdm

    with lines_to(jsonl) as file:
        for record in tqdm(
            check_targets(targets, settings),
            total=len(targets),
            file=sys.stderr,
            desc="ตรวจลิงก์ | check",
            ascii=" -=",
        ):
            print(json.dumps(record, ensure_ascii=False), file=file, flush=True)


def _from_file(source: str, target: type) -> Iterator[object]:
    text = read_bytes(source).decode("utf-8-sig", "replace")
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if line.startswith("{"):
            try:
                yield target(href=json.loads(line)["url"], url=json.loads(line)["url"])
            except (ValueError, KeyError) as error:
                raise AuditError(
                    f"{source}, line {number}: expected a JSON object with url, got: {error}",
                    hint_th=f"แก้บรรทัดที่ {number} ให้เป็นที่อยู่ หรือ JSON ที่มี url",
                ) from None
        elif line and not line.startswith("#"):
            yield target(href=line, url=line)


def _from_page(page: str, year: int | None, settings: LookSettings, target: type) -> list:
    from ita_audit.checklist import load_checklist
    from ita_audit.pages import every_link, read_page

    data, content_type, address = _page(page, page if page.startswith("http") else "", settings.allow)
    placed: dict[str, str] = {}
    if year:
        read = read_page(data, url=address, checklist=load_checklist(year), content_type=content_type)
        placed = {link.href: code for code, entry in read.items.items() for link in entry.links}
    return [
        target(href=link.href, url=link.url, text=link.text, item=placed.get(link.href))
        for link in every_link(data, url=address, content_type=content_type)
    ]
