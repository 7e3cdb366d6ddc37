// Draws one message. Texts become text nodes and a few known elements; nothing is ever parsed as HTML.

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote" };
const NUMBER = /(?<![\w.])(?:\+?\d{1,2}[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]?\d{4}(?!\w)/g;
const WEB = /^(https?|tg):\/\//;

export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  picture.append(use);
  picture.setAttribute("aria-hidden", "true");
  return picture;
}

/** Text with entities, whose offsets count UTF-16 units as JavaScript does. */
export function words(text, entities) {
  const holder = make("div", "words");
  holder.dir = "auto";
  const edges = new Set([0, text.length]);
  for (const entity of entities) {
    edges.add(entity.offset);
    edges.add(entity.offset + entity.length);
  }
  const stops = [...edges].filter((edge) => edge <= text.length).sort((a, b) => a - b);
  for (let i = 0; i + 1 < stops.length; i++) {
    const inside = entities.filter((e) => e.offset <= stops[i] && e.offset + e.length >= stops[i + 1]);
    const piece = text.slice(stops[i], stops[i + 1]);
    const linked = inside.some((entity) => entity.type === "text_link" || entity.type === "url");
    const plain = linked ? document.createTextNode(piece) : withNumbers(piece);
    holder.append(inside.reduceRight((node, entity) => wrapped(node, entity, piece), plain));
  }
  return holder;
}

/** Telephone numbers are links on every phone. */
function withNumbers(text) {
  const parts = document.createDocumentFragment();
  let done = 0;
  for (const found of text.matchAll(NUMBER)) {
    const link = make("a", "", found[0]);
    link.href = `tel:${found[0].replace(/[^\d+]/g, "")}`;
    parts.append(text.slice(done, found.index), link);
    done = found.index + found[0].length;
  }
  parts.append(text.slice(done));
  return parts;
}

function wrapped(node, entity, piece) {
  if (entity.type === "text_link" || entity.type === "url") {
    const address = entity.url ?? piece;
    if (!WEB.test(address)) return node;
    const link = make("a", "", node);
    link.href = address;
    link.rel = "noopener noreferrer";
    link.target = "_blank";
    return link;
  }
  if (entity.type === "spoiler") {
    const hidden = make("span", "spoiler", node);
    hidden.tabIndex = 0;
    return hidden;
  }
  return TAGS[entity.type] ? make(TAGS[entity.type], "", node) : node;
}

/** What stands in a bubble: the media, the words, the time. */
export function bubbleContent(message) {
  const parts = [];
  if (message.forwarded) parts.push(make("div", "from", `Forwarded from ${message.forwarded}`));
  const media = drawMedia(message);
  if (media) parts.push(media);
  parts.push(words(message.text, message.entities));
  parts.push(stamp(message));
  return parts;
}

function drawMedia(message) {
  switch (message.kind) {
    case "photo": return picture(message);
    case "sticker": return make("div", "sticker", message.title || "🙂");
    case "voice": return voice(message);
    case "location": return place(message);
    case "contact": return thing("person", message.title, message.detail);
    case "video": case "video_note": case "animation": return thing("video", message.title || "Video", `${clock(message.duration)} · ${bytes(message.size)}`);
    case "audio": return thing("play", message.title || "Audio", clock(message.duration));
    case "document": return thing("file", message.title || "File", bytes(message.size));
    default: return null;
  }
}

function picture(message) {
  const image = make("img", "picture");
  image.src = `/sim/files/${encodeURIComponent(message.file)}`;
  image.alt = "Photo";
  image.width = message.width;
  image.height = message.height;
  return image;
}

function thing(name, title, detail) {
  return make("div", "thing", make("span", "", icon(name)), make("div", "", make("b", "", title), make("small", "", detail)));
}

function voice(message) {
  const wave = make("div", "wave");
  for (let i = 0; i < 26; i++) wave.append(make("i"));
  const body = make("div", "", wave, make("small", "", `Voice note, ${clock(message.duration)}`));
  return make("div", "thing", make("span", "", icon("play")), body);
}

function place(message) {
  const position = `${message.latitude.toFixed(4)}, ${message.longitude.toFixed(4)}`;
  const title = message.title || (message.live ? "Live location" : "Location");
  return thing(message.live ? "live" : "pin", title, message.detail ? `${message.detail} · ${position}` : position);
}

function stamp(message) {
  const time = new Date(message.date * 1000).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
  const line = make("div", "stamp", message.edited && !message.buttons.length ? "edited" : null, make("bdi", "", time));
  if (message.waiting) line.append(icon("clock"));
  else if (message.mine) line.append(icon("check"));
  return line;
}

export function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function bytes(size) {
  if (size >= 1 << 20) return `${(size / (1 << 20)).toFixed(1)} MB`;
  return size >= 1024 ? `${Math.round(size / 1024)} KB` : `${size} B`;
}

/** The keyboard below a message, or null. */
export function keyboard(rows, onTap) {
  if (!rows.length) return null;
  return make("div", "keys", ...rows.map((row) => make("div", "row", ...row.map((button) => key(button, onTap)))));
}

function key(button, onTap) {
  if (button.url) {
    const link = make("a", "key", button.text);
    link.dir = "auto";
    link.href = WEB.test(button.url) ? button.url : "#";
    link.rel = "noopener noreferrer";
    link.target = "_blank";
    return link;
  }
  const element = make("button", "key", button.text);
  element.type = "button";
  element.dir = "auto";
  element.addEventListener("click", () => onTap(button, element));
  return element;
}
