// A line chart, drawn as chart.c draws it.
const LABEL_ROOM = 480;
const LABEL_EDGE = 9600;

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
            if (value !== null)
                path += `${drawn ? "L" : "M"}${place(i)} ${scale.place(value)}${drawn ? "" : "h0"}`;
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
        const inner = drawing(
            "svg",
            {
                class: "lines",
                viewBox: `0 0 ${WHOLE} ${WHOLE}`,
                preserveAspectRatio: "none",
                width: "100%",
                height: "100%",
            },
            this.plot,
        );
        for (const line of lines) {
            drawing(
                "path",
                {
                    class: `line s${line.style}`,
                    d: this.path(line, scale, this.from, this.to, (i) => this.place(i)),
                },
                inner,
            );
        }
        for (const line of lines) this.drawDots(inner, line, scale);
        if (!this.small) this.drawNames(lines, scale);
    }

    drawPartial() {
        for (const key in this.axis.partial) {
            const index = Number(key);
            if (index < this.from || index >= this.to) continue;
            const width = WHOLE / (this.to - this.from);
            drawing(
                "rect",
                {
                    class: "partial",
                    x: percent((index - this.from) * width),
                    y: 0,
                    width: percent(width),
                    height: "100%",
                },
                this.plot,
            );
        }
    }

    drawGrid(scale) {
        const grid = drawing("g", { class: "grid" }, this.plot);
        for (const tick of scale.ticks) {
            const y = percent(scale.place(tick));
            drawing("line", { class: tick === 0 ? "zero" : "tick", x1: 0, x2: "100%", y1: y, y2: y }, grid);
            drawing("text", { class: "y", x: -8, y, dy: ".32em" }, grid, tickText(tick));
        }
        timeTicks(this.axis, this.from, this.to).forEach((tick, i) => {
            const x = percent(tick.place);
            drawing("line", { class: "tick", x1: x, x2: x, y1: 0, y2: "100%" }, grid);
            if (tick.place <= LABEL_EDGE) {
                drawing(
                    "text",
                    { class: i % 2 ? "x minor" : "x", x, y: "100%", dy: "1.5em" },
                    grid,
                    tick.text,
                );
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
        for (let i = 1; i < tags.length; i++)
            tags[i].place = Math.max(tags[i].place, tags[i - 1].place + LABEL_ROOM);
        for (let i = tags.length - 1, most = WHOLE; i >= 0; i--, most -= LABEL_ROOM)
            tags[i].place = Math.min(tags[i].place, most);
        const names = drawing("g", { class: "names" }, this.plot);
        for (const tag of tags) {
            drawing(
                "text",
                {
                    class: `t${tag.line.style}`,
                    x: "100%",
                    dx: 8,
                    y: percent(Math.max(0, tag.place)),
                    dy: ".32em",
                },
                names,
                tag.line.label,
            );
        }
    }
}
