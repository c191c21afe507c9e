from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.clean.blocks import mark_blocks
from tests.clean.make import BODY, FIRST, SECOND, THIRD, cleaned, of_kind, parts

HEADLINE = "Soldiers leave northern town"


def test_a_plain_article_is_headline_and_body() -> None:
    assert parts(cleaned(f"{HEADLINE}\n\n{BODY}")) == [
        ("title", HEADLINE),
        ("body", FIRST),
        ("body", SECOND),
        ("body", THIRD),
    ]


def test_a_text_without_headline_is_all_body() -> None:
    article = cleaned(BODY)
    assert [kind for kind, _ in parts(article)] == ["body"] * 3
    assert article.title is None


def test_one_sentence_is_body() -> None:
    assert parts(cleaned(FIRST)) == [("body", FIRST)]


def test_one_line_that_could_be_a_headline_is_body_for_want_of_another() -> None:
    assert parts(cleaned(HEADLINE)) == [("body", HEADLINE)]


def test_the_head_of_a_page_is_told_apart() -> None:
    head = (
        "World\nApril 29, 2023\n2 mins read\n"
        f"{HEADLINE}\nElders had asked for weeks that the army go home\nBy Ann Roe\n"
    )
    assert parts(cleaned(f"{head}{BODY}"))[:6] == [
        ("furniture", "World"),
        ("date", "April 29, 2023"),
        ("furniture", "2 mins read"),
        ("title", HEADLINE),
        ("standfirst", "Elders had asked for weeks that the army go home"),
        ("byline", "By Ann Roe"),
    ]


def test_names_and_outlet_under_the_headline_are_no_body() -> None:
    article = cleaned(f"{HEADLINE}\nAnn Roe and Jo Doe\nCoastal Times\n{BODY}")
    assert parts(article)[1:3] == [("byline", "Ann Roe and Jo Doe"), ("furniture", "Coastal Times")]
    assert article.outlet == "Coastal Times"


def test_the_second_of_two_equal_headlines_is_furniture() -> None:
    article = cleaned(f"{HEADLINE}\n\n{HEADLINE}\n\n{BODY}")
    assert [kind for kind, _ in parts(article)[:2]] == ["title", "furniture"]


def test_the_title_that_the_record_gives_is_found_in_the_text() -> None:
    article = cleaned(f"Northern front\n{HEADLINE}\n{BODY}", title=f"{HEADLINE}!")
    assert of_kind(article, "title") == [HEADLINE]
    assert article.title == f"{HEADLINE}!"


def test_after_the_end_of_an_article_all_is_furniture() -> None:
    tail = f"Previous Story\n\nRain expected\n\n{FIRST}\n\n{FIRST}"
    article = cleaned(f"{HEADLINE}\n\n{SECOND}\n\n{THIRD}\n\n{tail}")
    assert of_kind(article, "body") == [SECOND, THIRD]


def test_an_article_does_not_end_at_its_first_paragraph() -> None:
    article = cleaned(f"{HEADLINE}\n\n{FIRST}\n\nComments\n\n{SECOND}\n\n{THIRD}")
    assert of_kind(article, "body") == [FIRST, SECOND, THIRD]


def test_a_box_of_links_ends_where_two_paragraphs_follow() -> None:
    box = "Related stories\n\nRain expected in the hills\n\nFerry fares to rise"
    article = cleaned(f"{HEADLINE}\n\n{FIRST}\n\n{box}\n\n{SECOND}\n\n{THIRD}")
    assert of_kind(article, "body") == [FIRST, SECOND, THIRD]
    assert of_kind(article, "furniture") == box.split("\n\n")


def test_teasers_after_the_article_are_furniture_though_they_have_sentences() -> None:
    tail = f"Don't Miss\n\nRain expected in the hills\n\n{SECOND}\n\nFerry fares to rise\n\n{THIRD}"
    article = cleaned(f"{HEADLINE}\n\n{FIRST}\n\n{tail}")
    assert of_kind(article, "body") == [FIRST]


def test_a_menu_above_the_article_does_not_end_it() -> None:
    article = cleaned(f"Latest news\nComments\n{HEADLINE}\n{BODY}")
    assert of_kind(article, "body") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("label", ["Read more", "SEE ALSO:", "Related story"])
def test_the_headline_after_a_label_goes_with_it(label: str) -> None:
    article = cleaned(f"{HEADLINE}\n\n{FIRST}\n\n{label}\n\nFerry fares to rise\n\n{SECOND}")
    assert of_kind(article, "furniture") == [label, "Ferry fares to rise"]


def test_the_link_above_continue_reading_goes_with_it() -> None:
    article = cleaned(f"{HEADLINE}\n\n{FIRST}\n\nFerry: fares to rise\n\nContinue reading...")
    assert of_kind(article, "furniture") == ["Ferry: fares to rise", "Continue reading..."]


def test_a_sentence_after_a_label_stays() -> None:
    article = cleaned(f"{HEADLINE}\n\n{FIRST}\n\nRead more\n\n{SECOND}")
    assert of_kind(article, "body") == [FIRST, SECOND]


def test_a_credit_at_the_end_of_a_paragraph_stands_alone() -> None:
    article = cleaned(
        f"{HEADLINE}\n\n{FIRST}\n\n{SECOND} (Reporting by Ann Roe; Editing by Jo Doe)"
    )
    assert parts(article)[-2:] == [
        ("body", SECOND),
        ("byline", "(Reporting by Ann Roe; Editing by Jo Doe)"),
    ]


def test_what_stands_before_a_picture_credit_is_a_caption() -> None:
    caption = "Smoke over the northern town, seen from the port, on May 3, 2021."
    article = cleaned(f"{HEADLINE}\n\n{caption} (Ann Roe/Reuters)\n\n{BODY}")
    assert parts(article)[1:3] == [("caption", caption), ("furniture", "(Ann Roe/Reuters)")]


def test_a_dateline_is_noted() -> None:
    article = cleaned(f"{HEADLINE}\n\nPORT CITY (Reuters) - {FIRST}\n\n{SECOND}")
    assert article.blocks[1].because == "body, dateline PORT CITY (Reuters)"


def test_lines_wrapped_at_one_width_are_one_paragraph() -> None:
    wrapped = (
        "Soldiers left the northern town on Monday after talks with its\n"
        "elders, the governor said, and two bridges on the road to the\n"
        "coast were opened again by engineers.\n\n"
        "The ministry called the withdrawal a first step and promised to\n"
        "publish the agreement with the elders before the end of the\n"
        "month, though not its annex.\n"
    )
    assert len(cleaned(wrapped).blocks) == 2


def test_every_block_says_why() -> None:
    assert all(block.because for block in cleaned(f"{HEADLINE}\n\n{BODY}\n\nShare").blocks)


scraps = st.sampled_from(
    [FIRST, SECOND, HEADLINE, "Read more", "Related stories", "Share", "By Ann Roe", "(AFP)", "\n",
     "May 3, 2021", "Next Story", "© Getty", " ", "\t", "\N{NO-BREAK SPACE}", "\N{LINE SEPARATOR}"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(scraps | st.text(max_size=40), max_size=20).map("\n".join), st.none() | st.text())
def test_blocks_tile_the_text(text: str, title: str | None) -> None:
    end = 0
    for block in mark_blocks(text, title, lambda _: False).blocks:
        assert end <= block.start < block.end
        assert not text[end : block.start].strip()
        words = text[block.start : block.end]
        assert words == words.strip()
        end = block.end
    assert not text[end:].strip()
