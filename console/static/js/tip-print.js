// The sheet: its button, and the dialog of the printer as soon as the pictures are there.

document.getElementById("print").addEventListener("click", () => print());
addEventListener("load", () => new URLSearchParams(location.search).has("now") && print());
