// News from the server: one stream for all tabs of this browser. One tab holds it, the others hear it from that tab;
// when it is closed, the next one takes over. Each tab gets the news as events of its document.

import { ring } from "./ring.js";
import { hourAndMinute, now, setClock } from "./times.js";
import { announce } from "./toasts.js";

const MOST_WAIT = 15000;
const tabs = new BroadcastChannel("highbeam.live");
let state = { kind: "connecting", since: null };
let people = [];
let source = null;
let watch = null;
let beat = 15;
let failures = 0;

function tell(kind, data) {
  tabs.postMessage({ kind, data });
  hear(kind, data);
}

function hear(kind, data) {
  if (kind === "state") show(data);
  else if (kind === "people") showPeople(data.names);
  else if (kind === "ended") location.reload();
  else document.dispatchEvent(new CustomEvent(`highbeam:${kind}`, { detail: data }));
  if (kind === "tip" && data.priority === "immediate" && (data.fresh || data.raised)) ring(data);
}

function show(next) {
  const back = state.kind === "offline" && next.kind === "live";
  state = next;
  const sign = document.getElementById("connection");
  const strip = document.getElementById("offline");
  const offline = next.kind === "offline";
  sign.dataset.state = next.kind;
  sign.textContent = { live: "Live", offline: "Offline", connecting: "Connecting" }[next.kind];
  strip.hidden = !offline;
  strip.textContent = offline ? `Offline since ${hourAndMinute(next.since)}. What stands here may be old; nothing is lost. Trying to connect again.` : "";
  if (back) announce("Connected again");
}

function showPeople(names) {
  people = names;
  const menu = document.getElementById("people");
  menu.hidden = names.length === 0;
  menu.querySelector("[data-count]").textContent = `${names.length} on`;
  menu.querySelector("ul").replaceChildren(
    ...names.map((name) => Object.assign(document.createElement("li"), { textContent: name })),
  );
}

function arrived(kind, data) {
  clearTimeout(watch);
  watch = setTimeout(failed, beat * 3000);
  if (kind === "hello") {
    failures = 0;
    beat = data.beat;
    setClock(data.now);
    tell("state", { kind: "live", since: null });
    tell("again", {});
  } else if (kind === "ended") failed();
  else if (kind !== "beat") tell(kind, data);
}

function connect() {
  source = new EventSource("/live");
  for (const kind of ["hello", "beat", "tip", "again", "people", "ended"]) {
    source.addEventListener(kind, (event) => arrived(kind, JSON.parse(event.data)));
  }
  source.addEventListener("error", failed);
}

async function failed() {
  clearTimeout(watch);
  source?.close();
  source = null;
  const wait = Math.min(MOST_WAIT, 1000 * 2 ** failures) * (0.75 + Math.random() / 2);
  failures += 1;
  if (await signedOut()) {
    tell("ended", {});
    return;
  }
  if (failures > 1 && state.kind !== "offline") tell("state", { kind: "offline", since: now() });
  setTimeout(connect, failures === 1 ? 100 : wait);
}

async function signedOut() {
  try {
    const answer = await fetch("/live/here", { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(5000) });
    return answer.status === 401 || answer.status === 403;
  } catch {
    return false;
  }
}

export function listen() {
  tabs.addEventListener("message", ({ data: { kind, data } }) => {
    if (kind !== "who") hear(kind, data);
    else if (source) {
      tabs.postMessage({ kind: "state", data: state });
      tabs.postMessage({ kind: "people", data: { names: people } });
    }
  });
  tabs.postMessage({ kind: "who" });
  addEventListener("online", () => source === null && failures > 0 && connect());
  navigator.locks.request("highbeam.live", () => {
    connect();
    return new Promise(() => {}); // held until the tab is closed
  });
}
