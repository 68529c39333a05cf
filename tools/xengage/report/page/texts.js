// Elements, and numbers and times as texts: as text.c writes them.
const HOUR = 3600;
const DAY = 86400;
const NS = "http://www.w3.org/2000/svg";
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const DAYS = "Mon Tue Wed Thu Fri Sat Sun".split(" ");

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

// A number as on an axis: 50k rather than 50.0k.
const tickText = (value) =>
    compact(value).replace(/\.(\d*?)0+(?=[kMBT])/, (_, digits) => (digits ? `.${digits}` : ""));

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
