// Zooming: by the overview below a chart, and by dragging over the chart itself.
class Strip {
    constructor(chart, name) {
        this.chart = chart;
        this.box = element("div", { className: "strip" });
        this.lines = drawing(
            "svg",
            { viewBox: `0 0 ${WHOLE} ${WHOLE}`, preserveAspectRatio: "none", "aria-hidden": "true" },
            this.box,
        );
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
            drawing(
                "path",
                {
                    class: `line s${line.style}`,
                    "stroke-width": 1,
                    d: chart.path(line, scale, 0, chart.axis.count, place),
                },
                this.lines,
            );
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
        const way = {
            ArrowLeft: -by,
            ArrowDown: -by,
            ArrowRight: by,
            ArrowUp: by,
            Home: -axis.count,
            End: axis.count,
        }[event.key];
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
