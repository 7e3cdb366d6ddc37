// The tip page: what is typed is kept, questions go into the box, others who are here are seen, and what they change.

import { placeMap } from "./map.js";
import { now } from "./times.js";
import { announce } from "./toasts.js";

const page = document.getElementById("tip");
const code = page.dataset.code;
const by = (id) => document.getElementById(id);
const kept = (field) => `highbeam.tip.${code}.${field.id}`;

// Drafts: kept for this tab until they are sent, so that nothing typed is lost to a stale page or a closed lid.

function keep(field) {
  try {
    if (field.value) sessionStorage.setItem(kept(field), field.value);
    else sessionStorage.removeItem(kept(field));
  } catch {
    // No storage: the box itself still holds it.
  }
}

function bringBack(root = document) {
  for (const field of root.querySelectorAll("[data-keep]")) {
    let words = null;
    try {
      words = sessionStorage.getItem(kept(field));
    } catch {
      // No storage.
    }
    if (words && !field.value) field.value = words;
  }
}

function clear(form) {
  for (const field of form.querySelectorAll("[data-keep]")) {
    field.value = "";
    keep(field);
  }
  by("phone")?.replaceChildren();
}

// The box.

function writeTo(whom) {
  by(`say-${whom}`).checked = true;
  by(whom === "driver" ? "ask-words" : "note-words").focus({ preventScroll: true });
  by("say").scrollIntoView({ block: "nearest" });
}

function put(question) {
  writeTo("driver");
  const box = by("ask-words");
  box.value = box.value.trim() ? `${box.value.trimEnd()} ${question}` : question;
  keep(box);
  box.dispatchEvent(new CustomEvent("preview"));
}

function chooseEnding(radio) {
  const told = by("told");
  if (!told) return;
  const ours = [...document.querySelectorAll("[data-sentence]")].map((one) => one.dataset.sentence);
  if (!told.value.trim() || ours.includes(told.value)) told.value = radio.dataset.sentence;
  told.dispatchEvent(new CustomEvent("preview"));
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("done");
    announce("Copied");
    setTimeout(() => button.classList.remove("done"), 1200);
  } catch {
    getSelection().selectAllChildren(button);
  }
}

// The list: newest at the bottom, and it stays where it is while one reads further up.

const list = () => by("talk-list");
const isAtEnd = () => list().scrollHeight - list().scrollTop - list().clientHeight < 40;
let atEnd = true;
let from = 0;
const toEnd = () => (list().scrollTop = list().scrollHeight);

// The stream of this tip, only while the page is looked at: a browser has few connections to one house.

let stream = null;
let again = null;

function open() {
  clearTimeout(again);
  stream?.close();
  stream = new EventSource(`/tips/${encodeURIComponent(code)}/live`);
  stream.addEventListener("people", (event) => showOthers(JSON.parse(event.data).names));
  stream.addEventListener("changed", () => lookForNews());
  stream.addEventListener("ended", () => location.reload());
  stream.addEventListener("error", () => {
    stream.close();
    showOthers([]);
    if (!document.hidden) again = setTimeout(open, 3000);
  });
}

function close() {
  clearTimeout(again);
  stream?.close();
  stream = null;
}

function showOthers(names) {
  const words = names.length ? `Also here: ${names.join("; ")}` : "";
  if (by("tip-here").textContent !== words) by("tip-here").textContent = words;
  others = words;
}

let others = "";
let looking = null;

function lookForNews() {
  clearTimeout(looking);
  looking = setTimeout(() => {
    const seen = by("tip-side").dataset.seen;
    htmx.ajax("GET", `/tips/${encodeURIComponent(code)}/news?seen=${seen}&grown=${by("tip-report").dataset.grown}`, { target: "#tip-news", swap: "outerHTML", source: page });
  }, 60);
}

// What only the driver did is on the page by now; an action on it need not be refused as old.
function catchUp() {
  if (!by("tip-news").hasAttribute("data-mild")) return;
  for (const field of page.querySelectorAll('input[name="version"]')) field.value = by("tip-head").dataset.version;
}

// The holder who is still typing keeps the claim.
let renewed = Date.now();

function keepClaim() {
  if (Date.now() - renewed < 300000 || !page.querySelector('form[action$="/release"]')) return;
  renewed = Date.now();
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRF-Token"];
  fetch(`/tips/${encodeURIComponent(code)}/renew`, { method: "POST", headers: { "X-CSRF-Token": token } }).then(lookForNews, () => {});
}

// A claim that runs out is told by nobody: its end is awaited here.
let runsOut = null;

function watchClaim() {
  clearTimeout(runsOut);
  const hold = by("tip-head").querySelector("[data-hold]");
  if (hold) runsOut = setTimeout(lookForNews, Math.max(1000, Date.parse(hold.dateTime) - now() + 1000));
}

function drawMaps() {
  for (const element of document.querySelectorAll("[data-map]:not(.leaflet-container)")) {
    placeMap(element).catch(() => element.replaceChildren("The map could not be drawn. The words above say where."));
  }
}

page.addEventListener("input", (event) => {
  if (event.target.matches("[data-keep]")) keep(event.target);
  keepClaim();
});

page.addEventListener("change", (event) => {
  if (event.target.name === "disposition") chooseEnding(event.target);
});

page.addEventListener("click", (event) => {
  if (event.target.name === "say-to" && event.detail) writeTo(event.target.value);
  const question = event.target.closest("[data-ask]");
  const button = event.target.closest("[data-copy]");
  if (question) {
    event.preventDefault();
    question.closest("details")?.removeAttribute("open");
    put(question.dataset.ask);
  } else if (button) copy(button);
});

// A letter goes straight into its box: what is typed next must never land in the other one.
document.addEventListener("highbeam:key", (event) => {
  const whom = { n: "private", a: "driver" }[event.detail.key];
  if (!whom || !by(`say-${whom}`)) return;
  event.preventDefault();
  writeTo(whom);
});

page.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.form) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

// What went wrong is said where it was tried, also in a dialog, and what was typed stays.
page.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig?.elt?.closest?.("[data-work]");
  if (event.detail.xhr.status < 400 || !form || event.detail.requestConfig.elt !== form) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
  event.detail.target = form.querySelector("[data-wrong]") ?? by("tip-notice");
  event.detail.swapOverride = "innerHTML";
});

page.addEventListener("htmx:beforeRequest", () => {
  atEnd = isAtEnd();
  from = list().scrollTop;
});

page.addEventListener("htmx:afterRequest", (event) => {
  const { elt, xhr } = event.detail;
  if (xhr.status < 200 || xhr.status >= 400) return;
  if (elt.matches?.("form[data-work]")) {
    const wasIn = elt.closest("dialog");
    clear(elt);
    if (wasIn || !elt.isConnected) by("tip-notice").focus();
  }
});

document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target.id === "tip-head") by("tip-here").textContent = others;
});

// At once, not when things have settled: a key pressed in between must not be refused as old.
page.addEventListener("htmx:afterSwap", catchUp);

page.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.matches("[data-wrong]")) event.target.scrollIntoView({ block: "nearest" });
  bringBack();
  if (atEnd) toEnd();
  else list().scrollTop = from;
  watchClaim();
  drawMaps();
});

// A picture that cannot be shown says so, instead of standing there broken.
page.addEventListener("error", (event) => {
  if (!event.target.matches?.(".thumb img")) return;
  const sentence = event.target.closest(".file").querySelector("[data-sentence]");
  sentence.textContent = "This picture cannot be shown safely. It can only be opened as it was sent.";
  event.target.closest(".thumb").remove();
}, true);

document.addEventListener("visibilitychange", () => {
  if (document.hidden) close();
  else {
    open();
    lookForNews();
  }
});

addEventListener("pagehide", close);

bringBack();
toEnd();
watchClaim();
drawMaps();
if (!document.hidden) open();
if (by("ask-words")?.value) by("ask-words").dispatchEvent(new CustomEvent("preview"));
