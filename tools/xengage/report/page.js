// What a report's page does beyond lying there: choosing metrics, zooming, reading points out. Without
// it everything can be read all the same. It draws as chart.c does.
"use strict";
(() => {
  const WHOLE = 10000;
  const LABEL_ROOM = 480;
  const LABEL_EDGE = 9600;
  const HOUR = 3600;
  const DAY = 86400;
  const NS = "http://www.w3.org/2000/svg";
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const DAYS = "Mon Tue Wed Thu Fri Sat Sun".split(" ");
  const data = JSON.parse(document.getElementById("data").textContent);

  // ---- elements
  function element(name, properties, ...children) {
    const made = document.createElement(name);
    Object.assign(made, properties);
    made.append(...children);
    return made;
  }

  function drawing(name, attributes, parent, text) {
    const made = document.createElementNS(NS, name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  }

  // ---- texts
  const grouped = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
  const two = (number) => String(number).padStart(2, "0");

  function compact(value) {
    const size = Math.abs(value);
    if (size < 10000) return grouped(value);
    let unit = 1;
    let name = 0;
    while (name < 4 && size >= unit * 1000 - unit / 2) {
      unit *= 1000;
      name++;
    }
    const decimals = size < 10 * unit - unit / 200 ? 2 : size < 100 * unit - unit / 20 ? 1 : 0;
    const part = unit / 10 ** decimals;
    const rounded = Math.floor((size + part / 2) / part) / 10 ** decimals;
    return (value < 0 ? "-" : "") + rounded.toFixed(decimals) + ["", "k", "M", "B", "T"][name];
  }

  // A sum over so many seconds, an hour.
  function mean(sum, seconds) {
    const scaled = BigInt(sum) * BigInt(HOUR);
    const by = BigInt(seconds);
    const size = scaled < 0n ? -scaled : scaled;
    const sign = scaled < 0n ? "-" : "";
    if (size / by >= 1000n || size % by === 0n) {
      return sign + grouped(size / by + (size % by >= by - by / 2n ? 1n : 0n));
    }
    const tenths = (size * 10n + by / 2n) / by;
    return `${tenths === 0n ? "" : sign}${tenths / 10n}.${tenths % 10n}`;
  }

  function when(time, offset) {
    const date = new Date((time + offset) * 1000);
    return {
      day: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`,
      year: date.getUTCFullYear(),
      clock: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`,
    };
  }

  function stepText(axis, index) {
    const at = when(axis.first + index * axis.step, axis.offset);
    return `${at.day} ${at.year}${axis.step < DAY ? ` ${at.clock}` : ""}`;
  }

  function coveredText(axis, index) {
    const covered = axis.partial[index];
    if (covered === undefined) return "";
    const hours = covered % HOUR === 0;
    const unit = hours ? HOUR : 60;
    return `${Math.floor(covered / unit)} of ${axis.step / unit} ${hours ? "h" : "min"}`;
  }

  const valueText = (value) => (value === null ? "–" : grouped(value));

  // ---- axes
  function scaleOf(least, most, logarithmic) {
    least = Math.min(least, 0);
    most = Math.max(most, 0);
    if (least === 0 && most === 0) most = 1;
    let unit = 1;
    for (let size = Math.max(-least, most); size >= 10000; size = Math.floor(size / 10)) unit *= 10;
    const measure = logarithmic ? (v) => Math.sign(v) * Math.log10(1 + Math.abs(v) / unit) : (v) => v;
    const ticks = logarithmic ? [...powers(unit, -least).map((v) => -v).reverse(), 0, ...powers(unit, most)] : even(least, most);
    const low = Math.min(measure(ticks[0]), measure(least));
    const high = Math.max(measure(ticks[ticks.length - 1]), measure(most));
    return { ticks, place: (v) => Math.floor(((high - measure(Number(v))) / (high - low)) * WHOLE + 0.5) };
  }

  function powers(unit, most) {
    const list = [];
    for (let power = unit; power <= most; power *= 10) list.push(power);
    return list;
  }

  function even(least, most) {
    let step = 1;
    for (let i = 0; Math.floor((most - least) / 5) >= step; i++) step *= i % 3 === 1 ? 2.5 : 2;
    const ticks = [];
    const first = Math.floor((least + Math.floor(step / 4)) / step);
    const last = Math.max(Math.ceil(most / step), first + 1);
    for (let i = first; i <= last; i++) ticks.push(i * step);
    return ticks;
  }

  function timeTicks(axis, from, to) {
    const whole = axis.step * (to - from);
    const lengths = [HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 56 * DAY];
    let length = lengths.find((l) => Math.floor(whole / l) < 8) || 112 * DAY;
    while (Math.floor(whole / length) >= 8) length *= 2;
    length = Math.max(length, axis.step);
    const local = axis.first + from * axis.step + axis.offset;
    let time = local - (((local % length) + length) % length);
    if (length % (7 * DAY) === 0) {
      time += 4 * DAY;
      if (time - length >= local) time -= length;
    }
    const ticks = [];
    for (; time < local + whole; time += length) {
      if (time >= local) {
        const at = when(time, 0);
        ticks.push({
          place: Math.floor(((time - local) * WHOLE) / whole),
          text: time % DAY === 0 ? at.day : at.clock,
        });
      }
    }
    return ticks;
  }

  const percent = (place) => `${place / 100}%`;

  // ---- a line chart
  class Chart {
    constructor(plot, axis, lines) {
      this.plot = plot;
      this.axis = axis;
      this.lines = lines;
      this.hidden = new Set();
      this.logarithmic = false;
      this.small = plot.classList.contains("small");
      this.from = 0;
      this.to = axis.count;
      this.listeners = [];
    }

    shown() {
      return this.lines.filter((line) => !this.hidden.has(line.style));
    }

    place(index) {
      return Math.floor(((2 * (index - this.from) + 1) * WHOLE) / (2 * (this.to - this.from)));
    }

    zoom(from, to) {
      this.from = Math.max(0, Math.min(from, this.axis.count - 1));
      this.to = Math.min(this.axis.count, Math.max(to, this.from + 1));
      this.draw();
      this.listeners.forEach((listener) => listener());
    }

    scale(lines, from, to) {
      let least = 0;
      let most = 0;
      for (const line of lines) {
        for (let i = from; i < to; i++) {
          const value = Number(line.values[i]);
          if (value < least) least = value;
          if (value > most) most = value;
        }
      }
      return scaleOf(least, most, this.logarithmic);
    }

    path(line, scale, from, to, place) {
      let path = "";
      let drawn = false;
      for (let i = from; i < to; i++) {
        const value = line.values[i];
        if (value !== null) path += `${drawn ? "L" : "M"}${place(i)} ${scale.place(value)}${drawn ? "" : "h0"}`;
        drawn = value !== null;
      }
      return path;
    }

    draw() {
      const lines = this.shown();
      const scale = this.scale(lines, this.from, this.to);
      this.plot.replaceChildren();
      this.drawPartial();
      this.drawGrid(scale);
      const inner = drawing("svg", { class: "lines", viewBox: `0 0 ${WHOLE} ${WHOLE}`, preserveAspectRatio: "none", width: "100%", height: "100%" }, this.plot);
      for (const line of lines) {
        drawing("path", { class: `line s${line.style}`, d: this.path(line, scale, this.from, this.to, (i) => this.place(i)) }, inner);
      }
      for (const line of lines) this.drawDots(inner, line, scale);
      if (!this.small) this.drawNames(lines, scale);
    }

    drawPartial() {
      for (const key in this.axis.partial) {
        const index = Number(key);
        if (index < this.from || index >= this.to) continue;
        const width = WHOLE / (this.to - this.from);
        drawing("rect", { class: "partial", x: percent((index - this.from) * width), y: 0, width: percent(width), height: "100%" }, this.plot);
      }
    }

    drawGrid(scale) {
      const grid = drawing("g", { class: "grid" }, this.plot);
      for (const tick of scale.ticks) {
        const y = percent(scale.place(tick));
        drawing("line", { class: tick === 0 ? "zero" : "tick", x1: 0, x2: "100%", y1: y, y2: y }, grid);
        drawing("text", { class: "y", x: -8, y, dy: ".32em" }, grid, compact(tick).replace(/\.?0+(?=[kMBT])/, ""));
      }
      timeTicks(this.axis, this.from, this.to).forEach((tick, i) => {
        const x = percent(tick.place);
        drawing("line", { class: "tick", x1: x, x2: x, y1: 0, y2: "100%" }, grid);
        if (tick.place <= LABEL_EDGE) {
          drawing("text", { class: i % 2 ? "x minor" : "x", x, y: "100%", dy: "1.5em" }, grid, tick.text);
        }
      });
    }

    drawDots(inner, line, scale) {
      for (const key in this.axis.partial) {
        const index = Number(key);
        const value = line.values[index];
        if (index < this.from || index >= this.to || value === null) continue;
        const d = `M${this.place(index)} ${scale.place(value)}h0`;
        drawing("path", { class: `dot s${line.style}`, d }, inner);
        drawing("path", { class: "hole", d }, inner);
      }
    }

    drawNames(lines, scale) {
      const tags = [];
      for (const line of lines) {
        let i = this.to - 1;
        while (i >= this.from && line.values[i] === null) i--;
        if (i >= this.from) tags.push({ line, place: scale.place(line.values[i]) });
      }
      tags.sort((a, b) => a.place - b.place);
      for (let i = 1; i < tags.length; i++) tags[i].place = Math.max(tags[i].place, tags[i - 1].place + LABEL_ROOM);
      for (let i = tags.length - 1, most = WHOLE; i >= 0; i--, most -= LABEL_ROOM) tags[i].place = Math.min(tags[i].place, most);
      const names = drawing("g", { class: "names" }, this.plot);
      for (const tag of tags) {
        drawing("text", { class: `t${tag.line.style}`, x: "100%", dx: 8, y: percent(Math.max(0, tag.place)), dy: ".32em" }, names, tag.line.label);
      }
    }
  }

  // ---- reading points out: by pointer, by finger, by keys
  class Readout {
    constructor(plot, name) {
      this.plot = plot;
      this.frame = plot.parentNode;
      this.box = element("div", { className: "readout", hidden: true });
      this.voice = element("div", { className: "quiet" });
      this.voice.setAttribute("aria-live", "polite");
      this.frame.append(this.box, this.voice);
      this.frame.tabIndex = 0;
      this.frame.setAttribute("role", "group");
      this.frame.setAttribute("aria-label", `${name}: arrow keys read it out`);
      this.frame.addEventListener("pointermove", (event) => this.point(event));
      this.frame.addEventListener("pointerdown", (event) => this.point(event));
      this.frame.addEventListener("pointerleave", () => this.hide());
      this.frame.addEventListener("blur", () => this.hide());
      this.frame.addEventListener("keydown", (event) => this.key(event));
    }

    // Where in the plot a pointer is, in parts of its width and height.
    where(event) {
      const area = this.plot.getBoundingClientRect();
      return { x: (event.clientX - area.left) / area.width, y: (event.clientY - area.top) / area.height };
    }

    hide() {
      this.box.hidden = true;
      this.unmark();
    }

    // Shows the box beside a part of the plot's width.
    show(part, spoken) {
      const area = this.plot.getBoundingClientRect();
      const frame = this.frame.getBoundingClientRect();
      this.box.hidden = false;
      const x = area.left - frame.left + part * area.width;
      const width = this.box.offsetWidth;
      const left = x + 14 + width > frame.width ? x - 14 - width : x + 14;
      this.box.style.left = `${Math.max(0, Math.min(left, frame.width - width))}px`;
      if (spoken) this.voice.textContent = this.box.innerText;
    }
  }

  class LineReadout extends Readout {
    constructor(chart, name) {
      super(chart.plot, name);
      this.chart = chart;
      this.index = -1;
      chart.listeners.push(() => this.hide());
    }

    point(event) {
      const { from, to } = this.chart;
      const { x } = this.where(event);
      if (x < 0 || x > 1) return this.hide();
      this.read(Math.min(to - 1, from + Math.floor(x * (to - from))), false);
    }

    key(event) {
      const { from, to } = this.chart;
      const at = this.box.hidden ? -1 : this.index;
      const moves = { ArrowRight: at < 0 ? from : at + 1, ArrowLeft: at < 0 ? to - 1 : at - 1, Home: from, End: to - 1 };
      if (event.key === "Escape") return this.hide();
      if (event.target !== this.frame || !(event.key in moves)) return;
      event.preventDefault();
      this.read(Math.max(from, Math.min(to - 1, moves[event.key])), true);
    }

    unmark() {
      if (this.rule) this.rule.remove();
    }

    read(index, spoken) {
      const { chart } = this;
      this.index = index;
      this.unmark();
      const x = percent(chart.place(index));
      this.rule = drawing("line", { class: "rule", x1: x, x2: x, y1: 0, y2: "100%" }, chart.plot);
      const covered = coveredText(chart.axis, index);
      this.box.replaceChildren(element("b", {}, stepText(chart.axis, index) + (covered ? ` (${covered})` : "")));
      for (const line of chart.shown()) {
        const row = element("div", {});
        row.append(swatch(line.style), element("span", {}, line.label), element("strong", {}, valueText(line.values[index])));
        this.box.append(row);
      }
      this.show(chart.place(index) / WHOLE, spoken);
    }
  }

  function swatch(style) {
    const made = document.createElementNS(NS, "svg");
    made.setAttribute("class", "swatch");
    made.setAttribute("aria-hidden", "true");
    drawing("line", { class: `line s${style}`, x1: 1, x2: 27, y1: "50%", y2: "50%" }, made);
    return made;
  }

  // ---- zooming: the overview below a chart, and dragging over the chart itself
  class Strip {
    constructor(chart, name) {
      this.chart = chart;
      this.box = element("div", { className: "strip" });
      this.lines = drawing("svg", { viewBox: `0 0 ${WHOLE} ${WHOLE}`, preserveAspectRatio: "none", "aria-hidden": "true" }, this.box);
      this.window = element("div", { className: "window" });
      this.grips = ["From", "To"].map((side) => this.grip(side, name));
      this.box.append(this.window, ...this.grips);
      chart.plot.parentNode.after(this.box);
      this.box.addEventListener("pointerdown", (event) => this.begin(event));
      this.box.addEventListener("dblclick", () => chart.zoom(0, chart.axis.count));
      chart.listeners.push(() => this.follow());
      this.draw();
      this.follow();
    }

    grip(side, name) {
      const made = element("button", { type: "button", className: "grip" });
      made.setAttribute("role", "slider");
      made.setAttribute("aria-label", `${name}: ${side === "From" ? "first" : "last"} point shown`);
      made.addEventListener("keydown", (event) => this.key(event, side));
      return made;
    }

    draw() {
      const { chart } = this;
      const lines = chart.shown();
      const scale = chart.scale(lines, 0, chart.axis.count);
      const place = (i) => Math.floor(((2 * i + 1) * WHOLE) / (2 * chart.axis.count));
      this.lines.replaceChildren();
      for (const line of lines) {
        drawing("path", { class: `line s${line.style}`, "stroke-width": 1, d: chart.path(line, scale, 0, chart.axis.count, place) }, this.lines);
      }
    }

    follow() {
      const { from, to, axis } = this.chart;
      this.window.style.left = `${(from / axis.count) * 100}%`;
      this.window.style.width = `${((to - from) / axis.count) * 100}%`;
      [from, to].forEach((at, i) => {
        this.grips[i].style.left = `${(at / axis.count) * 100}%`;
        this.grips[i].setAttribute("aria-valuemin", "0");
        this.grips[i].setAttribute("aria-valuemax", String(axis.count - 1));
        this.grips[i].setAttribute("aria-valuenow", String(at - i));
        this.grips[i].setAttribute("aria-valuetext", stepText(axis, at - i));
      });
    }

    key(event, side) {
      const { from, to, axis } = this.chart;
      const by = event.shiftKey ? Math.max(1, Math.round(axis.count / 10)) : 1;
      const way = { ArrowLeft: -by, ArrowDown: -by, ArrowRight: by, ArrowUp: by, Home: -axis.count, End: axis.count }[event.key];
      if (way === undefined) return;
      event.preventDefault();
      if (side === "From") this.chart.zoom(Math.max(0, Math.min(to - 1, from + way)), to);
      else this.chart.zoom(from, Math.min(axis.count, Math.max(from + 1, to + way)));
    }

    begin(event) {
      const { from, to, axis } = this.chart;
      const at = (e) => {
        const area = this.box.getBoundingClientRect();
        return Math.max(0, Math.min(axis.count, ((e.clientX - area.left) / area.width) * axis.count));
      };
      const start = at(event);
      const side = this.grips.indexOf(event.target);
      const inside = start > from && start < to && to - from < axis.count;
      const move = (e) => {
        const now = at(e);
        if (side === 0) this.chart.zoom(Math.min(Math.round(now), to - 1), to);
        else if (side === 1) this.chart.zoom(from, Math.max(Math.round(now), from + 1));
        else if (inside) {
          const first = Math.max(0, Math.min(axis.count - (to - from), from + Math.round(now - start)));
          this.chart.zoom(first, first + to - from);
        } else if (Math.abs(now - start) >= 1) {
          this.chart.zoom(Math.floor(Math.min(start, now)), Math.ceil(Math.max(start, now)));
        }
      };
      const end = () => {
        this.box.removeEventListener("pointermove", move);
        this.box.removeEventListener("pointerup", end);
        this.box.removeEventListener("pointercancel", end);
      };
      this.box.setPointerCapture(event.pointerId);
      this.box.addEventListener("pointermove", move);
      this.box.addEventListener("pointerup", end);
      this.box.addEventListener("pointercancel", end);
      if (side < 0) event.preventDefault();
    }
  }

  // With a mouse, dragging over the chart zooms; a finger scrolls the page.
  function zoomByDragging(chart) {
    const frame = chart.plot.parentNode;
    const mark = element("div", { className: "drag", hidden: true });
    frame.append(mark);
    frame.addEventListener("dblclick", () => chart.zoom(0, chart.axis.count));
    frame.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse" || event.button !== 0) return;
      const area = chart.plot.getBoundingClientRect();
      const inset = area.left - frame.getBoundingClientRect().left;
      const at = (e) => Math.max(0, Math.min(area.width, e.clientX - area.left));
      const start = at(event);
      const move = (e) => {
        mark.hidden = Math.abs(at(e) - start) < 8;
        mark.style.left = `${inset + Math.min(start, at(e))}px`;
        mark.style.width = `${Math.abs(at(e) - start)}px`;
      };
      const end = (e) => {
        window.removeEventListener("pointermove", move);
        window.removeEventListener("pointerup", end);
        const count = chart.to - chart.from;
        const ends = [start, at(e)].sort((a, b) => a - b).map((x) => (x / area.width) * count);
        const moved = !mark.hidden;
        mark.hidden = true;
        if (moved) chart.zoom(chart.from + Math.floor(ends[0]), chart.from + Math.ceil(ends[1]));
      };
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", end);
      event.preventDefault();
      frame.focus({ preventScroll: true });
    });
  }

  // ---- controls
  function controls(figure, ...children) {
    figure.querySelector("figcaption").after(element("div", { className: "controls" }, ...children));
  }

  function choice(label, options, chosen, changed) {
    const select = element("select", {});
    options.forEach(([value, text]) => select.append(element("option", { value, selected: value === chosen }, text)));
    select.addEventListener("change", () => changed(select.value));
    return element("label", {}, `${label} `, select);
  }

  function reset(chart) {
    const button = element("button", { type: "button", disabled: true }, "Whole window");
    button.addEventListener("click", () => chart.zoom(0, chart.axis.count));
    chart.listeners.push(() => { button.disabled = chart.from === 0 && chart.to === chart.axis.count; });
    return button;
  }

  function table(name, heads, rows) {
    const body = element("tbody", {});
    for (const row of rows) {
      const [first, ...cells] = row;
      const head = element("th", { scope: "row" }, first);
      body.append(element("tr", {}, head, ...cells.map((cell) => element("td", { className: cell === "–" ? "none" : "" }, cell))));
    }
    const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
    document.querySelector(`table.${name}`).replaceChildren(element("thead", {}, head), body);
  }

  // ---- all metrics, and a chart each
  function time() {
    const figure = document.getElementById("all");
    if (!figure) return;
    const { lines, ...axis } = data.time;
    const chart = new Chart(figure.querySelector(".plot"), axis, lines);
    const small = lines.map((line, i) => new Chart(document.querySelector(`[data-chart="metric-${i}"]`), axis, [line]));
    chart.logarithmic = true;
    chart.listeners.push(() => small.forEach((other) => other.zoom(chart.from, chart.to)));
    new LineReadout(chart, "All metrics");
    small.forEach((other) => new LineReadout(other, other.lines[0].label));
    const strip = new Strip(chart, "All metrics");
    zoomByDragging(chart);
    const redraw = () => {
      chart.draw();
      strip.draw();
    };
    const caption = figure.querySelector(".scale");
    const logarithmic = caption.textContent;
    controls(figure, choice("Scale", [["log", "logarithmic"], ["linear", "linear"]], "log", (value) => {
      chart.logarithmic = value === "log";
      caption.textContent = chart.logarithmic ? logarithmic : "linear scale";
      redraw();
    }), reset(chart));
    figure.querySelectorAll(".legend li").forEach((item, i) => {
      const button = element("button", { type: "button" }, ...item.childNodes);
      button.setAttribute("aria-pressed", "true");
      button.addEventListener("click", () => {
        const style = lines[i].style;
        const on = chart.hidden.has(style);
        if (on) chart.hidden.delete(style);
        else chart.hidden.add(style);
        button.setAttribute("aria-pressed", String(on));
        redraw();
      });
      item.append(button);
    });
  }

  // ---- Posts compared
  function compare() {
    const figure = document.getElementById("compared");
    if (!figure || !data.posts || data.posts.metrics.length === 0) return;
    const { metrics, metric, ...axis } = data.posts;
    const first = metrics.find((one) => one.place === metric) || metrics[0];
    const chart = new Chart(figure.querySelector(".plot"), axis, first.lines);
    new LineReadout(chart, "Posts compared");
    const strip = new Strip(chart, "Posts compared");
    zoomByDragging(chart);
    const show = (name) => {
      const chosen = metrics.find((one) => one.name === name);
      chart.lines = chosen.lines;
      figure.querySelector(".metric").textContent = chosen.label;
      chart.plot.setAttribute("aria-label", `Line chart of ${chosen.label} of each Post by time; the numbers are in the table below`);
      chart.zoom(chart.from, chart.to);
      strip.draw();
      figure.querySelectorAll(".legend small").forEach((total, i) => {
        total.textContent = valueText(chosen.totals[i]);
      });
      const heads = [document.querySelector("table.compared th").textContent, ...chosen.lines.map((line) => line.label)];
      const rows = [];
      for (let i = 0; i < axis.count; i++) {
        const covered = coveredText(axis, i);
        rows.push([stepText(axis, i) + (covered ? ` (${covered})` : ""), ...chosen.lines.map((line) => valueText(line.values[i]))]);
      }
      table("compared", heads, rows);
    };
    controls(figure, choice("Metric", metrics.map((one) => [one.name, one.label]), first.name, show), reset(chart));
    if (first.place !== metric) show(first.name);
  }

  // ---- weekdays and hours
  class WeekReadout extends Readout {
    constructor(plot, chosen) {
      super(plot, "Weekdays and hours");
      this.chosen = chosen;
      this.cell = -1;
    }

    point(event) {
      const { x, y } = this.where(event);
      if (x < 0 || x >= 1 || y < 0 || y >= 1) return this.hide();
      this.read(Math.floor(y * 7) * 24 + Math.floor(x * 24), false);
    }

    key(event) {
      const moves = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 24, ArrowUp: -24 };
      if (event.key === "Escape") return this.hide();
      if (!(event.key in moves)) return;
      event.preventDefault();
      const next = this.box.hidden ? Math.max(0, this.cell) : this.cell + moves[event.key];
      if (next >= 0 && next < 168) this.read(next, true);
    }

    unmark() {
      if (this.rule) this.rule.remove();
    }

    read(cell, spoken) {
      const metric = this.chosen();
      const [day, hour] = [Math.floor(cell / 24), cell % 24];
      const hours = metric.seconds[cell] / HOUR;
      this.cell = cell;
      this.unmark();
      this.rule = drawing("rect", { class: "rule", fill: "none", x: percent((hour * WHOLE) / 24), y: percent((day * WHOLE) / 7), width: percent(WHOLE / 24), height: percent(WHOLE / 7) }, this.plot);
      this.box.replaceChildren(element("b", {}, `${DAYS[day]} ${two(hour)}:00–${two((hour + 1) % 24)}:00`));
      this.box.append(metric.seconds[cell] > 0
        ? `${mean(metric.sums[cell], metric.seconds[cell])} an hour: ${grouped(metric.sums[cell])} in ${Math.round(hours * 10) / 10} h`
        : "not covered");
      this.show((hour + 0.5) / 24, spoken);
    }
  }

  function week() {
    const figure = document.getElementById("weekly");
    if (!figure || !data.week) return;
    const { metrics, metric } = data.week;
    const plot = figure.querySelector(".plot");
    let chosen = metrics.find((one) => one.place === metric) || metrics[0];
    new WeekReadout(plot, () => chosen);
    const show = (name) => {
      chosen = metrics.find((one) => one.name === name);
      const means = chosen.sums.map((sum, i) => (chosen.seconds[i] > 0 ? (Number(sum) * HOUR) / chosen.seconds[i] : 0));
      const most = Math.max(0, ...means);
      plot.querySelectorAll("[data-cell]").forEach((rect, i) => {
        const shade = most > 0 ? Math.max(0, Math.min(8, Math.floor((means[i] / most) * 9))) : 0;
        rect.setAttribute("class", chosen.seconds[i] > 0 ? `q${shade}` : "unknown");
      });
      figure.querySelector(".metric").textContent = chosen.label;
      figure.querySelector(".most").textContent = compact(Math.floor(most + 0.5));
      plot.setAttribute("aria-label", `Heat map of ${chosen.label} by weekday and hour; the numbers are in the table below`);
      const rows = [];
      for (let hour = 0; hour < 24; hour++) {
        rows.push([`${two(hour)}:00`, ...DAYS.map((_, day) => {
          const cell = day * 24 + hour;
          return chosen.seconds[cell] > 0 ? mean(chosen.sums[cell], chosen.seconds[cell]) : "–";
        })]);
      }
      table("week", ["Hour", ...DAYS], rows);
    };
    controls(figure, choice("Metric", metrics.map((one) => [one.name, one.label]), chosen.name, show));
  }

  time();
  compare();
  week();
})();
