// The best Posts of any number of results.

import { XENG_TOP_ENGAGEMENT_RATE, type Pointer } from "./abi.js";
import { check, make } from "./call.js";
import { size } from "./convert.js";
import { Native, pointerOf } from "./handle.js";
import { lib } from "./library.js";
import { metricNumber } from "./names.js";
import type { Result } from "./result.js";

export interface Ranked {
    readonly id: bigint;
    /** The metric by which it is ranked; the engagements, where that is the rate. */
    readonly value: bigint;
    /** The engagement rate; 0 where the ranking is by a metric. */
    readonly rate: number;
}

/** Keeps the best Posts so far; iterates over them, best first. */
export class Top extends Native implements Iterable<Ranked> {
    /** `by`: a metric, or "engagement_rate". */
    constructor(by: string, most: number) {
        const number = by === "engagement_rate" ? XENG_TOP_ENGAGEMENT_RATE : metricNumber(by);
        const places = size(most, "most");
        super(
            make((made, error) => lib.xeng_top_new(number, places, made, error)),
            lib.xeng_top_unref,
        );
    }

    /** Takes the Posts of a result in; of none, which a piece may have, nothing. */
    add(result: Result | null): void {
        if (result !== null) {
            check((error) => lib.xeng_top_add(pointerOf(this), pointerOf(result), error));
        }
    }

    get size(): number {
        return Number(lib.xeng_top_count(pointerOf(this)));
    }

    *[Symbol.iterator](): Generator<Ranked, undefined, undefined> {
        for (let rank = 0; rank < this.size; rank++) {
            yield ranked(pointerOf(this), rank);
        }
    }
}

function ranked(top: Pointer, rank: number): Ranked {
    return {
        id: BigInt(lib.xeng_top_id_at(top, rank)),
        value: BigInt(lib.xeng_top_value_at(top, rank)),
        rate: lib.xeng_top_rate_at(top, rank),
    };
}
