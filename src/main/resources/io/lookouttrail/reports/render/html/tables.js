/* Sorts and filters the tables and findings. Without this script the page shows all of them. */
(() => {
  "use strict";
  const LONG = 8;
  const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  const make = (name, attributes = {}, ...children) => {
    const it = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
    it.append(...children);
    return it;
  };
  const grouped = (number) => number.toLocaleString("en-US");

  /* The sort key of a cell; undefined if the cell is empty. */
  const key = (cell, type) => {
    if (cell.querySelector(":scope > .none")) return undefined;
    if (type === "whole" || type === "decimal") return Number(cell.dataset.value);
    return cell.dataset.value ?? cell.textContent.trim();
  };
  const compare = (a, b, type) => {
    if (type === "whole" || type === "decimal") return a - b;
    if (type === "moment" || type === "day") return a < b ? -1 : a > b ? 1 : 0;
    return words.compare(a, b);
  };

  function sort(table, head, status) {
    const heads = [...head.parentElement.cells];
    const down = head.getAttribute("aria-sort") === "ascending";
    heads.forEach((it) => it.setAttribute("aria-sort", "none"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const { type } = head.dataset;
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, key: key(row.cells[head.cellIndex], type) }));
    rows.sort((a, b) => {
      if (a.key === undefined || b.key === undefined) {
        return (a.key === undefined) - (b.key === undefined);
      }
      return down ? compare(b.key, a.key, type) : compare(a.key, b.key, type);
    });
    body.append(...rows.map((it) => it.row));
    status.textContent = `Sorted by ${head.textContent.trim()}, ${down ? "descending" : "ascending"}.`;
  }

  function sortable(table, status) {
    for (const head of table.tHead.rows[0].cells) {
      const button = make("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => sort(table, head, status));
      /* Browsers repeat a printed heading on each page only if it is text, not a button. */
      window.addEventListener("beforeprint", () => button.replaceWith(...button.childNodes));
      window.addEventListener("afterprint", () => {
        button.append(...head.childNodes);
        head.append(button);
      });
    }
  }

  /* A search field that hides items without all of its words; apply() filters again. */
  function filter(items, what, matches = () => true) {
    const input = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    const count = make("output", { "aria-live": "polite" });
    const texts = items.map((it) => it.textContent.toLowerCase());
    const apply = () => {
      const wordsSought = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      items.forEach((it, at) => {
        it.hidden = !(wordsSought.every((word) => texts[at].includes(word)) && matches(it));
        if (!it.hidden) shown++;
      });
      count.textContent = `${grouped(shown)} of ${grouped(items.length)} shown`;
    };
    input.addEventListener("input", apply);
    apply();
    const label = make("label", {}, make("span", {}, `Filter ${what}`), input);
    return { label, count, apply };
  }

  for (const table of document.querySelectorAll("table.data:not(.plain)")) {
    const box = table.closest(".box");
    const status = make("span", { class: "quiet", role: "status" });
    box.before(status);
    if (table.tBodies[0].rows.length > 1) sortable(table, status);
    if (table.tBodies[0].rows.length > LONG) {
      const { label, count } = filter([...table.tBodies[0].rows], "rows");
      box.before(make("div", { class: "tools" }, label, count));
    }
  }

  const findings = [...document.querySelectorAll(".finding")];
  if (findings.length > 1) {
    const choice = (name, attribute) => {
      const values = [...new Set(findings.map((it) => it.dataset[attribute]))];
      const select = make("select", {}, make("option", { value: "" }, "all"));
      select.append(...values.map((value) => make("option", { value }, value)));
      return { select, label: make("label", {}, make("span", {}, name), select), attribute };
    };
    const choices = [choice("Severity", "severity"), choice("Status", "status")];
    const { label, count, apply } = filter(findings, "findings", (it) =>
      choices.every(({ select, attribute }) => !select.value || it.dataset[attribute] === select.value));
    choices.forEach(({ select }) => select.addEventListener("change", apply));
    document
      .querySelector(".findings")
      .before(make("div", { class: "tools" }, ...choices.map((it) => it.label), label, count));
    /* Following a link to a finding that the filter hides shows the finding. */
    window.addEventListener("hashchange", () => {
      const target = document.getElementById(location.hash.slice(1));
      if (target && target.hidden) {
        target.hidden = false;
        target.scrollIntoView();
      }
    });
  }

  async function copy(code) {
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(code);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      if (!document.execCommand("copy")) throw new Error("the browser cannot copy");
    }
  }
  for (const code of document.querySelectorAll(".sql code")) {
    const button = make("button", { type: "button", class: "copy" }, "Copy the query");
    const status = make("span", { class: "quiet", role: "status" });
    button.addEventListener("click", () =>
      copy(code).then(
        () => { button.textContent = status.textContent = "Copied"; },
        () => { button.textContent = status.textContent = "Select the text and copy it"; }));
    code.parentElement.after(button, status);
  }

  /* Opens the query of a figure when its link is followed. */
  const openQuery = () => {
    const target = document.getElementById(location.hash.slice(1));
    const details = target && target.closest(".queries") && target.querySelector("details");
    if (details) details.open = true;
  };
  window.addEventListener("hashchange", openQuery);
  openQuery();

  const links = [...document.querySelectorAll(".contents a")];
  const parts = links.map((it) => document.getElementById(it.hash.slice(1)));
  const seen = new IntersectionObserver(() => {
    const last = parts.findLastIndex((it) => it && it.getBoundingClientRect().top < innerHeight / 3);
    links.forEach((it, at) =>
      at === Math.max(last, 0) ? it.setAttribute("aria-current", "true") : it.removeAttribute("aria-current"));
  }, { rootMargin: "0px 0px -66% 0px" });
  parts.forEach((it) => it && seen.observe(it));
})();
