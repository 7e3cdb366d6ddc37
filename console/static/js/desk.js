// What every page of the desk does: keys, menus, choices, messages, times, and the news.

import { listen } from "./live.js";
import { allowDesktop, keepRinging, tone } from "./ring.js";
import { keepTimes } from "./times.js";
import { toast, wordsOf } from "./toasts.js";
import { nextWish, setWish, wish } from "./wishes.js";

const NAMES = {
  theme: { system: "as the system", light: "light", dark: "dark" },
  letters: { on: "on", off: "off" },
  sound: { on: "on", off: "off" },
  desktop: { on: "on", off: "off" },
};

// Keys. A page may take one for itself by stopping "highbeam:key"; otherwise it presses what carries it in data-key.

let before = "";

const writes = (element) => element.isContentEditable || /^(input|select|textarea)$/i.test(element.tagName) && !/^(checkbox|radio|button|submit)$/.test(element.type);
const isShown = (element) => element.checkVisibility() && !element.disabled;

function press(key) {
  const event = new CustomEvent("highbeam:key", { detail: { key }, cancelable: true });
  if (!document.dispatchEvent(event)) return true;
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(isShown);
  if (!found) return false;
  if (/^(input|textarea|select)$/i.test(found.tagName)) found.focus();
  else found.click();
  return true;
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") return onEscape(event);
  if (writes(event.target) || document.querySelector("dialog[open]") || wish("letters") === "off") return;
  const key = before === "g" && event.key.length === 1 ? `g ${event.key}` : event.key;
  before = event.key === "g" && before !== "g" ? "g" : "";
  if (before) setTimeout(() => (before = ""), 1500);
  const own = { "/": () => document.getElementById("search")?.select(), "?": () => document.getElementById("keys")?.showModal() }[key];
  if (own) own();
  if (before || own || press(key)) event.preventDefault();
}

function onEscape(event) {
  const open = document.querySelector("details.menu[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  } else if (writes(event.target)) event.target.blur();
  else document.dispatchEvent(new CustomEvent("highbeam:key", { detail: { key: "Escape" }, cancelable: true }));
}

// Menus close when one clicks or goes elsewhere. Dialogs open and close by the browser where it can, by this where not.

function closeMenus(event) {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
}

function onCommand(event) {
  const button = event.target.closest("button[commandfor]");
  if (!button || "commandForElement" in button) return;
  const dialog = document.getElementById(button.getAttribute("commandfor"));
  if (button.getAttribute("command") === "show-modal") dialog?.showModal();
  else dialog?.close();
}

// Choices of this machine.

function showWish(name) {
  const value = wish(name);
  for (const button of document.querySelectorAll(`[data-switch="${name}"]`)) {
    button.querySelector("[data-state]").textContent = NAMES[name][value];
    if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", String(value === "on"));
  }
  if (name !== "theme") return;
  if (value === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = value;
}

async function onSwitch(event) {
  const name = event.target.closest("[data-switch]")?.dataset.switch;
  if (!name) return;
  const value = nextWish(name);
  if (name === "sound" && value === "on") tone();
  if (name === "desktop" && value === "on" && !(await allowDesktop())) {
    setWish("desktop", "off");
    toast("The browser does not allow notifications for this page. Allow them in its settings first.", { wrong: true });
  }
}

// What went wrong with a part of the page is said in the server's own sentence.

function onPartFailed(event) {
  toast(wordsOf(event.detail.xhr.responseText ?? ""), { wrong: true });
}

function onPartSwap(event) {
  if (!event.detail.xhr.getResponseHeader("HX-Retarget")) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
}

document.documentElement.classList.add("scripted");
document.addEventListener("keydown", onKey);
document.addEventListener("pointerdown", closeMenus);
document.addEventListener("focusin", closeMenus);
document.addEventListener("click", onCommand);
document.addEventListener("click", onSwitch);
document.addEventListener("highbeam:wish", (event) => NAMES[event.detail.name] && showWish(event.detail.name));
addEventListener("storage", (event) => {
  const name = event.key?.replace("highbeam.", "");
  if (NAMES[name]) showWish(name);
});
document.addEventListener("htmx:beforeSwap", onPartSwap);
document.addEventListener("htmx:responseError", onPartFailed);
document.addEventListener("htmx:sendError", () => toast("The desk cannot be reached. Nothing was changed; try again in a moment.", { wrong: true }));
document.addEventListener("htmx:timeout", () => toast("No answer in time. Look whether it was done before you try again.", { wrong: true }));

keepTimes();
Object.keys(NAMES).forEach(showWish);
document.getElementById("display")?.removeAttribute("hidden");
if (document.getElementById("connection")) {
  keepRinging();
  listen();
}
