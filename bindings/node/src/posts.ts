// What a Post id tells by itself.

import { XENG_POST_CREATED_UNKNOWN } from "./abi.js";
import { check, slot, taken } from "./call.js";
import { id as wide, text } from "./convert.js";
import { lib } from "./library.js";

/** Reads a Post id from text: decimal digits only, 1 to 2^63 - 1. */
export function parseId(digits: string): bigint {
    const id = slot();
    check((error) => lib.xeng_post_id_parse(text(digits, "id"), id, error));
    return taken(id);
}

/** When a Post was made; null for ids from before November 2010, which don't say. */
export function createdAt(id: bigint): Date | null {
    const ms = Number(lib.xeng_post_created_ms(wide(id)));
    return ms === XENG_POST_CREATED_UNKNOWN ? null : new Date(ms);
}

/** The smallest id that a Post made at a time can have. */
export function firstIdAt(time: Date): bigint {
    const id = Number.isNaN(time.getTime()) ? 0n : BigInt(lib.xeng_post_first_id_at(time.getTime()));
    if (id === 0n) {
        throw new RangeError("ids carry a time from 2010-11-04T01:42:54.657Z on");
    }
    return id;
}
