// A map that needs no tile server: land, countries, states and counties as shapes from our own files. With a tile
// address by setting, the tiles lie under the shapes.

import * as L from "../vendor/leaflet/leaflet.js";
import "../vendor/topojson-client.min.js";

const ATLAS = new URL("../vendor/atlas/", import.meta.url);
const WHOLE = [[24, -125], [50, -66]];
const fetched = new Map();

export { L };

export function shapes(file, object) {
  if (!fetched.has(file)) {
    fetched.set(file, fetch(new URL(file, ATLAS)).then((answer) => {
      if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
      return answer.json();
    }).then((atlas) => topojson.feature(atlas, atlas.objects[object])));
  }
  return fetched.get(file);
}

export const states = () => shapes("us-states.json", "states");
export const counties = () => shapes("us-counties.json", "counties");
export const countries = () => shapes("countries.json", "countries");

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// A color token as one that can be drawn with: light-dark() is only resolved on an element.
export function drawn(token) {
  const probe = document.createElement("i");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found || color(token);
}

const fitted = new WeakMap();

// What is to be seen. It stays fitted into the map's pane until somebody moves the map.
export function fit(map, bounds, options) {
  map.fitBounds(bounds, { animate: false, ...options });
  fitted.set(map, { bounds, options, center: map.getCenter(), zoom: map.getZoom() });
}

// A pane changes its size not only with the window: when columns move, when a part beside it opens.
function followPane(map, element) {
  new ResizeObserver(() => {
    const last = fitted.get(map);
    const unmoved = map.getZoom() === last.zoom && map.getCenter().equals(last.center);
    map.invalidateSize({ animate: false });
    if (unmoved && element.clientWidth && element.clientHeight) fit(map, last.bounds, last.options);
  }).observe(element);
}

export async function baseMap(element, { tiles = "", bounds = WHOLE, ...options } = {}) {
  const map = L.map(element, { zoomSnap: 0.5, minZoom: 2, maxZoom: tiles ? 19 : 14, trackResize: false, attributionControl: Boolean(tiles), worldCopyJump: true, ...options });
  fit(map, bounds);
  followPane(map, element);
  if (tiles) {
    map.attributionControl.setPrefix(false);
    L.tileLayer(tiles, { maxZoom: 19, attribution: new URL(tiles.replace("{s}.", ""), location.href).host, referrerPolicy: "no-referrer" }).addTo(map);
  }
  map.createPane("land").style.zIndex = "210";
  const style = () => ({ pane: "land", interactive: false, weight: 0.8, color: drawn("--line-strong"), fillColor: drawn("--panel"), fillOpacity: tiles ? 0 : 1, opacity: tiles ? 0.5 : 0.8 });
  const [world, us] = await Promise.all([countries(), states()]);
  const base = [L.geoJSON(world, { style: style(), pane: "land", interactive: false }), L.geoJSON(us, { style: style(), pane: "land", interactive: false })];
  for (const layer of base) layer.addTo(map);
  const again = () => base.forEach((layer) => layer.setStyle(style()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  document.addEventListener("highbeam:wish", (event) => event.detail?.name === "theme" && setTimeout(again));
  return map;
}

// One place of a tip, never finer than it is known: a point with its accuracy, a town's circle, or a county's or state's shape.
export async function placeMap(element) {
  const { tiles, latitude, longitude, meters, town, county, state, stateName, country } = element.dataset;
  const map = await baseMap(element, { tiles, scrollWheelZoom: false, keyboard: true });
  const style = { color: drawn("--accent"), fillColor: drawn("--accent-fill"), weight: 2, fillOpacity: 0.22 };
  if (latitude) {
    const at = [Number(latitude), Number(longitude)];
    const radius = Number(meters) || 0;
    await addCounties(map, at);
    if (radius) L.circle(at, { ...style, radius }).addTo(map);
    if (!town) L.circleMarker(at, { ...style, radius: 6, fillOpacity: 1 }).addTo(map);
    const about = L.latLng(at).toBounds(Math.max(60000, radius * 3));
    fit(map, about);
  } else {
    const found = await regionOf({ county, state, stateName, country });
    if (!found.length) return map;
    const layer = L.geoJSON({ type: "FeatureCollection", features: found }, { style }).addTo(map);
    fit(map, layer.getBounds().pad(county ? 0.6 : 0.15));
  }
  return map;
}

async function addCounties(map, [latitude, longitude]) {
  const near = (await counties()).features.filter((one) => L.geoJSON(one).getBounds().pad(1.2).contains([latitude, longitude]));
  const style = { pane: "land", interactive: false, weight: 0.5, color: drawn("--line-strong"), fill: false, opacity: 0.6 };
  const layer = L.geoJSON({ type: "FeatureCollection", features: near }, { style });
  layer.eachLayer((one) => one.bindTooltip(one.feature.properties.name, { permanent: true, direction: "center", interactive: false }));
  layer.addTo(map);
}

async function regionOf({ county, state, stateName, country }) {
  if (country !== "US") return (await countries()).features.filter((one) => one.properties.name === { CA: "Canada", MX: "Mexico" }[country]);
  if (county) {
    const name = county.replace(/ city$/, "");
    const found = (await counties()).features.filter((one) => one.id.slice(0, 2) === state && one.properties.name === name);
    if (found.length) return found;
  }
  return (await states()).features.filter((one) => one.id === state || one.properties.name === stateName);
}
