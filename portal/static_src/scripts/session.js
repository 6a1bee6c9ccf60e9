// Warns people shortly before their sign-in ends, and leads to the sign-in page once it has ended. All tabs of a browser
// share one sign-in: what keeps it going in one keeps it going in all.
const SHARED = "portal.session";
const WARNING_SECONDS = 120;
const RETRY_SECONDS = 10;

export function watchSession(dialog) {
  const form = dialog.querySelector("form");
  const [stay, back] = form.querySelectorAll("button");
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  const lead = Math.min(WARNING_SECONDS, Number(dialog.dataset.seconds) / 2);
  let end, canStay, edited, dismissed, leaving;

  // How long it lasts, as a page or the server says; the other tabs hear of it.
  function learn(seconds, extendable) {
    share(Date.now() + seconds * 1000, extendable);
    try {
      localStorage.setItem(SHARED, JSON.stringify({ end, canStay }));
    } catch {
      // Without storage each tab asks the server when its own time is over.
    }
  }

  function share(newEnd, extendable) {
    [end, canStay, dismissed] = [newEnd, extendable, false];
    tick();
  }

  async function ask(method) {
    try {
      const body = method === "POST" ? new FormData(form) : undefined;
      const answer = await fetch(form.action, { method, body });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  function tick() {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left <= 0) leave();
    else if (left > lead) dialog.close();
    else warn(left);
  }

  function warn(left) {
    part("clock").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    const said = part("said");
    const text = left <= 20 ? said.getAttribute("data-at-20") : left <= 60 ? said.getAttribute("data-at-60") : "";
    // Only a change is read out, so that the countdown does not nag.
    if (said.textContent !== text) said.textContent = text;
    if (dialog.open || dismissed) return;
    for (const each of dialog.querySelectorAll("[data-if]")) {
      each.hidden = each.dataset.if !== (canStay ? "can-stay" : "cannot-stay");
    }
    part("away").hidden = true;
    dialog.showModal();
    (canStay ? stay : back).focus();
  }

  async function extend(event) {
    event.preventDefault();
    if (!canStay) return dismiss();
    // The token is another one after a sign-in in another tab: then it lasts anyway.
    const lasting = (await ask("POST")) ?? (await ask("GET"));
    part("away").hidden = lasting !== null;
    if (lasting) learn(lasting.seconds, lasting.can_stay);
  }

  function dismiss() {
    dismissed = true;
    dialog.close();
  }

  async function leave() {
    if (leaving) return;
    leaving = true;
    const lasting = await ask("GET");
    if (lasting?.seconds === 0) return goToSignIn();
    leaving = false;
    if (lasting) learn(lasting.seconds, lasting.can_stay);
    else end = Date.now() + RETRY_SECONDS * 1000;
  }

  // Whatever is sent now is kept for its sender, who is asked to sign in first.
  function goToSignIn() {
    if (edited?.isConnected) return HTMLFormElement.prototype.submit.call(edited);
    const here = location.pathname + location.search;
    location.assign(`${dialog.dataset.signIn}?next=${encodeURIComponent(here)}`);
  }

  document.addEventListener("input", ({ target }) => {
    if (isKept(target.form)) edited = target.form;
  });
  addEventListener("storage", ({ key, newValue }) => {
    if (key !== SHARED || !newValue) return;
    const shared = JSON.parse(newValue);
    share(shared.end, shared.canStay);
  });
  document.addEventListener("visibilitychange", tick);
  form.addEventListener("submit", extend);
  back.addEventListener("click", dismiss);
  dialog.addEventListener("cancel", extend);
  learn(Number(dialog.dataset.seconds), dialog.dataset.canStay === "yes");
  setInterval(tick, 1000);
}

function isKept(form) {
  return form?.method === "post" && !form.querySelector("[type=password], [type=file]");
}
