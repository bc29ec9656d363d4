// What a script adds to the pages, all of which work without it: the board and the stances follow the record
// as it grows, and what is being written is kept on this device.
(() => {
  "use strict";

  // Turns what is there into what there is now, and touches nothing that has stayed: focus, what is selected and
  // what is being read keep their place. Tells which elements have changed.
  const isSilent = (element, name) => element.localName === "input" && element.type === "hidden" || (element.localName === "details" && name === "open");
  const attributes = (old, fresh) => {
    let changed = false;
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) === value || (old.localName === "details" && name === "open") || name === "tabindex") continue;
      old.setAttribute(name, value);
      changed ||= !isSilent(old, name);
    }
    for (const { name } of [...old.attributes]) {
      if (fresh.hasAttribute(name) || name === "tabindex" || name === "data-changed" || (old.localName === "details" && name === "open")) continue;
      old.removeAttribute(name);
      changed = true;
    }
    return changed;
  };
  const isSame = (old, fresh) => old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && (old.id ?? "") === (fresh.id ?? "");
  const morph = (old, fresh, changed) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.nodeValue !== fresh.nodeValue) {
        old.nodeValue = fresh.nodeValue;
        if (old.parentElement && fresh.nodeValue.trim()) changed.add(old.parentElement);
      }
      return;
    }
    // What somebody is filling in is theirs.
    if (old === document.activeElement && ["INPUT", "TEXTAREA", "SELECT"].includes(old.nodeName)) return;
    if (attributes(old, fresh)) changed.add(old);
    let next = old.firstChild;
    for (const child of [...fresh.childNodes]) {
      let own = next && isSame(next, child) ? next : null;
      if (!own && child.id) own = [...old.children].find((it) => it.id === child.id && isSame(it, child)) ?? null;
      if (own) {
        if (own === next) next = next.nextSibling;
        else old.insertBefore(own, next);
        morph(own, child, changed);
      } else {
        const added = document.importNode(child, true);
        old.insertBefore(added, next);
        if (added.nodeType === Node.ELEMENT_NODE) changed.add(added);
        else if (added.nodeValue.trim()) changed.add(old);
      }
    }
    while (next) {
      const gone = next;
      next = next.nextSibling;
      if (gone.nodeType === Node.ELEMENT_NODE) changed.add(old);
      gone.remove();
    }
  };

  // What is read now, so that it can be put back where it was.
  const reading = () => {
    const found = document.elementFromPoint(innerWidth / 2, Math.min(120, innerHeight / 3));
    const block = found?.closest("p, li, tr, h1, h2, h3, section");
    return block && block.closest("main") ? { block, top: block.getBoundingClientRect().top } : null;
  };

  // Shows another state of this page: what has changed in the parts that are live, and nothing else.
  const show = (html, says) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const place = reading();
    const changed = new Set();
    for (const old of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(old.id);
      if (fresh) morph(old, fresh, changed);
    }
    const [own, steps] = [document, page].map((it) => it.querySelector(".steps-next"));
    if (own && steps && !own.contains(document.activeElement)) morph(own, steps, changed);
    else if (own && !steps && !own.contains(document.activeElement)) own.remove();
    else if (!own && steps) document.querySelector("main").append(document.adoptNode(steps));
    if (place?.block.isConnected) window.scrollBy({ top: place.block.getBoundingClientRect().top - place.top, behavior: "instant" });
    for (const element of changed) {
      element.removeAttribute("data-changed");
      void element.getBoundingClientRect();
      element.setAttribute("data-changed", "");
    }
    const news = document.getElementById("news");
    if (news && changed.size) news.textContent = says(page) ?? "";
    return changed.size;
  };

  // Pages that follow their case.
  const head = document.querySelector("[data-case]");
  const live = document.querySelector("[data-live]");
  let asked = 0;
  const load = async (address, says) => {
    const turn = ++asked;
    const answer = await fetch(address, { credentials: "same-origin", headers: { accept: "text/html" } });
    const html = await answer.text();
    // An answer that somebody has asked past is old.
    if (turn !== asked || !answer.ok || answer.redirected) return false;
    show(html, says);
    follow();
    return true;
  };
  // A large case is shown with what is known, and asked for again until all of it is.
  const sentence = (page) => page.getElementById("sentence")?.textContent;
  let timer = 0;
  const follow = () => {
    clearTimeout(timer);
    if (document.getElementById("working")) timer = setTimeout(() => load(location.href, sentence).catch(follow), 1000);
  };
  follow();
  if (head && live && "EventSource" in window) {
    const news = document.getElementById("news");
    const renew = () => load(location.href, () => news?.dataset.says).catch(() => false);
    const events = new EventSource(`/cases/${encodeURIComponent(head.dataset.case)}/news`);
    events.addEventListener("grown", renew);
    // Whoever was away for a while may have missed something.
    let missed = false;
    events.addEventListener("error", () => (missed = true));
    events.addEventListener("open", () => {
      if (missed) renew();
      missed = false;
    });
    for (const part of document.querySelectorAll("[data-live]")) part.tabIndex = -1;
  }

  // What if: suppositions and trades are shown as soon as they are chosen, under an address of their own.
  const form = document.querySelector(".what-if form");
  const go = async (address, keep) => {
    try {
      if (await load(address, sentence)) history[keep](null, "", address);
    } catch {
      location.assign(address);
    }
  };
  if (form && live) {
    form.addEventListener("change", () => {
      const fields = [...new FormData(form)].filter(([, value]) => value !== "");
      const query = new URLSearchParams(fields).toString();
      go(form.getAttribute("action") + (query ? `?${query}` : ""), "replaceState");
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".plot a, .trade-list a");
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      go(new URL(link.getAttribute("href"), location.href).href, "pushState");
    });
    window.addEventListener("popstate", () => load(location.href, sentence).catch(() => location.reload()));
  }

  // What is being written outlasts a session that ends: every form that says so is kept on this device, field
  // by field, until it has been sent and done.
  const kept = "mawqif-draft ";
  // Which version it was written upon is kept with it: what is restored must not pass for written upon a newer one.
  const isKept = (field) => field.name === "after" || (field.name && !["hidden", "password", "file", "submit"].includes(field.type) && !/^(fresh|sealed)\./.test(field.name));
  const forms = [...document.querySelectorAll("form[data-draft]")];
  try {
    // The form that was sent last led here: it is done, and its draft is no longer wanted.
    const sent = sessionStorage.getItem("mawqif-sent");
    if (sent && document.querySelector(".done")) sessionStorage.removeItem(sent);
    if (document.querySelector(".done")) sessionStorage.removeItem("mawqif-sent");
    for (const form of forms) {
      const name = `${kept}${location.pathname} ${form.dataset.draft}`;
      const fields = () => [...form.elements].filter(isKept);
      const isPicked = (field) => field.type === "checkbox" || field.type === "radio";
      const draft = JSON.parse(sessionStorage.getItem(name) ?? "null");
      // A form that came back with what was sent says more than the draft.
      if (draft && !document.querySelector("#problems, [aria-invalid]")) {
        let isOther = false;
        for (const field of fields()) {
          const values = draft[field.name];
          if (values === undefined) continue;
          const before = isPicked(field) ? field.checked : field.value;
          if (isPicked(field)) field.checked = values.includes(field.value);
          else field.value = values[0] ?? field.value;
          isOther ||= before !== (isPicked(field) ? field.checked : field.value);
        }
        // Whoever comes back is told, since the page may say something newer.
        if (isOther) {
          const told = document.createElement("p");
          const drop = document.createElement("button");
          told.className = "notice";
          told.setAttribute("role", "status");
          drop.type = "button";
          drop.className = "link";
          drop.textContent = document.body.dataset.draftDrop;
          drop.addEventListener("click", () => {
            sessionStorage.removeItem(name);
            location.reload();
          });
          told.append(`${document.body.dataset.draftKept} `, drop);
          form.before(told);
        }
      }
      const keep = () => {
        const draft = {};
        for (const field of fields()) {
          draft[field.name] ??= [];
          if (!isPicked(field) || field.checked) draft[field.name].push(field.value);
        }
        sessionStorage.setItem(name, JSON.stringify(draft));
      };
      form.addEventListener("input", keep);
      form.addEventListener("submit", () => {
        keep();
        sessionStorage.setItem("mawqif-sent", name);
        // Whoever is signed out meanwhile need not be given back what is kept here.
        const mark = Object.assign(document.createElement("input"), { type: "hidden", name: "kept", value: "yes" });
        if (!form.elements.kept) form.append(mark);
      });
    }
  } catch {
    // A browser that keeps nothing.
  }

  // Signing out empties this device, also of reports that wait on it for the network.
  document.querySelector("form[action='/sign-out']")?.addEventListener("submit", (event) => {
    try {
      const waits = Object.keys(localStorage).some((name) => name.startsWith("mawqif-reports "));
      if (waits && !confirm(document.body.dataset.unsent)) event.preventDefault();
      else indexedDB.deleteDatabase("mawqif-reports");
    } catch {
      // A browser that keeps nothing.
    }
  });

  // The sentence follows the choices: the server says it, as it does for whoever has no script.
  const stance = document.querySelector("form[data-sentence]");
  if (stance) {
    const place = document.getElementById(stance.dataset.sentence);
    let waits = 0;
    const say = async (by) => {
      try {
        const fields = new URLSearchParams(new FormData(stance));
        fields.set("by", by);
        const answer = await fetch(stance.action, { method: "POST", body: fields, credentials: "same-origin", redirect: "error" });
        if (!answer.ok) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const said = page.getElementById(stance.dataset.sentence);
        if (said && said.textContent !== place.textContent) place.replaceChildren(...said.childNodes);
      } catch {
        // The button says it as well.
      }
    };
    stance.addEventListener("input", (event) => {
      const by = event.target.name === "says" ? "show-words" : "show";
      if (!/^(says|verdict|otherwise|least|[nw]\..*)$/.test(event.target.name)) return;
      clearTimeout(waits);
      waits = setTimeout(say, 250, by);
    });
  }

  // What the rules find in a provision is told while it is written: by the server, as the button does.
  const tested = document.querySelector("form[data-findings]");
  if (tested) {
    let waits = 0;
    let turn = 0;
    const test = async () => {
      const own = ++turn;
      try {
        const answer = await fetch(tested.dataset.findings, { method: "POST", body: new URLSearchParams(new FormData(tested)), credentials: "same-origin", redirect: "error" });
        if (!answer.ok) return;
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("findings");
        const place = tested.querySelector("#findings");
        // An answer that somebody has typed past is old; what is open stays open.
        if (own === turn && fresh && place) morph(place, fresh, new Set());
      } catch {
        // The button says it as well.
      }
    };
    tested.addEventListener("input", () => {
      clearTimeout(waits);
      waits = setTimeout(test, 600);
    });
  }

  // Names are completed while a stance is written in words: the last word, by its beginning or what it means.
  const words = document.querySelector("textarea[data-complete]");
  const complete = document.getElementById("complete");
  if (words && complete) {
    const names = [...document.getElementById(words.dataset.complete).children].map((item) => ({
      name: item.firstElementChild.textContent,
      all: item.textContent.toLowerCase(),
    }));
    const shown = 6;
    words.addEventListener("input", () => {
      const before = words.value.slice(0, words.selectionStart);
      const begun = before.match(/[@\p{L}\p{M}\p{N}_-]+$/u)?.[0] ?? "";
      const found = begun.length < 2 ? [] : names.filter(({ name, all }) => name !== begun && (name.startsWith(begun) || all.includes(begun.toLowerCase())));
      complete.hidden = found.length === 0;
      complete.replaceChildren(...found.slice(0, shown).map(({ name }) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "tag";
        button.textContent = name;
        button.addEventListener("click", () => {
          const start = words.selectionStart - begun.length;
          words.setRangeText(name, start, words.selectionStart, "end");
          complete.hidden = true;
          words.focus();
          words.dispatchEvent(new Event("input", { bubbles: true }));
        });
        return button;
      }));
    });
  }
})();
