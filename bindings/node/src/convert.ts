// Numbers, ids, texts and times between JavaScript and C, which would cut them short in silence.

import { XENG_TIME_UNSET } from "./abi.js";

/** A Post id: a bigint; or its digits, which any number can be; or a number up to 2^53 - 1. */
export type IdLike = bigint | string | number;

const UINT32_MAX = 0xffff_ffff;
const UINT64_MAX = 0xffff_ffff_ffff_ffffn;
const MS = 1000;

/** A number that fits into 32 bits without a sign. */
export function uint32(value: number, what: string): number {
    if (!Number.isInteger(value) || value < 0 || value > UINT32_MAX) {
        throw new RangeError(`${what} is ${value}, but must be an integer from 0 to ${UINT32_MAX}`);
    }
    return value;
}

/** A number that counts bytes or places. */
export function size(value: number, what: string): number {
    if (!Number.isSafeInteger(value) || value < 0) {
        throw new RangeError(`${what} is ${value}, but must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}`);
    }
    return value;
}

/** An id that isn't given as text. */
export function id(value: bigint | number): bigint {
    if (typeof value === "number" && !Number.isSafeInteger(value)) {
        throw new RangeError(
            `${value} is no Post id that a number can hold: write ids as bigint (${BigInt(Math.trunc(value) || 0)}n) or as text`,
        );
    }
    const wide = BigInt(value);
    if (wide < 0n || wide > UINT64_MAX) {
        throw new RangeError(`${value} is no Post id: they are 1 to 2^63 - 1`);
    }
    return wide;
}

/** Ids to go through; a string would be gone through, too, digit by digit. */
export function iterable(ids: Iterable<IdLike>): Iterable<IdLike> {
    if (typeof ids === "string" || typeof ids !== "object" || ids === null) {
        throw new TypeError("ids must be several, such as [1n, 2n]");
    }
    return ids;
}

/** Text for C, which ends at the first NUL. */
export function text(value: string, what: string): string {
    if (typeof value !== "string") {
        throw new TypeError(`${what} must be a string, not ${typeof value}`);
    }
    if (value.includes("\0")) {
        throw new TypeError(`${what} has a NUL character in it`);
    }
    return value;
}

/** A moment for a person's window: a Date, or ISO 8601 text in UTC such as "2026-11-01". */
export type TimeLike = Date | string;

/** The start or end of a window as text. What is within a second belongs to the window. */
export function timeText(value: TimeLike | undefined, side: "start" | "end"): string | null {
    if (value === undefined) {
        return null;
    }
    if (typeof value === "string") {
        return text(value, side);
    }
    const seconds = value.getTime() / MS;
    const whole = side === "start" ? Math.floor(seconds) : Math.ceil(seconds);
    return `${new Date(whole * MS).toISOString().slice(0, -".000Z".length)}Z`;
}

/** A Date as Unix seconds. */
export function unixSeconds(value: Date): bigint {
    const seconds = Math.floor(value.getTime() / MS);
    if (Number.isNaN(seconds)) {
        throw new RangeError("this Date is invalid");
    }
    return BigInt(seconds);
}

/** Unix seconds as a Date. */
export function dateOf(seconds: number | bigint): Date {
    return new Date(Number(seconds) * MS);
}

/** A window, whose sides may be open. */
export interface Window {
    readonly start: Date | null;
    readonly end: Date | null;
}

/** A window as the library tells it: two slots of Unix seconds. */
export function windowOf(start: BigInt64Array, end: BigInt64Array): Window {
    return { start: side(start), end: side(end) };
}

function side(of: BigInt64Array): Date | null {
    const seconds = of[0] as bigint;
    return seconds === XENG_TIME_UNSET ? null : dateOf(seconds);
}
