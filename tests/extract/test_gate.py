from __future__ import annotations

import pytest

from khabar.extract.gate import evokes, words_of, worth_parsing
from khabar.model import Article, Mention
from tests.extract.make import ACTORS, an_article

RECIPE = "Peel the onions. Fry them in butter. Serve with rice. "
RAID = "Rebels killed two soldiers near the bridge."


def named(article: Article) -> list[Mention]:
    found = ACTORS.finditer(article.text)
    return [Mention(m.start(), m.end(), m[0], "actor", (m[0],)) for m in found]


def chosen(text: str) -> list[str]:
    article = an_article(text)
    return [text[s.start : s.end] for s in worth_parsing(article, named(article))]


def test_an_article_on_another_topic_is_left_unread() -> None:
    assert chosen(RECIPE * 20) == []


@pytest.mark.parametrize(
    "text",
    [
        RAID,
        "3 killed in market blast",
        "Gunmen abducted a priest.",
        "Varia and Selmark signed an accord on fishing.",
        "The ambassador of Selmark was expelled.",
    ],
)
def test_a_short_report_of_conflict_or_diplomacy_is_read(text: str) -> None:
    assert chosen(text) == [text]


def test_of_a_long_page_only_the_sentences_on_the_topic_and_those_beside_them_are_read() -> None:
    report = f"{RAID} Varia blamed the Red Brigade for the ambush. The militia denied it."
    text = f"{report} {RECIPE * 2}"
    kept = chosen(text)
    assert kept[:3] == [
        RAID,
        *report.removeprefix(RAID).strip().replace(". The", ".|The").split("|"),
    ]
    assert "Serve with rice." not in kept


def test_one_word_of_war_does_not_make_a_long_text_one_of_conflict() -> None:
    assert chosen(RECIPE * 10 + "It is the bomb of desserts. " + RECIPE * 10) == []


def test_a_pattern_of_several_words_needs_all_of_them() -> None:
    assert evokes(words_of("They opened fire on the crowd"))
    assert not evokes(words_of("They opened the window"))


def test_words_count_with_their_parts() -> None:
    assert {"cease-fire", "cease", "fire", "n't"} <= words_of("The Cease-fire didn't hold")


def test_a_report_as_long_as_a_book_is_read_as_a_short_one_is() -> None:
    report = f"{RAID} Varia blamed the Red Brigade. The militia denied it. "
    assert len(chosen(report * 100)) == 100 * len(chosen(report))


def test_a_report_within_a_long_page_on_other_things_is_read() -> None:
    report = f"{RAID} Varia blamed the Red Brigade for the ambush and the murder of a hostage. "
    assert RAID in chosen(RECIPE * 200 + report * 3 + RECIPE * 200)
