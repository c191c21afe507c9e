from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from khabar.errors import KnowledgeError
from khabar.extract.attribution.cues import Example, read_reporting, reporting
from khabar.extract.attribution.find import Attribution, chain_of, find_attributions
from khabar.extract.parse import Parser
from khabar.extract.sentences import sentences
from khabar.model import Article, Block, Mention


class NoNames:
    def actors(self, text: str) -> Sequence[Mention]:
        return ()

    places = times = actors


@cache
def parser() -> Parser:
    return Parser(NoNames())


def article(text: str, outlet: str | None = "Hill Gazette") -> Article:
    block = Block(0, len(text), "body", "test")
    return Article("a", "a.txt", text, (block,), None, outlet, None, "en")


def found_in(text: str) -> list[Attribution]:
    one = article(text)
    return find_attributions(one, parser().parse(one, sentences(one)))


def names_behind(text: str, words: str, outlet: str | None = "Hill Gazette") -> list[str]:
    """Return the names of the chain behind some words of the text."""
    one = article(text, outlet)
    found = find_attributions(one, parser().parse(one, sentences(one)))
    start = text.index(words)
    return [source.name for source in chain_of(found, one, start, start + len(words))]


@pytest.mark.parametrize("example", reporting().examples, ids=lambda e: e.sentence[:50])
def test_every_example_of_the_cues_is_found(example: Example) -> None:
    found = [
        (one.stance, one.name or "", " ".join(s.words for s in one.content).strip(","))
        for one in found_in(example.sentence)
    ]
    assert (example.stance, example.source, example.content) in found


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("Three men died in the raid.", "Three men died", []),
        ("Three men died, officials said, in the raid.", "Three men died", ["officials"]),
        ('"Three men died," said Omar Haddad, a nurse.', "Three men died", ["Omar Haddad"]),
        (
            "Health Minister Omar Haddad confirmed that three men died.",
            "three men died",
            ["Omar Haddad"],
        ),
        (
            "Three men died, according to the army, the Delta News Agency reported.",
            "Three men died",
            ["Delta News Agency", "army"],
        ),
        ("The mayor said rebels claim that they hold the port.", "they hold", ["mayor", "rebels"]),
        ("The mayor said rebels claim that they hold the port.", "rebels claim", ["mayor"]),
        (
            "The Delta News Agency quoted a guard as saying that three men died.",
            "three men died",
            ["Delta News Agency", "guard"],
        ),
        ("The chief, who said that three men died, left.", "three men died", ["chief"]),
        ("The army, which had left the town, said it was safe.", "it was safe", ["army"]),
        ("Police: three men died in Westport raid", "three men died", ["Police"]),
        (
            "Nine men died in an attack that the army blamed on rebels.",
            "Nine men died",
            ["army"],
        ),
        ("Nine men died in a raid claimed by the Hill Front.", "Nine men died", ["Hill Front"]),
        (
            "Officials said the bridge was shut and added that nine men had died.",
            "nine men had died",
            ["Officials"],
        ),
        ("As the army reported, the bridge was shut.", "the bridge was shut", ["army"]),
        ("The group is believed to hide in the caves.", "to hide in the caves", ["unspecified"]),
        ("A nurse told Reuters that three men died.", "three men died", ["Reuters", "nurse"]),
        (
            "A spokesman for the Interior Ministry said that three men died.",
            "three men died",
            ["Interior Ministry"],
        ),
    ],
)
def test_the_chain_runs_from_the_outlet_to_the_first_speaker(
    text: str, words: str, chain: list[str]
) -> None:
    assert names_behind(text, words) == ["Hill Gazette", *chain]


def test_an_unknown_outlet_is_unspecified() -> None:
    assert names_behind("Three men died.", "Three men died", outlet=None) == ["unspecified"]


def test_an_outlet_is_no_source_of_its_own_report() -> None:
    text = "A nurse told Reuters that three men died."
    assert names_behind(text, "three men died", outlet="Reuters") == ["Reuters", "nurse"]


def test_what_somebody_did_not_say_is_not_theirs() -> None:
    assert names_behind("The army did not say when he died.", "he died") == ["Hill Gazette"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The general vowed to hold the bridge.",
        "The general could confirm that they hold the bridge.",
        "Nobody said that they hold the bridge.",
        "Since the general announced that they hold the bridge, two men died.",
    ],
)
def test_wishes_and_possible_words_are_no_sources(sentence: str) -> None:
    assert names_behind(sentence, sentence.rstrip(".")) == ["Hill Gazette"]


def test_a_quotation_keeps_its_speaker_over_sentences_and_paragraphs() -> None:
    text = (
        "“They came at dawn,” said Omar Haddad, a nurse. “They burned the bridge.\n"
        "“Then they shot two men.”\nThe road is closed."
    )
    assert names_behind(text, "They burned the bridge")[-1] == "Omar Haddad"
    assert names_behind(text, "Then they shot two men")[-1] == "Omar Haddad"
    assert names_behind(text, "The road is closed") == ["Hill Gazette"]


@pytest.mark.parametrize("word", ["He", "The general", "Haddad"])
def test_a_second_mention_means_the_first_source(word: str) -> None:
    text = f"General Omar Haddad said the road was open. {word} said that two bridges fell."
    assert names_behind(text, "two bridges fell")[-1] == "Omar Haddad"


def test_bad_cues_name_the_file_the_word_and_what_is_expected() -> None:
    groups = {
        "verb": [{"stance": "whispers", "words": ["hum"]}],
        "responsibility": {},
        "sources": {},
    }
    with pytest.raises(KnowledgeError, match=r"reporting\.toml, entry hum: expected a stance"):
        read_reporting(groups)
