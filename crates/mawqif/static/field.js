// What a script adds to the reporter's form, which works without it: a report that cannot be sent now is kept on this
// device and sent when the network is back, under the key that it was written with, so that it arrives once. Whoever
// wants it also keeps the form itself, so that it opens where there is no network.
(() => {
  "use strict";
  const place = document.getElementById("queue");
  const form = document.querySelector("form.sheet");
  if (!place || !form) return;
  const address = location.pathname;
  const says = place.dataset;
  // What one account has written no other sends, and no other sees.
  const name = `mawqif-reports ${address} ${says.account}`;
  const limit = 50;
  const patience = 60_000;

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(name) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  };
  // False when this browser keeps nothing, or has no room left.
  const write = (reports) => {
    try {
      if (reports.length) localStorage.setItem(name, JSON.stringify(reports));
      else localStorage.removeItem(name);
      return true;
    } catch {
      return false;
    }
  };
  const without = (key) => write(read().filter((report) => report.key !== key));
  // Which refused report stands in the form.
  let opened = "";
  const open = (report) => {
    form.reset();
    for (const [name, value] of report.fields) {
      const field = form.elements[name];
      if (field?.type === "checkbox") field.checked = true;
      else if (field) field.value = value;
    }
    opened = report.key;
  };
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const line = (report) => {
    const item = document.createElement("li");
    const words = document.createElement("span");
    words.dir = "auto";
    words.textContent = (report.fields.find(([field]) => field.startsWith("what."))?.[1] ?? "").slice(0, 120);
    const when = document.createElement("time");
    when.dateTime = report.at;
    when.className = "ask-facts";
    when.textContent = new Date(report.at).toLocaleString(document.documentElement.lang);
    item.append(words, " ", when, " ");
    const button = (label, does) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "link";
      made.textContent = label;
      made.addEventListener("click", does);
      item.append(made, " ");
    };
    if (report.refused) {
      const why = document.createElement("strong");
      why.textContent = says.refused;
      item.append(why, " ");
      button(says.open, () => {
        open(report);
        tell(report.problems);
        form.querySelector("textarea")?.focus();
      });
    }
    button(says.drop, () => {
      if (!confirm(says.sure)) return;
      without(report.key);
      show();
    });
    return item;
  };
  // What the server finds wrong is told where it tells it without a script.
  const tell = (problems) => {
    document.getElementById("problems")?.remove();
    if (!problems?.length) return;
    const box = document.createElement("div");
    const list = document.createElement("ul");
    box.id = "problems";
    box.className = "problem";
    box.tabIndex = -1;
    box.setAttribute("role", "alert");
    list.append(...problems.map((problem) => Object.assign(document.createElement("li"), { textContent: problem })));
    box.append(list);
    form.before(box);
    box.focus();
  };
  let state = "";
  const show = () => {
    const reports = read();
    place.hidden = reports.length === 0;
    place.querySelector("ol").replaceChildren(...reports.map(line));
    place.querySelector("[role=status]").textContent = reports.length ? says[state] ?? says.waiting : "";
  };

  // The form as it is now: whose session it is, and what it says to this sender.
  const asked = (options) => fetch(address, { credentials: "same-origin", signal: AbortSignal.timeout(patience), ...options });
  const page = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
  // The token of a page as it is now; none when this device is signed out, or somebody else is signed in on it.
  const current = async () => {
    // A page from this device's own store may be of a session that has ended.
    const fresh = await asked({ cache: "no-store", headers: { "x-fresh": "1" } });
    const own = fresh.ok && !fresh.redirected ? await page(fresh) : null;
    const token = own?.querySelector("form.sheet [name=token]")?.value;
    const isOwn = token && own.getElementById("queue")?.dataset.account === says.account;
    return { token: isOwn ? token : "", status: fresh.status };
  };
  let busy = false;
  // Sends what is kept, the oldest first; where the last that arrived is told of.
  const send = async () => {
    if (busy) return null;
    busy = true;
    let arrived = null;
    try {
      while (true) {
        const report = read().find((it) => !it.refused);
        if (!report) break;
        state = "sending";
        show();
        const { token, status } = await current();
        if (!token) {
          state = status >= 500 ? "waiting" : "door";
          break;
        }
        const body = new URLSearchParams([...report.fields, ["written", report.at], ["token", token], ["key", report.key]]);
        const answer = await asked({ method: "POST", body });
        if (answer.ok && new URL(answer.url).searchParams.has("done")) {
          without(report.key);
          arrived = answer.url;
        } else if (answer.status === 422 || answer.status === 409) {
          const found = (await page(answer)).querySelectorAll("#problems li");
          const problems = [...found].map((it) => it.textContent);
          write(read().map((it) => (it.key === report.key ? { ...it, refused: true, problems } : it)));
        } else {
          state = answer.redirected || answer.status === 401 || answer.status === 403 ? "door" : "waiting";
          break;
        }
        state = "";
      }
    } catch {
      state = "waiting";
    }
    busy = false;
    show();
    return arrived;
  };

  // Files and sealed names are sent at once or not at all: nothing of them stays on this device.
  const isSealed = (field) => field.startsWith("sealed.");
  const sendWhole = (event) => {
    if (!says.bare) return;
    event.preventDefault();
    current()
      .then(({ token, status }) => {
        form.elements.token.value = token;
        if (token) form.submit();
        else tell([status >= 500 ? says.waiting : says.door]);
      })
      .catch(() => tell([says.waiting]));
  };
  let pressed = false;
  form.addEventListener("submit", (event) => {
    if (pressed) {
      event.preventDefault();
      return;
    }
    const all = [...new FormData(form)];
    const files = all.filter(([, value]) => typeof value !== "string" && value.name).map(([, file]) => file);
    const large = files.filter((file) => file.size > 20 << 20);
    if (large.length) {
      event.preventDefault();
      tell(large.map((file) => `${says.large} ${file.name}`));
      return;
    }
    if (files.length || all.some(([field, value]) => isSealed(field) && value.trim())) {
      if (navigator.onLine) {
        sendWhole(event);
        return;
      }
      if (!confirm(says.leftOut)) {
        event.preventDefault();
        return;
      }
    }
    const fields = all.filter(([field, value]) => typeof value === "string" && field !== "token" && field !== "key" && !isSealed(field));
    const report = { key: form.elements.key.value, at: new Date().toISOString(), fields };
    const others = read().filter((it) => it.key !== opened);
    // Full, or a browser that keeps nothing: sent as it is without a script.
    if (others.length >= limit || !write([...others, report])) return;
    event.preventDefault();
    pressed = true;
    opened = "";
    tell(null);
    send().then((arrived) => {
      pressed = false;
      form.elements.key.value = newKey();
      const own = read().find((it) => it.key === report.key);
      if (own?.refused) {
        opened = own.key;
        tell(own.problems);
        return;
      }
      try {
        sessionStorage.removeItem(`mawqif-draft ${address} ${form.dataset.draft}`);
      } catch {
        // A browser that keeps nothing.
      }
      if (arrived && !own) location.assign(arrived);
      else {
        form.reset();
        place.scrollIntoView({ block: "nearest" });
      }
    });
  });
  // A tile of the map chooses its place, and what was written stays.
  const map = document.getElementById("where-map");
  const mark = () => {
    for (const tile of map?.querySelectorAll("a") ?? []) {
      if (tile.dataset.where === form.elements.where.value) tile.setAttribute("aria-current", "true");
      else tile.removeAttribute("aria-current");
    }
  };
  map?.addEventListener("click", (event) => {
    const tile = event.target.closest("a");
    if (!tile) return;
    event.preventDefault();
    form.elements.where.value = tile.dataset.where;
    mark();
    form.elements.where.focus();
  });
  form.elements.where.addEventListener("change", mark);
  document.getElementById("queue-send").addEventListener("click", () => send());
  addEventListener("online", () => send());
  setInterval(() => read().some((it) => !it.refused) && send(), patience);
  // A page from this device has the key that it came with the first time.
  if (says.bare) form.elements.key.value = newKey();
  show();
  send();

  // The form without a network, for those who ask for it.
  const keep = document.getElementById("keep-form");
  if (!keep || !("serviceWorker" in navigator)) return;
  const scope = address.slice(0, address.lastIndexOf("/") + 1);
  const told = async () => {
    const kept = await navigator.serviceWorker.getRegistration(scope);
    keep.hidden = false;
    keep.querySelector("p").textContent = kept ? keep.dataset.kept : keep.dataset.offer;
    keep.querySelector("button").textContent = kept ? keep.dataset.forget : keep.dataset.keep;
    return kept;
  };
  keep.querySelector("button").addEventListener("click", async () => {
    const kept = await navigator.serviceWorker.getRegistration(scope);
    if (kept) {
      await kept.unregister();
      await caches.delete(`mawqif ${address}`);
    } else {
      await navigator.serviceWorker.register(`${scope}worker.js`, { scope });
      const cache = await caches.open(`mawqif ${address}`);
      const parts = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((it) => it.href ?? it.src);
      await cache.addAll(parts);
      await cache.put(address, await fetch(`${address}?bare=yes`));
    }
    await told();
  });
  told();
})();
