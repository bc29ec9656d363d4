// What a script adds to the reading of a report: words marked with the mouse become the words of a quote, and
// letters go from quote to quote and decide. Everything can be done without it.
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
    for (const link of part.querySelectorAll(".begins")) link.remove();
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
})();
