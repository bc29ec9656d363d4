// What a script adds to the pages, all of which work without it: the board and the stances follow the record
// as it grows, and a stance that is being written is kept on this device.
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

  // A stance that is being written outlasts a session that ends: it stays on this device until it is sent.
  const draft = document.querySelector("form[data-draft]");
  if (draft) {
    const name = `mawqif-draft ${location.pathname}`;
    const words = draft.querySelector("textarea[name=says]");
    try {
      const kept = sessionStorage.getItem(name);
      if (kept !== null && words.value === words.defaultValue && !document.getElementById("problems")) words.value = kept;
      words.addEventListener("input", () => sessionStorage.setItem(name, words.value));
      draft.addEventListener("submit", () => sessionStorage.setItem(name, words.value));
    } catch {
      // A browser that keeps nothing.
    }
  } else if (document.querySelector(".done")) {
    try {
      for (const name of Object.keys(sessionStorage)) if (name.startsWith("mawqif-draft ")) sessionStorage.removeItem(name);
    } catch {
      // As above.
    }
  }
})();
