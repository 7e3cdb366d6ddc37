// The desk: shows the phones that the address asks for (?phones=2&lang=en,es or ?phone=ID,ID) and adds more.
// With ?start=CODE the first phone opens a link to the bot, once.

import { Phone, post } from "./phone.js";

const desk = document.querySelector(".desk");
const query = new URLSearchParams(location.search);
const NAMES = ["Sample Driver", "Sample Dispatcher", "Sample Operator", "Sample Technician", "Sample Attendant"];
const shown = [];

function show(id) {
  const phone = new Phone(id);
  shown.push(phone);
  desk.append(phone.root);
}

/** The language of the next phone: ?lang=en,es gives them in turn; without it, the browser's. */
function nextLanguage() {
  const asked = query.get("lang")?.split(",");
  return asked ? asked[shown.length % asked.length] : navigator.language.slice(0, 2);
}

async function add() {
  const made = await post("/sim/phones", { language: nextLanguage(), name: NAMES[shown.length % NAMES.length] });
  show(made.id);
}

async function open() {
  const wanted = query.get("phone")?.split(",").map(Number);
  if (wanted) {
    for (const id of wanted) show((await post("/sim/phones", { id, language: nextLanguage() })).id);
    return;
  }
  const count = Math.min(Math.max(Number(query.get("phones")) || 1, 1), 12);
  const there = await (await fetch("/sim/phones")).json();
  while (shown.length < count) {
    const fits = there.findIndex((phone) => !query.has("lang") || phone.language === nextLanguage());
    if (fits < 0) await add();
    else show(there.splice(fits, 1)[0].id);
  }
}

document.querySelector(".add").addEventListener("click", async () => {
  await add();
  query.set(query.has("phone") ? "phone" : "phones", query.has("phone") ? shown.map((each) => each.id).join(",") : shown.length);
  history.replaceState(null, "", `?${query}`);
  shown.at(-1).root.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
});

/** A link is opened once: loading the page again must not open it again. */
async function openLink() {
  const payload = query.get("start");
  if (!payload) return;
  query.delete("start");
  history.replaceState(null, "", `?${query}`);
  await shown[0].act({ do: "start", payload });
}

await open();
await openLink();
