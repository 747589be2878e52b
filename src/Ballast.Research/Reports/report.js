(() => {
  // The value of the equity under the pointer. Left and right are the ends of the time axis in the picture's own units.
  const left = 6, right = 1030;
  const points = JSON.parse(document.getElementById("curve").textContent);
  const picture = document.getElementById("equity");
  const reading = document.body.appendChild(document.createElement("div"));
  reading.id = "reading";
  const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
  picture.addEventListener("pointermove", at => {
    const box = picture.getBoundingClientRect();
    const share = ((at.clientX - box.left) * picture.viewBox.baseVal.width / box.width - left) / (right - left);
    const time = points[0][0] + share * (points[points.length - 1][0] - points[0][0]);
    let low = 0, high = points.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (points[middle][0] < time) { low = middle + 1; } else { high = middle; }
    }
    reading.textContent = new Date(points[low][0]).toISOString().slice(0, 16).replace("T", " ") + "  " + number.format(points[low][1]);
    reading.style.display = "block";
    reading.style.left = Math.min(at.clientX + 14, innerWidth - reading.offsetWidth - 8) + "px";
    reading.style.top = at.clientY + 14 + "px";
  });
  picture.addEventListener("pointerleave", () => { reading.style.display = "none"; });

  // A click on a heading of the trades sorts by it; the next one turns the order round.
  const table = document.getElementById("trades");
  if (table) {
    const value = text => { const n = Number(text.replace(/,/g, "").replace("−", "-")); return Number.isNaN(n) ? text : n; };
    for (const heading of table.tHead.rows[0].cells) {
      heading.addEventListener("click", () => {
        const column = heading.cellIndex, body = table.tBodies[0];
        const sign = heading.dataset.down === "yes" ? 1 : -1;
        heading.dataset.down = sign < 0 ? "yes" : "no";
        const rows = [...body.rows].map(row => [value(row.cells[column].textContent), row]);
        rows.sort((a, b) => sign * (typeof a[0] === typeof b[0] ? (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) : typeof a[0] === "number" ? 1 : -1));
        body.append(...rows.map(row => row[1]));
      });
    }
  }
})();
