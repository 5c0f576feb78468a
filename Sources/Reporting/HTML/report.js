"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const articles = [...document.querySelectorAll("article")];
  const rows = new Map([...document.querySelectorAll("tr[data-for]")].map((row) => [row.dataset.for, row]));
  const groups = [...document.querySelectorAll("table.o tbody")];
  const words = new Map();
  const text = (article) => {
    if (!words.has(article)) {
      const parts = article.querySelectorAll("summary, .f li");
      words.set(article, [...parts].map((part) => part.textContent).join(" ").toLowerCase());
    }
    return words.get(article);
  };
  const filter = () => {
    const severity = byId("severity").value, county = byId("county").value;
    const search = byId("search").value.trim().toLowerCase(), doubtful = byId("doubtful").checked;
    let shown = 0;
    for (const article of articles) {
      const data = article.dataset;
      const show = (severity === "all" || data[severity] !== "0")
        && (county === "all" || data.g === county)
        && (!doubtful || data.error !== "0" || data.warning !== "0")
        && (!search || text(article).includes(search));
      article.hidden = !show;
      rows.get(article.id).hidden = !show;
      if (show) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("tr[data-for]:not([hidden])");
    byId("shown").textContent = String(shown);
  };
  byId("filter").hidden = false;
  byId("filter").addEventListener("input", filter);
  const light = (event) => {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    const cell = event.target.closest && event.target.closest(".d");
    if (!cell) return;
    for (const mark of cell.querySelectorAll("a.m")) {
      const message = byId(mark.getAttribute("href").slice(1));
      if (message) message.classList.add("lit");
    }
  };
  document.addEventListener("focusin", light);
  document.addEventListener("click", light);
  const reveal = () => {
    const target = byId(location.hash.slice(1));
    const details = target && target.querySelector("details");
    if (details) details.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
})();
