// Calling the library: what it gives by pointer, and its errors, which are thrown.

import koffi from "koffi";
import { XENG_OK, type Pointer } from "./abi.js";
import { classOf, type ErrorDetails, type XengageError } from "./errors.js";
import { lib } from "./library.js";

/** Room for what a function gives by pointer: a handle, an id. */
export type Slot = BigUint64Array;

export function slot(): Slot {
    return new BigUint64Array(1);
}

/** What a function left in a slot. */
export function taken(from: Slot): bigint {
    return from[0] as bigint;
}

/** Texts or ids that are told one by one. */
export function list<T>(count: number | bigint, at: (index: number) => T): T[] {
    return Array.from({ length: Number(count) }, (_, index) => at(index));
}

function details(error: Pointer, number: number): ErrorDetails {
    const rule = lib.xeng_error_rule(error);
    const retryAt = Number(lib.xeng_error_retry_at(error));
    return {
        number,
        code: lib.xeng_error_code_name(number) as string,
        rule: rule === 0 ? null : lib.xeng_error_rule_name(rule),
        limit: BigInt(lib.xeng_error_limit(error)),
        value: lib.xeng_error_value(error) || null,
        httpStatus: lib.xeng_error_http_status(error),
        serverMessages: list(
            lib.xeng_error_server_message_count(error),
            (i) => lib.xeng_error_server_message(error, i) ?? "",
        ),
        ids: list(lib.xeng_error_id_count(error), (i) => BigInt(lib.xeng_error_id_at(error, i))),
        retryAt: retryAt === 0 ? null : new Date(retryAt * 1000),
        attempts: lib.xeng_error_attempts(error),
    };
}

/** An error that stays the library's. */
export function borrowedError(error: Pointer): XengageError {
    const number = lib.xeng_error_code(error);
    return new (classOf(number))(lib.xeng_error_message(error) as string, details(error, number));
}

/** An error that is ours: it is released. There is none (0) if memory ran out for it, too. */
export function ownedError(error: Pointer, number: number): XengageError {
    if (error === 0n) {
        return madeError(number, lib.xeng_error_code_name(number) as string);
    }
    try {
        return borrowedError(error);
    } finally {
        lib.xeng_error_unref(error);
    }
}

/** An error that this binding finds. */
export function madeError(number: number, message: string): XengageError {
    return new (classOf(number))(message, {
        number,
        code: lib.xeng_error_code_name(number) as string,
        rule: null,
        limit: 0n,
        value: null,
        httpStatus: 0,
        serverMessages: [],
        ids: [],
        retryAt: null,
        attempts: 0,
    });
}

/** Calls a function whose last parameter is `xeng_error **`; throws what it fails with. */
export function check(call: (error: Slot) => number): void {
    const error = slot();
    const number = call(error);
    if (number !== XENG_OK) {
        throw ownedError(taken(error), number);
    }
}

/** Calls a function whose last parameters are `thing **, xeng_error **`; gives the thing. */
export function make(call: (made: Slot, error: Slot) => number): Pointer {
    const made = slot();
    check((error) => call(made, error));
    return taken(made);
}

/** Calls a function whose last parameters are `char **, xeng_error **`; gives the text. */
export function takeText(call: (made: Slot, error: Slot) => number): string {
    const pointer = make(call);
    try {
        return koffi.decode.string(pointer);
    } finally {
        lib.xeng_free(pointer);
    }
}
