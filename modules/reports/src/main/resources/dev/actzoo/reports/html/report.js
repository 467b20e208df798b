"use strict";
(() => {
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("report-data").textContent);
  const hidden = new Set();
  const shown = (item) => !hidden.has(item.arm);
  const name = (arm) => data.arms[arm].name;
  const round = (value, digits) => value.toFixed(digits).replace("-", "\u2212");
  const signed = (value, digits) => (value > 0 ? "+" : "") + round(value, digits);

  function theme() {
    const style = getComputedStyle(root);
    const token = (key) => style.getPropertyValue(key).trim();
    return {
      ink: token("--ink"),
      muted: token("--muted"),
      rule: token("--rule"),
      paper: token("--paper"),
      region: token("--region"),
      token,
      font: getComputedStyle(document.body).fontFamily,
      arm: (index) => token("--arm-" + data.arms[index].colour),
    };
  }

  const marker = (arm) => "path://" + data.arms[arm].marker;
  const dash = (arm) => (data.arms[arm].dash.length ? data.arms[arm].dash : "solid");

  function axis(look, more) {
    return {
      type: "value",
      scale: true,
      nameLocation: "middle",
      nameGap: 28,
      nameTextStyle: { color: look.muted, fontSize: 12 },
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: look.muted, fontSize: 12, hideOverlap: true },
      splitLine: { lineStyle: { color: look.rule } },
      ...more,
    };
  }

  function base(look, x, y, series, tooltip) {
    return {
      animation: false,
      textStyle: { fontFamily: look.font, color: look.ink },
      grid: { left: 12, right: 14, top: 12, bottom: x.name ? 26 : 4, containLabel: true },
      tooltip: {
        backgroundColor: look.paper,
        borderColor: look.rule,
        padding: 10,
        confine: true,
        textStyle: { color: look.ink },
        axisPointer: { type: "line", lineStyle: { color: look.muted, type: "solid", opacity: 0.5 } },
        ...tooltip,
      },
      xAxis: axis(look, x),
      yAxis: axis(look, y),
      series,
    };
  }

  /* Text nodes only: names come from files. */
  function tip(title, rows) {
    const box = document.createElement("div");
    box.className = "tip";
    box.appendChild(document.createElement("b")).textContent = title;
    const body = box.appendChild(document.createElement("table")).createTBody();
    for (const [head, ...cells] of rows) {
      const row = body.insertRow();
      const th = document.createElement("th");
      th.textContent = head;
      row.appendChild(th);
      for (const cell of cells) row.insertCell().textContent = cell;
    }
    return box;
  }

  function line(look, arm, points, more) {
    return {
      type: "line",
      name: name(arm),
      data: points,
      symbol: marker(arm),
      symbolSize: 6,
      itemStyle: { color: look.arm(arm) },
      lineStyle: { color: look.arm(arm), width: 2, type: dash(arm) },
      emphasis: { focus: "series", lineStyle: { width: 3 } },
      z: arm === data.baseline ? 3 : 4,
      ...more,
    };
  }

  const silent = { silent: true, symbol: "none", tooltip: { show: false }, emphasis: { disabled: true } };

  function band(look, arm, points) {
    const limits = { ...silent, type: "line", name: name(arm), stack: "band-" + arm, stackStrategy: "all", lineStyle: { color: look.arm(arm), opacity: 0 } };
    return [
      { ...limits, data: points.map((p) => [String(p.epoch), p.lowest]) },
      { ...limits, data: points.map((p) => [String(p.epoch), p.highest - p.lowest]), areaStyle: { color: look.arm(arm), opacity: 0.13 } },
    ];
  }

  function learning(look, cell, key, digits) {
    const curves = cell.curves.filter(shown).filter((c) => c[key].length);
    const broken = cell.broken.filter(shown).filter((c) => c[key].length);
    const epochs = [...cell.curves.flatMap((c) => c[key].map((p) => p.epoch)), ...cell.broken.flatMap((c) => c[key].map((p) => p[0]))];
    const last = Math.max(...epochs);
    const series = [
      ...curves.flatMap((c) => (c[key].some((p) => p.seeds > 1) ? band(look, c.arm, c[key]) : [])),
      ...curves.map((c) =>
        line(look, c.arm, c[key].map((p) => [String(p.epoch), p.mean]), {
          symbolSize: (value, item) => ((item.dataIndex + c.arm) % Math.ceil(last / 12) ? 0 : 6),
        })),
      ...broken.map((c) =>
        line(look, c.arm, c[key].map((p) => [String(p[0]), p[1]]), {
          symbol: "path://M-5 -4L-4 -5L0 -1L4 -5L5 -4L1 0L5 4L4 5L0 1L-4 5L-5 4L-1 0Z",
          symbolSize: (value, item) => (item.dataIndex === c[key].length - 1 ? 10 : 0),
          lineStyle: { color: look.arm(c.arm), width: 1, type: dash(c.arm) },
        })),
    ];
    const formatter = (items) => {
      const epoch = Number(items[0].axisValue);
      const rows = curves.flatMap((c) =>
        c[key].filter((p) => p.epoch === epoch).map((p) => [name(c.arm), round(p.mean, digits), p.seeds > 1 ? round(p.lowest, digits) + " to " + round(p.highest, digits) : ""]));
      const lost = broken.flatMap((c) => c[key].filter((p) => p[0] === epoch).map((p) => [name(c.arm) + ", seed " + c.seed, round(p[1], digits), "broke off"]));
      return tip("Epoch " + epoch, [...rows, ...lost]);
    };
    const whole = {
      type: "category",
      name: "epoch",
      boundaryGap: last === 1,
      data: Array.from({ length: last }, (_, i) => String(i + 1)),
      axisLine: { show: true, lineStyle: { color: look.rule } },
    };
    return base(look, whole, {}, series, { trigger: "axis", formatter });
  }

  /* One row an arm, the first at the top; intervals as lines, seeds as open markers. */
  function estimates(look, items, x, more, formatter) {
    const rows = items.filter(shown);
    const wide = (row, range, width, opacity, at) =>
      range ? [{ ...silent, type: "line", name: name(row.arm), data: [[range.low, at], [range.high, at]], lineStyle: { color: look.arm(row.arm), width, opacity, cap: "butt" } }] : [];
    const series = rows.flatMap((row, i) => [
      ...wide(row, row.interval, 7, 0.4, i),
      ...wide(row, row.bootstrap, row.interval ? 2 : 7, row.interval ? 0.95 : 0.4, i),
      {
        type: "scatter",
        name: name(row.arm),
        data: row.values.map((v) => [v, i]),
        symbol: marker(row.arm),
        symbolSize: 8,
        symbolOffset: [0, -14],
        itemStyle: { color: look.paper, borderColor: look.arm(row.arm), borderWidth: 1.5 },
        silent: true,
        z: 5,
      },
      {
        type: "scatter",
        name: name(row.arm),
        data: [[row.mean, i]],
        symbol: marker(row.arm),
        symbolSize: 11,
        itemStyle: { color: look.arm(row.arm), borderColor: look.paper, borderWidth: 1 },
        z: 6,
      },
    ]);
    const y = {
      type: "category",
      inverse: true,
      data: rows.map((row) => name(row.arm)),
      axisLabel: { color: look.ink, fontSize: 12, width: 150, overflow: "truncate" },
    };
    const one = (item) => formatter(rows.find((row) => name(row.arm) === item.seriesName));
    return base(look, x, y, [...series, ...more], { trigger: "item", formatter: one });
  }

  const span = (range, print) => (range ? print(range.low, 2) + " to " + print(range.high, 2) : "\u2013");

  /* Round limits around values, with a gap of 1, 2 or 5 times a power of ten between labels. */
  function limits(low, high, parts) {
    const rough = (high - low) / parts || 1;
    const power = 10 ** Math.floor(Math.log10(rough));
    const interval = power * [1, 2, 5, 10].find((m) => m * power >= rough * 0.999);
    return { min: Math.floor(low / interval) * interval, max: Math.ceil(high / interval) * interval, interval };
  }

  function accuracies(look, cell) {
    return estimates(look, cell.accuracies, {}, [], (row) =>
      tip(name(row.arm), [
        ["mean", round(row.mean, 2) + " %"],
        ["95 % CI, bootstrap", span(row.bootstrap, round)],
        ["seeds", row.values.map((v) => round(v, 2)).join(", ")],
      ]));
  }

  function differences(look, cell) {
    const ends = cell.differences.filter(shown).flatMap((d) => [...d.values, d.mean, ...(d.interval ? [d.interval.low, d.interval.high] : [])]);
    const reach = Math.max(...ends.map(Math.abs), 1.5 * data.region);
    const frame = {
      ...silent,
      type: "line",
      data: [],
      markArea: { silent: true, itemStyle: { color: look.region }, data: [[{ xAxis: -data.region }, { xAxis: data.region }]] },
      markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: look.ink, width: 1, type: "solid" }, data: [{ xAxis: 0 }] },
    };
    const x = { ...limits(-reach, reach, 6), axisLabel: { color: look.muted, fontSize: 12, hideOverlap: true, formatter: (v) => signed(Number(v.toFixed(6)), v % 1 ? 1 : 0) } };
    return estimates(look, cell.differences, x, [frame], (row) =>
      tip(name(row.arm) + " \u2212 " + name(data.baseline), [
        ["mean", signed(row.mean, 2)],
        ["95 % CI", span(row.interval, signed)],
        ["95 % CI, bootstrap", span(row.bootstrap, signed)],
        ["seeds", row.values.map((v) => signed(v, 2)).join(", ")],
      ]));
  }

  function cost(look, cell) {
    const points = cell.costs.filter(shown);
    const times = points.map((p) => p.milliseconds);
    const slack = Math.max((Math.max(...times) - Math.min(...times)) * 0.12, Math.max(...times) * 0.02);
    const range = limits(Math.min(...times) - slack, Math.max(...times) + slack, 5);
    const side = (p) => (p.milliseconds > range.min + 0.75 * (range.max - range.min) ? "left" : "right");
    /* A label that would lie over another is left out: marker and tooltip still name the arm. */
    const height = Math.max(...points.map((p) => p.accuracy)) - Math.min(...points.map((p) => p.accuracy));
    const crowds = (p, q) =>
      Math.abs(p.milliseconds - q.milliseconds) < 0.25 * (range.max - range.min) && Math.abs(p.accuracy - q.accuracy) < 0.07 * height;
    const labelled = [];
    for (const p of points) if (!labelled.some((q) => crowds(p, q))) labelled.push(p);
    const series = points.flatMap((p) => [
      ...(p.bootstrap ? [{ ...silent, type: "line", name: name(p.arm), data: [[p.milliseconds, p.bootstrap.low], [p.milliseconds, p.bootstrap.high]], lineStyle: { color: look.arm(p.arm), width: 3, opacity: 0.4, cap: "butt" } }] : []),
      {
        type: "scatter",
        name: name(p.arm),
        data: [[p.milliseconds, p.accuracy]],
        symbol: marker(p.arm),
        symbolSize: 13,
        itemStyle: { color: look.arm(p.arm), borderColor: look.paper, borderWidth: 1 },
        label: { show: labelled.includes(p), position: side(p), distance: 8, formatter: () => name(p.arm), color: look.ink, fontSize: 12, width: 110, overflow: "truncate" },
        z: 5,
      },
    ]);
    const x = { name: "ms per training step", ...range, axisLabel: { color: look.muted, fontSize: 12, hideOverlap: true, formatter: (v) => String(Number(v.toPrecision(4))) } };
    const formatter = (item) => {
      const p = points.find((q) => name(q.arm) === item.seriesName);
      return tip(name(p.arm), [
        ["mean, test split", round(p.accuracy, 2) + " %"],
        ["95 % CI, bootstrap", span(p.bootstrap, round)],
        ["per step", String(Number(p.milliseconds.toPrecision(3))) + " ms"],
      ]);
    };
    return base(look, x, {}, series, { trigger: "item", formatter });
  }

  function functions(look, value, reach) {
    const arms = data.functions.filter(shown);
    const series = arms.map((f) =>
      line(look, f.arm, data.grid.map((x, i) => [x, value(f, i)]), {
        symbolSize: (point, item) => ((item.dataIndex + 7 * f.arm) % 28 === 14 ? 7 : 0),
      }));
    const formatter = (items) => {
      const i = data.grid.findIndex((x) => Math.abs(x - items[0].axisValue) < 1e-9);
      return tip("x = " + round(data.grid[i], 2), arms.map((f) => [name(f.arm), round(value(f, i), 4)]));
    };
    const x = { name: "x", min: -5, max: 5, interval: 2.5, axisLabel: { color: look.muted, fontSize: 12, formatter: (v) => round(v, Number.isInteger(v) ? 0 : 1) } };
    const seen = arms.flatMap((f) => data.grid.map((x, i) => value(f, i)));
    const y = { ...limits(Math.max(-reach, Math.min(...seen)), Math.min(reach, Math.max(...seen)), 5), axisLabel: { color: look.muted, fontSize: 12, formatter: (v) => String(Number(v.toFixed(3))).replace("-", "\u2212") } };
    return base(look, x, y, series, { trigger: "axis", formatter });
  }

  /* Bars from 1 on a logarithmic scale; the copy of memory is a yardstick, no opponent. */
  function ratios(look, bars) {
    const colour = (bar) => (bar.better === "lower" ? look.token("--equivalent") : look.token(bar.ratio >= 1 ? "--better" : "--worse"));
    const series = bars.flatMap((bar, i) => [
      { ...silent, type: "line", data: [[1, i], [bar.ratio, i]], lineStyle: { color: colour(bar), width: 10, cap: "butt", opacity: 0.75 } },
      { type: "scatter", name: String(i), data: [[bar.ratio, i]], symbolSize: 11, itemStyle: { color: colour(bar) }, label: { show: true, position: bar.ratio >= 1 ? "right" : "left", formatter: () => bar.ratio.toPrecision(3), color: look.ink, fontSize: 12 }, z: 5 },
    ]);
    const frame = { ...silent, type: "line", data: [], markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: look.ink, width: 1, type: "solid" }, data: [{ xAxis: 1 }] } };
    const all = [1, ...bars.map((bar) => bar.ratio)];
    const x = { type: "log", logBase: 10, min: 10 ** Math.floor(Math.log10(Math.min(...all) * 0.9)), max: 10 ** Math.ceil(Math.log10(Math.max(...all) * 1.1)) };
    const y = { type: "category", inverse: true, data: bars.map((bar) => bar.name + " \u00b7 " + bar.peer), axisLabel: { color: look.ink, fontSize: 12, width: 320, overflow: "truncate", interval: 0 } };
    const formatter = (item) => {
      const bar = bars[Number(item.seriesName)];
      return tip(bar.name, [["ours", bar.ours], [bar.peer, bar.theirs], ["ratio", bar.ratio.toPrecision(3) + ", " + bar.better + " is better"]]);
    };
    return base(look, x, y, [...series, frame], { trigger: "item", formatter });
  }

  const reference = data.functions.find((f) => f.arm === data.baseline);
  const kinds = {
    validation: (look, cell) => learning(look, cell, "accuracy", 2),
    loss: (look, cell) => learning(look, cell, "loss", 4),
    accuracies,
    differences,
    cost,
    values: (look) => functions(look, (f, i) => f.values[i], 5),
    slopes: (look) => functions(look, (f, i) => f.slopes[i], 5),
    ratios: (look, cell, place) => ratios(look, data.hardware[place]),
    gaps: (look) => functions(look, (f, i) => f.values[i] - reference.values[i], 1),
    ...globalThis.moreKinds?.({ data, base, tip, shown, name, marker, dash, round, limits, silent }),
  };

  for (const element of document.querySelectorAll('[data-kind="accuracies"], [data-kind="differences"]')) {
    element.style.height = 3 + Math.max(2, data.arms.length) * 2.75 + "rem";
  }

  for (const element of document.querySelectorAll('[data-kind="ratios"]')) {
    element.style.height = 3 + data.hardware[element.dataset.cell].length * 1.6 + "rem";
  }

  const charts = [...document.querySelectorAll(".chart")].map((element) => ({
    chart: echarts.init(element, null, { renderer: "svg" }),
    element,
    option: (look) => kinds[element.dataset.kind](look, data.cells[element.dataset.cell], element.dataset.cell),
  }));

  function draw() {
    const look = theme();
    for (const { chart, option } of charts) chart.setOption(option(look), { notMerge: true });
  }

  const onPaper = () => "print" in root.dataset;
  const paperRem = (9.5 * 96) / 72;
  const paper = (element) => ({
    width: element.closest(".three") ? 218 : 334,
    height: element.style.height ? parseFloat(element.style.height) * paperRem : 215,
  });

  function resize() {
    for (const { chart, element } of charts) chart.resize(onPaper() ? paper(element) : undefined);
  }

  const watcher = new ResizeObserver(resize);
  for (const { element } of charts) watcher.observe(element);

  for (const button of document.querySelectorAll(".legend button")) {
    const arm = Number(button.dataset.arm);
    const point = (type) => () => {
      for (const { chart } of charts) chart.dispatchAction({ type, seriesName: name(arm) });
    };
    button.addEventListener("click", () => {
      const show = hidden.delete(arm);
      if (!show) hidden.add(arm);
      button.setAttribute("aria-pressed", String(show));
      draw();
    });
    for (const event of ["mouseenter", "focus"]) button.addEventListener(event, point("highlight"));
    for (const event of ["mouseleave", "blur"]) button.addEventListener(event, point("downplay"));
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);

  /* Paper is light and has no controls: redraw in its colours and size and show what is folded
     away. The drawing comes last because only it reaches the page before the printer does. */
  let folded = [];
  addEventListener("beforeprint", () => {
    root.dataset.print = "";
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
    resize();
    draw();
  });
  addEventListener("afterprint", () => {
    delete root.dataset.print;
    for (const details of folded) details.open = false;
    resize();
    draw();
  });

  draw();
  root.dataset.drawn = "true";
})();
