/** Outlines of countries and provinces, loaded when they are needed. */

import type { Feature, MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

export interface Named {
  names: string[];
  code: string | null;
}
export type Outline = Feature<Polygon | MultiPolygon, Named>;
export type Box = [west: number, south: number, east: number, north: number];

// Words that say what kind of area a name is of, and so are no part of the name.
const KIND = /\b(province|governorate|oblast|state|region|wilaya(t|h)?|district|prefecture|of)\b/g;
const loaded = new Map<string, Promise<Outline[]>>();
let having: Promise<Set<string>> | null = null;

/** Return the outlines of all countries. */
export function countries(): Promise<Outline[]> {
  return outlines("countries");
}

/** Return the provinces of a country; none where there is no file of them. */
export async function provinces(code: string): Promise<Outline[]> {
  having ??= fetched<string[]>("index").then((codes) => new Set(codes));
  return (await having).has(code) ? outlines(code) : [];
}

/** Return the one of some outlines that has the name, however it is spelled; null if unsure. */
export function named(among: Outline[], name: string): Outline | null {
  for (const form of [plain, skeleton]) {
    const wanted = form(name);
    const found = among.filter(({ properties }) => properties.names.map(form).includes(wanted));
    if (wanted && found.length === 1) return found[0] ?? null;
  }
  return null;
}

/** Return the box around the largest part of an outline: far islands say little of a country. */
export function boxOf({ geometry }: Outline): Box {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const boxes = parts.map((rings) => around(rings[0] ?? []));
  return boxes.reduce((most, box) => (size(box) > size(most) ? box : most));
}

/** Return the middle of that box. */
export function middle(outline: Outline): [longitude: number, latitude: number] {
  const [west, south, east, north] = boxOf(outline);
  return [(west + east) / 2, (south + north) / 2];
}

/** Return a circle on the ground. */
export function circle(longitude: number, latitude: number, km: number): Polygon {
  const high = km / 111.2;
  const wide = high / Math.max(Math.cos((latitude * Math.PI) / 180), 0.05);
  const ring = Array.from({ length: 65 }, (_, at): Position => {
    const turn = (at / 64) * 2 * Math.PI;
    return [longitude + wide * Math.cos(turn), latitude + high * Math.sin(turn)];
  });
  return { type: "Polygon", coordinates: [ring] };
}

function outlines(name: string): Promise<Outline[]> {
  const known = loaded.get(name) ?? fetched<Topology>(name).then(unfolded);
  loaded.set(name, known);
  return known;
}

function unfolded(topology: Topology): Outline[] {
  const shapes = topology.objects.shapes as GeometryCollection<Named>;
  return feature(topology, shapes).features as Outline[];
}

async function fetched<Content>(name: string): Promise<Content> {
  const answer = await fetch(`outlines/${name}.json`);
  if (!answer.ok)
    throw new Error(`The outlines of ${name} could not be loaded (${answer.status}).`);
  return (await answer.json()) as Content;
}

function plain(name: string): string {
  const letters = name.normalize("NFKD").toLowerCase().replace(KIND, "");
  return letters.replace(/\P{L}/gu, "");
}

function skeleton(name: string): string {
  return plain(name).replace(/[aeiouy]/g, "");
}

function around(ring: Position[]): Box {
  const box: Box = [180, 90, -180, -90];
  for (const [east = 0, north = 0] of ring) {
    box[0] = Math.min(box[0], east);
    box[1] = Math.min(box[1], north);
    box[2] = Math.max(box[2], east);
    box[3] = Math.max(box[3], north);
  }
  return box;
}

function size([west, south, east, north]: Box): number {
  return (east - west) * (north - south);
}
