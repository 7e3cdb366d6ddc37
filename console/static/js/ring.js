// Calls somebody to an immediate tip, when it arrives and when an open one is raised to it, once each: a message on the page, the title, and by choice a tone and a desktop notification.
// What leaves the page says code and priority only.

import { wish } from "./wishes.js";
import { toast } from "./toasts.js";

const title = document.title;
let unseen = 0;
let audio = null;
const rung = new Set();

function ready() {
  if (wish("sound") !== "on") return;
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume();
}

export function tone() {
  ready();
  if (!audio || audio.state !== "running") return;
  for (const [index, pitch] of [660, 880, 660].entries()) {
    const from = audio.currentTime + index * 0.22;
    const swing = audio.createOscillator();
    const volume = audio.createGain();
    swing.frequency.value = pitch;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.25, from + 0.02);
    volume.gain.linearRampToValueAtTime(0, from + 0.2);
    swing.connect(volume).connect(audio.destination);
    swing.start(from);
    swing.stop(from + 0.21);
  }
}

export async function allowDesktop() {
  return "Notification" in window && (await Notification.requestPermission()) === "granted";
}

// One of several open tabs sounds: the first that may, for as long as the tone takes.
function soundOnce(code) {
  navigator.locks.request(`highbeam.ring.${code}`, { ifAvailable: true }, async (lock) => {
    if (!lock || audio?.state !== "running") return;
    tone();
    await new Promise((done) => setTimeout(done, 3000));
  });
}

export function ring(tip) {
  const cause = tip.fresh ? tip.code : `${tip.code} ${tip.changed}`;
  if (rung.has(cause)) return;
  rung.add(cause);
  const isHere = location.pathname === `/tips/${tip.code}` && document.hasFocus();
  if (!isHere) toast(tip.fresh ? `New immediate tip ${tip.code}` : `Raised to immediate: tip ${tip.code}`, { wrong: true, href: `/tips/${tip.code}` });
  if (document.hidden || !document.hasFocus()) {
    unseen += 1;
    document.title = `(${unseen}) ${title}`;
  }
  if (wish("sound") === "on") soundOnce(tip.code);
  if (wish("desktop") === "on" && document.hidden && "Notification" in window && Notification.permission === "granted") {
    const shown = new Notification("Highbeam", { body: `${tip.code}, immediate`, tag: tip.code });
    shown.addEventListener("click", () => {
      window.focus();
      shown.close();
    });
  }
}

export function keepRinging() {
  for (const gesture of ["pointerdown", "keydown"]) addEventListener(gesture, ready, { passive: true });
  addEventListener("focus", () => {
    unseen = 0;
    document.title = title;
  });
}
