from __future__ import annotations

import time

import pytest

from khabar.errors import KnowledgeError
from khabar.extract.harm.find import find_harm, harm_of
from khabar.extract.harm.words import harm_words, read_harm_words
from khabar.model import Harm
from tests.extract.reading import read

Figure = tuple[str, int | None, int | None, str | None]


def harm(text: str) -> list[Harm]:
    return [one for parsed in read(text) for one in harm_of(parsed, find_harm(parsed))]


def figures(text: str) -> set[Figure]:
    return {(one.outcome, one.low, one.high, one.group) for one in harm(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed 13 people.", {("killed", 13, 13, None)}),
        ("At least 13 people were killed.", {("killed", 13, None, None)}),
        ("3 killed by roadside bomb in Southville", {("killed", 3, 3, None)}),
        ("Nobody was hurt.", {("injured", 0, 0, None)}),
        ("No one was killed.", {("killed", 0, 0, None)}),
        ("A rebel leader was killed in Southville.", {("killed", 1, 1, None)}),
        ("The raid killed dozens.", {("killed", 24, None, None)}),
        ("A deadly attack shook Southville.", {("killed", 1, None, None)}),
        ("The death toll has risen from 12 to at least 88.", {("killed", 88, None, None)}),
        ("The deaths of 15 people shocked the town.", {("killed", 15, 15, None)}),
        ("The clinic received 17 bodies.", {("killed", 17, 17, None)}),
        ("The storm of shells claimed the lives of nine people.", {("killed", 9, 9, None)}),
        ("Nine people lost their lives.", {("killed", 9, 9, None)}),
        ("The storm of shells claimed more than 40 lives.", {("killed", 41, None, None)}),
        ("The army lost nine soldiers.", {("killed", 9, 9, None), ("killed", 9, 9, "soldiers")}),
        ("Raiders slit the throats of two people.", {("killed", 2, 2, None)}),
        (
            "A family of five was killed.",
            {("killed", 5, 5, None), ("killed", 5, 5, "family of five")},
        ),
        (
            "Rebels took 12 hostages.",
            {("abducted", 12, 12, None), ("abducted", 12, 12, "hostages")},
        ),
        (
            "Rebels killed 40 farmers, beheading many of them.",
            {("killed", 40, 40, None), ("killed", 40, 40, "farmers")},
        ),
        ("A general and two others were shot dead.", {("killed", 3, 3, None)}),
        (
            "More than 1.5 million people have been displaced.",
            {("displaced", 1_500_001, None, None)},
        ),
        ("12 people are missing.", {("missing", 12, 12, None)}),
        ("Gunmen kidnapped a nurse.", {("abducted", 1, 1, None)}),
        ("The gang took two people hostage.", {("abducted", 2, 2, None)}),
        ("He was arrested on Monday.", {("detained", 1, 1, None)}),
    ],
)
def test_finds_a_total(text: str, expected: set[Figure]) -> None:
    assert expected <= figures(text)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("The bomb went off at noon, killing five and wounding 12 others.", 5, 12),
        ("Five dead, 12 hurt in clash", 5, 12),
        ("Five people were killed and 12 wounded.", 5, 12),
        ("Mortar kills 5 children and wounds 12 more", 5, 12),
        ("Bomb kills 1 and wounds 3 in Southville", 1, 3),
        ("The blast left five people dead and 12 injured.", 5, 12),
        ("Gunmen killed nine people at a market and seven at a mosque.", 16, None),
        ("A strike killed a teacher and wounded another.", 1, 1),
    ],
)
def test_keeps_the_dead_and_the_wounded_apart(text: str, killed: int, injured: int | None) -> None:
    totals = {one.outcome: one.low for one in harm(text) if one.group is None}
    assert (totals.get("killed"), totals.get("injured")) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("The blast left 41 guests hurt, four of them badly.", None, 41),
        ("The fighting left at least 56 villagers in the valley dead and 30 wounded.", 56, 30),
        ("It was a day of battles that left 56 people dead and nearly 600 wounded.", 56, 600),
        ("The crash left five dead, including two children, and a dozen injured.", 5, 12),
        ("A roadside bomb killed three people and left a dozen hurt.", 3, 12),
        ("The raid left a guard dead and two others hurt, police said.", 1, 2),
        ("The strike on Southville, leaving 5 dead, was the second in a week.", 5, None),
        ("3 killed, 10 hurt in market blast", 3, 10),
        ("The fight ended with one dead and 11 others shot.", 1, 11),
        ("He stands trial for the killing of 14 dockers and the wounding of 22 more.", 14, 22),
    ],
)
def test_counts_those_left_dead_or_injured(
    text: str, killed: int | None, injured: int | None
) -> None:
    totals = {one.outcome: one.low for one in harm(text) if one.group is None}
    assert (totals.get("killed"), totals.get("injured")) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two farmers were fatally shot.", {("killed", 2, 2, None)}),
        (
            "Four people were shot, one fatally.",
            {("killed", 1, 1, None), ("injured", 3, 3, None)},
        ),
        ("A nurse was shot in the leg.", {("injured", 1, 1, None)}),
        ("Three teenagers shot in Southville", {("injured", 3, 3, None)}),
        ("Six people were taken to hospital.", {("injured", 6, 6, None)}),
        ("The driver was struck by shrapnel.", {("injured", 1, 1, None)}),
        ("A nurse was shot in the leg and two men died.", {("killed", 2, 2, None)}),
        ("Six people were taken to the Southville Medical Center.", {("injured", 6, 6, None)}),
        ("Police found two men with gunshot wounds.", {("injured", 2, 2, None)}),
        ("Police heard of the shooting of a nurse.", {("injured", 1, 1, None)}),
        ("He was flown to a hospital.", {("injured", 1, 1, None)}),
        ("Rebels took the hospital.", set()),
        ("Troops were driven to the hospital.", set()),
        ("A farmer took his own life.", {("killed", 1, 1, None)}),
        ("A farmer took his own car.", set()),
        ("The bodies were taken to hospital.", set()),
        ("Guards shot at the crowd.", set()),
        ("Three men were shot, and the gunman died.", {("killed", 1, 1, None)}),
    ],
)
def test_counts_the_shot_as_injured_where_they_live(text: str, expected: set[Figure]) -> None:
    totals = {one for one in figures(text) if one[3] is None}
    assert expected <= totals
    assert len(totals) <= len(expected) + ("leg and" in text)


@pytest.mark.parametrize(
    "text",
    [
        "A 19-year-old man was killed.",
        "A 19-year-old was killed.",
        "A 19 year old farmer was killed.",
        "Nineteen-year-old Jon Brown was killed.",
        "A two-year old boy was killed.",
    ],
)
def test_an_age_counts_nobody(text: str) -> None:
    assert {(one.low, one.high) for one in harm(text)} == {(1, 1)}


def test_a_deadly_weapon_tells_no_death() -> None:
    text = "Four men were shot. He was charged with assault with a deadly weapon."
    assert figures(text) == {("injured", 4, 4, None), ("injured", 4, 4, "men")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The head of the cell, Jon Brown, was killed along with two guards.", 3),
        ("Jon Brown's killing shook the town.", 1),
        ("Brown was killed on Monday.", 1),
        ("A blast in which rebels killed 180 people has ended the talks.", 180),
        ("The governor and two others were killed.", 3),
        ("The bombing killed the governor and two others.", 3),
        ("The bombing killed the governor, two others.", 3),
    ],
)
def test_counts_each_of_the_killed_once(text: str, expected: int) -> None:
    assert ("killed", expected, expected, None) in figures(text)


def test_the_object_of_one_killing_is_not_the_subject_of_the_next() -> None:
    (parsed,) = read("The planner of the blast that killed 180 people has been killed.")
    found = {m.low: m.trigger for m in find_harm(parsed)}
    assert found[180] < found[1]


def test_groups_stand_beside_the_total_that_they_add_up_to() -> None:
    assert figures("The blast killed some 170 villagers and 13 foreign soldiers.") == {
        ("killed", 183, 183, None),
        ("killed", 170, 170, "villagers"),
        ("killed", 13, 13, "foreign soldiers"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "At least 212 people were killed, at least 64 of them guards.",
        "At least 212 people were killed, including at least 64 guards.",
        "At least 212 people were killed, among them at least 64 guards.",
    ],
)
def test_a_part_is_listed_and_never_added(text: str) -> None:
    assert figures(text) == {("killed", 212, None, None), ("killed", 64, None, "guards")}


@pytest.mark.parametrize(
    "text",
    [
        "Seven of the dead were police officers.",
        "Seven police officers were among the dead.",
        "Among those killed were seven police officers.",
        "The dead include seven police officers.",
    ],
)
def test_a_part_of_a_toll_told_elsewhere_gives_no_total(text: str) -> None:
    assert figures(text) == {("killed", 7, 7, "police officers")}


def test_a_figure_of_killed_and_injured_together_is_not_given_to_either() -> None:
    assert figures("More than 100 soldiers were killed and injured.") == {
        ("killed", 1, None, None),
        ("injured", 1, None, None),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The army shot down two drones.",
        "The talks killed all hopes.",
        "The home side killed off the match with three goals.",
        "Rebels captured five tanks and two villages.",
        "The court executed four warrants.",
        "The 42-year-old won 13 medals.",
        "Some 400 hostages were freed.",
        "Three million people marched in 12 towns.",
        "The attackers fled.",
        "The strike did not kill five people.",
        "The frost killed 30 sheep.",
        "The fund raised $24 million for the town.",
        "The storm lasted 12 hours.",
        "Villagers were seeking to flee the country.",
        "Attackers tried to kill two ministers.",
    ],
)
def test_finds_no_harm(text: str) -> None:
    assert [one for one in harm(text) if one.low != 0] == []


@pytest.mark.parametrize("group", ["terrorists", "militants", "fighters", "martyrs", "soldiers"])
def test_what_the_dead_are_called_changes_no_figure(group: str) -> None:
    found = figures(f"The strike killed 12 {group} and wounded several.")
    assert found == {
        ("killed", 12, 12, None),
        ("killed", 12, 12, group),
        ("injured", 2, None, None),
    }


@pytest.mark.parametrize("side", ["Northern", "Southern"])
def test_the_side_changes_no_figure(side: str) -> None:
    assert ("killed", 9, 9, f"{side} soldiers") in figures(f"Nine {side} soldiers were killed.")


def test_a_mention_points_at_its_words() -> None:
    text = "Calm returned. The blast killed at least 13 foreign soldiers in Southville."
    (mention,) = (m for parsed in read(text) for m in find_harm(parsed))
    parsed = read(text)[1]
    assert text[mention.start : mention.end] == "at least 13 foreign soldiers"
    assert parsed.doc[mention.trigger].text == "killed"
    assert parsed.doc[mention.head].text == "soldiers"


def test_each_figure_keeps_the_word_that_says_its_harm() -> None:
    (parsed,) = read("Rebels killed the planner of a bombing that left 13 guards dead.")
    found = {m.low: parsed.doc[m.trigger].text for m in find_harm(parsed)}
    assert found == {1: "killed", 13: "left"}


def test_the_words_of_a_harm_are_in_the_article() -> None:
    text = "The blast killed 170 villagers and 13 soldiers, and 12 people are missing."
    assert all(text[one.words.start : one.words.end] == one.words.words for one in harm(text))


def test_a_wrong_entry_is_named() -> None:
    entry = '[[verbs]]\noutcome = "harmed"\npatient = "object"\nwords = "harm"\n[people]\n'
    with pytest.raises(KnowledgeError, match=r"one of killed, injured, .* found 'harmed'"):
        read_harm_words(entry)


def test_no_word_is_both_a_person_and_a_thing() -> None:
    words = harm_words()
    assert not words.one & words.things


def test_time_grows_with_the_length_of_the_sentence() -> None:
    (short,) = read("killed 12 people and " * 20)
    (long,) = read("killed 12 people and " * 80)
    assert _seconds(lambda: find_harm(long)) < 12 * _seconds(lambda: find_harm(short)) + 0.05


def _seconds(act: object) -> float:
    assert callable(act)
    spent = []
    for _ in range(3):
        start = time.process_time()
        act()
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Brown, 21, Killed In Southville Shooting; 3 Others Wounded",
            {("killed", 1, 1, None), ("injured", 3, 3, None)},
        ),
        ("Two injured in shooting downtown - KXYZ 3 News, Weather", {("injured", 2, 2, None)}),
        ("Man Accidentally Shoots Girl, 2 Women Inside Home: Police", {("injured", 3, 3, None)}),
    ],
)
def test_a_list_ends_where_a_headline_is_parted(text: str, expected: set[Figure]) -> None:
    assert {one for one in figures(text) if one[3] is None} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police said Spears was killed in a bar.", ("killed", 1, 1, None)),
        ("27-year-old Mary Spears was killed in a bar.", ("killed", 1, 1, None)),
        ("A man was held for shooting 10-year-old Dan Woods.", ("injured", 1, 1, None)),
        ("A 43 y/o man was killed.", ("killed", 1, 1, None)),
        ("He killed his wife and children.", ("killed", 3, None, None)),
        ("The killing of a boy stunned those who knew the boy who died.", ("killed", 1, 1, None)),
        ("Nine more, six drivers and three nurses, were hurt.", ("injured", 9, 9, None)),
        ("Guards found four farmers shot, one of whom was dead.", ("killed", 1, 1, None)),
        ("Guards found four dead bodies and three crime scenes.", ("killed", 4, 4, None)),
        ("A nurse died. Three others were shot and rushed to hospital.", ("injured", 3, 3, None)),
        ("A nurse was shot in the upper body.", ("injured", 1, 1, None)),
    ],
)
def test_counts_each_person_once(text: str, expected: Figure) -> None:
    totals = {one for one in figures(text) if one[3] is None and one[0] == expected[0]}
    assert totals == {expected}
