// What somebody has chosen on this machine: kept in the browser, never sent. All is off until it is switched on.

export const WISHES = {
  theme: ["system", "light", "dark"],
  sound: ["off", "on"],
  desktop: ["off", "on"],
  letters: ["on", "off"],
  preview: ["auto", "on", "off"],
};

const kept = {};

export function wish(name) {
  try {
    const found = localStorage.getItem(`highbeam.${name}`) ?? kept[name];
    return WISHES[name].includes(found) ? found : WISHES[name][0];
  } catch {
    return kept[name] ?? WISHES[name][0];
  }
}

export function setWish(name, value) {
  kept[name] = value;
  try {
    localStorage.setItem(`highbeam.${name}`, value);
  } catch {
    // Storage is closed to us: it holds until the page is left.
  }
  document.dispatchEvent(new CustomEvent("highbeam:wish", { detail: { name, value } }));
}

export function nextWish(name) {
  const values = WISHES[name];
  setWish(name, values[(values.indexOf(wish(name)) + 1) % values.length]);
  return wish(name);
}
