// Keeps every time on the page true, and tells the exact one in the reader's own zone.

const exact = new Intl.DateTimeFormat("en-US", { weekday: "short", year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" });
const clock = new Intl.DateTimeFormat("en-US", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric" });

let ahead = 0; // how far this machine's clock is ahead of the server's, in milliseconds

export const now = () => Date.now() - ahead;
export const hourAndMinute = (moment) => clock.format(moment);
export const whole = (moment) => exact.format(moment);

export function setClock(serverNow) {
  ahead = Date.now() - Date.parse(serverNow);
}

function length(seconds) {
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86400)} d`;
}

function ago(moment) {
  const seconds = Math.max(0, (now() - moment) / 1000);
  return seconds < 60 ? "now" : length(seconds);
}

function since(moment) {
  const words = ago(moment);
  return words === "now" ? "just now" : `${words} ago`;
}

function left(moment) {
  const seconds = Math.floor((moment - now()) / 1000);
  if (seconds > 0) return seconds >= 60 ? `in ${length(seconds)}` : `in ${seconds} s`;
  return -seconds >= 60 ? `overdue ${length(-seconds)}` : "overdue now";
}

function put(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function refresh(element) {
  const moment = Date.parse(element.dateTime);
  if (Number.isNaN(moment)) return;
  const { age, due, exact: inFull, moment: brief } = element.dataset;
  if (inFull !== undefined) put(element, exact.format(moment));
  else element.title = exact.format(moment);
  if (age !== undefined) put(element, age === "ago" ? since(moment) : ago(moment));
  if (brief !== undefined) put(element, now() - moment < 64800000 ? clock.format(moment) : `${day.format(moment)} ${clock.format(moment)}`);
  if (due !== undefined) {
    put(element, left(moment));
    element.classList.toggle("overdue", moment <= now());
  }
}

export function refreshTimes(root = document) {
  for (const element of root.querySelectorAll("time[datetime]")) refresh(element);
}

export function keepTimes() {
  refreshTimes();
  setInterval(() => document.hidden || refreshTimes(), 5000);
  document.addEventListener("visibilitychange", () => document.hidden || refreshTimes());
  document.addEventListener("htmx:load", (event) => refreshTimes(event.target.parentNode ?? document));
}
