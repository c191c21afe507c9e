"""Events and mentions in GDELT 2.0's layout: two tab-separated files without headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from khabar.model import Article, Claim, Party, content_id
from khabar.view.export import facts
from khabar.view.export.crosswalk.read import cameo, countries, sectors
from khabar.view.export.losses import Losses
from khabar.view.export.polecat import unfit
from khabar.view.export.selection import Selection, Told, address
from khabar.view.export.sheets import File, How, tab_file
from khabar.view.export.sides import Side, cameo_of, sides_of
from khabar.view.jsonl import claim_json, json_line

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code"
    " Type2Code Type3Code"
).split()
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
EVENT_COLUMNS = (
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{n}{name}" for n, name in product("12", _ACTOR)),
    *(
        "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions"
        " NumSources NumArticles AvgTone"
    ).split(),
    *(f"{who}Geo_{name}" for who, name in product(("Actor1", "Actor2", "Action"), _GEO)),
    "DATEADDED",
    "SOURCEURL",
)
MENTION_COLUMNS = (
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier"
    " SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence"
    " MentionDocLen MentionDocTone MentionDocTranslationInfo Extras"
).split()
# In `Extras` every claim stands whole, with its chain, harm and factuality.
HOLDS = frozenset({
    facts.OUTLETS, facts.ADDRESSES, facts.CHAINS, facts.FACTUALITY, facts.SIDES, facts.PLACE,
    facts.WORDS, facts.REGISTRY, facts.READINGS, facts.GROUPS, facts.INJURED, facts.OTHER_HARM,
    facts.KILLED,
})  # fmt: skip
# GDELT names groups that it knows; it has none for Islamic State or its branches.
KNOWN_GROUPS = {"taliban": "TAL", "al_qaeda": "ALQ"}
GEO_TYPE = {"exact": "4", "near": "4", "admin2": "4", "admin1": "5", "region": "5", "country": "1"}
# 14 hex digits above it still fit a signed number of 64 bits.
FIRST_NUMBER = 9_000_000_000_000_000_000
WEB, CITATION_ONLY = "1", "2"


def gdelt(selection: Selection, losses: Losses, how: How) -> list[File]:
    """Return both files; an event without a day is left out.

    An event has one row, with the first party of each side: a row for each pair would count a
    bombing with five kinds of victims five times. Every party stands in the mentions.
    """
    events: list[list[str]] = []
    mentions: list[list[str]] = []
    for told in selection.told():
        why = unfit(told)
        if why:
            losses.leave_out(told.event.id, why)
            continue
        losses.keep(told)
        number = event_number(told.event.id)
        events.append(_event(selection, told, number))
        mentions += _mentions(selection, told, number)
    losses.rows = len(events)
    return [
        tab_file("gdelt.export.CSV", (), events, how),
        tab_file("gdelt.mentions.CSV", (), mentions, how),
    ]


def event_number(event_id: str) -> str:
    """Return a number for an event, the same each time, far above those that GDELT gives out."""
    return str(FIRST_NUMBER + int(content_id(event_id)[:14], 16))


def _event(selection: Selection, told: Told, number: str) -> list[str]:
    sides = sides_of(selection, told)
    code, goldstein, quad = cameo_of(told, sides)
    day = date.fromisoformat(told.day or "")
    published = sorted(a.published for a in told.articles if a.published)
    cells = {
        "GLOBALEVENTID": number,
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": str(day.year),
        "FractionDate": f"{day.year + (day.month * 30 + day.day) / 365:.4f}",
        **_party(sides.one, "Actor1"),
        **_party(sides.other, "Actor2"),
        "IsRootEvent": str(int(any(claim.role == "main" for claim in told.claims))),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": quad,
        "GoldsteinScale": goldstein,
        "NumMentions": str(len(told.claims) + len(told.statements)),
        "NumSources": str(len(told.event.outlets) or 1),
        "NumArticles": str(len(told.articles)),
        **_place(told),
        "DATEADDED": _moment(published[0] if published else None),
        "SOURCEURL": address(told.articles[0]) if told.articles else "",
    }
    return [cells.get(column, "") for column in EVENT_COLUMNS]


def _party(side: Side, part: str) -> dict[str, str]:
    party = side.first
    if party is None:
        return {}
    known = side.known[0]
    sector = sectors().get(known.sector or "")
    group = KNOWN_GROUPS.get(party.id or "", "")
    country = known.country or ""
    kind = sector.cameo if sector else ""
    return {
        f"{part}Code": f"{country}{group or kind}",
        f"{part}Name": party.name.upper(),
        f"{part}CountryCode": country if country in countries() else "",
        f"{part}KnownGroupCode": group,
        f"{part}Type1Code": kind,
    }


def _place(told: Told) -> dict[str, str]:
    where = told.event.where
    if where is None:
        return {"ActionGeo_Type": "0"}
    country = countries().get(where.country_code or "")
    fips = country.fips if country else ""
    names = dict.fromkeys(n for n in (where.name, where.admin1, where.country) if n)
    point = where.latitude is not None and where.longitude is not None
    return {
        "ActionGeo_Type": GEO_TYPE[where.precision],
        "ActionGeo_FullName": ", ".join(names),
        "ActionGeo_CountryCode": fips,
        "ActionGeo_ADM1Code": fips,
        "ActionGeo_Lat": f"{where.latitude:.5f}" if point else "",
        "ActionGeo_Long": f"{where.longitude:.5f}" if point else "",
    }


def _mentions(selection: Selection, told: Told, number: str) -> Iterator[list[str]]:
    """Yield a row for each claim, and for each statement about the event, such as a denial."""
    for claim in (*told.claims, *told.statements):
        article = selection.found.article.get(claim.article_id)
        if article is not None:
            yield _mention(told, number, claim, article)


def _mention(told: Told, number: str, claim: Claim, article: Article) -> list[str]:
    cells = {
        "GLOBALEVENTID": number,
        "EventTimeDate": _moment(told.day),
        "MentionTimeDate": _moment(article.published),
        "MentionType": WEB if address(article).startswith(("http:", "https:")) else CITATION_ONLY,
        "MentionSourceName": article.outlet or "",
        "MentionIdentifier": address(article),
        "SentenceID": str(_block(claim, article)),
        "Actor1CharOffset": _offset(claim.actors),
        "Actor2CharOffset": _offset(claim.targets),
        "ActionCharOffset": str(claim.words.start),
        "InRawText": "1",
        "Confidence": "",
        "MentionDocLen": str(len(article.text)),
        "Extras": json_line(claim_json(claim, article, told.event.id) | _responsibility(claim)),
    }
    return [cells.get(column, "") for column in MENTION_COLUMNS]


def _block(claim: Claim, article: Article) -> int:
    """Return the number of the paragraph, from 1: khabar keeps no count of sentences."""
    return max(1, sum(block.start <= claim.words.start for block in article.blocks))


def _responsibility(claim: Claim) -> dict[str, object]:
    """Return the CAMEO code of claiming or denying an attack, where the claim does so."""
    stances = {source.stance for source in claim.attribution}
    for stance in ("claims_responsibility", "denies"):
        if stance in stances:
            return {"cameo": cameo()["statement", stance].code}
    return {}


def _offset(parties: Sequence[Party]) -> str:
    return str(parties[0].words.start) if parties else "-1"


def _moment(day: str | None) -> str:
    """Return a day as GDELT writes moments; khabar knows no hour, so it is midnight."""
    return f"{day[:10].replace('-', '')}000000" if day and len(day) >= 10 else ""
