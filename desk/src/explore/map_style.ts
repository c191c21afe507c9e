/** How the map looks: its layers, and their colours in light and dark. */

import type {
  ExpressionSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  StyleSpecification,
} from "maplibre-gl";
import { colour } from "../theme";

export const SOURCES = ["countries", "provinces", "names", "areas", "badges", "points"] as const;
export const CLICKED = ["points", "badges", "area-fill"];
// Radius of the ring drawn for "near" a place, in pixels; scaled to the point it lies around.
export const RING = 16;

const FONT = ["system-ui", "sans-serif"];
const SIZE: ExpressionSpecification = ["get", "size"];
const CHOSEN: ExpressionSpecification = ["boolean", ["get", "chosen"], false];
const NONE: GeoJSONSourceSpecification = {
  type: "geojson",
  data: { type: "FeatureCollection", features: [] },
};

/** Return the style without anything in its sources. */
export function style(): StyleSpecification {
  const sources = Object.fromEntries(SOURCES.map((name) => [name, NONE]));
  return { version: 8, sources, layers: layers() };
}

/** Return the layers in the colours of now, from the ground up. */
export function layers(): LayerSpecification[] {
  return [...ground(), ...areas(), ...points()];
}

/** Draw the dashed ring for points that are only near a place. */
export function ring(): ImageData {
  const side = RING * 4;
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
  pen.strokeStyle = colour("harm");
  pen.lineWidth = 3;
  pen.setLineDash([7, 5]);
  pen.beginPath();
  pen.arc(side / 2, side / 2, side / 2 - 3, 0, 2 * Math.PI);
  pen.stroke();
  return pen.getImageData(0, 0, side, side);
}

function ground(): LayerSpecification[] {
  const line = (id: string, source: string, name: string, width: number): LayerSpecification => ({
    id,
    source,
    type: "line",
    paint: { "line-color": colour(name), "line-width": width },
  });
  return [
    { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
    { id: "land", source: "countries", type: "fill", paint: { "fill-color": colour("land") } },
    {
      ...line("province-lines", "provinces", "border-inner", 0.7),
      minzoom: 3.5,
    } as LayerSpecification,
    line("country-lines", "countries", "border", 1),
    {
      id: "names",
      source: "names",
      type: "symbol",
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": ["case", ["get", "inner"], 10.5, 12],
        "text-letter-spacing": 0.06,
        "text-max-width": 7,
        "text-offset": [0, 1.5],
        "symbol-sort-key": ["-", 0, ["get", "wide"]],
      },
      paint: {
        "text-color": colour("quiet"),
        "text-opacity": 0.85,
        "text-halo-color": colour("land"),
        "text-halo-width": 1.2,
      },
    },
  ];
}

function areas(): LayerSpecification[] {
  const opacity: ExpressionSpecification = [
    "case",
    CHOSEN,
    0.32,
    ["==", ["get", "level"], "country"],
    0.04,
    0.14,
  ];
  return [
    {
      id: "area-fill",
      source: "areas",
      type: "fill",
      paint: { "fill-color": colour("harm"), "fill-opacity": opacity },
    },
    {
      id: "area-line",
      source: "areas",
      type: "line",
      paint: {
        "line-color": colour("harm"),
        "line-width": ["case", CHOSEN, 2.2, 1.1],
        "line-dasharray": [4, 3],
        "line-opacity": ["case", ["==", ["get", "level"], "country"], 0.55, 0.9],
      },
    },
    {
      id: "badges",
      source: "badges",
      type: "circle",
      paint: {
        "circle-radius": 9,
        "circle-color": colour("card"),
        "circle-stroke-color": colour("harm"),
        "circle-stroke-width": ["case", CHOSEN, 2.2, 1],
      },
    },
    { ...numbers("badge-numbers", "badges", "harm"), layout: { ...number(), "text-size": 10.5 } },
  ];
}

function points(): LayerSpecification[] {
  const near: ExpressionSpecification = ["==", ["get", "precision"], "near"];
  const unstated: ExpressionSpecification = ["==", ["get", "killed"], null];
  return [
    {
      id: "points",
      source: "points",
      type: "circle",
      layout: { "circle-sort-key": ["-", 0, SIZE] },
      paint: {
        "circle-radius": SIZE,
        "circle-color": ["case", unstated, colour("card"), colour("harm")],
        "circle-opacity": ["case", CHOSEN, 1, near, 0.35, 0.78],
        "circle-stroke-color": [
          "case",
          CHOSEN,
          colour("ink"),
          unstated,
          colour("harm"),
          colour("card"),
        ],
        "circle-stroke-width": ["case", CHOSEN, 2.6, near, 0, 1.4],
      },
    },
    {
      id: "rings",
      source: "points",
      type: "symbol",
      filter: near,
      layout: {
        "icon-image": "ring",
        "icon-size": ["/", ["+", SIZE, 2], RING],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
    {
      ...numbers("point-numbers", "points", "ink"),
      filter: [">", ["get", "count"], 1],
      paint: {
        "text-color": ["case", ["any", unstated, near], colour("ink"), colour("card")],
      },
    },
  ];
}

function number() {
  return {
    "text-field": ["to-string", ["get", "count"]] as ExpressionSpecification,
    "text-font": FONT,
    "text-size": 11,
    "text-allow-overlap": true,
    "text-ignore-placement": true,
  };
}

function numbers(id: string, source: string, ink: string) {
  return {
    id,
    source,
    type: "symbol" as const,
    layout: number(),
    paint: { "text-color": colour(ink) },
  };
}
