// The sheets that rise from a phone's lower edge: attach, places, settings, commands, what to do with a message.

import { icon, make } from "./message.js";

export const LANGUAGES = {
  en: "English", es: "Español", fr: "Français", pt: "Português", ht: "Kreyòl ayisyen", ru: "Русский", uk: "Українська",
  pa: "ਪੰਜਾਬੀ", hi: "हिन्दी", so: "Soomaali", am: "አማርኛ", ar: "العربية", fa: "فارسی", vi: "Tiếng Việt", zh: "中文", "": "not told",
};

const PLACES = [
  ["I-80 mile 272, Kearney NE", "Truck stop, exit 272", 40.6699, -99.0846],
  ["I-40 exit 278, Memphis TN", "Fuel island", 35.1495, -90.049],
  ["I-10 mile 545, Kerrville TX", "Rest area, eastbound", 30.0586, -99.1203],
  ["I-5 exit 630, Tracy CA", "Truck parking", 37.6816, -121.4363],
  ["US-85, Watford City ND", "Crew housing", 47.8022, -103.2832],
];

/** The sheets of one phone; `phone.act(action)` does what was chosen. */
export class Sheets {
  constructor(root, phone) {
    this.phone = phone;
    this.veil = root.querySelector(".veil");
    this.sheet = root.querySelector(".sheet");
    this.picker = root.querySelector(".picker");
    this.veil.addEventListener("click", (event) => event.target === this.veil && this.close());
    this.veil.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  open(title, ...children) {
    this.opener ??= document.activeElement;
    this.veil.classList.remove("alert");
    this.sheet.setAttribute("aria-label", title);
    this.sheet.replaceChildren(make("h3", "", title), ...children);
    this.veil.hidden = false;
    this.setBehind(true);
    this.sheet.focus({ preventScroll: true });
  }

  close() {
    this.veil.hidden = true;
    this.setBehind(false);
    this.opener?.focus?.({ preventScroll: true });
    this.opener = null;
  }

  /** What lies behind a sheet can be neither tapped nor reached by the keyboard. */
  setBehind(inert) {
    for (const part of this.veil.parentElement.children) if (part !== this.veil) part.inert = inert;
  }

  alert(text) {
    const words = make("p", "", text);
    words.dir = "auto";
    const button = make("button", "wide", "OK");
    button.type = "button";
    button.addEventListener("click", () => this.close());
    this.open("", words, button);
    this.sheet.firstChild.remove();
    this.sheet.setAttribute("aria-label", text);
    this.veil.classList.add("alert");
    button.focus();
  }

  attach() {
    const tiles = [
      ["photo", "Photo", () => this.photo()],
      ["voice", "Voice note", () => this.act({ do: "voice", duration: 7 })],
      ["pin", "Location", () => this.places("Send a place", (lat, lon) => ({ do: "location", lat, lon, accuracy: 12 }))],
      ["live", "Live location", () => this.places("Share live", (lat, lon) => ({ do: "live", lat, lon, period: 3600 }))],
      ["video", "Video", () => this.act({ do: "video", ...this.phone.caption() })],
      ["file", "File", () => this.file()],
      ["person", "Contact", () => this.act({ do: "contact", phone_number: "+13085550142", first_name: "Sample Contact" })],
      ["smile", "Sticker", () => this.act({ do: "sticker", emoji: "🚛" })],
    ].map(([name, label, action]) => {
      const tile = make("button", "tile", make("span", "", icon(name)), label);
      tile.type = "button";
      tile.addEventListener("click", action);
      return tile;
    });
    this.open("Attach", make("div", "tiles", ...tiles), make("p", "note", "Words in the message line go along as the caption."));
  }

  photo() {
    this.open("Photo",
      this.option("photo", "Choose a picture…", "", () => this.pick("photo", "image/*")),
      this.option("photo", "Truck stop at night", "Built-in sample", () => this.act({ do: "photo", sample: "lot", ...this.phone.caption() })),
      this.option("photo", "License plate", "Built-in sample", () => this.act({ do: "photo", sample: "plate", ...this.phone.caption() })),
      this.option("photo", "Album of both", "Two photos at once", () => this.act({ do: "album", items: [{ sample: "lot" }, { sample: "plate" }], ...this.phone.caption() })));
  }

  file() {
    this.open("File",
      this.option("file", "Choose a file…", "", () => this.pick("document", "")),
      this.option("photo", "Photo as a file", "Keeps its time and position", () => this.act({ do: "document", sample: "exif", ...this.phone.caption() })),
      this.option("file", "report.pdf", "A small PDF", () => this.act({ do: "document", sample: "pdf", name: "report.pdf", ...this.phone.caption() })),
      this.option("file", "dashcam.mp4, 21 MB", "Larger than a bot may fetch", () => this.act({ do: "document", size: 21 * 1024 * 1024 + 1, name: "dashcam.mp4", mime: "video/mp4", ...this.phone.caption() })));
  }

  places(title, action) {
    this.open(title, ...PLACES.map(([name, detail, lat, lon]) => this.option("pin", name, detail, () => this.act(action(lat, lon)))));
  }

  commands(commands) {
    this.open("Commands", ...commands.map((each) => this.option("slash", `/${each.command}`, each.description, () => this.act({ do: "text", text: `/${each.command}` }))));
  }

  ownMessage(message) {
    const choices = [];
    if (message.live) {
      choices.push(this.option("live", "Move on", "About a mile", () => this.act({ do: "move", message_id: message.id, lat: message.latitude + 0.012, lon: message.longitude - 0.009 })));
      choices.push(this.option("close", "Stop sharing", "", () => this.act({ do: "move", message_id: message.id, end: true })));
    }
    if (message.kind === "text") {
      choices.push(this.option("file", "Edit", "", () => { this.close(); this.phone.edit(message); }));
    }
    choices.push(this.danger("Delete", () => this.act({ do: "delete", message_id: message.id })));
    this.open("Your message", ...choices);
  }

  settings() {
    const { state } = this.phone;
    this.open("This phone",
      this.toggle("No signal", "What you send waits on the phone", state.offline, (on) => this.act({ do: on ? "offline" : "online" }, false)),
      this.languages(state.language),
      this.option("slash", "Restart phone", "Draws everything anew from the server", () => { this.close(); this.phone.restart(); }),
      state.blocked
        ? this.option("check", "Unblock the bot", "", () => this.act({ do: "unblock" }))
        : this.danger("Block the bot", () => this.act({ do: "block" })),
      this.danger("Delete the chat", () => this.act({ do: "delete", all: true })));
  }

  languages(current) {
    const select = make("select");
    select.setAttribute("aria-label", "Language");
    for (const [code, name] of Object.entries(LANGUAGES)) {
      const option = make("option", "", name);
      option.value = code;
      option.selected = code === current;
      select.append(option);
    }
    select.addEventListener("change", () => this.act({ do: "language", language: select.value }, false));
    return make("label", "option", make("div", "", "Language", make("small", "", "What the phone tells the bot")), select);
  }

  toggle(title, detail, on, change) {
    const box = make("input", "switch");
    box.type = "checkbox";
    box.role = "switch";
    box.checked = on;
    box.addEventListener("change", () => change(box.checked));
    return make("label", "option", make("div", "", title, make("small", "", detail)), box);
  }

  option(name, title, detail, action) {
    const text = make("div", "", title, detail ? make("small", "", detail) : null);
    text.dir = "auto";
    const button = make("button", "option", icon(name), text);
    button.type = "button";
    button.addEventListener("click", action);
    return button;
  }

  danger(title, action) {
    const button = this.option("close", title, "", action);
    button.classList.add("danger");
    return button;
  }

  pick(kind, accept) {
    this.picker.accept = accept;
    this.picker.value = "";
    this.picker.onchange = async () => {
      const [file] = this.picker.files;
      if (file) await this.phone.sendFile(kind, file);
    };
    this.picker.click();
    this.close();
  }

  act(action, close = true) {
    if (close) this.close();
    return this.phone.act(action);
  }
}
