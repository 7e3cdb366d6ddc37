// Short messages to the person at the desk. What went wrong stays until it is closed.

export function announce(words) {
  const place = document.getElementById("announce");
  if (place) place.textContent = words;
}

// The server's own sentence, out of an error's fragment.
export function wordsOf(html) {
  const said = new DOMParser().parseFromString(html, "text/html").querySelector(".error");
  return said?.textContent ?? "That did not work. Nothing was changed.";
}

export function toast(words, { wrong = false, href = null, label = "Open" } = {}) {
  const place = document.getElementById("toasts");
  if (!place) return;
  const box = document.createElement("div");
  box.className = wrong ? "toast wrong" : "toast";
  box.setAttribute("role", wrong ? "alert" : "status");
  const line = document.createElement("p");
  line.textContent = words;
  box.append(line);
  if (href) {
    const link = document.createElement("a");
    link.className = "button small";
    link.href = href;
    link.textContent = label;
    box.append(link);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button quiet small";
  close.textContent = "Close";
  close.addEventListener("click", () => box.remove());
  box.append(close);
  place.append(box);
  while (place.children.length > 4) place.firstElementChild.remove();
  if (!wrong && !href) setTimeout(() => box.remove(), 6000);
}
