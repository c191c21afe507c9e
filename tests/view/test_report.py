from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings

from khabar.model import Article, Block, Claim, CopyGroup, Dispute, Dropped, Grade, Span
from khabar.view.findings import Findings
from khabar.view.report import report_page, write_report
from tests.view.make import TEXT, a_claim, a_reading, an_article, an_event, findings
from tests.view.strategies import claims

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script src=https://evil.example/x.js></script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "data:text/html,<svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;script&gt;",
    "a\u202egnp.exe\u2066\u200b",
    "]]><!-- --> <!--",
]
VOID = {"meta", "input", "br", "img", "link"}


class Tags(HTMLParser):
    """The tags and attributes of a page, and its text outside script and style."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("script", "style"):
            self.text += data


def some_findings() -> Findings:
    one, other = a_claim(), a_claim(mode="explosives", factuality="alleged")
    rival = a_claim(kind="relation", event_type=None, mode=None, relation="rival")
    said = a_claim(kind="statement", factuality="denied", mode="drone")
    lone = a_claim(factuality="planned", mode="aerial")
    event = an_event(
        [one, other],
        disputes=(Dispute("figures", "12 against 15", (one.id, other.id)),),
        readings=(a_reading("Ministry", 12, None), a_reading("Doctors", 15, 15, group="men")),
        belligerent_only=True,
    )
    elsewhere = a_claim(mode="firearms")
    undated = an_event([elsewhere], id="event-2", when=None, where=None, readings=())
    return findings(
        [event, undated],
        [one, other, elsewhere, rival, said, lone],
        [an_article(), an_article(id="article-2", source="copy.txt")],
        [CopyGroup("article-1", ("article-2",), "Example Wire", "same text")],
        [Dropped("scan.pdf", "acquire", "quarantined", "expected text, found a PDF")],
    )


def poisoned(value: object, payload: str) -> object:
    """Return the record with the payload in every free text, its spans still fitting."""
    if isinstance(value, Span):
        return Span(value.article_id, 0, len(payload), payload)
    if isinstance(value, tuple):
        return tuple(poisoned(one, payload) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        free = {
            "name", "id", "group", "claimant", "because", "cue", "coder", "title", "outlet",
            "source", "url", "language", "item", "reason", "stage", "mode", "country", "admin1",
            "admin2", "published", "origin", "outlets", "candidates", "country_code",
        }  # fmt: skip
        changed = {
            field.name: _poisoned_field(getattr(value, field.name), field.name in free, payload)
            for field in fields(value)
        }
        return type(value)(**changed)
    return value


def _poisoned_field(value: object, free: bool, payload: str) -> object:
    if free and isinstance(value, str):
        return payload
    if free and isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return (payload,)
    return poisoned(value, payload)


def hostile_findings(payload: str) -> Findings:
    article = Article(
        payload, payload, payload, (Block(0, len(payload), "furniture", payload),),
        payload, payload, payload, payload, payload,
    )  # fmt: skip
    claim = poisoned(replace(a_claim(), article_id=payload), payload)
    assert isinstance(claim, Claim)
    lone = replace(claim, kind="statement")
    event = an_event(
        [claim],
        id=payload,
        readings=(a_reading(payload, 1, 2, group=payload, published=payload),),
        disputes=(Dispute("figures", payload, (payload,)),),
        grade=Grade("weak", payload),
        outlets=(payload,),
        mode=payload,
        part_of=payload,
    )
    dropped = [Dropped(payload, payload, "quarantined", payload)]
    return findings([event], [claim, lone], [article], [], dropped)


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_texts_stay_texts(payload: str) -> None:
    plain, hostile = (
        Tags(report_page(hostile_findings("plain"))),
        report_page(hostile_findings(payload)),
    )
    tags = Tags(hostile)
    assert [tag for tag, _ in tags.found] == [tag for tag, _ in plain.found]
    assert [sorted(a) for _, a in tags.found] == [sorted(a) for _, a in plain.found]
    assert "\u202e" not in hostile
    if payload.isprintable():
        assert payload in tags.text


def test_the_page_refers_to_nothing_outside_itself() -> None:
    page = report_page(hostile_findings("https://evil.example/x"))
    for tag, attributes in Tags(page).found:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form", "image"}
        assert not {"src", "srcset", "action", "style", "xlink:href"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "#").startswith("#")
    style = files("khabar.view.page").joinpath("report.css").read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else() -> None:
    page = report_page(some_findings())
    policy = next(
        attributes["content"] or ""
        for tag, attributes in Tags(page).found
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_the_script_makes_no_markup_from_text() -> None:
    script = files("khabar.view.page").joinpath("report.js").read_text("utf-8")
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "fetch(",
    ):
        assert way not in script


def test_the_page_tells_what_a_reader_asks() -> None:
    text = " ".join(Tags(report_page(some_findings())).text.split())
    for told in (
        "Example Front carried out a suicide attack on shoppers",
        "according to whom",
        "Example Wire, citing Example Ministry",
        "at least 12",
        "Figures differ. 12 against 15",
        "Only a party to the conflict says so.",
        "Taken for the same event as",
        "same place +0.40",
        "1 not on the map: place not stated or not resolved",
        "1 not on the timeline: date not stated",
        "The same text is carried by: Example Wire (copy.txt)",
        "3 pages in = 1 coded + 1 copy + 1 quarantined + 0 skipped",
        "expected text, found a PDF",
    ):
        assert told in text


def test_a_claim_that_is_only_alleged_never_reads_as_a_fact() -> None:
    claim = a_claim(factuality="alleged")
    page = report_page(findings([an_event([claim])], [claim], [an_article()]))
    tags = Tags(page)
    assert "Alleged: Example Front carried out" in tags.text
    assert any("told-alleged" in (a.get("class") or "") for _, a in tags.found)


def test_every_word_of_an_article_is_on_the_page() -> None:
    text = Tags(report_page(some_findings())).text
    assert all(paragraph in text for paragraph in TEXT.split("\n\n"))


def test_ids_on_the_page_are_unique_and_links_lead_somewhere() -> None:
    tags = Tags(report_page(some_findings())).found
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    links = {a["href"] for tag, a in tags if tag == "a"}
    assert len(ids) == len(set(ids))
    assert links <= {f"#{one}" for one in ids}


def test_a_run_without_events_gives_a_page(tmp_path: Path) -> None:
    nothing = findings()
    path = tmp_path / "report.html"
    write_report(path, (), (), (), (), (), nothing.ledger)
    assert "0 events" in path.read_text("utf-8")


def test_the_same_findings_give_the_same_page() -> None:
    assert report_page(some_findings()) == report_page(some_findings())


@settings(max_examples=12, deadline=None)
@given(claims())
def test_every_claim_has_a_page(claim: Claim) -> None:
    event = an_event([claim])
    page = report_page(findings([event], [claim], [an_article()]))
    assert Tags(page).open == []
