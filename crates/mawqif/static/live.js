// What a script adds to the pages, all of which work without it: the board and the stances follow the record
// as it grows, and what is being written is kept on this device.
(() => {
  "use strict";

  // Pages that follow their case.
  const head = document.querySelector("[data-case]");
  const live = document.querySelector("[data-live]");
  if (head && live && "EventSource" in window) {
    let asked = false;
    const renew = async () => {
      if (asked) return;
      asked = true;
      try {
        const answer = await fetch(location.href, { credentials: "same-origin" });
        if (!answer.ok || answer.redirected) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const old of document.querySelectorAll("[data-live]")) {
          const fresh = page.getElementById(old.id);
          if (!fresh || fresh.innerHTML === old.innerHTML) continue;
          const focused = old.contains(document.activeElement);
          const place = window.scrollY;
          old.replaceChildren(...fresh.childNodes);
          if (focused) old.focus({ preventScroll: true });
          window.scrollTo({ top: place, behavior: "instant" });
        }
        const steps = page.querySelector(".steps-next");
        const own = document.querySelector(".steps-next");
        const isBusy = own && own.contains(document.activeElement);
        if (own && steps && !isBusy) own.replaceWith(document.adoptNode(steps));
        else if (!own && steps) document.querySelector("main").append(document.adoptNode(steps));
        const news = document.getElementById("news");
        if (news) news.textContent = news.dataset.says;
      } catch {
        // The next event tries again.
      } finally {
        asked = false;
      }
    };
    const events = new EventSource(`/cases/${encodeURIComponent(head.dataset.case)}/news`);
    events.addEventListener("grown", renew);
    for (const part of document.querySelectorAll("[data-live]")) part.tabIndex = -1;
  }

  // What is being written outlasts a session that ends: every form that says so is kept on this device, field
  // by field, until it has been sent and done.
  const kept = "mawqif-draft ";
  const isKept = (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type) && !field.name.startsWith("fresh.");
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
      });
    }
  } catch {
    // A browser that keeps nothing.
  }

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
