// Sending requests: any number at once, each a promise.

import { inspect } from "node:util";
import { XENG_ERROR_CANCELLED, XENG_ERROR_STATE } from "./abi.js";
import { check, madeError, slot, taken } from "./call.js";
import type { Credentials } from "./credentials.js";
import { AbortError, XengageError } from "./errors.js";
import { Native, pointerOf } from "./handle.js";
import { lib } from "./library.js";
import { makeClient, type ClientOptions } from "./options.js";
import { Pump } from "./pump.js";
import { withRequest, type Request, type RequestFields } from "./request.js";
import type { Result } from "./result.js";

export interface FetchOptions {
    /** Cancels the request when it fires. */
    readonly signal?: AbortSignal | undefined;
}

const pumps = new WeakMap<Client, Pump>();
const FROM_ENV = Symbol("from the environment");

/** @internal What drives a client. */
export function pumpOf(client: Client): Pump {
    const pump = pumps.get(client);
    if (pump === undefined || client.closed) {
        throw madeError(XENG_ERROR_STATE, "this Client is closed");
    }
    return pump;
}

/** Connections, limits and policy. */
export class Client extends Native {
    constructor(options: ClientOptions = {}) {
        const { pointer, release } = makeClient(options, FROM_ENV in options);
        const pump = new Pump(pointer, release);
        super(pointer, () => pump.close());
        pumps.set(this, pump);
    }

    /** A client that heeds `XENGAGE_BASE_URL`, `XENGAGE_AUTH_URL` and `XENGAGE_CA_FILE`. */
    static fromEnv(options: ClientOptions = {}): Client {
        return new Client({ ...options, [FROM_ENV]: true } as ClientOptions);
    }

    /** Sends a request; failures are retried, and a rate limit is waited for, until the deadline.
     * Any number may be under way at once. */
    async fetch(
        credentials: Credentials,
        request: Request | RequestFields,
        options: FetchOptions = {},
    ): Promise<Result> {
        const { signal } = options;
        if (signal?.aborted) {
            throw new AbortError(signal.reason, madeError(XENG_ERROR_CANCELLED, "it was cancelled before it was sent"));
        }
        const operation = this.#submit(credentials, request);
        const abort = (): void => {
            if (!this.closed) {
                lib.xeng_client_cancel(pointerOf(this), operation);
            }
        };
        signal?.addEventListener("abort", abort, { once: true });
        try {
            return await new Promise<Result>((resolve, reject) => {
                pumpOf(this).wait(operation, { resolve, reject });
            });
        } catch (error) {
            throw signal?.aborted && isCancelled(error) ? new AbortError(signal.reason, error) : error;
        } finally {
            signal?.removeEventListener("abort", abort);
        }
    }

    /** Cancels all requests that are under way; jobs go on. */
    cancelAll(): void {
        lib.xeng_client_cancel_all(pointerOf(this));
    }

    /** Closes it: requests that are under way are cancelled, jobs fail. */
    async [Symbol.asyncDispose](): Promise<void> {
        this.close();
    }

    /** @internal */
    [inspect.custom](): string {
        return this.closed ? "Client (closed)" : "Client";
    }

    #submit(credentials: Credentials, request: Request | RequestFields): bigint {
        const operation = slot();
        withRequest(request, (pointer) => {
            check((error) =>
                lib.xeng_client_submit(pointerOf(this), pointerOf(credentials), pointer, operation, error),
            );
        });
        return taken(operation);
    }
}

function isCancelled(error: unknown): error is XengageError {
    return error instanceof XengageError && error.number === XENG_ERROR_CANCELLED;
}
