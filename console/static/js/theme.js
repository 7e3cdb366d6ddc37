// Loaded first and at once, so that the page is never drawn in the wrong colors.
{
  let theme = null;
  try {
    theme = localStorage.getItem("highbeam.theme");
  } catch {
    // Storage is closed to us: the system's wish stands.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}
