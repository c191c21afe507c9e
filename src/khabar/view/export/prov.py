"""Claims as nanopublications in TriG: the assertion, where it comes from, who coded it. PROV-O.

Needs rdflib. One claim is one nanopublication of four graphs; events are derived from claims.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from khabar.model import Article, Claim, Decision, Source, When, Where, content_id
from khabar.view.export import facts
from khabar.view.export.losses import Losses
from khabar.view.export.record import event_record
from khabar.view.export.selection import UNSPECIFIED, Selection, Told, address
from khabar.view.export.sheets import File, How, text_file
from khabar.view.jsonl import json_line

if TYPE_CHECKING:
    from rdflib import Graph, Namespace, URIRef

HOLDS = facts.EVERY_FACT - {facts.MERGE}
NP = "http://www.nanopub.org/nschema#"
TERMS = "urn:khabar:terms:"


def prov(selection: Selection, losses: Losses, how: How) -> list[File]:  # noqa: ARG001
    """Return the file. Signing and publishing nanopublications is left to their own tools."""
    writer = _Writer()
    for told in selection.told():
        losses.keep(told)
        writer.event(selection, told)
    for claim, article in losses.claims_kept(selection):
        writer.claim(claim, article, selection.reviewed.get(claim.id))
        losses.rows += 1
    return [text_file("claims.trig", writer.trig())]


class _Writer:
    """Fills named graphs, four for each claim and one for all events, and writes them as TriG.

    Each graph is written by itself, by name: rdflib's own writer of TriG keeps no order.
    """

    def __init__(self) -> None:
        from rdflib import Namespace

        self.graphs: dict[str, Graph] = {}
        self.np: Namespace = Namespace(NP)
        self.terms: Namespace = Namespace(TERMS)

    def graph(self, name: str) -> Graph:
        """Return the graph of that name, made if there is none."""
        from rdflib import PROV, XSD, Graph

        if name not in self.graphs:
            graph = Graph(bind_namespaces="none")
            for prefix, of in (("k", self.terms), ("np", self.np), ("prov", PROV), ("xsd", XSD)):
                graph.bind(prefix, of)
            self.graphs[name] = graph
        return self.graphs[name]

    def trig(self) -> str:
        """Return the graphs, ordered by name, under one set of prefixes."""
        prefixes: dict[str, None] = {}
        bodies = []
        for name, graph in sorted(self.graphs.items()):
            # The prefixes come first, with an empty line after them.
            head, _, body = graph.serialize(format="turtle").partition("\n\n")
            prefixes |= dict.fromkeys(head.split("\n"))
            bodies.append(f"<{name}> {{\n{body.strip()}\n}}\n")
        return "\n".join([*sorted(prefixes), "", *bodies])

    def claim(self, claim: Claim, article: Article, review: Decision | None) -> None:
        """Add a claim as one nanopublication."""
        from rdflib import RDF

        nanopub = _iri("claim", claim.id)
        parts = {name: nanopub + f"#{name}" for name in ("assertion", "provenance", "pubinfo")}
        head = self.graph(nanopub + "#head")
        head.add((nanopub, RDF.type, self.np.Nanopublication))
        for link, name in (
            ("hasAssertion", "assertion"),
            ("hasProvenance", "provenance"),
            ("hasPublicationInfo", "pubinfo"),
        ):
            head.add((nanopub, self.np[link], parts[name]))
        self._assertion(self.graph(parts["assertion"]), claim)
        self._provenance(self.graph(parts["provenance"]), parts["assertion"], claim, article)
        self._pubinfo(self.graph(parts["pubinfo"]), nanopub, claim, review)

    def _assertion(self, graph: Graph, claim: Claim) -> None:
        """What is claimed: the act, with each value as a literal."""
        from rdflib import Literal

        act = _iri("act", claim.id)
        self._values(graph, act, _act_values(claim))
        for link, parties in (("actor", claim.actors), ("target", claim.targets)):
            for party in parties:
                graph.add((act, self.terms[link], Literal(_sound(party.name))))
                if party.id:
                    graph.add((act, self.terms[f"{link}Id"], _iri("actor", party.id)))
        for number, harm in enumerate(claim.harm):
            node = act + f"#harm{number}"
            graph.add((act, self.terms.harm, node))
            names = ("outcome", "low", "high", "group", "approximate")
            self._values(graph, node, {name: getattr(harm, name) for name in names})

    def _values(self, graph: Graph, node: URIRef, values: Mapping[str, object]) -> None:
        from rdflib import Literal

        for name, value in values.items():
            if value is not None:
                sound = _sound(value) if isinstance(value, str) else value
                graph.add((node, self.terms[name], Literal(sound)))

    def _provenance(self, graph: Graph, assertion: URIRef, claim: Claim, article: Article) -> None:
        """The chain: the assertion is the innermost speaker's, who is quoted by the next one."""
        from rdflib import PROV, RDF, Literal

        span = assertion + "-words"
        text = _iri("article", article.id)
        graph.add((assertion, PROV.wasQuotedFrom, span))
        graph.add((span, RDF.type, PROV.Entity))
        graph.add((span, PROV.value, Literal(_sound(claim.words.words))))
        graph.add((span, self.terms.start, Literal(claim.words.start)))
        graph.add((span, self.terms.end, Literal(claim.words.end)))
        graph.add((span, PROV.hadPrimarySource, text))
        graph.add((text, PROV.atLocation, Literal(_sound(address(article)))))
        if article.published:
            graph.add((text, self.terms.published, Literal(article.published)))
        agents = [self._agent(assertion, at, one) for at, one in enumerate(claim.attribution)]
        for agent, source in zip(agents, claim.attribution, strict=True):
            graph.add((agent, RDF.type, PROV.Agent))
            graph.add((agent, self.terms.name, Literal(_sound(source.name))))
            graph.add((agent, self.terms[source.stance], assertion))
        if agents:
            graph.add((assertion, PROV.wasAttributedTo, agents[-1]))
        for outer, inner in pairwise(agents):
            graph.add((outer, self.terms.cites, inner))

    def _agent(self, assertion: URIRef, at: int, source: Source) -> URIRef:
        """Return who speaks; a source that nobody names is another one in each claim."""
        if source.name == UNSPECIFIED:
            return assertion + f"-source{at}"
        return _iri("source", content_id(source.name))

    def _pubinfo(
        self, graph: Graph, nanopub: URIRef, claim: Claim, review: Decision | None
    ) -> None:
        from rdflib import PROV, RDF, Literal

        software = _iri("software", claim.coder.replace(" ", "-"))
        graph.add((nanopub, PROV.wasAttributedTo, software))
        graph.add((software, RDF.type, PROV.SoftwareAgent))
        graph.add((software, self.terms.name, Literal(claim.coder)))
        for rule in claim.because:
            graph.add((nanopub, self.terms.because, Literal(_sound(rule))))
        if review is not None:
            graph.add((nanopub, self.terms.reviewedBy, Literal(_sound(review.who))))
            graph.add((nanopub, self.terms.reviewedAt, Literal(review.at)))

    def event(self, selection: Selection, told: Told) -> None:
        """Add an event, derived from its claims, with its record as JSON."""
        from rdflib import PROV, RDF, Literal

        graph = self.graph(_iri("graph", "events"))
        event = _iri("event", told.event.id)
        graph.add((event, RDF.type, PROV.Entity))
        graph.add((event, self.terms.record, Literal(json_line(event_record(selection, told)))))
        for claim in told.claims:
            graph.add((event, PROV.wasDerivedFrom, _iri("claim", claim.id)))


def _act_values(claim: Claim) -> dict[str, object]:
    values: dict[str, object] = {
        "kind": claim.kind,
        "eventType": claim.event_type,
        "mode": claim.mode,
        "relation": claim.relation,
        "factuality": claim.factuality,
        "role": claim.role,
    }
    if isinstance(claim.when, When):
        values |= {
            "dateStart": claim.when.start,
            "dateEnd": claim.when.end,
            "datePrecision": claim.when.precision,
        }
    if isinstance(claim.where, Where):
        names = "name country_code admin1 admin2 precision latitude longitude".split()
        values |= {f"place_{name}": getattr(claim.where, name) for name in names}
    return values


def _iri(kind: str, id: str) -> URIRef:
    from urllib.parse import quote

    from rdflib import URIRef

    return URIRef(f"urn:khabar:{kind}:{quote(id)}")


def _sound(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
