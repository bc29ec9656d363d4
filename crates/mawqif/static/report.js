// What a script adds to the reading of a report: words marked with the mouse become the words of a quote, its ends are
// dragged or moved word by word, and letters go from quote to quote and decide. Everything can be done without it.
(() => {
  "use strict";
  const text = document.getElementById("report");
  const quotes = [...document.querySelectorAll("fieldset.quote[id]")];
  if (!text || quotes.length === 0) return;

  // Marked words, without the numbers that stand in the text for links.
  const marked = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return "";
    const part = selection.getRangeAt(0).cloneContents();
    for (const link of part.querySelectorAll(".begins, .bound")) link.remove();
    return part.textContent.trim();
  };
  let last = "";
  document.addEventListener("selectionchange", () => {
    last = marked() || last;
    for (const from of document.querySelectorAll(".from-text")) from.hidden = last === "";
  });
  for (const button of document.querySelectorAll("[data-words]")) {
    button.addEventListener("click", () => {
      const quote = button.closest("fieldset.quote");
      const words = quote.querySelector("textarea");
      words.value = last;
      quote.querySelector('input[value="other"][name^="said."]').checked = true;
      words.dispatchEvent(new Event("input", { bubbles: true }));
      last = "";
      for (const from of document.querySelectorAll(".from-text")) from.hidden = true;
      words.focus();
    });
  }

  // j and k go on and back, y takes, n leaves out; not while something is being written.
  const at = () => quotes.findIndex((quote) => quote.contains(document.activeElement));
  const decide = (quote, value) => {
    const radio = quote.querySelector(`input[name^="take."][value="${value}"]`);
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    quote.classList.toggle("is-left-out", value === "no");
  };
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if (field || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = at();
    if (event.key === "j") quotes[Math.min(here + 1, quotes.length - 1)].focus();
    else if (event.key === "k") quotes[Math.max(here - 1, 0)].focus();
    else if ((event.key === "y" || event.key === "n") && here >= 0) decide(quotes[here], event.key === "y" ? "yes" : "no");
    else return;
    event.preventDefault();
  });
  for (const quote of quotes) {
    quote.addEventListener("input", (event) => {
      if (event.target.name?.startsWith("take.")) quote.classList.toggle("is-left-out", event.target.value === "no");
      // Whoever writes a name or words means them.
      const own = event.target.name?.startsWith("other.") ? "who." : event.target.name?.startsWith("words.") ? "said." : "";
      const other = own && quote.querySelector(`input[value="other"][name^="${own}"]`);
      if (other) other.checked = true;
    });
  }

  // The ends of the quote that is being looked at. The report is a row of pieces, which are cut where an end comes to
  // stand; offsets count its characters.
  const pieces = () => [...text.children].filter((it) => it.matches("span:not(.bound)"));
  const whole = pieces().map((it) => it.textContent).join("");
  const words = [...whole.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’\-]*/gu)].map((it) => [it.index, it.index + it[0].length]);
  const numbers = (piece) => (piece.dataset.in ?? "").split(" ").filter(Boolean);
  const isRtl = getComputedStyle(text).direction === "rtl";
  const said = (template, values) => template.replace(/{(\w+)}/g, (_, name) => values[name]);
  // The number as the page writes it.
  const shown = (number) => document.getElementById(`in-${number}`)?.lastChild?.textContent ?? number;
  const asRead = new Map();
  let current = "";

  const range = (number) => {
    let at = 0;
    let [from, to] = [-1, -1];
    for (const piece of pieces()) {
      const end = at + piece.textContent.length;
      if (numbers(piece).includes(number)) [from, to] = [from < 0 ? at : from, end];
      at = end;
    }
    return from < 0 ? undefined : [from, to];
  };
  // The piece that begins at an offset; one that goes over it is cut in two.
  const cut = (offset) => {
    let at = 0;
    for (const piece of pieces()) {
      const inside = offset - at;
      const length = piece.textContent.length;
      if (inside === 0) return piece;
      if (inside < length) {
        const rest = piece.cloneNode();
        rest.textContent = piece.textContent.slice(inside);
        piece.textContent = piece.textContent.slice(0, inside);
        piece.after(rest);
        return rest;
      }
      at += length;
    }
    return undefined;
  };
  const mark = (number, from, to) => {
    const [first, behind] = [cut(from), cut(to)];
    let inside = false;
    for (const piece of pieces()) {
      if (piece === first) inside = true;
      if (piece === behind) inside = false;
      const left = numbers(piece).filter((it) => it !== number);
      const all = inside ? [...left, number] : left;
      piece.dataset.in = all.join(" ");
      piece.classList.toggle("said", all.length > 0);
      piece.classList.toggle("is-current", inside && number === current);
    }
    const link = document.getElementById(`in-${number}`);
    // Where the quote begins stays where it is when it is there already, so that an end keeps the focus.
    const next = link?.nextSibling === bounds.from ? bounds.from.nextSibling : link?.nextSibling;
    if (link && next !== first) first.before(link);
    return [first, behind];
  };

  const handle = (end) => {
    const bound = document.createElement("span");
    bound.className = "bound";
    bound.dataset.end = end;
    bound.tabIndex = 0;
    bound.setAttribute("role", "slider");
    bound.setAttribute("aria-orientation", "horizontal");
    return bound;
  };
  const bounds = { from: handle("from"), to: handle("to") };
  // The word at an end, by its place among the words.
  const place = (end, [from, to]) => {
    const at = end === "from" ? words.findIndex((it) => it[1] > from) : words.findLastIndex((it) => it[0] < to);
    return Math.max(at, 0);
  };
  const show = () => {
    const here = range(current);
    if (!here) return;
    const [first, behind] = mark(current, ...here);
    if (bounds.from.nextSibling !== first) first.before(bounds.from);
    if (behind) { if (bounds.to.nextSibling !== behind) behind.before(bounds.to); } else text.append(bounds.to);
    for (const [end, bound] of Object.entries(bounds)) {
      const at = place(end, here);
      bound.setAttribute("aria-label", said(text.dataset[end === "from" ? "begins" : "ends"], { n: shown(current) }));
      bound.setAttribute("aria-valuemin", 0);
      bound.setAttribute("aria-valuemax", words.length - 1);
      bound.setAttribute("aria-valuenow", at);
      bound.setAttribute("aria-valuetext", whole.slice(...words[at]));
    }
  };
  const look = (number) => {
    if (number === current || !range(number)) return;
    const before = current;
    current = number;
    if (before) mark(before, ...range(before));
    if (!asRead.has(number)) asRead.set(number, range(number));
    show();
  };
  // Sets an end to a word, and the words of the quote with it; an end stops before the other one.
  const set = (end, at) => {
    const here = range(current);
    const other = place(end === "from" ? "to" : "from", here);
    const word = words[end === "from" ? Math.min(Math.max(at, 0), other) : Math.max(Math.min(at, words.length - 1), other)];
    const next = end === "from" ? [word[0], here[1]] : [here[0], word[1]];
    move(next, here);
  };
  const move = (next, here) => {
    if (next[0] === here[0] && next[1] === here[1]) return;
    const focused = document.activeElement;
    mark(current, ...next);
    show();
    if (focused?.matches(".bound")) focused.focus({ preventScroll: true });
    const quote = document.getElementById(`quote-${current}`);
    const own = quote.querySelector("textarea");
    own.value = whole.slice(...next).replace(/\s+/g, " ").trim();
    own.dispatchEvent(new Event("input", { bubbles: true }));
    document.getElementById("moved").textContent = said(text.dataset.moved, { n: shown(current), words: own.value });
  };

  // The word under the pointer.
  const under = (event) => {
    const found = document.caretPositionFromPoint
      ? document.caretPositionFromPoint(event.clientX, event.clientY)
      : document.caretRangeFromPoint?.(event.clientX, event.clientY);
    const node = found?.offsetNode ?? found?.startContainer;
    const piece = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("#report > span:not(.bound)");
    if (!piece) return undefined;
    let at = found.offset ?? found.startOffset;
    for (const it of pieces()) {
      if (it === piece) break;
      at += it.textContent.length;
    }
    return at;
  };
  // The report holds the pointer while an end is dragged: the end itself is taken out and put in again on its way.
  let dragged = "";
  text.addEventListener("pointermove", (event) => {
    const at = dragged && under(event);
    if (at === "" || at === undefined) return;
    const word = dragged === "from" ? words.findIndex((it) => it[1] > at) : words.findLastIndex((it) => it[0] <= at);
    if (word >= 0) set(dragged, word);
  });
  for (const ends of ["pointerup", "pointercancel"]) text.addEventListener(ends, () => { dragged = ""; });
  for (const [end, bound] of Object.entries(bounds)) {
    bound.addEventListener("pointerdown", (event) => {
      dragged = end;
      text.setPointerCapture(event.pointerId);
      bound.focus({ preventScroll: true });
      event.preventDefault();
    });
    bound.addEventListener("keydown", (event) => {
      const here = range(current);
      const steps = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1, PageDown: 5, PageUp: -5 };
      if (event.key in steps) set(end, place(end, here) + steps[event.key]);
      else if (event.key === "Home") move(asRead.get(current), here);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }
  for (const button of document.querySelectorAll("[data-bounds]")) {
    button.closest(".to-text").hidden = false;
    button.addEventListener("click", () => { look(button.dataset.bounds); bounds.from.focus(); });
  }
  for (const quote of quotes) quote.addEventListener("focusin", () => look(quote.id.slice("quote-".length)));
  text.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-in]");
    const number = piece && numbers(piece).at(-1);
    if (number && document.getSelection().isCollapsed) look(number);
  });
  look(quotes[0].id.slice("quote-".length));
})();
