// The desk: shows the phones that the address asks for (?phones=2&lang=es or ?phone=ID,ID) and adds more.

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

async function add() {
  const language = query.get("lang") ?? navigator.language.slice(0, 2);
  const made = await post("/sim/phones", { language, name: NAMES[shown.length % NAMES.length] });
  show(made.id);
}

async function open() {
  const wanted = query.get("phone")?.split(",").map(Number);
  if (wanted) {
    for (const id of wanted) show((await post("/sim/phones", { id, language: query.get("lang") ?? "en" })).id);
    return;
  }
  const count = Math.min(Math.max(Number(query.get("phones")) || 1, 1), 12);
  const language = query.get("lang");
  const there = (await (await fetch("/sim/phones")).json()).filter((phone) => !language || phone.language === language);
  for (const phone of there.slice(0, count)) show(phone.id);
  while (shown.length < count) await add();
}

document.querySelector(".add").addEventListener("click", async () => {
  await add();
  query.set(query.has("phone") ? "phone" : "phones", query.has("phone") ? shown.map((each) => each.id).join(",") : shown.length);
  history.replaceState(null, "", `?${query}`);
  shown.at(-1).root.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
});

await open();
