// Keys: arrows in tables and lists, and a list of all keys behind the question mark, which can be switched off.
(() => {
  "use strict";
  const isWriting = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
  const isMirrored = document.documentElement.dir === "rtl";

  // One cell of a table can be reached by Tab; arrows go on from there, in the direction in which it is read.
  const cells = (table) => [...table.rows].map((row) => [...row.cells]);
  const settle = (table) => {
    const all = cells(table).flat();
    const current = all.find((cell) => cell.tabIndex === 0 && cell.hasAttribute("tabindex"));
    for (const cell of all) if (cell !== current) cell.tabIndex = -1;
    if (!current && all.length) all[0].tabIndex = 0;
  };
  const move = (table, cell, key) => {
    const rows = cells(table);
    let row = rows.findIndex((it) => it.includes(cell));
    let column = rows[row].indexOf(cell);
    const forward = isMirrored ? "ArrowLeft" : "ArrowRight";
    const backward = isMirrored ? "ArrowRight" : "ArrowLeft";
    if (key === forward) column += 1;
    else if (key === backward) column -= 1;
    else if (key === "ArrowDown") row += 1;
    else if (key === "ArrowUp") row -= 1;
    else if (key === "Home") column = 0;
    else column = rows[row].length - 1;
    return rows[row]?.[column];
  };
  const tables = () => document.querySelectorAll("table.matrix");
  document.addEventListener("focusin", (event) => {
    for (const table of tables()) settle(table);
    const cell = event.target.closest("table.matrix :is(td, th)");
    if (cell) {
      for (const other of cell.closest("table").querySelectorAll("[tabindex='0']")) other.tabIndex = -1;
      cell.tabIndex = 0;
    }
  });
  for (const table of tables()) settle(table);

  // The first thing in each line of a list that can be reached.
  const LISTS = ".cases, .timeline, .trade-list, .seats, .tabs, .ledger, .contents";
  const stops = (list) => {
    const lines = list.matches(".tabs") ? [...list.children] : [...list.querySelectorAll(":scope > li")];
    return lines.map((line) => (line.matches("a, button") ? line : line.querySelector("a, button"))).filter(Boolean);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrows = ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"];
    if (arrows.includes(event.key) && !isWriting(event.target)) {
      const cell = event.target.closest("table.matrix :is(td, th)");
      const list = event.target.closest(LISTS);
      let next;
      if (cell) {
        next = move(cell.closest("table"), cell, event.key);
      } else if (list) {
        const all = stops(list);
        const at = all.findIndex((it) => it === event.target || it.closest("li")?.contains(event.target));
        const isAcross = list.matches(".tabs, .seats");
        const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: isAcross ? (isMirrored ? -1 : 1) : 0, ArrowLeft: isAcross ? (isMirrored ? 1 : -1) : 0 }[event.key];
        next = event.key === "Home" ? all[0] : event.key === "End" ? all.at(-1) : step ? all[at + step] : undefined;
      }
      if (next) {
        event.preventDefault();
        next.focus();
        next.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
      return;
    }
    const dialog = document.getElementById("keys");
    if (event.key === "?" && dialog && !isWriting(event.target) && !isOff()) {
      event.preventDefault();
      dialog.open ? dialog.close() : dialog.showModal();
    }
  });

  // A key of one letter may be in somebody's way who speaks to their machine.
  const OFF = "mawqif-keys-off";
  const isOff = () => {
    try {
      return localStorage.getItem(OFF) === "yes";
    } catch {
      return false;
    }
  };
  const button = document.getElementById("keys-off");
  const tell = () => {
    if (button) button.textContent = isOff() ? button.dataset.on : button.dataset.off;
  };
  button?.addEventListener("click", () => {
    try {
      localStorage.setItem(OFF, isOff() ? "no" : "yes");
    } catch {
      // A browser that keeps nothing.
    }
    tell();
  });
  tell();
  document.getElementById("keys-open")?.addEventListener("click", (event) => {
    const dialog = document.getElementById("keys");
    if (!dialog?.showModal) return;
    event.preventDefault();
    dialog.showModal();
  });

  // Where the pages of a case do not fit beside each other, the one that is open is in sight.
  const tabs = document.querySelector(".tabs");
  const open = tabs?.querySelector("[aria-current]");
  if (open && tabs.scrollWidth > tabs.clientWidth) open.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });

  // A slider says where it stands, while it is moved.
  for (const slider of document.querySelectorAll(".slider input[type=range]")) {
    const digits = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-${document.documentElement.dataset.digits}`, { useGrouping: false });
    const output = document.createElement("output");
    const told = () => {
      output.textContent = digits.format(slider.value);
      slider.setAttribute("aria-valuetext", output.textContent);
    };
    slider.after(output);
    slider.addEventListener("input", told);
    told();
  }
})();
