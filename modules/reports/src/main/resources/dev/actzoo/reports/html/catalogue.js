"use strict";
(() => {
  const bar = document.querySelector(".search");
  const input = document.getElementById("wanted");
  const found = document.getElementById("found");
  const entries = [...document.querySelectorAll(".entry")];
  const buttons = [...bar.querySelectorAll("button")];
  const families = [...document.querySelectorAll(".family")];

  function filter() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = new Set(
      buttons.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.family),
    );
    let count = 0;
    for (const entry of entries) {
      const match =
        shown.has(entry.dataset.family) && words.every((w) => entry.dataset.search.includes(w));
      entry.hidden = !match;
      count += match ? 1 : 0;
    }
    for (const family of families) {
      family.hidden = !family.querySelector(".entry:not([hidden])");
    }
    found.textContent = count + " of " + entries.length;
  }

  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      input.value = "";
      buttons.forEach((b) => b.setAttribute("aria-pressed", "true"));
      filter();
      target.scrollIntoView();
    }
  }

  input.addEventListener("input", filter);
  buttons.forEach((button) =>
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(!on));
      filter();
    }),
  );
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () =>
    document.querySelectorAll("details.audit").forEach((d) => d.setAttribute("open", "")),
  );
  bar.hidden = false;
  filter();
})();
