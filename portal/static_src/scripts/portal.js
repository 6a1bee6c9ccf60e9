// Makes pages pleasanter; every page works without it.
import { initAll } from "./nhsuk-frontend.min.js";
import { watchSession } from "./session.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

const sessionEnd = document.getElementById("session-end");
if (sessionEnd) watchSession(sessionEnd);
