// Drives a client from Node's event loop: its descriptor is polled as long as somebody waits for
// an answer, and no longer, so that an idle client doesn't keep the process alive. No threads.

import koffi, { type node } from "koffi";
import { XENG_ERROR_CANCELLED, XENG_ERROR_STATE, XENG_OPERATION_NONE, type Pointer } from "./abi.js";
import { check, madeError, ownedError, slot, taken } from "./call.js";
import { lib } from "./library.js";
import { Result } from "./result.js";

/** After a turn in which nobody got anything while a job of the client has answers that nobody
 * asks for: they keep the descriptor readable, and would keep the processor busy. */
const PAUSE_MS = 5;

/** Somebody who waits for a request. */
export interface Waiter {
    resolve(result: Result): void;
    reject(error: Error): void;
}

/** Somebody who waits for a job's next piece. */
export interface Worker {
    /** Looks once more; true if the wait is over. */
    turn(): boolean;
    reject(error: Error): void;
}

export class Pump {
    readonly #client: Pointer;
    readonly #waiters = new Map<bigint, Waiter>();
    readonly #workers = new Set<Worker>();
    /** How many jobs have begun and aren't over. */
    #jobs = 0;
    /** The client and its jobs: each is logged as long as it is there. */
    #logged = 1;
    readonly #endLog: () => void;
    #poll: node.PollHandle | undefined;
    #polling = false;
    #closed = false;
    #immediate: NodeJS.Immediate | undefined;
    #timer: NodeJS.Timeout | undefined;

    /** Takes over the client, and what ends its logging. */
    constructor(client: Pointer, endLog: () => void) {
        this.#client = client;
        this.#endLog = endLog;
    }

    /** A job is made; what it returns is called when it is released, which is logged, too. */
    keepLog(): () => void {
        this.#logged++;
        return () => this.#letGoOfLog();
    }

    #letGoOfLog(): void {
        if (--this.#logged === 0) {
            this.#endLog();
        }
    }

    /** Waits for the outcome of an operation. */
    wait(operation: bigint, waiter: Waiter): void {
        this.#waiters.set(operation, waiter);
        this.#arm();
    }

    /** A job begins; what it returns is called when it is over. */
    join(): () => void {
        let joined = true;
        this.#jobs++;
        return () => {
            this.#jobs -= joined ? 1 : 0;
            joined = false;
        };
    }

    /** Waits for a job. */
    work(worker: Worker): void {
        if (this.#closed) {
            throw closedError();
        }
        this.#workers.add(worker);
        this.#arm();
    }

    /** Drops what is under way and releases the client. Who waits is told, before this returns. */
    close(): void {
        this.#closed = true;
        this.#disarm();
        this.#poll?.close();
        this.#poll = undefined;
        lib.xeng_client_cancel_all(this.#client);
        this.#collect();
        this.#fail(madeError(XENG_ERROR_CANCELLED, "the client was closed"));
        lib.xeng_client_unref(this.#client);
        this.#letGoOfLog();
    }

    #arm(): void {
        if (this.#polling || this.#closed) {
            return;
        }
        this.#polling = true;
        if (this.#poll === undefined) {
            this.#poll = koffi.node.poll(lib.xeng_client_fd(this.#client), { readable: true }, this.#ready);
        } else {
            this.#poll.start({ readable: true }, this.#ready);
        }
    }

    #disarm(): void {
        if (this.#polling) {
            this.#polling = false;
            this.#poll?.stop();
        }
        clearImmediate(this.#immediate);
        clearTimeout(this.#timer);
        this.#immediate = this.#timer = undefined;
    }

    /** Called by libuv, and Node-API doesn't say that promises which are settled there get their turn:
     * so the work is done in a callback of Node's own, right after. */
    #ready = (): void => {
        this.#immediate ??= setImmediate(this.#turn);
    };

    #turn = (): void => {
        this.#immediate = undefined;
        let progress = false;
        try {
            check((error) => lib.xeng_client_dispatch(this.#client, 0, error));
            progress = this.#collect();
            progress = this.#ask() || progress;
        } catch (error) {
            this.#fail(error as Error);
        }
        if (this.#closed) {
            return;
        }
        if (this.#waiters.size + this.#workers.size === 0) {
            this.#disarm();
        } else if (!progress && this.#jobs > this.#workers.size) {
            this.#pause();
        }
    };

    /** Takes all that is finished; true if there was something. */
    #collect(): boolean {
        let some = false;
        for (;;) {
            const [operation, result, error] = [slot(), slot(), slot()];
            const code = lib.xeng_client_next_completion(this.#client, operation, result, error);
            const number = taken(operation);
            if (number === BigInt(XENG_OPERATION_NONE)) {
                return some;
            }
            some = true;
            const waiter = this.#waiters.get(number);
            this.#waiters.delete(number);
            if (taken(result) === 0n) {
                waiter?.reject(ownedError(taken(error), code));
            } else if (waiter === undefined) {
                lib.xeng_result_unref(taken(result));
            } else {
                waiter.resolve(Result.own(taken(result)));
            }
        }
    }

    /** Lets the jobs look; true if one has something. */
    #ask(): boolean {
        let some = false;
        for (const worker of [...this.#workers]) {
            if (worker.turn()) {
                this.#workers.delete(worker);
                some = true;
            }
        }
        return some;
    }

    #fail(error: Error): void {
        const waiting = [...this.#waiters.values(), ...this.#workers];
        this.#waiters.clear();
        this.#workers.clear();
        for (const each of waiting) {
            each.reject(error);
        }
    }

    /** Looks again a little later. */
    #pause(): void {
        this.#polling = false;
        this.#poll?.stop();
        this.#timer = setTimeout(() => {
            this.#timer = undefined;
            this.#arm();
        }, PAUSE_MS);
    }
}

export function closedError(): Error {
    return madeError(XENG_ERROR_STATE, "the client is closed");
}
