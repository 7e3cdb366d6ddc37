// One phone: listens to its chat, patches what changed, sends what is typed and tapped.

import { bubbleContent, keyboard, make } from "./message.js";
import { Sheets } from "./sheets.js";

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "ps", "ckb"]);
const TOAST_MS = 3500;
const BUSY_MS = 8000;

export async function post(path, body, headers = {}) {
  const raw = body instanceof Blob;
  const answer = await fetch(path, {
    method: "POST",
    body: raw ? body : JSON.stringify(body),
    headers: raw ? headers : { "Content-Type": "application/json" },
  });
  const value = await answer.json();
  if (!answer.ok) throw new Error(value.error ?? `status ${answer.status}`);
  return value;
}

export class Phone {
  constructor(id) {
    this.id = id;
    this.root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.root.dataset.phone = id;
    this.part = (selector) => this.root.querySelector(selector);
    this.list = this.part(".messages");
    this.input = this.part("textarea");
    this.drawn = new Map();
    this.toastSeen = -1;
    this.editing = null;
    this.atEnd = true;
    this.sheets = new Sheets(this.root, this);
    this.listenToHands();
    this.followTheEnd();
    this.listen();
    this.tick();
  }

  // Hands

  listenToHands() {
    this.part(".composer").addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); }
      if (event.key === "Escape") this.edit(null);
    });
    this.input.addEventListener("input", () => this.showSend());
    this.part(".attach").addEventListener("click", () => this.sheets.attach());
    this.part(".more").addEventListener("click", () => this.sheets.settings());
    this.part(".commands").addEventListener("click", () => this.sheets.commands(this.state.commands));
    this.part(".start").addEventListener("click", () => this.act(this.state.blocked ? { do: "unblock" } : { do: "start" }));
    this.part(".editing button").addEventListener("click", () => this.edit(null));
    this.showSend();
  }

  showSend() {
    this.part(".send").disabled = !this.input.value.trim();
  }

  async submit() {
    const text = this.input.value.trim();
    if (!text) return;
    const action = this.editing ? { do: "edit", message_id: this.editing.id, text } : { do: "text", text };
    this.edit(null);
    this.input.focus();
    await this.act(action);
  }

  edit(message) {
    this.editing = message;
    this.input.value = message ? message.text : "";
    this.part(".editing").hidden = !message;
    this.showSend();
    if (message) this.input.focus();
  }

  /** What stands in the message line, as the caption of what is attached. */
  caption() {
    const caption = this.input.value.trim();
    if (!caption || this.editing) return {};
    this.input.value = "";
    this.showSend();
    return { caption };
  }

  async tap(message, button, element) {
    element.classList.add("busy");
    setTimeout(() => element.classList.remove("busy"), BUSY_MS);
    await this.act({ do: "tap", message_id: message.id, data: button.callback_data });
  }

  async sendFile(kind, file) {
    const query = new URLSearchParams({ name: file.name, mime: file.type });
    try {
      const { upload } = await post(`/sim/uploads?${query}`, file, { "Content-Type": file.type || "application/octet-stream" });
      await this.act({ do: kind, upload, ...this.caption() });
    } catch (error) {
      this.toast(error.message);
    }
  }

  async act(action) {
    if (!["tap", "move", "delete"].includes(action.do)) this.toTheEnd();
    try {
      await post(`/sim/phones/${this.id}/do`, action);
    } catch (error) {
      this.toast(error.message);
    }
  }

  // Eyes

  listen() {
    this.source?.close();
    this.source = new EventSource(`/sim/phones/${this.id}/live`);
    this.source.addEventListener("screen", (event) => this.showScreen(JSON.parse(event.data)));
    this.source.addEventListener("change", (event) => this.showChange(JSON.parse(event.data)));
    this.source.addEventListener("error", () => { this.part(".status").textContent = "Connecting…"; });
  }

  restart() {
    this.list.replaceChildren();
    this.drawn.clear();
    this.edit(null);
    this.listen();
  }

  showScreen(view) {
    const shown = [...view.messages, ...view.waiting.filter((each) => each.do !== "tap").map(asWaiting)];
    const wanted = new Set(shown.map((message) => String(message.id)));
    for (const id of [...this.drawn.keys()]) if (!wanted.has(id)) this.remove(id);
    for (const message of shown) this.draw(message, false);
    for (const message of shown) this.list.append(this.drawn.get(String(message.id)).element);
    if (this.toastSeen < 0) this.toastSeen = view.version;
    this.showState(view);
  }

  showChange(view) {
    for (const id of view.removed) this.remove(String(id));
    for (const message of view.changed) this.draw(message, true);
    this.showState(view);
  }

  showState(view) {
    this.state = view;
    this.root.classList.toggle("is-offline", view.offline);
    this.root.classList.toggle("is-blocked", view.blocked);
    this.root.dir = RIGHT_TO_LEFT.has(view.language) ? "rtl" : "ltr";
    this.root.lang = view.language || "en";
    this.part("h2 bdi").textContent = view.bot;
    this.part(".status").textContent = view.offline ? "No signal" : view.blocked ? "Blocked" : "bot";
    this.part(".signal use").setAttribute("href", view.offline ? "#i-none" : "#i-signal");
    this.part(".about").textContent = this.drawn.size ? "" : view.about;
    const starting = (!view.known || view.blocked) && !view.offline;
    this.part(".start").hidden = !starting;
    this.part(".start").textContent = view.blocked ? "Unblock" : "Start";
    this.part(".composer").hidden = starting;
    this.part(".commands").hidden = !view.commands.length;
    this.showMenu(view.menu);
    this.showToasts(view.toasts);
  }

  showMenu(rows) {
    const menu = this.part(".menu");
    const drawn = JSON.stringify(rows);
    if (menu.dataset.drawn === drawn) return;
    menu.dataset.drawn = drawn;
    menu.hidden = !rows.length;
    menu.replaceChildren(...rows.map((row) => make("div", "row", ...row.map((each) => this.menuKey(each)))));
  }

  menuKey(button) {
    const text = button.text ?? button;
    const element = make("button", "key", text);
    element.type = "button";
    element.dir = "auto";
    element.addEventListener("click", () => {
      if (button.request_location) this.sheets.places("Send a place", (lat, lon) => ({ do: "location", lat, lon }));
      else if (button.request_contact) this.act({ do: "contact", own: true, phone_number: "+13085550100" });
      else this.act({ do: "text", text });
    });
    return element;
  }

  showToasts(toasts) {
    for (const toast of toasts) {
      if (toast.version <= this.toastSeen) continue;
      this.toastSeen = toast.version;
      for (const key of this.root.querySelectorAll(".key.busy")) key.classList.remove("busy");
      if (toast.text && toast.alert) this.sheets.alert(toast.text);
      else if (toast.text) this.toast(toast.text);
    }
  }

  toast(text) {
    const toast = this.part(".toast");
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { toast.hidden = true; }, TOAST_MS);
  }

  // Messages, patched one by one

  draw(message, isNew) {
    const id = String(message.id);
    const before = this.drawn.get(id);
    if (before && before.version === message.version && !message.waiting) return;
    const element = before?.element ?? this.newElement(message, isNew);
    const focused = before ? [...element.querySelectorAll(".key")].indexOf(document.activeElement) : -1;
    element.classList.toggle("keyed", message.buttons.length > 0);
    element.querySelector(".bubble").replaceChildren(...bubbleContent(message));
    element.querySelector(".keys")?.remove();
    const keys = keyboard(message.buttons, (button, key) => this.tap(message, button, key));
    if (keys) element.append(keys);
    this.drawn.set(id, { element, version: message.version, message });
    if (focused >= 0) element.querySelectorAll(".key")[focused]?.focus({ preventScroll: true });
  }

  newElement(message, isNew) {
    const own = message.mine && !message.waiting;
    const bubble = make("div", "bubble");
    if (own) {
      const open = () => this.sheets.ownMessage(this.drawn.get(String(message.id)).message);
      bubble.tabIndex = 0;
      bubble.role = "button";
      bubble.addEventListener("click", (event) => event.target.closest("a") ?? open());
      bubble.addEventListener("keydown", (event) => event.key === "Enter" && event.target === bubble && open());
    }
    const element = make("li", "message", bubble);
    element.classList.toggle("mine", message.mine);
    element.classList.toggle("is-waiting", Boolean(message.waiting));
    element.classList.toggle("new", isNew);
    element.dataset.message = message.id;
    this.list.append(element);
    return element;
  }

  remove(id) {
    this.drawn.get(id)?.element.remove();
    this.drawn.delete(id);
  }

  /** Stays at the end while the reader is there, whatever grows or shrinks; stays put when the reader scrolled up. */
  followTheEnd() {
    const chat = this.part(".chat");
    let before = 0;
    chat.addEventListener("scroll", () => {
      const nearEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 60;
      if (nearEnd || chat.scrollTop < before) this.atEnd = nearEnd;
      before = chat.scrollTop;
    }, { passive: true });
    const observer = new ResizeObserver(() => { if (this.atEnd) chat.scrollTop = chat.scrollHeight; });
    observer.observe(this.list);
    observer.observe(chat);
  }

  toTheEnd() {
    this.atEnd = true;
    this.part(".chat").scrollTop = this.part(".chat").scrollHeight;
  }

  tick() {
    this.part(".time").textContent = new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
    setTimeout(() => this.tick(), 10000);
  }
}

const KINDS = { photo: "Photo", album: "Album", voice: "Voice note", location: "Location", live: "Live location", document: "File", video: "Video", contact: "Contact", sticker: "Sticker", edit: "Edit", delete: "Delete", start: "/start" };

/** Something that waits on the phone for a signal, as a message. */
function asWaiting(each) {
  const kind = KINDS[each.do];
  const text = kind ? [kind, each.text].filter(Boolean).join(": ") : each.text || each.do;
  return { id: each.id, mine: true, waiting: true, version: 0, kind: "text", text, entities: [], buttons: [], date: each.date };
}

