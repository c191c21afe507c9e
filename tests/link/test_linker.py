from __future__ import annotations

from dataclasses import replace

from khabar.link.linker import link
from khabar.model import Source, Unlinked, When, Where
from tests.link.make import article, claim, party, span, world

TEXT = "Gunmen of the IS-K killed two Hazaras in Kabul on Monday, the Taliban told Reuters."


def test_parties_and_sources_get_names_and_ids() -> None:
    where = article(TEXT)
    told = (
        Source("thomson reuters", "reports"),
        Source("the Taliban", "says", span(where, "the Taliban")),
    )
    before = claim(where, (party(where, "IS-K"),), (party(where, "two Hazaras"),), told)
    (after,) = link(world(), where, [before])
    assert [p.id for p in after.actors] == ["islamic_state_khorasan"]
    assert [p.name for p in after.targets] == ["Hazaras"]
    assert [s.id for s in after.attribution][1] == "taliban"


def test_the_outlet_gets_its_canonical_name() -> None:
    where = article(TEXT)
    (after,) = link(world(), where, [claim(where, sources=(Source("nytimes.com", "reports"),))])
    assert after.attribution[0].name == "New York Times"
    (after,) = link(world(), where, [claim(where, sources=(Source("The Village", "reports"),))])
    assert after.attribution[0] == Source("The Village", "reports")


def test_what_a_pronoun_stands_for_is_linked() -> None:
    where = article(TEXT)
    before = claim(where, (party(where, "Gunmen", meant="IS-K"),))
    (after,) = link(world(), where, [before])
    assert after.actors[0].id == "islamic_state_khorasan"
    assert after.actors[0].words.words == "Gunmen"


def test_an_open_date_and_place_are_resolved() -> None:
    where = article(TEXT)
    when = Unlinked(span(where, "on Monday"), "open")
    place = Unlinked(span(where, "in Kabul"), "open")
    (after,) = link(world(), where, [replace(claim(where), when=when, where=place)])
    assert isinstance(after.when, When)
    assert after.when.start == "2023-05-01"
    assert isinstance(after.where, Where)
    assert after.where.country_code == "AFG"


def test_nothing_is_dropped_and_every_link_says_why() -> None:
    where = article(TEXT)
    before = claim(where, (party(where, "Gunmen"),), (party(where, "two Hazaras"),))
    (after,) = link(world(), where, [before])
    assert after.id == before.id
    assert after.because[0] == "frame: attack"
    assert any("hazaras" in why for why in after.because)
    assert any("'Gunmen'" in why for why in after.because)


def test_an_agentless_source_stays_unspecified() -> None:
    where = article(TEXT)
    told = (Source("Reuters", "reports"), Source("unspecified", "believes"))
    (after,) = link(world(), where, [claim(where, sources=told)])
    assert after.attribution[1] == told[1]


def test_both_sides_are_the_two_that_an_article_is_about() -> None:
    text = (
        "Sudan fired on Chad. Chad answered. Sudan and Chad lost men. Both sides claimed success."
    )
    where = article(text)
    (after,) = link(world(), where, [claim(where, (party(where, "sides"),))])
    assert {p.id for p in after.actors} == {"sudan", "chad"}
    assert {p.words.words for p in after.actors} == {"sides"}


def test_both_sides_stay_open_where_three_are_named_alike() -> None:
    where = article("Sudan, Chad and Niger met. Both sides fired.")
    (after,) = link(world(), where, [claim(where, (party(where, "sides"),))])
    assert [p.id for p in after.actors] == [None]


def test_bare_police_are_those_of_the_country_where_the_claims_are_set() -> None:
    where = article("Raids hit Lahore. Iran, India and Chad mourned. Police shot a man.")
    placed = replace(claim(where), where=Unlinked(span(where, "Lahore"), "open"))
    _, after = link(world(), where, [placed, claim(where, (party(where, "Police"),))])
    assert [p.id for p in after.actors] == ["pakistan_police"]


def test_one_official_who_is_hit_is_not_all_officials() -> None:
    where = article("A bomb killed a Taliban governor in Balkh.")
    (after,) = link(world(), where, [claim(where, targets=(party(where, "Taliban governor"),))])
    assert [(p.id, p.name) for p in after.targets] == [(None, "Taliban governor")]


def test_a_word_with_a_capital_at_its_sentences_start_is_no_persons_name() -> None:
    where = article("Roads to the north were shut. Some roads stayed open.")
    (after,) = link(world(), where, [claim(where, targets=(party(where, "Roads"),))])
    assert [p.name for p in after.targets] == ["Roads"]
    assert any("a description" in why for why in after.because)


def test_a_full_name_does_not_reach_into_the_sentence_before() -> None:
    where = article("He flew to the United States. An Iranian stayed.")
    (after,) = link(world(), where, [claim(where, targets=(party(where, "Iranian"),))])
    assert [p.name for p in after.targets] == ["Iranian"]


def test_a_capital_stands_for_its_state_in_acts_of_words_alone() -> None:
    where = article("Islamabad said so. Kabul was hit.")
    one = claim(where, (party(where, "Islamabad"),))
    words, force = link(world(), where, [replace(one, event_type="ACCUSE"), one])
    assert [p.id for p in words.actors] == ["pakistan"]
    assert [p.id for p in force.actors] == [None]


def test_an_attack_that_no_place_is_told_of_is_where_the_news_is_from() -> None:
    where = article("LAHORE, Pakistan (XYZ) - A man was shot. His brother lives in Multan.")
    main, beside = link(
        world(), where, [claim(where), replace(claim(where), role="background", mode="firearms")]
    )
    assert isinstance(main.where, Where)
    assert main.where.name == "Lahore"
    assert beside.where is None


def test_a_government_asks_nothing_of_itself() -> None:
    where = article("A minister said the government had asked Uganda for support.")
    before = claim(where, (party(where, "the government"),), (party(where, "Uganda"),))
    asked = replace(before, event_type="REQUEST", mode=None)
    (after,) = link(world(), where, [asked])
    assert [(p.name, p.id) for p in after.actors] == [("government", None)]
