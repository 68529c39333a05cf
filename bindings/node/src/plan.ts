// What a job will send.

import type { Pointer } from "./abi.js";
import { list } from "./call.js";
import { windowOf, type Window } from "./convert.js";
import { lib } from "./library.js";

/** What a job will send, as it was when it was asked. */
export interface Plan {
    /** Ids that were given, repeats included. */
    readonly idsGiven: number;
    /** Distinct ids. */
    readonly ids: number;
    readonly pieces: number;
    /** Pieces that an earlier run has done. */
    readonly piecesDone: number;
    /** Requests in all; no fewer are possible. */
    readonly requests: number;
    readonly requestsLeft: number;
    readonly windows: readonly Window[];
    /** How long the rest takes at the rate limit that is known; 0 if none is. */
    readonly seconds: number;
}

/** Takes a plan over, which is released. */
export function planOf(plan: Pointer, perMinute: number): Plan {
    try {
        return {
            idsGiven: Number(lib.xeng_plan_ids_given(plan)),
            ids: Number(lib.xeng_plan_ids(plan)),
            pieces: Number(lib.xeng_plan_pieces(plan)),
            piecesDone: Number(lib.xeng_plan_pieces_done(plan)),
            requests: Number(lib.xeng_plan_requests(plan)),
            requestsLeft: Number(lib.xeng_plan_requests_left(plan)),
            windows: list(lib.xeng_plan_windows(plan), (i) => windowAt(plan, i)),
            seconds: Number(lib.xeng_plan_seconds(plan, perMinute)),
        };
    } finally {
        lib.xeng_plan_unref(plan);
    }
}

function windowAt(plan: Pointer, index: number): Window {
    const [start, end] = [new BigInt64Array(1), new BigInt64Array(1)];
    lib.xeng_plan_window_at(plan, index, start, end);
    return windowOf(start, end);
}
