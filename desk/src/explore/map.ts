/**
 * The map. A point stands only where an event is known to be: what is known to a province or
 * country is an area, what has no place at all is counted beneath.
 */

import type { FeatureCollection } from "geojson";
import {
  type GeoJSONSource,
  Map as MapLibre,
  type MapMouseEvent,
  NavigationControl,
  setWorkerUrl,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Api, Seen } from "../api";
import { el, refill } from "../dom";
import { complain } from "../notice";
import { go, now, type State } from "../router";
import type { EventMap } from "../server";
import { narrowed, quoted } from "../terms";
import { onThemeChange } from "../theme";
import { counted, figure } from "../words";
import { areaShapes, collection, mostOf, names, pointShapes } from "./map_features";
import { CLICKED, layers, ring, style } from "./map_style";
import { type Box, boxOf, countries, type Outline, provinces } from "./outlines";

setWorkerUrl(workerUrl);

const WORLD: Seen = { zoom: 1, west: -180, south: -85, east: 180, north: 85 };
const MIDDLE: [number, number] = [50, 30];
const PROVINCES_FROM = 3.5;
const NAMES_FROM = 5;
const CLOSE = 9;
const FOUND_ZOOM = 7;
const FIT = { padding: 50, maxZoom: FOUND_ZOOM };

export class MapView {
  readonly place = el("figure", { class: "map", "aria-label": "Map" });
  private readonly canvas = el("div", { class: "canvas" });
  private readonly caption = el("figcaption", {});
  private readonly tip = el("div", { class: "tip", hidden: true, dir: "auto" });
  private readonly map: MapLibre;
  private readonly ready: Promise<void>;
  private ground = "";
  private readonly endThemes: () => void;
  private asking = new AbortController();
  private asked: string | null = null;
  private working = 0;
  private answer: EventMap | null = null;

  /** Make the map where the address says, or else around what is found. */
  static async open(api: Api, state: State, into: HTMLElement): Promise<MapView> {
    const [{ points, areas }] = await Promise.all([
      state.at ? { points: [], areas: [] } : api.map(state.q, WORLD),
      countries(),
    ]);
    return new MapView(api, state, mostOf(points, areas), into);
  }

  private constructor(
    private readonly api: Api,
    private state: State,
    box: Box | null,
    into: HTMLElement,
  ) {
    this.place.append(this.canvas, this.tip, this.caption);
    into.append(this.place);
    const { at } = state;
    const around = box ? { bounds: box, fitBoundsOptions: FIT } : { center: MIDDLE, zoom: 2 };
    const there = at && { center: [at.longitude, at.latitude] as [number, number], zoom: at.zoom };
    this.map = new MapLibre({
      container: this.canvas,
      style: style(),
      attributionControl: { customAttribution: "Outlines: Natural Earth, as controlled" },
      ...(there ?? around),
      maxZoom: 14,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      locale: { "Map.Title": "Map of the events. Arrow keys move it, plus and minus zoom." },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.ready = this.start();
    this.listen();
    this.endThemes = onThemeChange(() => this.recolour());
  }

  /** Show what the address asks for. */
  async show(state: State): Promise<void> {
    const another = this.asked !== null && this.asked !== state.q;
    const { at } = state;
    this.state = state;
    this.place.removeAttribute("data-idle");
    await this.ready;
    if (at && this.moveTo(at.longitude, at.latitude, at.zoom)) return;
    if (another && !at) await this.fit();
    else if (this.asked !== state.q) await this.ask();
    else await this.draw();
  }

  /** Bring an event into view, where its place is known. */
  async find(longitude: number | null, latitude: number | null): Promise<void> {
    await this.ready;
    if (longitude === null || latitude === null) return;
    if (this.map.getZoom() >= FOUND_ZOOM && this.map.getBounds().contains([longitude, latitude]))
      return;
    this.map.easeTo({
      center: [longitude, latitude],
      zoom: Math.max(this.map.getZoom(), FOUND_ZOOM),
    });
  }

  close(): void {
    this.asking.abort();
    this.endThemes();
    this.map.remove();
  }

  private async start(): Promise<void> {
    await new Promise((done) => this.map.once("style.load", done));
    this.map.addImage("ring", ring(), { pixelRatio: 2 });
    this.fill("countries", collection(await countries()));
    await this.drawGround();
  }

  private listen(): void {
    const idle = () => {
      if (this.asked === this.state.q && !this.working) this.place.setAttribute("data-idle", "");
    };
    this.map.on("idle", idle);
    this.map.on("movestart", () => this.place.removeAttribute("data-idle"));
    this.map.on("moveend", (move) => void this.moved("originalEvent" in move).catch(complain));
    this.map.on("click", (click) => this.click(click));
    this.map.on("mousemove", (move) => this.point(move));
    this.map.on("mouseout", () => this.point(null));
  }

  /** Ask anew after a move; only the reader's own moves go into the address. */
  private async moved(byReader: boolean): Promise<void> {
    const { lng, lat } = this.map.getCenter();
    const at = { zoom: this.map.getZoom(), latitude: lat, longitude: lng };
    if (byReader) {
      this.state = { ...this.state, at };
      go({ at }, { replace: true });
    }
    await Promise.all([this.ask(), this.drawGround()]);
  }

  /** Go to where most of what is found lies; the move itself then asks for what is there. */
  private async fit(): Promise<void> {
    const { points, areas } = await this.api.map(this.state.q, WORLD, this.newest());
    const box = mostOf(points, areas);
    if (!box) return this.ask();
    this.map.fitBounds(box, { ...FIT, animate: false });
  }

  private async ask(): Promise<void> {
    const { q } = this.state;
    this.working += 1;
    try {
      this.answer = await this.api.map(q, this.seen(), this.newest());
      this.asked = q;
      await this.draw();
    } finally {
      this.working -= 1;
    }
  }

  /** Return the signal of a request that takes the place of the one before. */
  private newest(): AbortSignal {
    this.asking.abort();
    this.asking = new AbortController();
    return this.asking.signal;
  }

  private async draw(): Promise<void> {
    if (!this.answer) return;
    const { points, areas } = this.answer;
    const shapes = await areaShapes(areas, this.state.selected);
    this.fill("points", pointShapes(points, this.state.selected));
    this.fill("areas", shapes.areas);
    this.fill("badges", shapes.badges);
    this.describe(this.answer);
    this.map.triggerRepaint();
  }

  private describe({ unplaced, outside, points, areas }: EventMap): void {
    this.place.setAttribute("data-points", String(points.length));
    this.place.setAttribute("data-areas", String(areas.length));
    const all = () => {
      go({ at: null }, { replace: true });
      void this.fit().catch(complain);
    };
    const missing = () => go({ q: narrowed(now().q, "-known:place"), selected: "" });
    refill(
      this.caption,
      key("exact", "place"),
      key("near", "near a place"),
      key("hollow", "toll not stated"),
      key("area", "known only to the area"),
      outside > 0 && button(`${figure(outside)} outside this view`, all),
      unplaced > 0 &&
        button(
          `${counted(unplaced, "event")} not on the map: no place stated or resolved`,
          missing,
        ),
    );
  }

  /** Draw provinces and names where the map is close enough; only what changed is drawn anew. */
  private async drawGround(): Promise<void> {
    const all = await countries();
    const zoom = this.map.getZoom();
    const codes = zoom < PROVINCES_FROM ? [] : meeting(all, this.seen());
    const inner = (await Promise.all(codes.map(provinces))).flat();
    const ground = `${codes.join()} ${zoom >= NAMES_FROM}`;
    if (ground === this.ground) return;
    this.ground = ground;
    this.fill("provinces", collection(inner));
    const close = zoom >= NAMES_FROM ? names(inner, true) : [];
    this.fill("names", collection([...names(all, false), ...close]));
  }

  private click(click: MapMouseEvent): void {
    const [top] = this.map.queryRenderedFeatures(click.point, { layers: CLICKED });
    if (!top) return;
    const { count, ids, level, name, country } = top.properties;
    const [only] = JSON.parse(ids) as string[];
    if (count === 1 && only) go({ selected: only });
    else if (level) go({ q: narrowed(now().q, ...inArea(level, name, country)), selected: "" });
    else if (this.map.getZoom() < CLOSE)
      this.moveTo(click.lngLat.lng, click.lngLat.lat, this.map.getZoom() + 2.5);
    else go({ q: narrowed(now().q, `near:${at(click)},5km`), selected: "" });
  }

  private point(move: MapMouseEvent | null): void {
    const [top] = move ? this.map.queryRenderedFeatures(move.point, { layers: CLICKED }) : [];
    this.map.getCanvas().style.cursor = top ? "pointer" : "";
    this.tip.hidden = !top || !move;
    if (!top || !move) return;
    const { count, name, level, killed } = top.properties;
    const where = level ? `${name}, no nearer` : "here";
    const toll = typeof killed === "number" ? `, killed up to ${figure(killed)}` : "";
    refill(this.tip, `${counted(count, "event")} ${where}${toll}`);
    this.tip.style.transform = `translate(${move.point.x + 14}px, ${move.point.y + 10}px)`;
  }

  /** Return whether the map had to move. */
  private moveTo(longitude: number, latitude: number, zoom: number): boolean {
    const here = this.map.getCenter();
    const far = Math.abs(here.lng - longitude) > 1e-3 || Math.abs(here.lat - latitude) > 1e-3;
    if (!far && Math.abs(this.map.getZoom() - zoom) < 0.01) return false;
    this.map.jumpTo({ center: [longitude, latitude], zoom });
    return true;
  }

  private recolour(): void {
    for (const layer of layers())
      for (const [name, value] of Object.entries(layer.paint ?? {}))
        this.map.setPaintProperty(layer.id, name as never, value as never);
    this.map.updateImage("ring", ring());
  }

  private fill(source: string, shapes: FeatureCollection): void {
    (this.map.getSource(source) as GeoJSONSource | undefined)?.setData(shapes);
  }

  private seen(): Seen {
    const bounds = this.map.getBounds();
    return {
      zoom: Math.min(Math.max(this.map.getZoom(), 0), 24),
      west: Math.max(bounds.getWest(), -540),
      south: Math.max(bounds.getSouth(), -90),
      east: Math.min(bounds.getEast(), 540),
      north: Math.min(bounds.getNorth(), 90),
    };
  }
}

function meeting(outlines: Outline[], { west, south, east, north }: Seen): string[] {
  const seen = outlines.filter((outline) => {
    const box = boxOf(outline);
    return box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south;
  });
  return seen.flatMap(({ properties }) => properties.code ?? []);
}

function inArea(level: string, name: string, country: string | null): string[] {
  const within = country ? [`country:${quoted(country)}`] : [];
  if (level === "country") return [...within, "precision:country"];
  return [
    ...within,
    `${level === "region" ? "place" : level}:${quoted(name)}`,
    `precision:${level}`,
  ];
}

function at({ lngLat }: MapMouseEvent): string {
  return `${lngLat.lat.toFixed(4)},${lngLat.lng.toFixed(4)}`;
}

function key(kind: string, words: string): HTMLElement {
  return el("span", { class: "key" }, el("i", { class: `key-${kind}` }), words);
}

function button(words: string, onclick: () => void): HTMLElement {
  return el("button", { type: "button", class: "link", onclick }, words);
}
