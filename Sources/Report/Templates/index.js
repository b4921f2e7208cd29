// Sorts and filters the table of cases. Without it the table stands as it is: every case, in the order of the report.
"use strict";
(() => {
  const table = document.getElementById("table");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => {
    const text = (cell) => row.cells[cell].textContent.trim();
    return {
      row,
      number: text(0),
      account: row.dataset.a,
      pipeline: text(2),
      verdict: row.dataset.d + " " + row.dataset.c,
      reasons: text(4),
      codes: new Set(text(4).split(" ")),
      state: text(5),
      arrived: text(6),
      deadline: text(7),
      files: Number(text(8)),
      pages: Number(text(9)),
      words: (text(0) + " " + text(1)).toLowerCase(),
    };
  });

  const field = (name) => document.getElementById(name);
  const fields = ["find", "decision", "confidence", "pipeline", "state", "reason"].map(field);
  const status = field("shown");
  const nothing = field("nothing");

  function filter() {
    const words = field("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    const [, decision, confidence, pipeline, state, reason] = fields.map((one) => one.value);
    let count = 0;
    for (const entry of rows) {
      const data = entry.row.dataset;
      const fits =
        (!decision || data.d === decision) &&
        (!confidence || data.c === confidence) &&
        (!pipeline || data.p === pipeline) &&
        (!state || entry.state === state) &&
        (!reason || entry.codes.has(reason)) &&
        words.every((word) => entry.words.includes(word));
      if (entry.row.hidden === fits) entry.row.hidden = !fits;
      if (fits) count += 1;
    }
    status.textContent = count === rows.length ? `${count} cases` : `${count} of ${rows.length} cases`;
    nothing.hidden = count > 0;
  }

  function sort(header) {
    const key = header.dataset.key;
    const direction = header.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    // What is empty comes last, whichever way.
    const compare = (a, b) => (a === "") - (b === "") || direction * (a < b ? -1 : a > b ? 1 : 0);
    rows.sort((a, b) => compare(a[key], b[key]) || (a.number < b.number ? -1 : 1));
    body.append(...rows.map((entry) => entry.row));
  }

  for (const header of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => sort(header));
    header.replaceChildren(button);
  }
  for (const one of fields) one.addEventListener("input", filter);
  field("clear").addEventListener("click", () => {
    for (const one of fields) one.value = "";
    filter();
    field("find").focus();
  });
  field("filters").hidden = false;
  // A browser that comes back to this page puts the old choices into the fields.
  window.addEventListener("pageshow", filter);
})();
