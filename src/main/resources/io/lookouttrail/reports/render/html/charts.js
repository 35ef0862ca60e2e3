/* Draws the charts from the tables in the page that hold their data. */
(() => {
  "use strict";
  const DAY = 86400000;
  const NAMED = ["read", "inference", "change", "unclassified", "success", "denied", "throttled", "failed"];
  const FREE = ["series-5", "series-6", "series-7", "series-8"];
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const drawn = [];

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const grouped = (number) => number.toLocaleString("en-US");
  const brief = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });
  const date = (at) => { const it = new Date(at); return `${it.getUTCDate()} ${MONTHS[it.getUTCMonth()]}`; };
  const month = (at) => { const it = new Date(at); return `${MONTHS[it.getUTCMonth()]} ${it.getUTCFullYear()}`; };
  const moment = (at) => new Date(at).toISOString().slice(0, 16).replace("T", " ");
  const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  const element = (name, type, ...children) => {
    const it = document.createElement(name);
    if (type) it.className = type;
    it.append(...children);
    return it;
  };
  const isolated = (text) => element("bdi", "", text);

  Chart.defaults.animation = false;
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.plugins.legend.display = false;
  Chart.defaults.maintainAspectRatio = false;

  /* Sets the colours of the axes; called again when the colour scheme changes. */
  const axes = (options) => {
    Chart.defaults.color = colour("soft");
    for (const scale of Object.values(options.scales)) {
      scale.ticks = { ...scale.ticks, color: colour("soft") };
      scale.grid = { ...scale.grid, color: colour("grid") };
      scale.border = { color: colour("strong-line") };
    }
  };

  function place(holder, config, height, legend) {
    const table = document.getElementById(holder.dataset.of);
    const figure = holder.closest("figure");
    const canvas = element("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-labelledby", figure.getAttribute("aria-labelledby"));
    const frame = element("div", "canvas", canvas);
    frame.style.height = `${height}px`;
    holder.append(frame, legend);
    holder.hidden = false;
    table.closest("details").open = false;
    axes(config.options);
    config.paint();
    const chart = new Chart(canvas, config);
    drawn.push({ chart, config, height });
    return chart;
  }

  function bars(holder) {
    const table = document.getElementById(holder.dataset.of);
    const { per } = table.dataset;
    const rows = [...table.tBodies[0].rows];
    const days = rows.map((row) => Date.parse(row.cells[0].dataset.value));
    const names = [...table.tHead.rows[0].cells].slice(1).map((it) => it.textContent);
    let free = 0;
    const series = names.map((label, at) => ({
      label,
      tone: NAMED.includes(label) ? `series-${label}` : FREE[free++ % FREE.length],
      data: rows.map((row) => Number(row.cells[at + 1].dataset.value)),
      borderWidth: 0,
      categoryPercentage: 0.92,
      barPercentage: 0.92,
      minBarLength: 0,
    }));
    const label = (at) => (per === "month" ? month(days[at]) : date(days[at]));
    const config = {
      type: "bar",
      data: { labels: days, datasets: series },
      paint() { series.forEach((it) => { it.backgroundColor = colour(it.tone); }); },
      options: {
        interaction: { mode: "index", intersect: false },
        scales: {
          x: {
            stacked: true,
            grid: { display: false },
            ticks: { callback: (value, at) => label(at), maxRotation: 0, autoSkipPadding: 14 },
          },
          y: {
            stacked: true,
            beginAtZero: true,
            ticks: { callback: (value) => brief.format(value), precision: 0, maxTicksLimit: 6 },
          },
        },
        plugins: {
          tooltip: {
            callbacks: {
              title: ([it]) => `${per === "week" ? "week from " : ""}${label(it.dataIndex)}`,
              label: (it) => `${cut(it.dataset.label, 40)}: ${grouped(it.raw)}`,
              footer: (items) => `total: ${grouped(items.reduce((sum, it) => sum + it.raw, 0))}`,
            },
          },
        },
      },
    };
    const legend = element("ul", "legend");
    const chart = place(holder, config, 280, legend);
    series.forEach((it, at) => {
      const button = element("button", "", element("span", `swatch ${it.tone}`), isolated(it.label));
      button.type = "button";
      button.setAttribute("aria-pressed", "true");
      button.addEventListener("click", () => {
        const show = !chart.isDatasetVisible(at);
        chart.setDatasetVisibility(at, show);
        button.setAttribute("aria-pressed", String(show));
        chart.update();
      });
      legend.append(element("li", "", button));
    });
    legend.append(element("li", "hint", "Select a name to hide or show its bars."));
  }

  /* The colour of a span; striped if its end was not seen. */
  function paint(type, open) {
    if (!open) return colour(type);
    const tile = element("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.fillStyle = colour("sheet");
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = colour(type);
    pen.lineWidth = 3.5;
    pen.beginPath();
    for (const shift of [-8, 0, 8]) { pen.moveTo(shift - 2, 10); pen.lineTo(shift + 10, -2); }
    pen.stroke();
    return pen.createPattern(tile, "repeat");
  }

  /* Ticks at days, weeks or months, as many as fit. */
  function ticks(scale) {
    const all = [];
    const days = (scale.max - scale.min) / DAY;
    const room = Math.max(2, Math.floor(scale.width / 56));
    const months = days > 92 && Math.ceil(days / 30 / room);
    const step = Math.ceil(days / room) > 3 ? 7 * Math.ceil(days / 7 / room) : Math.ceil(days / room);
    const at = new Date(scale.min);
    at.setUTCHours(0, 0, 0, 0);
    if (months) at.setUTCDate(1);
    for (; at.getTime() <= scale.max; months ? at.setUTCMonth(at.getUTCMonth() + months) : at.setUTCDate(at.getUTCDate() + step)) {
      if (at.getTime() >= scale.min) all.push({ value: at.getTime(), label: months ? month(at) : date(at) });
    }
    scale.ticks = all;
  }

  function timeline(holder) {
    const table = document.getElementById(holder.dataset.of);
    const rows = [...table.tBodies[0].rows];
    const lanes = [];
    const spans = rows.map((row) => {
      const lane = Number(row.dataset.lane);
      lanes[lane] ??= row.cells[0].textContent;
      return {
        x: [Date.parse(row.cells[1].dataset.value), Date.parse(row.cells[2].dataset.value)],
        y: lane,
        state: row.dataset.state,
        open: row.dataset.open === "true",
        text: row.cells[4].textContent.trim(),
      };
    });
    const narrow = holder.closest("figure").clientWidth < 480;
    const config = {
      type: "bar",
      data: {
        labels: [...lanes.keys()],
        datasets: [{ data: spans, grouped: false, minBarLength: 3, maxBarThickness: 18, borderSkipped: false, borderRadius: 2 }],
      },
      paint() { this.data.datasets[0].backgroundColor = spans.map((it) => paint(it.state, it.open)); },
      options: {
        indexAxis: "y",
        scales: {
          x: {
            type: "linear",
            min: Date.parse(table.dataset.from),
            max: Date.parse(table.dataset.to),
            afterBuildTicks: ticks,
            ticks: { callback: (value, at, all) => all[at].label, maxRotation: 0, autoSkip: false },
          },
          y: { grid: { display: false }, ticks: { autoSkip: false, callback: (value, at) => cut(lanes[at] ?? "", narrow ? 18 : 36) } },
        },
        plugins: {
          tooltip: {
            callbacks: {
              title: ([it]) => cut(lanes[it.raw.y], 60),
              label: (it) => `${moment(it.raw.x[0])} to ${moment(it.raw.x[1])} UTC${it.raw.open ? ", end not seen" : ""}`,
              afterLabel: (it) => cut(it.raw.text, 60),
            },
          },
        },
      },
    };
    const key = (type, text) => element("li", "", element("span", `swatch ${type}`), text);
    const legend = element("ul", "legend",
      key("used", "in use"), key("idle", "idle, no detection"), key("cut", "end not seen"));
    place(holder, config, 56 + 30 * lanes.length, legend);
  }

  for (const holder of document.querySelectorAll(".drawing")) {
    (holder.dataset.chart === "bars" ? bars : timeline)(holder);
  }

  const redraw = () => drawn.forEach(({ chart, config }) => {
    axes(config.options);
    config.paint();
    chart.options = config.options;
    chart.update("none");
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  /* Paper is white and narrow, and printers have a high resolution. */
  const PAPER = 660;
  window.addEventListener("beforeprint", () => {
    document.documentElement.classList.add("printing");
    redraw();
    drawn.forEach(({ chart, height }) => {
      chart.options.devicePixelRatio = 2.5;
      chart.resize(PAPER, Math.max(0.5 * height, 110));
    });
  });
  window.addEventListener("afterprint", () => {
    document.documentElement.classList.remove("printing");
    redraw();
    drawn.forEach(({ chart, config }) => {
      delete config.options.devicePixelRatio;
      chart.options.devicePixelRatio = undefined;
      chart.resize();
    });
  });
})();
