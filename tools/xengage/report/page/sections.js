// What can be chosen in each section. Without all this everything can be read all the same.
const data = JSON.parse(document.getElementById("data").textContent);

function controls(figure, ...children) {
    figure.querySelector("figcaption").after(element("div", { className: "controls" }, ...children));
}

function choice(label, options, chosen, changed) {
    const select = element("select", {});
    options.forEach(([value, text]) =>
        select.append(element("option", { value, selected: value === chosen }, text)),
    );
    select.addEventListener("change", () => changed(select.value));
    return element("label", {}, `${label} `, select);
}

function reset(chart) {
    const button = element("button", { type: "button", disabled: true }, "Whole window");
    button.addEventListener("click", () => chart.zoom(0, chart.axis.count));
    chart.listeners.push(() => {
        button.disabled = chart.from === 0 && chart.to === chart.axis.count;
    });
    return button;
}

function table(name, heads, rows) {
    const body = element("tbody", {});
    for (const row of rows) {
        const [first, ...cells] = row;
        const head = element("th", { scope: "row" }, first);
        body.append(
            element(
                "tr",
                {},
                head,
                ...cells.map((cell) => element("td", { className: cell === "–" ? "none" : "" }, cell)),
            ),
        );
    }
    const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
    document.querySelector(`table.${name}`).replaceChildren(element("thead", {}, head), body);
}

// All metrics, and a chart each.
function time() {
    const figure = document.getElementById("all");
    if (!figure) return;
    const { lines, ...axis } = data.time;
    const chart = new Chart(figure.querySelector(".plot"), axis, lines);
    const small = lines.map(
        (line, i) => new Chart(document.querySelector(`[data-chart="metric-${i}"]`), axis, [line]),
    );
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
    controls(
        figure,
        choice(
            "Scale",
            [
                ["log", "logarithmic"],
                ["linear", "linear"],
            ],
            "log",
            (value) => {
                chart.logarithmic = value === "log";
                caption.textContent = chart.logarithmic ? logarithmic : "linear scale";
                redraw();
            },
        ),
        reset(chart),
    );
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

// Posts compared.
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
        chart.plot.setAttribute(
            "aria-label",
            `Line chart of ${chosen.label} of each Post by time; the numbers are in the table below`,
        );
        chart.zoom(chart.from, chart.to);
        strip.draw();
        figure.querySelectorAll(".legend small").forEach((total, i) => {
            total.textContent = valueText(chosen.totals[i]);
        });
        const heads = [
            document.querySelector("table.compared th").textContent,
            ...chosen.lines.map((line) => line.label),
        ];
        const rows = [];
        for (let i = 0; i < axis.count; i++) {
            const covered = coveredText(axis, i);
            rows.push([
                stepText(axis, i) + (covered ? ` (${covered})` : ""),
                ...chosen.lines.map((line) => valueText(line.values[i])),
            ]);
        }
        table("compared", heads, rows);
    };
    controls(
        figure,
        choice(
            "Metric",
            metrics.map((one) => [one.name, one.label]),
            first.name,
            show,
        ),
        reset(chart),
    );
    if (first.place !== metric) show(first.name);
}

// Weekdays and hours.
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
        this.rule = drawing(
            "rect",
            {
                class: "rule",
                fill: "none",
                x: percent((hour * WHOLE) / 24),
                y: percent((day * WHOLE) / 7),
                width: percent(WHOLE / 24),
                height: percent(WHOLE / 7),
            },
            this.plot,
        );
        this.box.replaceChildren(element("b", {}, `${DAYS[day]} ${two(hour)}:00–${two((hour + 1) % 24)}:00`));
        this.box.append(
            metric.seconds[cell] > 0
                ? `${mean(metric.sums[cell], metric.seconds[cell])} an hour: ${grouped(metric.sums[cell])} in ${Math.round(hours * 10) / 10} h`
                : "not covered",
        );
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
        const means = chosen.sums.map((sum, i) =>
            chosen.seconds[i] > 0 ? (Number(sum) * HOUR) / chosen.seconds[i] : 0,
        );
        const most = Math.max(0, ...means);
        plot.querySelectorAll("[data-cell]").forEach((rect, i) => {
            const shade = most > 0 ? Math.max(0, Math.min(8, Math.floor((means[i] / most) * 9))) : 0;
            rect.setAttribute("class", chosen.seconds[i] > 0 ? `q${shade}` : "unknown");
        });
        figure.querySelector(".metric").textContent = chosen.label;
        figure.querySelector(".most").textContent = compact(Math.floor(most + 0.5));
        plot.setAttribute(
            "aria-label",
            `Heat map of ${chosen.label} by weekday and hour; the numbers are in the table below`,
        );
        const rows = [];
        for (let hour = 0; hour < 24; hour++) {
            rows.push([
                `${two(hour)}:00`,
                ...DAYS.map((_, day) => {
                    const cell = day * 24 + hour;
                    return chosen.seconds[cell] > 0 ? mean(chosen.sums[cell], chosen.seconds[cell]) : "–";
                }),
            ]);
        }
        table("week", ["Hour", ...DAYS], rows);
    };
    controls(
        figure,
        choice(
            "Metric",
            metrics.map((one) => [one.name, one.label]),
            chosen.name,
            show,
        ),
    );
}

time();
compare();
week();
