"use strict";

const valueOf = (row, column) => {
  const cell = row.cells[column];
  return cell.dataset.value ?? cell.textContent.trim();
};

for (const table of document.querySelectorAll("table.sorted")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const isNumber = head.classList.contains("number");
    head.querySelector("button").addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      // What is most is looked for in numbers, what comes first in texts.
      const ascending = before ? before === "descending" : !isNumber;
      const sign = ascending ? 1 : -1;
      const rows = [...table.tBodies[0].rows];
      rows.sort((one, other) => {
        const [a, b] = [valueOf(one, column), valueOf(other, column)];
        return sign * (isNumber ? Number(a) - Number(b) : a.localeCompare(b));
      });
      table.tBodies[0].append(...rows);
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    });
  });
}

const filter = document.getElementById("filter");
const tiles = new Map([...document.querySelectorAll(".map a")].map((tile) => [tile.hash.slice(1), tile.parentElement]));
const rows = [...document.querySelectorAll("#packages tbody tr")];
filter.addEventListener("input", () => {
  const wanted = filter.value.toLowerCase();
  let shown = 0;
  for (const row of rows) {
    const matches = row.textContent.toLowerCase().includes(wanted);
    row.hidden = !matches;
    tiles.get(row.id).hidden = !matches;
    shown += matches;
  }
  document.getElementById("shown").textContent = wanted ? `${shown} of ${rows.length} packages` : "";
});
