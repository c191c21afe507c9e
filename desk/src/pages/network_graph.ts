// Who attacks, accuses, shelters and allies, as rows of a table and as lines between places.

import type { NetworkEdge, NetworkNode } from "../server";

export type Sort =
  | "attacks"
  | "accuses"
  | "shelters"
  | "allied"
  | "backs"
  | "rival"
  | "links"
  | "other";
export type Told = "asserted" | "alleged" | "denied";

/** What an edge says between two names, and its colour by its name in the design. */
export const SORTS: Record<Sort, { does: string; colour: string }> = {
  attacks: { does: "attacks", colour: "harm" },
  accuses: { does: "accuses", colour: "doubt" },
  shelters: { does: "shelters", colour: "good" },
  allied: { does: "is allied with", colour: "accent" },
  backs: { does: "backs", colour: "violet" },
  rival: { does: "is a rival of", colour: "ink" },
  links: { does: "has links with", colour: "quiet" },
  other: { does: "has to do with", colour: "edge" },
};

export function sortOf(sort: string): Sort {
  return Object.hasOwn(SORTS, sort) ? (sort as Sort) : "other";
}

/** How an edge is drawn: by the surest way in which anybody tells it. */
export function toldAs(edge: Pick<NetworkEdge, Told>): Told {
  if (edge.asserted) return "asserted";
  return edge.alleged ? "alleged" : "denied";
}

/** "3 asserted, 1 alleged": what is none is left out. */
export function toldWords(edge: Pick<NetworkEdge, Told>): string {
  const counts = (["asserted", "alleged", "denied"] as const)
    .filter((told) => edge[told])
    .map((told) => `${edge[told]} ${told}`);
  return counts.join(", ");
}

export function total(edge: Pick<NetworkEdge, Told>): number {
  return edge.asserted + edge.alleged + edge.denied;
}

/** The edges of the chosen sorts and tellings; nodes that none of them touches are left out. */
export function chosen(
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
  sorts: ReadonlySet<string>,
  tellings: ReadonlySet<string>,
): { nodes: NetworkNode[]; edges: NetworkEdge[] } {
  const kept = edges.filter((edge) => sorts.has(sortOf(edge.sort)) && tellings.has(toldAs(edge)));
  const touched = new Set(kept.flatMap((edge) => [edge.from, edge.to]));
  return { nodes: nodes.filter((node) => touched.has(node.id)), edges: kept };
}

export interface EdgeRow {
  from: NetworkNode;
  to: NetworkNode;
  does: string;
  told: string;
  edge: NetworkEdge;
}

/** The edges as rows, most told first; an edge to a node that is not listed is left out. */
export function edgeRows(nodes: readonly NetworkNode[], edges: readonly NetworkEdge[]): EdgeRow[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const rows = edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    const does = SORTS[sortOf(edge.sort)].does;
    return from && to ? [{ from, to, does, told: toldWords(edge), edge }] : [];
  });
  return rows.sort(
    (a, b) =>
      total(b.edge) - total(a.edge) ||
      a.from.name.localeCompare(b.from.name) ||
      a.to.name.localeCompare(b.to.name) ||
      a.does.localeCompare(b.does),
  );
}

export interface Spot {
  x: number;
  y: number;
}

/** Where nodes start before they are pulled together: on a circle, the same every time. */
export function circle(ids: readonly string[]): Map<string, Spot> {
  const turn = (2 * Math.PI) / Math.max(ids.length, 1);
  return new Map(ids.map((id, at) => [id, { x: Math.cos(at * turn), y: Math.sin(at * turn) }]));
}

/** The radius of a node: its area grows with its events. */
export function nodeSize(events: number, most: number): number {
  return 4 + 12 * Math.sqrt(events / Math.max(most, 1));
}

/** The width of an edge: grows slowly, so that one war does not hide the rest. */
export function edgeSize(edge: Pick<NetworkEdge, Told>): number {
  return 1 + Math.min(Math.log2(1 + total(edge)), 5);
}

/** Which lane each edge takes, so that several between the same two parties lie side by side. */
export function lanes(edges: readonly Pick<NetworkEdge, "from" | "to">[]): number[] {
  const taken = new Map<string, number>();
  return edges.map(({ from, to }) => {
    const pair = `${from}\n${to}`;
    const lane =
      taken.get(pair) ?? (edges.some((one) => one.from === to && one.to === from) ? 1 : 0);
    taken.set(pair, lane + 1);
    return lane;
  });
}
