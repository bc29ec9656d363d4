// What a script adds to the reporter's form, which works without it: a report that cannot be sent now is kept on this
// device and sent when the network is back, under the key that it was written with, so that it arrives once. Its files
// are kept beside it for whoever wants that; sealed names never are. Whoever wants it also keeps the form itself, so
// that it opens where there is no network.
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
  // Files: what the server takes of one, of how many and of all in a report; how much of them waits here; how often the
  // line may break while they are sent; and the slowest line, in bytes a millisecond.
  const fileLimit = 20 << 20;
  const fileCount = 5;
  const reportRoom = 40 << 20;
  const filesRoom = 100 << 20;
  const triesLimit = 10;
  const slowest = 1;

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
  const replace = (key, more) => write(read().map((it) => (it.key === key ? { ...it, ...more } : it)));
  const weight = (files) => files.reduce((sum, it) => sum + it.size, 0);
  const isWithFiles = (report) => report.files?.length > 0;

  // Files are too large for that store, so they stand in a database of the browser, under the key of their report.
  const stored = (mode, does) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("mawqif-reports", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      try {
        const turn = opening.result.transaction("files", mode, { durability: "strict" });
        const asked = does(turn.objectStore("files"));
        turn.oncomplete = () => resolve(asked.result);
        turn.onabort = () => reject(turn.error);
      } catch (error) {
        reject(error);
      } finally {
        // It closes when what was begun has ended.
        opening.result.close();
      }
    };
  });
  const called = (key) => `${name} ${key}`;
  // The files of a report; none when they are not here any more.
  const filesOf = async (report) => (await stored("readonly", (files) => files.get(called(report.key))))?.files;
  const day = 86_400_000;
  // Files are kept before their report is: what was broken off in between and is a day old is removed.
  const removeOld = () =>
    stored("readwrite", (all) => {
      const asked = all.openCursor();
      asked.onsuccess = () => {
        const at = asked.result;
        if (!at) return;
        const isOwn = at.key.startsWith(called(""));
        if (isOwn && at.value.at < Date.now() - day && !read().some((it) => called(it.key) === at.key)) at.delete();
        at.continue();
      };
      return asked;
    });
  const keepFiles = async (key, files) => {
    await stored("readwrite", (all) => all.put({ at: Date.now(), files }, called(key)));
    removeOld().catch(() => {});
  };
  const sweep = async () => {
    // Nobody's device gets a store by being looked at.
    const stores = (await indexedDB.databases?.()) ?? [];
    if (stores.some((it) => it.name === "mawqif-reports")) await removeOld();
  };
  const dropFiles = (key) => stored("readwrite", (files) => files.delete(called(key))).catch(() => {});
  const without = async (key) => {
    const report = read().find((it) => it.key === key);
    write(read().filter((it) => it.key !== key));
    if (report && isWithFiles(report)) await dropFiles(key);
  };
  // Which refused report stands in the form.
  let opened = "";
  const open = async (report) => {
    form.reset();
    for (const [name, value] of report.fields) {
      const field = form.elements[name];
      if (field?.type === "checkbox") field.checked = true;
      else if (field) field.value = value;
    }
    // Under the same key, so that it arrives once even if the server had it.
    opened = report.key;
    form.elements.key.value = report.key;
    if (!isWithFiles(report) || !form.elements.files?.files) return;
    const chosen = new DataTransfer();
    for (const file of (await filesOf(report).catch(() => null)) ?? []) chosen.items.add(file);
    if (opened === report.key) form.elements.files.files = chosen.files;
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
    const small = (text) => item.append(Object.assign(document.createElement("span"), { className: "ask-facts", textContent: text }), " ");
    const size = (bytes) => (bytes / (1 << 20)).toLocaleString(document.documentElement.lang, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
    for (const file of report.files ?? []) small(`\u2068${file.name}\u2069 (${size(file.size)})`);
    if (report.key === sending) small(says.sending);
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
      button(says.open, async () => {
        await open(report);
        tell(report.problems);
        form.querySelector("textarea")?.focus();
      });
    }
    button(says.drop, async () => {
      if (!confirm(says.sure)) return;
      await without(report.key);
      if (opened === report.key) [opened, form.elements.key.value] = ["", newKey()];
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
  let sending = "";
  // What is said of files that go at once.
  let goes = "";
  addEventListener("beforeunload", (event) => goes && event.preventDefault());
  const show = () => {
    const reports = read();
    place.hidden = reports.length === 0 && !goes;
    place.querySelector("ol").replaceChildren(...reports.map(line));
    place.querySelector("[role=status]").textContent = goes || (reports.length ? says[state] ?? says.waiting : "");
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
  // What became of a report that was sent: where it is told of, what has to be put right, or why it was not taken now. Words
  // come first, so that they are given back whatever is wrong with a file.
  const post = async (report, token, files, names) => {
    const fields = [["token", token], ["key", report.key], ...report.fields, ...names, ["written", report.at]];
    const whole = new FormData();
    for (const [field, value] of fields) whole.append(field, value);
    for (const file of files) whole.append("files", file, file.name);
    const body = files.length ? whole : new URLSearchParams(fields);
    // Told where it stands, and not sent there: that page is fetched once, when it is gone to.
    const headers = { "x-brief": "1" };
    const answer = await asked({ method: "POST", body, headers, signal: AbortSignal.timeout(patience + weight(files) / slowest) });
    if (answer.status === 201) return { arrived: answer.headers.get("location") };
    if ([409, 413, 422].includes(answer.status)) {
      const told = await page(answer);
      const found = [...told.querySelectorAll("#problems li")].map((it) => it.textContent);
      return { problems: found.length ? found : [told.querySelector("main p")?.textContent.trim() || says.refused] };
    }
    return { state: answer.redirected || answer.status === 401 || answer.status === 403 ? "door" : "waiting" };
  };
  // Sends a report by the token of this page, where that came from the server and little is lost when its session has ended since; else,
  // and then, by that of the page as it is now. Says when it begins to send files.
  const deliver = async (report, files, names, begins = () => {}) => {
    if (!says.bare && !files.length) {
      const sent = await post(report, form.elements.token.value, files, names);
      if (sent.state !== "door") return sent;
    }
    const { token, status } = await current();
    if (!token) return { state: status >= 500 ? "waiting" : "door" };
    begins();
    return post(report, token, files, names);
  };
  // Words go before files, and files on which the line has broken after the others.
  const turn = (report) => report.tries ?? (isWithFiles(report) ? 0 : -1);
  const isDue = (it) => !it.refused && !(it.after > Date.now());
  const next = (past) => read().filter((it) => isDue(it) && !past.has(it.key)).sort((one, other) => turn(one) - turn(other))[0];
  const refuse = (key, problems, more) => replace(key, { refused: true, problems, ...more });
  // Files that did not arrive are tried again ever later, ten times.
  const again = (report) => {
    const tries = (report.tries ?? 0) + 1;
    if (tries < triesLimit) replace(report.key, { tries, after: Date.now() + patience * 2 ** tries });
    else refuse(report.key, [says.tried], { tries: 0 });
  };
  // Of several tabs one sends a report, where the browser can tell them apart.
  const alone = (key, work) =>
    navigator.locks?.request(called(key), { ifAvailable: true }, (own) => (own ? work() : "elsewhere")) ?? work();
  let busy = false;
  // Sends what is kept, the oldest first; where the last that arrived is told of.
  const send = async () => {
    if (busy) return null;
    busy = true;
    let arrived = null;
    let tried = null;
    // Sends one of them; whether the next may go.
    const sendOne = async (report) => {
      if (!read().some((it) => it.key === report.key && isDue(it))) return true;
      [state, sending] = ["sending", report.key];
      show();
      const files = isWithFiles(report) ? await filesOf(report) : [];
      if (!files) {
        refuse(report.key, [`${says.lost} ${report.files.map((it) => it.name).join(" · ")}`], { files: [] });
        return true;
      }
      const sent = await deliver(report, files, [], () => {
        tried = report;
      });
      const isSent = tried === report;
      tried = null;
      if (sent.arrived) {
        await without(report.key);
        arrived = sent.arrived;
      } else if (sent.problems) refuse(report.key, sent.problems);
      else {
        state = sent.state;
        if (state === "waiting" && isSent && isWithFiles(report)) again(report);
        return false;
      }
      state = "";
      return true;
    };
    try {
      const past = new Set();
      for (let report = next(past); report; report = next(past)) {
        const { key } = report;
        const sent = await alone(key, () => sendOne(report));
        if (sent === "elsewhere") past.add(key);
        else if (!sent) break;
      }
    } catch {
      state = "waiting";
      // A server that has seen enough of a file cuts the line, and nobody can tell that from a bad one.
      if (tried && isWithFiles(tried)) again(tried);
    }
    [busy, sending] = [false, ""];
    show();
    return arrived;
  };
  addEventListener("storage", () => show());

  const isSealed = (field) => field.startsWith("sealed.");
  // The draft of the form as it is sent is wanted no more.
  const forgetDraft = () => {
    try {
      sessionStorage.removeItem(`mawqif-draft ${address} ${form.dataset.draft}`);
    } catch {
      // A browser that keeps nothing.
    }
  };
  // Keeps a report here, in the place of the one that was opened. False when too much waits or this browser keeps no more; then all is
  // as before.
  const keepReport = async (report, files) => {
    const others = read().filter((it) => it.key !== opened);
    const waits = weight(others.flatMap((it) => it.files ?? []));
    if (others.length >= limit || waits + weight(files) > filesRoom) return false;
    try {
      if (files.length) await keepFiles(report.key, files);
    } catch {
      return false;
    }
    const own = files.length ? { ...report, files: files.map(({ name, size }) => ({ name, size })) } : report;
    const isSame = opened === report.key;
    // Others may have come and gone while files were kept.
    if (!write([...read().filter((it) => it.key !== report.key), own])) {
      if (files.length && !isSame) await dropFiles(report.key);
      return false;
    }
    if (isSame && !files.length) await dropFiles(report.key);
    if (opened && !isSame) await without(opened);
    opened = "";
    if (files.length) navigator.storage?.persist?.().catch(() => {});
    return true;
  };
  // What is kept is sent, and what comes of it told.
  const sendKept = async (report) => {
    tell(null);
    const arrived = await send();
    form.elements.key.value = newKey();
    const own = read().find((it) => it.key === report.key);
    if (own?.refused) {
      opened = own.key;
      tell(own.problems);
      return;
    }
    forgetDraft();
    if (arrived && !own) location.assign(arrived);
    else {
      form.reset();
      place.scrollIntoView({ block: "nearest" });
    }
  };
  // A report with files or sealed names goes at once where there is a network, and nothing of it is kept here. Where it does not,
  // its files wait here if whoever has written it says so; names never do.
  const sendWhole = async (report, files, names) => {
    try {
      if (navigator.onLine) {
        goes = [says.sending, ...files.map((file) => `\u2068${file.name}\u2069`)].join(" ");
        form.inert = true;
        show();
        place.scrollIntoView({ block: "nearest" });
        const sent = await deliver(report, files, names);
        if (sent.problems) {
          tell(sent.problems);
          return;
        }
        if (sent.arrived) {
          if (opened) await without(opened);
          goes = "";
          forgetDraft();
          location.assign(sent.arrived);
          return;
        }
      }
    } catch {
      // There was no network after all.
    } finally {
      [goes, form.inert] = ["", false];
      show();
    }
    if (files.length || names.length) {
      const question = [names.length ? says.leftOut : says.keepIt, files.length ? says.filesStay : ""];
      if (!confirm(question.join(" ").trim())) return;
      if (await keepReport(report, files)) {
        await sendKept(report);
        return;
      }
    }
    tell([says.full]);
  };
  let pressed = false;
  form.addEventListener("submit", (event) => {
    if (pressed) {
      event.preventDefault();
      return;
    }
    const all = [...new FormData(form)];
    const files = all.filter(([, value]) => typeof value !== "string" && value.name).map(([, file]) => file);
    const large = files.filter((file) => file.size > fileLimit);
    if (large.length || files.length > fileCount || weight(files) > reportRoom) {
      event.preventDefault();
      tell(large.length ? large.map((file) => `${says.large} ${file.name}`) : [says.many]);
      return;
    }
    const words = all.filter(([field, value]) => typeof value === "string" && field !== "token" && field !== "key");
    const names = words.filter(([field, value]) => isSealed(field) && value.trim());
    const fields = words.filter(([field]) => !isSealed(field));
    const report = { key: form.elements.key.value, at: new Date().toISOString(), fields };
    event.preventDefault();
    pressed = true;
    const does = async () => {
      const isWords = !files.length && !names.length;
      if (isWords && (await keepReport(report, files))) await sendKept(report);
      else await sendWhole(report, files, names);
    };
    does().finally(() => {
      pressed = false;
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
  document.getElementById("queue-send").addEventListener("click", () => {
    write(read().map(({ after, ...report }) => report));
    send();
  });
  addEventListener("online", () => send());
  setInterval(() => next() && send(), patience);
  // A page from this device has the key that it came with the first time.
  if (says.bare) form.elements.key.value = newKey();
  show();
  send();
  // A browser that keeps nothing has nothing to sweep.
  sweep().catch(() => {});

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
