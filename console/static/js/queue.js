// The queue page: choosing lines by key, the preview, and news that never moves what is being read.

import { now, refreshTimes, whole } from "./times.js";
import { announce, toast, wordsOf } from "./toasts.js";
import { setWish, wish } from "./wishes.js";

const page = document.getElementById("queue");
const body = document.getElementById("lines");
const preview = document.getElementById("preview");
const wide = matchMedia("(width >= 1280px)");
const mine = page.dataset.account;
const filter = JSON.parse(page.dataset.filter ?? "{}");
const firstPage = !("behind" in page.dataset);
const waiting = new Map(); // id -> row, not shown yet
let chosen = null; // id of the line that the keys speak of
let asked = null;

const rows = () => (body ? [...body.querySelectorAll("tr.tip")] : []);
const rowOf = (id) => document.getElementById(`tip-${id}`);

function toRow(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return dressed(holder.content.firstElementChild);
}

function dressed(row) {
  const name = row.querySelector(".holder");
  if (name) name.title = `${name.textContent}, until ${whole(Date.parse(row.dataset.until))}`;
  if (row.dataset.holder && row.dataset.holder === mine) {
    name.textContent = "You";
    name.classList.add("me");
  }
  return row;
}

// Choosing

function choose(row, { focus = true } = {}) {
  rowOf(chosen)?.classList.remove("chosen");
  chosen = row?.dataset.id ?? null;
  if (!row) return;
  row.classList.add("chosen");
  row.classList.remove("changed");
  try {
    sessionStorage.setItem("highbeam.chosen", chosen);
  } catch {
    // It is only remembered for coming back.
  }
  if (focus) {
    row.querySelector(".c-code a").focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
  look(row.dataset.code);
}

function step(by) {
  const all = rows();
  const at = all.findIndex((row) => row.dataset.id === chosen);
  const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  if (next) choose(next);
}

function claim() {
  const row = rowOf(chosen);
  if (!row) return toast("Choose a line first, with j and k.");
  const button = row.querySelector(".claim");
  if (button) button.click();
  else toast(row.querySelector(".holder") ? `${row.dataset.code} is held: ${row.querySelector(".holder").textContent}` : `${row.dataset.code} is closed.`);
}

async function send(button) {
  const token = document.querySelector("#claiming [type=hidden]").value;
  button.disabled = true;
  try {
    const headers = { "HX-Request": "true", "X-CSRF-Token": token };
    const answer = await fetch(button.formAction, { method: "POST", headers });
    if (answer.redirected || answer.status === 401) return location.reload();
    const words = await answer.text();
    if (!answer.ok) return toast(wordsOf(words), { wrong: true });
    const row = toRow(words);
    const shown = rowOf(row.dataset.id);
    if (shown && shown.dataset.stand !== row.dataset.stand) replace(shown, row);
    announce(`${row.dataset.code} claimed`);
    recount();
  } catch {
    toast("The desk cannot be reached. Nothing was changed; try again in a moment.", { wrong: true });
  } finally {
    button.disabled = false;
  }
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  c: claim,
  Enter: () => rowOf(chosen)?.querySelector(".c-code a").click(),
  o: () => rowOf(chosen)?.querySelector(".c-code a").click(),
  v: () => togglePreview(),
  ".": () => showWaiting(),
  Escape: () => choose(null),
};

// The preview

const previewOn = () => ({ on: true, off: false, auto: wide.matches })[wish("preview")];

function layPreview() {
  page.classList.toggle("with-preview", previewOn());
  const button = document.getElementById("toggle-preview");
  button.hidden = false;
  button.setAttribute("aria-pressed", String(previewOn()));
}

function togglePreview() {
  setWish("preview", previewOn() ? "off" : "on");
  layPreview();
  const row = rowOf(chosen);
  if (row) look(row.dataset.code);
}

const SHAPE = '<div class="body shape" aria-hidden="true">' + '<span class="waiting">.</span>'.repeat(8) + "</div>";

// What news alone brings about must not keep the login of an empty chair alive.
const ask = (alone) => ({ "HX-Request": "true", ...(alone && { "X-On-Its-Own": "1" }) });

function look(code, { alone = false } = {}) {
  asked?.abort();
  if (!preview || !previewOn()) return;
  const mineNow = (asked = new AbortController());
  const shape = setTimeout(() => (preview.innerHTML = SHAPE), 200);
  setTimeout(async () => {
    try {
      if (mineNow.signal.aborted) return;
      const answer = await fetch(`/queue/preview/${code}`, { headers: ask(alone), signal: mineNow.signal });
      preview.innerHTML = await answer.text();
      preview.scrollTop = 0;
      refreshTimes(preview);
    } catch (error) {
      if (error.name !== "AbortError") preview.innerHTML = '<p class="error" role="alert">The preview cannot be had: the desk does not answer.</p>';
    } finally {
      clearTimeout(shape);
    }
  }, 80);
}

// News

const has = (name, value) => !filter[name] || filter[name].split(",").includes(value);

function fits(tip) {
  const open = tip.rank < 10;
  if (!(filter.status ? has("status", tip.status) : open)) return false;
  if (!["priority", "setting", "kind", "county", "state"].every((name) => has(name, tip[name]))) return false;
  if (filter.mine && tip.holder !== mine) return false;
  if (filter.unclaimed && tip.holder) return false;
  return !filter.overdue || (open && !tip.looked && Date.parse(tip.look_by) < now());
}

const key = (row) => [Number(row.dataset.rank), -Date.parse(row.dataset.reported)];
const isBefore = (one, other) => key(one)[0] - key(other)[0] || key(one)[1] - key(other)[1];

function replace(old, row) {
  const focus = old.contains(document.activeElement) ? (document.activeElement.classList.contains("claim") ? ".claim, .c-code a" : ".c-code a") : null;
  row.classList.toggle("changed", row.dataset.id !== chosen);
  if (old.classList.contains("gone")) row.classList.add("gone");
  old.replaceWith(row);
  settle(row);
  if (focus) row.querySelector(focus).focus({ preventScroll: true });
  if (row.dataset.id === chosen) {
    row.classList.add("chosen");
    look(row.dataset.code, { alone: true });
  }
}

function settle(row) {
  refreshTimes(row);
}

function isOnThisPage(row) {
  const older = document.getElementById("older");
  const last = rows().at(-1);
  return !older || !last || isBefore(row, last) < 0;
}

function onTip({ detail: tip }) {
  const shown = rowOf(tip.id);
  const row = toRow(tip.row);
  if (shown) {
    replace(shown, row);
    row.classList.toggle("gone", firstPage && !fits(tip));
  } else if (firstPage && fits(tip) && isOnThisPage(row)) waiting.set(tip.id, row);
  else waiting.delete(tip.id);
  showCount();
  recountSoon();
}

function showCount() {
  const bar = document.getElementById("news");
  const had = !bar.hidden;
  bar.hidden = waiting.size === 0;
  bar.querySelector("span").textContent = `${waiting.size} new`;
  const empty = document.getElementById("nothing");
  if (empty && waiting.size) {
    // Nobody reads an empty table: what comes into it is shown at once.
    document.querySelector(".hidden-list").hidden = false;
    empty.remove();
    showWaiting({ alone: true });
  } else if (!had && waiting.size) announce(`${waiting.size} new in the queue`);
}

function showWaiting({ alone = false } = {}) {
  if (!waiting.size) return;
  const many = waiting.size;
  let first = null;
  for (const row of [...waiting.values()].sort(isBefore)) {
    const next = rows().find((other) => isBefore(row, other) < 0) ?? document.getElementById("older");
    body.insertBefore(row, next);
    settle(row);
    first ??= row;
  }
  waiting.clear();
  showCount();
  announce(`${many} shown`);
  first.scrollIntoView({ block: "nearest" });
  recount(alone);
}

async function fragment(address, alone = true) {
  const answer = await fetch(address, { headers: ask(alone) });
  if (!answer.ok) throw new Error(String(answer.status));
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  return holder.content;
}

// What others do changes the counts of the filters, too: they are looked up once in a while, not at each of their steps.
let counting = null;

function recountSoon() {
  counting ??= setTimeout(() => {
    counting = null;
    if (!document.hidden) recount(true);
  }, 15000 + Math.random() * 15000);
}

async function recount(alone = false) {
  if (!page.querySelector(".count")) return;
  const drawn = await fragment(location.pathname + location.search, alone).catch(() => null);
  const then = drawn?.querySelectorAll(".count") ?? [];
  const counts = page.querySelectorAll(".count");
  if (then.length === counts.length) counts.forEach((count, at) => (count.textContent = then[at].textContent));
}

// After an interruption, or when some news was missed: what is on the screen is put right in place, the rest is new.

function takeIn(found, { mayBeNew }) {
  for (const row of found) {
    const shown = rowOf(row.dataset.id);
    if (shown && shown.dataset.stand !== row.dataset.stand) replace(shown, dressed(row));
    else if (!shown && mayBeNew && isOnThisPage(row)) waiting.set(row.dataset.id, dressed(row));
  }
}

async function catchUp() {
  try {
    const seen = new Set();
    if (firstPage) {
      const found = [...(await fragment(`/queue/news${location.search}`)).querySelectorAll("tr.tip")];
      found.forEach((row) => seen.add(row.dataset.id));
      takeIn(found, { mayBeNew: true });
    }
    await refreshLines(rows().map((row) => row.dataset.id).filter((id) => !seen.has(id)));
    showCount();
  } catch {
    // The stream tells when the desk can be reached again, and this runs once more.
  }
}

async function refreshLines(ids) {
  for (let at = 0; at < ids.length; at += 100) {
    const found = await fragment(`/queue/lines?ids=${ids.slice(at, at + 100).join(",")}`);
    takeIn([...found.querySelectorAll("tr.tip")], { mayBeNew: false });
  }
}

function freeExpired() {
  const over = rows().filter((row) => row.dataset.until && Date.parse(row.dataset.until) < now());
  if (over.length) refreshLines(over.map((row) => row.dataset.id)).catch(() => {});
}

// Filters take hold at once. The place of the cursor is kept over the load.

function applyFilter(event) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(event.currentTarget)) if (value) query.append(name, value);
  try {
    sessionStorage.setItem("highbeam.filter", event.target.name);
  } catch {
    // Then the cursor begins at the top.
  }
  location.assign(`/queue?${query}`);
}

function comeBack() {
  try {
    const name = sessionStorage.getItem("highbeam.filter");
    sessionStorage.removeItem("highbeam.filter");
    const field = name && document.querySelector(`#filters [name="${CSS.escape(name)}"]`);
    if (field) return (field.closest("details")?.querySelector("summary") ?? field).focus();
    const row = rowOf(sessionStorage.getItem("highbeam.chosen"));
    if (row) choose(row);
  } catch {
    // Nothing to come back to.
  }
}

document.addEventListener("highbeam:key", (event) => {
  const act = KEYS[event.detail.key];
  if (!act) return;
  if (event.detail.key === "Enter" && document.activeElement !== document.body) return;
  event.preventDefault();
  act();
});
document.addEventListener("highbeam:tip", (event) => body && onTip(event));
document.addEventListener("highbeam:again", () => body && catchUp());
document.getElementById("show-new")?.addEventListener("click", showWaiting);
document.getElementById("toggle-preview").addEventListener("click", togglePreview);
document.getElementById("filters")?.addEventListener("change", applyFilter);
body?.addEventListener("click", (event) => {
  const row = event.target.closest("tr.tip");
  if (row && !event.target.closest("a, button")) choose(row);
});
body?.addEventListener("click", (event) => {
  const button = event.target.closest(".claim");
  if (!button) return;
  event.preventDefault();
  send(button);
});
body?.addEventListener("dblclick", (event) => !event.target.closest("a, button") && event.target.closest("tr.tip")?.querySelector(".c-code a").click());
body?.addEventListener("focusin", (event) => {
  const row = event.target.closest("tr.tip");
  if (row && row.dataset.id !== chosen) choose(row, { focus: false });
});
body?.addEventListener("htmx:afterSettle", () => {
  const row = rowOf(chosen);
  rows().forEach(dressed);
  refreshTimes(body);
  if (!row || row.classList.contains("chosen")) return;
  choose(row);
});
wide.addEventListener("change", layPreview);
layPreview();
rows().forEach(dressed);
setInterval(freeExpired, 15000);
comeBack();
