// Tips by county on the map. Marks that would lie on each other are one mark, which comes apart as one goes nearer.
// A mark stands in the middle of a county or a state: the server tells nothing finer.

import { L, baseMap, counties, drawn, fit, states } from "./map.js";

const APART = 56;
const NEAREST = 9;
const FIRST = 7;
const COUNTIES_FROM = 6;
const NAMES_FROM = 4.5;
const NAME_HIGH = 16;
const LETTER = 7;
const ORDER = ["immediate", "high", "routine"];
const SIGNS = { immediate: "! ", high: "↑ ", routine: "" };
const number = (count) => count.toLocaleString("en");
const element = document.getElementById("map");

function together(map, places) {
  const groups = [];
  for (const place of [...places].sort((one, other) => other.total - one.total)) {
    const point = map.project(place.at);
    const near = groups.find((group) => group.point.distanceTo(point) < APART);
    if (near) near.places.push(place);
    else groups.push({ point, at: place.at, places: [place] });
  }
  return groups;
}

function told(group) {
  const sum = (level) => group.places.reduce((all, place) => all + (place.counts[level] ?? 0), 0);
  const counts = ORDER.map((level) => [level, sum(level)]).filter(([, count]) => count);
  const [level, urgent] = counts[0];
  const total = counts.reduce((all, [, count]) => all + count, 0);
  const [first] = group.places;
  const where = group.places.length === 1 ? first.name : `${group.places.length} places around ${first.name}`;
  const words = `${where}: ${counts.map(([one, count]) => `${number(count)} ${one}`).join(", ")}`;
  return { total, level, urgent, words, vague: group.places.every((place) => place.precision === "state") };
}

function span(name, text) {
  return Object.assign(document.createElement("span"), { className: name, textContent: text });
}

function mark(map, group) {
  const { total, level, urgent, words, vague } = told(group);
  const some = urgent < total;
  const face = span("face", (some ? "" : SIGNS[level]) + number(total));
  if (some && SIGNS[level]) face.append(span("among", SIGNS[level] + number(urgent)));
  const height = Math.round(28 + 9 * Math.log10(total));
  const width = Math.max(height, 16 + 8 * face.firstChild.length);
  face.setAttribute("aria-hidden", "true");
  const whole = span("whole", "");
  whole.append(face, span("sr-only", `${words}. ${group.places.length > 1 ? "Go nearer" : "Show these tips"}.`));
  const icon = L.divIcon({ html: whole, className: `spot ${level}${some ? " some" : ""}${vague ? " vague" : ""}`, iconSize: [width, height] });
  const marker = L.marker(group.at, { icon, title: words, riseOnHover: true, zIndexOffset: 1000 * (2 - ORDER.indexOf(level)) });
  marker.on("click", () => open(map, group));
  marker.on("keydown", ({ originalEvent: pressed }) => {
    if (pressed.key !== "Enter" && pressed.key !== " ") return;
    pressed.preventDefault();
    open(map, group);
  });
  return marker;
}

// Places that stand on one point cannot come apart: then their whole state is shown, which holds them all.
function open(map, group) {
  const bounds = L.latLngBounds(group.places.map((place) => place.at));
  const widest = group.places.reduce((one, other) => (other.query.length < one.query.length ? other : one));
  if (bounds.getSouthWest().equals(bounds.getNorthEast())) location.assign(`/queue?${widest.query}`);
  else map.fitBounds(bounds.pad(0.3), { maxZoom: Math.max(NEAREST, map.getZoom() + 1) });
}

async function borders(map) {
  let layer = null;
  const style = () => ({ weight: 0.6, color: drawn("--line-strong"), opacity: 0.45, fill: false });
  const show = async () => {
    const wanted = map.getZoom() >= COUNTIES_FROM;
    if (wanted && layer === null) {
      layer = L.geoJSON(null, { renderer: L.canvas({ pane: "counties" }), interactive: false, style: style() });
      layer.addData(await counties());
    }
    if (wanted) layer?.addTo(map);
    else layer?.remove();
  };
  const again = () => setTimeout(() => layer?.setStyle(style()));
  map.on("zoomend", show);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  document.addEventListener("highbeam:wish", again);
  await show();
}

// Where a state's name stands: in the middle of its largest part, so that Alaska's is not in the Atlantic.
function middle(feature) {
  const { type, coordinates } = feature.geometry;
  const rings = type === "Polygon" ? [coordinates[0]] : coordinates.map((polygon) => polygon[0]);
  const largest = rings.reduce((one, other) => (other.length > one.length ? other : one));
  return L.latLngBounds(largest.map(([longitude, latitude]) => [latitude, longitude])).getCenter();
}

// The names of the states, as many as do not lie on each other: the larger state's goes first.
async function names(map) {
  const layer = L.layerGroup();
  const all = (await states()).features.map((state) => {
    const { name } = state.properties;
    const icon = L.divIcon({ html: span("", name), className: "state-name", iconSize: [120, NAME_HIGH] });
    const at = middle(state), { lat, lng } = L.geoJSON(state).getBounds().getNorthEast();
    const marker = L.marker(at, { icon, pane: "names", interactive: false, keyboard: false });
    return { marker, at, half: (name.length * LETTER) / 2, size: Math.abs(lat - at.lat) * Math.abs(lng - at.lng) };
  }).sort((one, other) => other.size - one.size);
  const show = () => {
    layer.clearLayers();
    if (map.getZoom() < NAMES_FROM) return;
    const taken = [];
    for (const { marker, at, half } of all) {
      const { x, y } = map.project(at);
      if (taken.some((one) => Math.abs(one.x - x) < one.half + half && Math.abs(one.y - y) < NAME_HIGH)) continue;
      taken.push({ x, y, half });
      marker.addTo(layer);
    }
  };
  map.on("zoomend", show);
  layer.addTo(map);
  show();
}

async function draw() {
  const answer = await fetch(element.dataset.source, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`tips: ${answer.status}`);
  const places = (await answer.json()).places.filter((place) => place.at);
  const map = await baseMap(element, { tiles: element.dataset.tiles });
  map.createPane("counties").style.zIndex = "220";
  map.createPane("names").style.zIndex = "230";
  const marks = L.layerGroup().addTo(map);
  const place = () => {
    const focused = document.activeElement?.closest?.(".spot") !== null;
    marks.clearLayers();
    for (const group of together(map, places)) marks.addLayer(mark(map, group));
    if (focused) element.focus();
  };
  if (places.length) fit(map, L.latLngBounds(places.map((one) => one.at)).pad(0.15), { maxZoom: FIRST });
  map.on("zoomend", place);
  place();
  await Promise.all([names(map), borders(map)]);
  element.dataset.drawn = "yes";
}

document.addEventListener("highbeam:tip", () => {
  document.getElementById("map-news").hidden = false;
});

if (element) {
  draw().catch(() => {
    document.getElementById("map-failed").hidden = false;
    element.hidden = true;
  });
}
