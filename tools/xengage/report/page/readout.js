// Reading points out: by pointer, by finger, by keys.
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
        const moves = {
            ArrowRight: at < 0 ? from : at + 1,
            ArrowLeft: at < 0 ? to - 1 : at - 1,
            Home: from,
            End: to - 1,
        };
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
        this.box.replaceChildren(
            element("b", {}, stepText(chart.axis, index) + (covered ? ` (${covered})` : "")),
        );
        for (const line of chart.shown()) {
            const row = element("div", {});
            row.append(
                swatch(line.style),
                element("span", {}, line.label),
                element("strong", {}, valueText(line.values[index])),
            );
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
