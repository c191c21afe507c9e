/** What the server says of the map, as shapes to draw. */

import type { Feature, FeatureCollection } from "geojson";
import type { MapArea, MapPoint } from "../server";
import {
  type Box,
  boxOf,
  circle,
  countries,
  middle,
  named,
  type Outline,
  provinces,
} from "./outlines";

const SMALLEST = 4.5;
const LARGEST = 26;
const NUMBERED = 8;
const USUAL_KM = 30;

/** Return points sized by the highest toll; one whose toll nobody states is hollow and small. */
export function pointShapes(points: MapPoint[], selected: string): FeatureCollection {
  return collection(
    points.map((one) => ({
      ...point(one.lon, one.lat),
      properties: {
        count: one.count,
        ids: one.ids,
        killed: one.killed_high,
        precision: one.precision,
        size: radius(one.killed_high ?? 0, one.count),
        chosen: one.ids.includes(selected),
      },
    })),
  );
}

/** Return the areas with their numbers: outlines where there are any, dashed circles elsewhere. */
export async function areaShapes(areas: MapArea[], selected: string) {
  const drawn = await Promise.all(areas.map((one) => areaShape(one, selected)));
  const shapes = drawn.filter((one) => one !== null);
  return {
    areas: collection(shapes.flatMap(({ area }) => (area ? [area] : []))),
    badges: collection(shapes.map(({ badge }) => badge)),
  };
}

/** Return the box around most of what is found: the tenth that lies farthest out is left aside. */
export function mostOf(points: MapPoint[], areas: MapArea[]): Box | null {
  const placed = [...points, ...areas].flatMap(({ lon, lat, count }) =>
    lon === null || lat === null ? [] : [{ lon, lat, count }],
  );
  if (!placed.length) return null;
  const all = placed.reduce((sum, { count }) => sum + count, 0);
  const [lon, lat] = [halfway(placed, "lon", all), halfway(placed, "lat", all)];
  const far = (one: { lon: number; lat: number }) => Math.hypot(one.lon - lon, one.lat - lat);
  placed.sort((one, other) => far(one) - far(other));
  let seen = 0;
  const kept = placed.filter((one) => {
    const before = seen;
    seen += one.count;
    return before < all * 0.9;
  });
  const [lons, lats] = [kept.map((one) => one.lon), kept.map((one) => one.lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** Return the names of outlines, to be written in their middles. */
export function names(outlines: Outline[], inner: boolean): Feature[] {
  return outlines.map((outline) => {
    const [west, , east] = boxOf(outline);
    return {
      ...point(...middle(outline)),
      properties: { name: outline.properties.names[0], inner, wide: east - west },
    };
  });
}

export function collection(features: Feature[]): FeatureCollection {
  return { type: "FeatureCollection", features };
}

async function areaShape(area: MapArea, selected: string) {
  const outline = await outlineOf(area);
  const [lon, lat] = outline && area.lon === null ? middle(outline) : [area.lon, area.lat];
  if (lon === null || lat === null || lon === undefined || lat === undefined) return null;
  const { level, name, count, country_code, ids } = area;
  const properties = {
    level,
    name,
    count,
    country: country_code,
    chosen: ids.includes(selected),
    ids,
  };
  const geometry = outline?.geometry ?? circle(lon, lat, area.radius_km ?? USUAL_KM);
  return {
    area: { type: "Feature" as const, geometry, properties },
    badge: { ...point(lon, lat), properties },
  };
}

async function outlineOf({ level, country_code, name }: MapArea): Promise<Outline | null> {
  if (level === "country") {
    const all = await countries();
    return all.find(({ properties }) => properties.code === country_code) ?? named(all, name);
  }
  if (level !== "admin1" || !country_code) return null;
  return named(await provinces(country_code), name);
}

function radius(killed: number, count: number): number {
  const size = Math.min(SMALLEST + 1.4 * Math.sqrt(killed), LARGEST);
  return count > 1 ? Math.max(size, NUMBERED + Math.min(Math.log10(count) * 2, 6)) : size;
}

function halfway(
  placed: { lon: number; lat: number; count: number }[],
  along: "lon" | "lat",
  all: number,
): number {
  let seen = 0;
  const sorted = placed.toSorted((one, other) => one[along] - other[along]);
  for (const one of sorted) {
    seen += one.count;
    if (2 * seen >= all) return one[along];
  }
  return 0;
}

function point(lon: number, lat: number): Feature {
  return { type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: {} };
}
