"""Commands that look at pages and links: links, check."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ita_audit.cli.output import print_json, read_bytes
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
    app.command()(links)
    app.command(
        add_help_option=False,
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    )(check)


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


def check(context: typer.Context) -> None:
    """ตรวจลิงก์อย่างเดียว ไม่ต้องมีแฟ้มงาน | The link checker alone, without any case (check --help)."""
    from ita_audit.cli.check import run

    raise typer.Exit(run(context.args))
