// Axes, as axis.c makes them.
const WHOLE = 10000;

function scaleOf(least, most, logarithmic) {
    least = Math.min(least, 0);
    most = Math.max(most, 0);
    if (least === 0 && most === 0) most = 1;
    let unit = 1;
    for (let size = Math.max(-least, most); size >= 10000; size = Math.floor(size / 10)) unit *= 10;
    const measure = logarithmic ? (v) => Math.sign(v) * Math.log10(1 + Math.abs(v) / unit) : (v) => v;
    const ticks = logarithmic
        ? [
              ...powers(unit, -least)
                  .map((v) => -v)
                  .reverse(),
              0,
              ...powers(unit, most),
          ]
        : even(least, most);
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
    const lengths = [
        HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY,
        14 * DAY,
        28 * DAY,
        56 * DAY,
    ];
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
