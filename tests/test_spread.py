"""Sites whose items are spread: found with the way clicked to them, none wrong, absence with its trace."""

from __future__ import annotations

import dataclasses
import random
import shutil
import time

import pytest

from ita_audit.engagement import LookSettings, open_engagement
from ita_audit.evidence import load_looks
from ita_audit.look import look
from ita_audit.model import Found, Refusal, Response, Standing, Visited, Way, YearRule
from ita_audit.observation import observe
from ita_audit.survey import survey
from ita_audit.survey.entries import key_of
from ita_audit.tables import candidates_table, paths_table, trace_table
from ita_audit.trail import best_answers
from ita_audit.verdicts.found import found_step
from tests.spread_sites import BASE, CHECKLIST, HOST, KINDS, YEAR, Served, answer, build, crawl

SEEDS = range(8)


def pairs(page):
    return {code: {key_of(x.url) for x in entry.links} for code, entry in page.items.items() if entry.links}


def expected(site):
    return {code: {key_of(url) for url in urls} for code, urls in site.truth.items()}


def found(site, code, **changes):
    """The first rung of one item on a site that is searched without a socket."""
    result, _ = crawl(site, **changes)
    entry = result.page.items.get(code) if result.page else None
    return found_step(CHECKLIST[code], entry, [], result.page, result.search)


# ---------------------------------------------------------------- generated sites


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", KINDS)
def test_items_are_found_with_their_click_path_and_none_is_wrong(kind, seed):
    site = build(kind, seed)
    result, _ = crawl(site)
    got, right = pairs(result.page), expected(site)

    wrong = {(code, url) for code, urls in got.items() for url in urls - right.get(code, set())}
    assert wrong == set()
    assert sum(got.get(code) == urls for code, urls in right.items()) >= 0.9 * len(right)
    for code in got:
        for link in result.page.items[code].links:
            clicked = [key_of(url) for url, _ in link.path]
            assert clicked == [*map(key_of, site.clicks[code]), key_of(link.url)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_step_of_a_click_path_is_a_link_with_those_words_on_the_page_before(kind):
    from ita_audit.pages import page_links

    site = build(kind, 3)
    result, answers = crawl(site)
    by_key = {key_of(url): response for url, response in answers.items()}
    for entry in result.page.items.values():
        for link in entry.links:
            for (page, _), (url, words) in zip(link.path, link.path[1:], strict=False):
                there = page_links(by_key[key_of(page)].content, url=page)
                assert any(key_of(x.url) == key_of(url) and x.text == words for x in there), (
                    page,
                    url,
                    words,
                )


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_site_does_not_give_is_not_found_and_the_trace_says_where_was_looked(kind):
    site = build(kind, 5)
    result, answers = crawl(site)

    assert result.search.gaps == ()
    for code in site.absent:
        step = found(site, code)
        assert step.answer is Found.NO
        assert f"ค้น {result.search.pages_read} หน้า" in step.reason_th
    opened = {key_of(v.url) for v in result.search.visits if v.state is Visited.READ}
    assert opened == {key_of(url) for url, r in answers.items() if r.http_status == 200}
    assert set(site.absent) <= set(result.search.words)


def test_only_the_asked_years_folder_is_opened():
    site = build("year_folders", 2)
    _, answers = crawl(site)

    assert not [url for url in answers if f"/{YEAR - 1}" in url or f"/{YEAR + 1}" in url]


def test_an_item_that_only_another_years_folder_has_is_a_candidate_and_no_link():
    site = build("site_map", 1)
    code = site.absent[0]
    old = f"<li><a href='/{YEAR - 1}/old'>{CHECKLIST[code].title}</a></li>"
    site.pages["/map"] = site.pages["/map"].replace("<ul>", f"<ul><li>ITA {YEAR - 1}<ul>{old}</ul></li>", 1)
    result, _ = crawl(site)

    assert code not in pairs(result.page)
    assert next((c.link.url, c.why) for c in result.search.candidates[code]) == (
        f"{BASE}/{YEAR - 1}/old",
        Refusal.OTHER_YEAR,
    )


# ---------------------------------------------------------------- shapes built by hand


def page(body):
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>"


def by_hand(pages, ita_page="/"):
    site = build("menu", 0)
    site.pages, site.ita_page = {path: page(body) for path, body in pages.items()}, f"{BASE}{ita_page}"
    return site


def items_menu(href=lambda item: f"/i/{item.number}"):
    rows = "".join(f"<li><a href='{href(i)}'>{i.title}</a></li>" for i in CHECKLIST.items)
    return f"<nav><ul>{rows}</ul></nav>"


def given(site):
    """The path of each item's one link, as it stands on the site."""
    result, _ = crawl(site)
    return {
        c: [x.removeprefix(key_of(BASE)) for x in sorted(urls)] for c, urls in pairs(result.page).items()
    }, result


def test_a_welcome_page_is_clicked_through():
    for door in ("<a href='/index/'>เข้าสู่เว็บไซต์</a>", "<a href='/index/'><img src='x.jpg'></a>",
                 "<meta http-equiv='refresh' content='0; url=/index/'>"):  # fmt: skip
        got, result = given(by_hand({"/": door, "/index/": items_menu()}))
        assert got == {i.code: [f"/i/{i.number}"] for i in CHECKLIST.items}
        path = result.page.items["O8"].links[0].path
        assert [url for url, _ in path[:2]] == [f"{BASE}/", f"{BASE}/index/"]


def test_indicators_then_sub_indicators_then_items_are_two_levels():
    subs = {i.sub_indicator: i for i in CHECKLIST.items}
    pages = {"/": "<a href='/ita'>ITA</a>"}
    pages["/ita"] = "".join(
        f"<p><a href='/ind{n}'>ตัวชี้วัดที่ {n}</a></p>" for n in {i.indicator: 1 for i in CHECKLIST.items}
    )
    for code, item in subs.items():
        link = f"<p><a href='/sub{code}'>{code} {item.sub_indicator_title}</a></p>"
        pages[f"/ind{item.indicator}"] = pages.get(f"/ind{item.indicator}", "") + link
        own = (i for i in CHECKLIST.items if i.sub_indicator == code)
        pages[f"/sub{code}"] = "".join(f"<p><a href='/i/{i.number}'>O{i.number}</a></p>" for i in own)
    got, result = given(by_hand(pages, "/ita"))

    assert got == {i.code: [f"/i/{i.number}"] for i in CHECKLIST.items}
    assert len(result.page.items["O1"].links[0].path) == 5


def right_year(item):
    return YEAR - 1 if item.year_rule is YearRule.PREVIOUS_FY else YEAR


def test_of_years_under_an_items_own_entry_the_one_it_asks_for_is_taken():
    years = (YEAR - 2, YEAR - 1, YEAR, YEAR + 1)
    rows = ""
    for item in CHECKLIST.items:
        inner = "".join(f"<li><a href='/{y}/{item.number}'>ปี {y}</a></li>" for y in years)
        rows += f"<li><a href='#'>{item.title}</a><ul>{inner}</ul></li>"
    got, _ = given(by_hand({"/": f"<nav><ul>{rows}</ul></nav>"}))

    assert got == {i.code: [f"/{right_year(i)}/{i.number}"] for i in CHECKLIST.items}


def test_in_a_category_of_several_years_a_later_page_may_have_the_right_one():
    posts = []
    for item in CHECKLIST.items:
        dated = item.year_rule is not YearRule.UNDATED
        posts += [
            (f"{item.title} {y}" if dated or y != YEAR else item.title, f"/{y}/{item.number}")
            for y in (YEAR - 1, YEAR)
        ]
    random.Random(3).shuffle(posts)
    pages = {"/": "<a href='/ita'>ITA</a>"}
    pager = "".join(f"<a href='/ita?page={n}'>{n}</a> " for n in range(1, 10))
    for n in range(9):
        cards = "".join(
            f"<div><a href='{href}'>{text}</a></div>" for text, href in posts[n * 10 : n * 10 + 10]
        )
        pages[f"/ita?page={n + 1}" if n else "/ita"] = cards + pager
    got, _ = given(by_hand(pages, "/ita"))

    assert got == {i.code: [f"/{right_year(i)}/{i.number}"] for i in CHECKLIST.items}


def test_items_in_the_menu_are_found_although_the_ita_page_is_gone():
    result, _ = crawl(by_hand({"/": items_menu()}, "/no-such-page"))
    assert len(pairs(result.page)) == len(CHECKLIST.items)
    assert any("หน้า ITA" in gap for gap in result.search.gaps)


# ---------------------------------------------------------------- proof of absence


def test_a_search_cut_short_proves_nothing():
    site = build("sub_pages", 0)
    result, answers = crawl(site, max_pages=3)
    missing = next(c for c in site.truth if c not in pairs(result.page))

    assert len(answers) == 2 + 3
    assert any("ไม่เกิน 3 หน้า" in gap for gap in result.search.gaps)
    assert found(site, missing, max_pages=3).answer is Found.CANNOT_TELL


def test_evidence_without_the_further_pages_says_so():
    site = build("sub_pages", 0)
    answers = {url: answer(site, url) for url in (site.home, site.ita_page)}
    result = survey(answers, CHECKLIST, site=site.home, ita_page=site.ita_page, max_pages=60)

    assert result.wanted
    assert any(Visited.NOT_OPENED.th in gap for gap in result.search.gaps)
    assert found_step(CHECKLIST["O1"], None, [], result.page, result.search).answer is Found.CANNOT_TELL


@pytest.mark.parametrize("path", ["/", "/ita/part3"])
def test_a_page_that_cannot_be_opened_leaves_the_item_open(path):
    site = build("sub_pages", 1)
    result, answers = crawl(site)
    missing = site.absent[0]
    answers[f"{BASE}{path}"] = dataclasses.replace(answers[f"{BASE}{path}"], http_status=503, content=b"")
    again = survey(answers, CHECKLIST, site=site.home, ita_page=site.ita_page, max_pages=60)

    assert found_step(CHECKLIST[missing], None, [], result.page, result.search).answer is Found.NO
    assert found_step(CHECKLIST[missing], None, [], again.page, again.search).answer is Found.CANNOT_TELL


def test_a_site_on_which_hardly_anything_was_found_proves_no_absence():
    site = build("menu", 0)
    site.pages = {path: html for path, html in site.pages.items() if path in ("/", "/ita")}
    for path in site.pages:
        site.pages[path] = "<html><body><h1>เทศบาล</h1><a href='/ita'>ITA</a><p>ยินดีต้อนรับ</p></body></html>"
    assert found(site, "O1").answer is Found.CANNOT_TELL


# ---------------------------------------------------------------- a list of its own


def listed(site, without=(), dead=()):
    rows = ""
    for item in CHECKLIST.items:
        href = "#" if item.code in dead else f"/own/{item.number}"
        if item.code not in without:
            rows += f"<tr><td>O{item.number}</td><td>{item.title}</td><td><a href='{href}'>คลิก</a></td></tr>"
    site.pages["/ita"] = f"<html><body><h1>ITA {YEAR}</h1><table>{rows}</table></body></html>"
    site.ita_page = f"{BASE}/ita"
    return site


def test_a_complete_list_asks_for_no_further_page():
    result, answers = crawl(listed(build("menu", 0)))
    assert len(answers) == 2
    assert result.search.own_list
    assert result.page.items["O8"].links[0].path[-2][0] == f"{BASE}/ita"


def test_an_item_that_the_list_omits_and_the_menu_has_waits_for_a_person():
    site = build("menu", 0)
    code = next(iter(site.truth))
    result, _ = crawl(listed(site, without=[code]))
    entry = result.page.items[code]
    step = found_step(CHECKLIST[code], entry, [seen(entry.links[0])], result.page, result.search)

    assert entry.doubts == ("not_on_ita_page",)
    assert step.answer is Found.AMBIGUOUS
    assert "หน้าแรก ›" in step.reason_th


def test_an_item_listed_without_a_link_stays_not_found_and_its_namesake_is_shown():
    site = build("menu", 1)
    code = next(code for code, urls in site.truth.items() if code not in site.absent)
    result, _ = crawl(listed(site, dead=[code]))
    candidate = result.search.candidates[code][0]

    assert not result.page.items[code].links
    assert (
        found_step(CHECKLIST[code], result.page.items[code], [], result.page, result.search).answer
        is Found.NO
    )
    assert candidate.link.url in site.truth[code]
    assert candidate.why in (Refusal.WITHOUT_LINK, Refusal.OTHER_NAME, Refusal.WEAK)


def seen(link):
    from ita_audit.model import LinkCheck, LinkStatus, Observed

    check = LinkCheck(link.url, link.url, LinkStatus.OK, "", 200, (), "text/html", 1, "", 1, 1, "")
    return Observed("E-1", link.item, link, check)


def test_another_assessments_page_is_not_searched():
    site = build("menu", 0)
    rows = "".join(f"<p>MOIT {n} หน่วยงานมีการวางระบบ <a href='/m/{n}.pdf'>ดู</a></p>" for n in range(1, 23))
    site.pages["/ita"], site.ita_page = f"<html><body>{rows}</body></html>", f"{BASE}/ita"
    result, answers = crawl(site)

    assert len(answers) == 2
    assert pairs(result.page) == {}


# ---------------------------------------------------------------- look, evidence, papers


@pytest.fixture
def case_of(tmp_path, demo_case):
    def make(site, served, **changes):
        folder = tmp_path / "case"
        shutil.copytree(
            demo_case.folder, folder, ignore=shutil.ignore_patterns("evidence", "report", "notebooks")
        )
        (folder / "engagement.toml").write_text(
            f'[engagement]\nagency = "เทศบาลตำบลกระจาย"\nsite = "{site.home}"\nita_page = "{site.ita_page}"\n'
            f"fiscal_year = {YEAR}\nas_of = 2023-04-20\n",
            encoding="utf-8",
        )
        case = open_engagement(folder)
        settings = LookSettings(
            rate=500, per_host=8, deadline_s=5, spacing_s=0.1, connect_to=served.connect_to, **changes
        )
        return dataclasses.replace(case, look=settings)

    return make


@pytest.mark.parametrize("kind", KINDS)
def test_a_look_over_the_network_and_its_evidence_give_what_the_search_gives(kind, case_of):
    site = build(kind, 4)
    right, _ = crawl(site)
    with Served(site) as served:
        case = case_of(site, served)
        look(case)
    audit = observe(case)

    assert pairs(audit.page) == pairs(right.page)
    assert audit.search == right.search
    assert audit.ladders.keys() == {item.code for item in CHECKLIST.items}
    assert all(audit.ladders[code].found.answer is Found.NO for code in site.absent)
    purposes = {r.purpose for r in load_looks(case.evidence)[0].responses}
    assert "index" in purposes


def test_a_page_that_opens_at_the_second_observation_is_followed(case_of):
    site = build("sub_pages", 2)
    right, _ = crawl(site)
    site.failing = {"/ita/part1": 1}
    with Served(site) as served:
        case = case_of(site, served)
        look(case)

    assert pairs(observe(case).page) == pairs(right.page)
    assert site.requests.count("/ita/part1") == 2


def test_a_stopped_look_goes_on_where_it_stopped(case_of):
    site = build("category", 2)
    right, _ = crawl(site)

    def stop(stage, done, total):
        if "index" in stage and done == 2:
            raise KeyboardInterrupt

    with Served(site) as served:
        case = case_of(site, served)
        with pytest.raises(KeyboardInterrupt):
            look(case, progress=stop)
        kept = load_looks(case.evidence, states=("interrupted",))[0].responses
        before = len(site.requests)
        look(case)

    captured = {r.url.removeprefix(BASE) for r in kept if r.purpose != "robots"}
    assert len(load_looks(case.evidence)) == 1
    assert len(captured) >= 4
    assert not captured & set(site.requests[before:])
    assert observe(case).search == right.search


def test_the_papers_show_the_trace_the_candidates_and_the_paths(case_of):
    site = build("sub_pages", 3)
    with Served(site) as served:
        case = case_of(site, served)
        look(case)
    audit = observe(case)

    trace = trace_table(audit).frame
    assert set(trace["หน้า"]) >= {site.home, site.ita_page, f"{BASE}/ita/part0"}
    assert trace["พบข้อ"].str.cat(sep=", ").count("O") == len(pairs(audit.page))
    near = candidates_table(audit).frame
    assert set(site.absent) <= set(near["ข้อ"])
    ways = paths_table(audit).frame
    channels = {"O8", "O9", "O18", "O28"} - set(site.absent)
    assert channels <= set(ways["ข้อ"])
    assert ways["ทางคลิกจากหน้าแรก"].str.startswith("หน้าแรก › ").all()


def test_the_frozen_demo_holds_every_page_that_its_search_wants(demo_case, demo):
    answers = best_answers(load_looks(demo_case.evidence)[-1].responses)
    result = survey(answers, demo.checklist, site=demo_case.site, ita_page=demo_case.ita_page, max_pages=60)
    assert result.wanted == ()
    assert result.search.own_list
    assert result.search.complete
    assert demo.search == result.search


def test_the_demos_menu_does_not_give_what_is_planned_as_missing(tmp_path):
    from ita_audit.demo_site import build_site

    plans = map(build_site, range(200))
    plan = next(p for p in plans if [d.item for d in p.defects if d.kind == "missing"] == ["O1"])
    assert all(b'/index/content/?id=1"' not in a.body for a in plan.answers.values())


# ---------------------------------------------------------------- hostile sites


def test_an_endless_list_ends_at_the_cap():
    site = build("category", 0)
    home = site.pages["/"]

    class Endless(dict):
        def get(self, path, default=None):
            number = int(path.rsplit("/", 1)[-1]) if path.startswith("/category/ita/page/") else 1
            return f"<html><body><a href='/category/ita/page/{number + 1}'>ถัดไป</a>O1 x</body></html>"

    site.pages, site.ita_page = Endless({"/": home}), f"{BASE}/category/ita"
    result, answers = crawl(site, max_pages=20)
    assert len(answers) <= 22
    assert result.search.gaps


def test_a_page_of_many_links_costs_bounded_time():
    site = build("menu", 0)
    many = "".join(f"<li><a href='/x/{n}'>ประกาศ ฉบับที่ {n}</a></li>" for n in range(30_000))
    site.pages["/"] = f"<html><body><ul>{many}</ul></body></html>"
    started = time.monotonic()
    result, _ = crawl(site)
    assert time.monotonic() - started < 60
    assert any("อ่านไม่หมด" in gap for gap in result.search.gaps)


@pytest.mark.parametrize(
    "page", [b"<ul>" * 50_000, b"\x00" * 1000, b"<a href='http://[::1'>x</a>", b"<a href=//%>y</a>" * 50]
)
def test_hostile_pages_end_and_give_nothing(page):
    response = dataclasses.replace(answer(build("menu", 0), f"{BASE}/"), content=page, body=page)
    result = survey({f"{BASE}/": response}, CHECKLIST, site=f"{BASE}/", ita_page=f"{BASE}/", max_pages=5)
    assert not result.page or pairs(result.page) == {}


def test_addresses_of_a_sitemap_xml_are_candidates_only():
    site = build("menu", 0)
    plain = "<html><body><h1>เทศบาล</h1><p>ยินดีต้อนรับ</p><a href='/ita'>ITA</a></body></html>"
    site.pages = {"/": plain, "/ita": plain}
    site.pages["/sitemap.xml"] = (
        f"<urlset><url><loc>{BASE}/%E0%B9%82%E0%B8%84%E0%B8%A3%E0%B8%87%E0%B8%AA%E0%B8%A3%E0%B9%89"
        "%E0%B8%B2%E0%B8%87/</loc></url><url><loc>http://elsewhere.example/โครงสร้าง</loc></url></urlset>"
    )
    result, _ = crawl(site)
    candidates = result.search.candidates["O1"]

    assert [(c.score, c.why) for c in candidates] == [(100.0, Refusal.NO_CLICK_PATH)]
    assert HOST in candidates[0].link.url
    assert not result.page or pairs(result.page) == {}


def test_the_search_stays_on_the_site_and_out_of_files_and_side_doors():
    site = build("menu", 0)
    links = (
        "http://other.example/ita",
        "/ITA-2566.pdf",
        "/login?next=ITA",
        "/wp-admin/ITA",
        "javascript:ITA()",
    )
    anchors = "".join(f"<p><a href='{href}'>ITA {YEAR}</a></p>" for href in links)
    site.pages = {"/": f"<html><body>{anchors}</body></html>"}
    site.ita_page = site.home
    _, answers = crawl(site)
    assert set(answers) <= {site.home, f"{BASE}/sitemap.xml"}


def test_the_way_to_an_ita_page_that_the_home_page_does_not_link_is_looked_up():
    site = listed(build("sub_pages", 0))
    site.pages["/hub"] = "<html><body><a href='/ita'>รายการของปีนี้</a></body></html>"
    site.pages["/"] = "<html><body><a href='/hub'>การเปิดเผยข้อมูลสาธารณะ OIT</a></body></html>"
    result, _ = crawl(site)
    words = [words for _, words in result.page.items["O1"].links[0].path]
    assert words == ["", "การเปิดเผยข้อมูลสาธารณะ OIT", "รายการของปีนี้", "คลิก"]
    assert [v.way for v in result.search.visits][:2] == [Way.HOME, Way.ITA]


def test_ready_items_of_a_spread_site_are_ready(case_of):
    """Nothing but the missing items is a problem of the first rung."""
    site = build("year_folders", 1)
    with Served(site) as served:
        case = case_of(site, served)
        look(case)
    audit = observe(case)
    lost = {c for c, v in audit.verdicts.items() if v.rule == "not_given" and v.standing is Standing.PROBLEM}
    assert lost == set(site.absent)


def test_the_best_answer_of_an_address_is_the_last_that_succeeded():
    good = answer(build("menu", 0), f"{BASE}/")
    bad = dataclasses.replace(good, http_status=503)
    gone: Response = dataclasses.replace(good, error="timeout", http_status=None)
    assert best_answers([bad, good, gone]) == {good.url: good}
    assert best_answers([bad, gone]) == {good.url: gone}
