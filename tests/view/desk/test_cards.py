from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.view.desk.reading import (
    COPY,
    DENIAL,
    HOSTILE,
    LATER,
    MARKET,
    OLD_ID,
    Reader,
    bombing,
    denial,
    reader,
    sheltering,
)

FIRST, PART = "00000000000000e1", "00000000000000e2"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Return one dashboard for all tests here, since none of them writes."""
    with reader(tmp_path_factory.mktemp("cards")) as opened:
        yield opened


def test_a_card_has_every_reading(desk: Reader) -> None:
    readings = desk.get(f"events/{FIRST}")["readings"]
    assert [(r["claimant"], r["words"], r["superseded"]) for r in readings] == [
        ("Example Ministry", "at least 12", False),
        ("unspecified", "9", False),
        ("unspecified", "7", True),
    ]


def test_a_card_has_what_each_rule_makes_of_the_figures(desk: Reader) -> None:
    settled = desk.get(f"events/{FIRST}")["settled"]
    assert settled["range"] == {"killed": {"low": 9, "high": None}}
    assert settled["latest"] == {"killed": {"low": 12, "high": None}}
    assert set(settled) == {"range", "latest", "conservative", "majority", "analyst"}


def test_a_card_has_its_claims_and_the_denials_beside_them(desk: Reader) -> None:
    card = desk.get(f"events/{FIRST}")
    [claim], [statement] = card["claims"], card["statements"]
    assert (claim["id"], claim["event_id"]) == (bombing().id, FIRST)
    assert (statement["id"], statement["quote"]) == (denial().id, DENIAL)
    assert card["disputes"][0]["words"]
    assert card["grade"] == {
        "value": "contested",
        "because": HOSTILE,
        "definition": "responsibility is disputed",
    }


def test_a_claim_shows_the_words_behind_it_in_their_paragraph(desk: Reader) -> None:
    [claim] = desk.get(f"events/{FIRST}")["claims"]
    paragraph = MARKET.text.split("\n\n")[1]
    assert "".join(piece["text"] for piece in claim["pieces"]) == paragraph
    marks = {piece["text"]: piece["marks"] for piece in claim["pieces"]}
    assert marks["3 May 2023"] == ["claim", "when"]
    assert (claim["article_title"], claim["outlet"]) == (HOSTILE, HOSTILE)
    assert [link["name"] for link in claim["chain"]] == ["Example Wire", "Example Ministry"]


def test_a_claim_stands_as_analysts_left_it(desk: Reader) -> None:
    [claim] = desk.get(f"events/{FIRST}")["claims"]
    assert (claim["status"], claim["corrected"]) == ("accepted", [])
    decisions = desk.get(f"events/{FIRST}")["decisions"]
    assert [(d["verdict"], d["stands"]) for d in decisions] == [
        ("accept", True),
        ("correct", False),
        ("undo", False),
    ]


def test_a_corrected_claim_shows_the_correction_and_names_the_field(desk: Reader) -> None:
    claim = desk.get(f"claims/{sheltering().id}")
    assert (claim["factuality"], claim["corrected"]) == ("alleged", ["factuality"])
    assert claim["line"].startswith("Alleged: ")


def test_an_event_is_found_by_the_id_that_it_had_before(desk: Reader) -> None:
    card = desk.get(f"events/{OLD_ID}")
    assert (card["id"], card["redirected_from"]) == (FIRST, OLD_ID)
    assert desk.get(f"events/{FIRST}")["redirected_from"] is None


def test_a_part_and_its_whole_name_each_other(desk: Reader) -> None:
    assert desk.get(f"events/{PART}")["part_of"]["id"] == FIRST
    [part] = desk.get(f"events/{FIRST}")["parts"]
    assert (part["id"], part["line"][:8]) == (PART, "Alleged:")


def test_articles_say_whose_text_they_carry(desk: Reader) -> None:
    articles = desk.get(f"events/{FIRST}")["articles"]
    carried = {one["id"]: one["copy_of"] for one in articles}
    assert carried == {MARKET.id: None, COPY.id: MARKET.id, LATER.id: None}


def test_a_citation_says_what_where_when_by_whom_and_seen_on_which_day(desk: Reader) -> None:
    cite = desk.get(f"events/{FIRST}")["cite"]
    for part in (HOSTILE, "3 May 2023", "Herat, Afghanistan", "contested", FIRST, "case.db",
                 "accessed", "https://example.org/market"):  # fmt: skip
        assert part in cite


def test_sources_stand_side_by_side(desk: Reader) -> None:
    found = desk.get(f"events/{FIRST}/compare", rule="latest")
    assert [source["copies"] for source in found["sources"]] == [1, 0]
    assert found["settled"]["rule"] == "latest"
    assert "also says" in {field["field"] for field in found["fields"]}
    by_claimant = desk.get(f"events/{FIRST}/compare", by="claimant")
    assert by_claimant["settled"] is None
    assert {source["name"] for source in by_claimant["sources"]} == {
        "Example Ministry",
        "Example Front",
    }


def test_a_claim_says_why(desk: Reader) -> None:
    claim = desk.get(f"claims/{bombing().id}")
    assert "  harm at-least" in claim["why"]
    assert any("accept" in line for line in claim["why"])
    assert claim["date"]["words"] == "3 May 2023"
    assert claim["harm"][0]["words"] == "at least 12 people"


UNKNOWN = (
    "events/none",
    "events/none/compare",
    "claims/none",
    f"claims/{FIRST}",
    "actors/none",
    "articles/none",
)


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_unknown_id_is_not_found(desk: Reader, path: str) -> None:
    assert "has the id" in desk.refused(path, 404)


def test_an_article_has_all_of_its_text_with_the_words_of_claims(desk: Reader) -> None:
    page = desk.get(f"articles/{MARKET.id}")
    kinds = [block["kind"] for block in page["blocks"]]
    assert kinds == ["title", "body", "furniture"]
    text = ["".join(p["text"] for p in block["pieces"]) for block in page["blocks"]]
    assert "\n\n".join(text) == MARKET.text
    marked = [mark for block in page["blocks"] for p in block["pieces"] for mark in p["marks"]]
    assert {"kind": "harm", "claim_id": bombing().id} in marked
    assert {one["event_id"] for one in page["claims"]} == {FIRST, PART}
    assert [one["id"] for one in page["carried_by"]] == [COPY.id]


def test_articles_are_listed_latest_first_page_by_page(desk: Reader) -> None:
    first = desk.get("articles", limit=2)
    assert [row["id"] for row in first["rows"]] == [LATER.id, MARKET.id]
    second = desk.get("articles", limit=2, after=first["cursor"])
    assert [(row["id"], row["copy_of"]) for row in second["rows"]] == [(COPY.id, MARKET.id)]
    assert second["cursor"] is None
    assert [row["claims"] for row in first["rows"]] == [2, 2]


def test_articles_are_found_by_their_words(desk: Reader) -> None:
    assert [row["id"] for row in desk.get("articles", words="TALIBAN shelter")["rows"]] == [
        LATER.id
    ]
    assert desk.get("articles", words="100%_x")["rows"] == []
    assert "cursor" in desk.refused("articles", after="x")


def test_an_actor_has_what_is_known_and_what_is_told(desk: Reader) -> None:
    page = desk.get("actors/islamic_state_khorasan")
    assert page["parent"]["id"] == "islamic_state"
    assert page["events"] == {"actor": 1, "target": 0}
    [relation] = page["relations"]
    assert (relation["other"]["id"], relation["outward"]) == ("taliban", False)
    assert relation["count"] == 1
    assert sum(one["events"] for one in page["timeline"]) == 1
    assert {"name", "script"} == set(page["aliases"][0])


def test_actors_are_found_by_name_or_by_how_often_they_are_told_of(desk: Reader) -> None:
    assert desk.get("actors", words="haqqani network", limit=1)[0]["id"] == "haqqani_network"
    told = [one["id"] for one in desk.get("actors")]
    assert set(told) == {"islamic_state", "islamic_state_khorasan"}
    assert desk.get("actors", words="zzzz nobody") == []


def strings(answer: object) -> Iterator[str]:
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, list | dict):
        for inner in answer.values() if isinstance(answer, dict) else answer:
            yield from strings(inner)


@pytest.mark.parametrize(
    "path", ["events", f"events/{FIRST}", "claims", "facets", "articles", f"articles/{MARKET.id}"]
)
def test_texts_come_out_as_they_went_in(desk: Reader, path: str) -> None:
    answer = desk.client.get(f"/api/{path}")
    assert answer.headers["content-type"] == "application/json"
    assert any(HOSTILE in text for text in strings(answer.json()))
