/** The drawing of a network on a canvas: sigma draws, graphology holds, ForceAtlas2 arranges. */

import { MultiDirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import type { NodeDisplayData, PartialButFor } from "sigma/types";
import { el, refill } from "../dom";
import { open, pageLink } from "../router";
import type { NetworkEdge, NetworkNode } from "../server";
import { colour, onThemeChange } from "../theme";
import {
  circle,
  type EdgeRow,
  edgeRows,
  edgeSize,
  lanes,
  nodeSize,
  SORTS,
  sortOf,
  toldAs,
} from "./network_graph";
import { LINES } from "./network_lines";

export interface Drawing {
  close(): void;
}

const ROUNDS = 400;
const MOST_TOLD = 6;

/** Draw the network into a place; pointing at a party tells of it, a click opens its page. */
export function drawNetwork(
  place: HTMLElement,
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
): Drawing {
  const graph = graphOf(nodes, edges);
  const settings = { ...forceAtlas2.inferSettings(graph), adjustSizes: true };
  forceAtlas2.assign(graph, { iterations: ROUNDS, settings });
  const canvas = el("div", { class: "network-canvas", "aria-hidden": "true" });
  const says = el("div", { class: "network-says" });
  refill(place, canvas, says);
  widen(graph, canvas.clientWidth / Math.max(canvas.clientHeight, 1));
  const sigma = new Sigma(graph, canvas, {
    edgeProgramClasses: LINES,
    labelFont: getComputedStyle(document.body).fontFamily,
    labelSize: 12,
    labelRenderedSizeThreshold: 6,
    defaultDrawNodeLabel: labelled,
    defaultDrawNodeHover: hovered,
    stagePadding: 50,
    allowInvalidContainer: true,
  });
  point(sigma, says, edgeRows(nodes, edges));
  const paintAgain = () => {
    paint(graph);
    sigma.refresh();
  };
  const stop = onThemeChange(paintAgain);
  return {
    close: () => {
      stop();
      sigma.kill();
    },
  };
}

function graphOf(nodes: readonly NetworkNode[], edges: readonly NetworkEdge[]): MultiDirectedGraph {
  const graph = new MultiDirectedGraph();
  const spots = circle(nodes.map((node) => node.id));
  const most = Math.max(...nodes.map((node) => node.events));
  for (const { id, name, kind, events } of nodes) {
    graph.addNode(id, { ...spots.get(id), label: name, kind, size: nodeSize(events, most) });
  }
  const lane = lanes(edges);
  edges.forEach((edge, at) => {
    if (!graph.hasNode(edge.from) || !graph.hasNode(edge.to) || edge.from === edge.to) return;
    const told = toldAs(edge);
    graph.addDirectedEdge(edge.from, edge.to, {
      sort: sortOf(edge.sort),
      told,
      lane: lane[at],
      size: edgeSize(edge),
      type: told === "asserted" ? "whole" : "dashed",
    });
  });
  paint(graph);
  return graph;
}

/** Let the drawing fill a canvas that is wider than high: the arrangement is as wide as high. */
function widen(graph: MultiDirectedGraph, by: number): void {
  if (by > 1) graph.updateEachNodeAttributes((_, now) => ({ ...now, x: Number(now.x) * by }));
}

/** Give everything the colours of the design as they are now. */
function paint(graph: MultiDirectedGraph): void {
  const node = colour("accent");
  graph.updateEachNodeAttributes((_, now) => ({ ...now, color: node }));
  graph.updateEachEdgeAttributes((_, now) => {
    const plain = colour(SORTS[sortOf(String(now.sort))].colour);
    return { ...now, color: now.told === "denied" ? colour("edge") : plain };
  });
}

/** Tell beside the drawing what is said of the party that is pointed at. */
function point(sigma: Sigma, says: HTMLElement, rows: readonly EdgeRow[]): void {
  const hint = el(
    "p",
    { class: "quiet" },
    "Point at a party to read what is told of it; click to open it.",
  );
  refill(says, hint);
  let near: string | null = null;
  sigma.setSetting("edgeReducer", (edge, now) => {
    const hidden = near !== null && !sigma.getGraph().hasExtremity(edge, near);
    return { ...now, hidden };
  });
  sigma.on("enterNode", ({ node }) => {
    near = node;
    refill(says, ...linesOf(node, rows));
    sigma.refresh({ skipIndexation: true });
  });
  sigma.on("leaveNode", () => {
    near = null;
    sigma.refresh({ skipIndexation: true });
  });
  sigma.on("clickNode", ({ node }) => {
    if (!node.startsWith("name:")) open(pageLink("actor", node));
  });
}

function linesOf(id: string, rows: readonly EdgeRow[]): HTMLElement[] {
  const mine = rows.filter(({ from, to }) => from.id === id || to.id === id);
  const lines = mine
    .slice(0, MOST_TOLD)
    .map(({ from, to, does, told }) =>
      el("li", { dir: "auto" }, `${from.name} ${does} ${to.name}: ${told}`),
    );
  const more = mine.length - lines.length;
  return [
    el(
      "ul",
      {},
      ...lines,
      more > 0 ? el("li", { class: "quiet" }, `and ${more} more in the table`) : null,
    ),
  ];
}

type Labelled = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">;

/** Where words beside a node begin: before it where they would end outside the canvas. */
function begin(context: CanvasRenderingContext2D, node: Labelled, width: number): number {
  const after = node.x + node.size + 3;
  const room = context.canvas.getBoundingClientRect().width;
  return after + width > room ? node.x - node.size - 3 - width : after;
}

/** A label with an edge of the paper's colour, so that it can be read across lines. */
function labelled(context: CanvasRenderingContext2D, node: Labelled): void {
  if (!node.label) return;
  context.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const x = begin(context, node, context.measureText(node.label).width);
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = colour("card");
  context.strokeText(node.label, x, node.y + 4);
  context.fillStyle = colour("ink");
  context.fillText(node.label, x, node.y + 4);
}

/** A label on the paper's own colour; sigma's own is white in the dark too. */
function hovered(context: CanvasRenderingContext2D, node: Labelled): void {
  const words = node.label ?? "";
  context.font = `600 12px ${getComputedStyle(document.body).fontFamily}`;
  const width = context.measureText(words).width + 12;
  const start = begin(context, node, width);
  context.fillStyle = colour("card");
  context.strokeStyle = colour("edge");
  context.beginPath();
  context.roundRect(start, node.y - 11, width, 22, 4);
  context.fill();
  context.stroke();
  context.fillStyle = colour("ink");
  context.fillText(words, start + 6, node.y + 4);
}
