"use strict";
/* The charts of a sweep; tools are those that report.js draws with. */
globalThis.moreKinds = ({ data, base, tip, shown, name, marker, dash, round, limits, silent }) => {
  const cross = "path://M-5 -4L-4 -5L0 -1L4 -5L5 -4L1 0L5 4L4 5L0 1L-4 5L-5 4L-1 0Z";
  const plain = (value) => (typeof value === "number" ? String(Number(value.toPrecision(4))) : value);
  const accuracy = (look) => ({ color: look.muted, fontSize: 12, formatter: (v) => String(Number(v.toFixed(3))) });

  function about(cell, p) {
    return tip(name(p.arm) + ", candidate " + p.number, [
      ...cell.dimensions.map((d, i) => [d.name, plain(p.values[i])]),
      ["validation", p.score === null ? "none completed" : round(p.score, 2) + " %" + (p.deviation === null ? "" : " \u00b1 " + round(p.deviation, 2))],
    ]);
  }

  /* Limits of accuracy around what completed, with room below for the crosses of what did not. */
  function heights(points) {
    const ends = points.filter((p) => p.score !== null).flatMap((p) => [p.score - (p.deviation ?? 0), p.score + (p.deviation ?? 0)]);
    if (!ends.length) return { min: 0, max: 100 };
    const low = Math.min(...ends);
    const high = Math.max(...ends);
    const slack = Math.max((high - low) * 0.06, 0.2);
    return limits(Math.max(0, low - slack), Math.min(100, high + slack), 5);
  }

  function place(look, dimension) {
    const label = { color: look.muted, fontSize: 12, hideOverlap: true, formatter: (v) => plain(Number(v)) };
    if (dimension.scale === "category") return { type: "category", name: dimension.name, data: dimension.categories, splitLine: { show: false } };
    if (dimension.scale === "log")
      return {
        type: "log",
        logBase: 10,
        name: dimension.name,
        min: 10 ** Math.floor(Math.log10(dimension.low) + 1e-9),
        max: 10 ** Math.ceil(Math.log10(dimension.high) - 1e-9),
        axisLabel: label,
      };
    return { name: dimension.name, ...limits(dimension.low, dimension.high, 5), axisLabel: label };
  }

  const against = (index) => (look, cell) => {
    const points = cell.candidates.filter(shown);
    const y = { ...heights(points), axisLabel: accuracy(look) };
    const arms = [...new Set(points.map((p) => p.arm))];
    const series = arms.flatMap((arm) => {
      const own = points.filter((p) => p.arm === arm);
      const done = own.filter((p) => p.score !== null);
      const item = (p) => ({ color: p.best ? look.arm(arm) : look.paper, borderColor: look.arm(arm), borderWidth: 1.8 });
      const beside = (arms.indexOf(arm) - (arms.length - 1) / 2) * Math.min(14, 56 / arms.length);
      const symbolOffset = [cell.dimensions[index].scale === "category" ? beside : 0, 0];
      const spread = done
        .filter((p) => p.deviation)
        .map((p) => ({ ...silent, type: "line", name: name(arm), data: [[p.values[index], Math.max(0, p.score - p.deviation)], [p.values[index], Math.min(100, p.score + p.deviation)]], lineStyle: { color: look.arm(arm), width: 2, opacity: 0.35 } }));
      return [
        ...spread,
        { type: "scatter", name: name(arm), symbol: marker(arm), symbolSize: (v, at) => (done[at.dataIndex].best ? 14 : 9), data: done.map((p) => ({ value: [p.values[index], p.score], point: p, itemStyle: item(p) })), symbolOffset, z: 5 },
        { type: "scatter", name: name(arm), symbol: cross, symbolSize: 10, data: own.filter((p) => p.score === null).map((p) => ({ value: [p.values[index], y.min], point: p })), itemStyle: { color: look.arm(arm) }, symbolOffset, clip: false, z: 5 },
      ];
    });
    return base(look, place(look, cell.dimensions[index]), y, series, { trigger: "item", formatter: (item) => about(cell, item.data.point) });
  };

  function progress(look, cell) {
    const points = cell.candidates.filter(shown);
    const arms = [...new Set(points.map((p) => p.arm))];
    const last = Math.max(1, ...cell.candidates.map((p) => p.number));
    const so = new Map();
    for (const arm of arms) {
      let best = null;
      so.set(
        arm,
        points
          .filter((p) => p.arm === arm)
          .map((p) => {
            if (p.score !== null && (best === null || p.score > best.score)) best = p;
            return { number: p.number, best };
          })
          .filter((p) => p.best !== null),
      );
    }
    const series = arms.map((arm) => ({
      type: "line",
      step: "end",
      name: name(arm),
      data: so.get(arm).map((p) => [p.number, p.best.score]),
      symbol: marker(arm),
      symbolSize: (value, item) => (so.get(arm)[item.dataIndex].best.number === value[0] ? 8 : 0),
      itemStyle: { color: look.arm(arm) },
      lineStyle: { color: look.arm(arm), width: 2, type: dash(arm) },
      emphasis: { focus: "series" },
    }));
    const formatter = (items) =>
      tip("After candidate " + items[0].axisValue, arms.flatMap((arm) => so.get(arm).filter((p) => p.number === items[0].axisValue).map((p) => [name(arm), round(p.best.score, 2) + " %"])));
    const x = { name: "candidate", min: 1, max: Math.max(2, last), minInterval: 1, axisLabel: { color: look.muted, fontSize: 12, hideOverlap: true } };
    const scores = [...so.values()].flat().map((p) => ({ score: p.best.score, deviation: 0 }));
    return base(look, x, { ...heights(scores), axisLabel: accuracy(look) }, series, { trigger: "axis", formatter });
  }

  function parallel(look, cell) {
    const points = cell.candidates.filter(shown).filter((p) => p.score !== null);
    const low = Math.min(...points.map((p) => p.score));
    const high = Math.max(...points.map((p) => p.score));
    const solid = (p) => (high > low ? 0.15 + 0.75 * ((p.score - low) / (high - low)) : 0.7);
    const text = { color: look.muted, fontSize: 11 };
    const drawn = { nameTextStyle: { color: look.ink, fontSize: 12 }, axisLine: { lineStyle: { color: look.muted } }, axisTick: { lineStyle: { color: look.muted } }, minorTick: { show: false }, areaSelectStyle: { width: 18, color: look.region, borderColor: look.muted } };
    const axes = cell.dimensions.map((d, i) => {
      const where = place(look, d);
      return { ...drawn, dim: i, name: d.name, type: where.type ?? "value", data: where.data, min: where.min, max: where.max, logBase: 10, axisLabel: { ...text, formatter: d.scale === "category" ? undefined : (v) => plain(Number(v)) } };
    });
    axes.push({ ...drawn, dim: axes.length, name: "validation, %", ...heights(points), axisLabel: { ...text, formatter: (v) => String(Number(v.toFixed(3))) } });
    const arms = [...new Set(points.map((p) => p.arm))];
    return {
      animation: false,
      textStyle: { fontFamily: look.font, color: look.ink },
      parallel: { left: 44, right: 44, top: 30, bottom: 14, parallelAxisDefault: { nameLocation: "end", nameGap: 12 } },
      parallelAxis: axes,
      tooltip: { backgroundColor: look.paper, borderColor: look.rule, padding: 10, confine: true, textStyle: { color: look.ink }, formatter: (item) => about(cell, item.data.point) },
      series: arms.map((arm) => ({
        type: "parallel",
        name: name(arm),
        smooth: 0.2,
        inactiveOpacity: 0.03,
        activeOpacity: 1,
        lineStyle: { color: look.arm(arm), width: 2 },
        data: points.filter((p) => p.arm === arm).map((p) => ({ value: [...p.values, p.score], point: p, lineStyle: { color: look.arm(arm), opacity: solid(p), width: p.best ? 3.5 : 1.5, type: dash(arm) } })),
      })),
    };
  }

  const kinds = { progress, parallel };
  const most = Math.max(0, ...data.cells.map((cell) => cell.dimensions.length));
  for (let i = 0; i < most; i++) kinds["against-" + i] = against(i);
  return kinds;
};
