// How many distinct users were read a month, which the contract may count.

import { XENG_TIME_UNSET } from "./abi.js";
import { check, make, slot, taken } from "./call.js";
import { size, text, uint32, unixSeconds } from "./convert.js";
import type { Credentials } from "./credentials.js";
import { Native, pointerOf } from "./handle.js";
import { lib } from "./library.js";

export interface LedgerOptions {
    /** The day of the month on which the contract's month begins, 1 to 28. */
    readonly firstDay?: number;
    /** How many distinct users a month there may be; any number, if left out. */
    readonly limit?: number;
    /** Refuses one user more, with "XENG_ERROR_LEDGER_LIMIT", instead of a warning in the log. */
    readonly refuse?: boolean;
}

/** A text file that clients count their users in: `new Client({ ledger })`. Processes may share it. */
export class Ledger extends Native {
    constructor(path: string, { firstDay = 1, limit = 0, refuse = false }: LedgerOptions = {}) {
        const [file, day, users] = [text(path, "path"), uint32(firstDay, "firstDay"), size(limit, "limit")];
        const pointer = make((made, error) => lib.xeng_ledger_open(file, day, made, error));
        super(pointer, lib.xeng_ledger_unref);
        lib.xeng_ledger_set_limit(pointer, users, refuse ? 1 : 0);
    }

    /** Counts the user of some credentials, as a client does by itself. */
    count(credentials: Credentials): void {
        check((error) => lib.xeng_ledger_count(pointerOf(this), pointerOf(credentials), error));
    }

    /** How many distinct users there were in the month of a moment; this month, if left out. */
    users(month?: Date): number {
        const users = slot();
        const time = month === undefined ? XENG_TIME_UNSET : unixSeconds(month);
        check((error) => lib.xeng_ledger_users(pointerOf(this), time, users, error));
        return Number(taken(users));
    }
}
