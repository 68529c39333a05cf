// How a client behaves, as the library's options.

import koffi from "koffi";
import * as abi from "./abi.js";
import { check, make } from "./call.js";
import { size, text, uint32 } from "./convert.js";
import { pointerOf } from "./handle.js";
import type { Ledger } from "./ledger.js";
import { lib } from "./library.js";

export type LogLevel = "error" | "warn" | "info" | "debug" | "trace";

/** How a client behaves; what is left out is as the library's documentation of options says. */
export interface ClientOptions {
    /** Where the API is. */
    readonly baseUrl?: string;
    /** Where tokens are got. */
    readonly authUrl?: string;
    /** Certificates (PEM) to trust instead of the system's. */
    readonly caFile?: string;
    /** Certificates to trust on a machine that has none of its own. */
    readonly fallbackCaFile?: string;
    /** The proxy's URL; "" for none at all. */
    readonly proxy?: string;
    /** What is put before the library's name in the `User-Agent` header. */
    readonly userAgent?: string;
    /** How long an operation may take in all. */
    readonly deadlineMs?: number;
    readonly connectTimeoutMs?: number;
    readonly stallTimeoutMs?: number;
    /** How often a failing request is sent in all. */
    readonly maxAttempts?: number;
    /** The contract's requests a minute, before the server's headers tell it. */
    readonly rateLimit?: number;
    /** How many requests are under way at once. */
    readonly maxConcurrency?: number;
    readonly maxResponseBytes?: number;
    /** HTTP/1.1 only, or what the server offers. */
    readonly http?: "auto" | "1.1";
    readonly compressRequests?: boolean;
    /** Counts the users whose Posts are read. */
    readonly ledger?: Ledger;
    /** Receives log lines, secrets redacted. It must not use this client; and while it is
     * known to the library, it keeps what it refers to from being collected, until the client is closed. */
    readonly log?: (level: LogLevel, line: string) => void;
    /** The finest level that `log` wants; "info" if left out. */
    readonly logLevel?: LogLevel;
}

const LEVELS: Readonly<Record<LogLevel, number>> = {
    error: abi.XENG_LOG_ERROR,
    warn: abi.XENG_LOG_WARN,
    info: abi.XENG_LOG_INFO,
    debug: abi.XENG_LOG_DEBUG,
    trace: abi.XENG_LOG_TRACE,
};

const LOG_FN = koffi.pointer(koffi.proto("void", ["void *", "int32_t", "str"]));

/** A client's pointer, and what is to be done when it is released. */
export interface MadeClient {
    readonly pointer: abi.Pointer;
    readonly release: () => void;
}

/** Makes a client of options. */
export function makeClient(given: ClientOptions, fromEnv: boolean): MadeClient {
    const options = make((made, error) => lib.xeng_options_new(made, error));
    let release = (): void => undefined;
    try {
        if (fromEnv) {
            check((error) => lib.xeng_options_from_env(options, error));
        }
        setTexts(options, given);
        setNumbers(options, given);
        setHttp(options, given);
        if (given.ledger !== undefined) {
            lib.xeng_options_set_ledger(options, pointerOf(given.ledger));
        }
        release = setLog(options, given);
        return { pointer: make((made, error) => lib.xeng_client_new(options, made, error)), release };
    } catch (error) {
        release();
        throw error;
    } finally {
        lib.xeng_options_unref(options);
    }
}

// By name, so that a function that an older library lacks is missed only by who uses it.
const TEXTS = {
    baseUrl: "xeng_options_set_base_url",
    authUrl: "xeng_options_set_auth_url",
    caFile: "xeng_options_set_ca_file",
    fallbackCaFile: "xeng_options_set_fallback_ca_file",
    proxy: "xeng_options_set_proxy",
    userAgent: "xeng_options_set_user_agent",
} as const;

const NUMBERS = {
    deadlineMs: "xeng_options_set_deadline_ms",
    connectTimeoutMs: "xeng_options_set_connect_timeout_ms",
    stallTimeoutMs: "xeng_options_set_stall_timeout_ms",
    maxAttempts: "xeng_options_set_max_attempts",
    rateLimit: "xeng_options_set_rate_limit",
    maxConcurrency: "xeng_options_set_max_concurrency",
} as const;

function setTexts(options: abi.Pointer, given: ClientOptions): void {
    for (const name of Object.keys(TEXTS) as (keyof typeof TEXTS)[]) {
        const value = given[name];
        if (value !== undefined) {
            check((error) => lib[TEXTS[name]](options, text(value, name), error));
        }
    }
}

function setNumbers(options: abi.Pointer, given: ClientOptions): void {
    for (const name of Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]) {
        const value = given[name];
        if (value !== undefined) {
            lib[NUMBERS[name]](options, uint32(value, name));
        }
    }
    if (given.maxResponseBytes !== undefined) {
        lib.xeng_options_set_max_response_bytes(options, size(given.maxResponseBytes, "maxResponseBytes"));
    }
}

function setHttp(options: abi.Pointer, given: ClientOptions): void {
    if (given.http !== undefined) {
        const version = given.http === "1.1" ? abi.XENG_HTTP_1_1 : abi.XENG_HTTP_AUTO;
        check((error) => lib.xeng_options_set_http_version(options, version, error));
    }
    if (given.compressRequests !== undefined) {
        lib.xeng_options_set_compress_requests(options, given.compressRequests ? 1 : 0);
    }
}

/** Gives what ends the logging: koffi has a limited number of places for callbacks. */
function setLog(options: abi.Pointer, { log, logLevel = "info" }: ClientOptions): () => void {
    if (log === undefined) {
        return () => undefined;
    }
    const callback = koffi.register((_context: unknown, level: number, line: string) => {
        tell(log, level, line);
    }, LOG_FN);
    lib.xeng_options_set_log(options, LEVELS[logLevel], callback, null);
    return () => koffi.unregister(callback);
}

/** An exception can't go through the library, whose caller it would reach in its midst: it becomes
 * an uncaught one, as one in a listener of an event does. */
function tell(log: NonNullable<ClientOptions["log"]>, level: number, line: string): void {
    try {
        log(levelName(level), line);
    } catch (error) {
        process.nextTick(() => {
            throw error;
        });
    }
}

function levelName(level: number): LogLevel {
    const found = Object.entries(LEVELS).find(([, number]) => number === level);
    return (found?.[0] ?? "trace") as LogLevel;
}
