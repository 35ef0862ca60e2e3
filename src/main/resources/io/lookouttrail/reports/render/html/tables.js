/* Sorts and filters the tables and findings. Without this script the page shows all of them. */
(() => {
  "use strict";
  const LONG = 8;
  const FOLDED = 10;
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

  /* A search field that hides items without all of its words; apply() filters again. Calls filtered()
     with whether there are words. */
  function filter(items, what, matches = () => true, filtered = () => {}) {
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
      filtered(wordsSought.length > 0);
      count.textContent = `${grouped(shown)} of ${grouped(items.length)} on this page`;
    };
    input.addEventListener("input", apply);
    apply();
    const label = make("label", {}, make("span", {}, `Filter ${what}`), input);
    return { label, count, apply };
  }

  /* The first rows of a long table, and a button for the others. */
  function fold(table) {
    const rows = table.tBodies[0].rows.length;
    if (rows <= FOLDED + 2) return () => {};
    const button = make("button", { type: "button", class: "unfold" });
    const set = (folded) => {
      table.classList.toggle("folded", folded);
      button.textContent = folded ? `Show all ${grouped(rows)} rows` : `Show the first ${FOLDED} rows`;
      button.setAttribute("aria-expanded", String(!folded));
    };
    button.addEventListener("click", () => set(!table.classList.contains("folded")));
    table.closest(".box").after(button);
    set(true);
    return set;
  }

  /* Hides the columns that matter least where a table is wider than its place. */
  function fit(table) {
    const box = table.closest(".box");
    const heads = [...table.tHead.rows[0].cells];
    const button = make("button", { type: "button", hidden: "" });
    let all = false;
    const show = (hidden) =>
      heads.forEach((_, at) => table.classList.toggle(`lacks-${at + 1}`, hidden.has(at)));
    const mark = () =>
      box.classList.toggle("goes-on", box.scrollLeft + box.clientWidth < box.scrollWidth - 2);
    const apply = () => {
      show(new Set());
      const hidden = new Set();
      if (box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1) {
        const widths = heads.map((it) => it.getBoundingClientRect().width);
        const places = heads.map((_, at) => at).sort((a, b) => heads[a].dataset.rank - heads[b].dataset.rank);
        let width = 0;
        for (const at of places) {
          if (width === 0 || width + widths[at] <= box.clientWidth) width += widths[at];
          else hidden.add(at);
        }
      }
      button.hidden = hidden.size === 0;
      if (!all) show(hidden);
      button.textContent = all ? "Fewer columns" : `All ${heads.length} columns`;
      button.setAttribute("aria-pressed", String(all));
      mark();
    };
    button.addEventListener("click", () => {
      all = !all;
      apply();
    });
    box.addEventListener("scroll", mark, { passive: true });
    return { button, apply };
  }

  const fitted = [];
  const folds = new Map();
  for (const table of document.querySelectorAll("table.data:not(.plain)")) {
    const box = table.closest(".box");
    const status = make("span", { class: "quiet", role: "status" });
    box.before(status);
    if (table.tBodies[0].rows.length > 1) sortable(table, status);
    const set = fold(table);
    folds.set(table, set);
    const { button, apply } = fit(table);
    fitted.push(apply);
    const tools = make("div", { class: "tools" });
    if (table.tBodies[0].rows.length > LONG && !table.closest(".rule")) {
      const { label, count } = filter([...table.tBodies[0].rows], "rows", undefined, (used) => set(!used));
      tools.append(label, count);
    }
    tools.append(button);
    box.before(tools);
  }
  /* Each table is measured again when the window gets another width. */
  const fitAll = () => fitted.forEach((apply) => apply());
  let width = 0;
  new ResizeObserver(() => {
    if (document.documentElement.clientWidth !== width) {
      width = document.documentElement.clientWidth;
      fitAll();
    }
  }).observe(document.documentElement);

  const findings = [...document.querySelectorAll(".finding")];
  if (findings.length > 1) {
    const rules = [...document.querySelectorAll(".rule")];
    const choice = (name, attribute) => {
      const values = [...new Set(findings.map((it) => it.dataset[attribute]))];
      const select = make("select", {}, make("option", { value: "" }, "all"));
      select.append(...values.map((value) => make("option", { value }, value)));
      return { select, label: make("label", {}, make("span", {}, name), select), attribute };
    };
    const choices = [choice("Severity", "severity"), choice("Status", "status")];
    const filtered = (used) => {
      const chosen = used || choices.some(({ select }) => select.value);
      for (const rule of rules) {
        folds.get(rule.querySelector("table"))(!chosen);
        rule.hidden = !rule.querySelector(".finding:not([hidden])");
      }
    };
    const matches = (it) =>
      choices.every(({ select, attribute }) => !select.value || it.dataset[attribute] === select.value);
    const { label, count, apply } = filter(findings, "findings", matches, filtered);
    choices.forEach(({ select }) => select.addEventListener("change", apply));
    document
      .querySelector(".findings")
      .before(make("div", { class: "tools" }, ...choices.map((it) => it.label), label, count));
    /* Following a link to a finding or a rule that the filter hides shows it. */
    const reveal = () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target || !target.closest(".rule")) return;
      target.hidden = false;
      target.closest(".rule").hidden = false;
      target.scrollIntoView();
    };
    window.addEventListener("hashchange", reveal);
    reveal();
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
