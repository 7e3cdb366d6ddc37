// The sheet: times in the zone of whoever prints it, and its button.

import { refreshTimes } from "./times.js";

refreshTimes();
document.getElementById("print").addEventListener("click", () => print());
