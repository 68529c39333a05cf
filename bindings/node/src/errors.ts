// What goes wrong, as errors: a class for each hundred of the library's codes.

/** What the library tells about an error. */
export interface ErrorDetails {
    /** The code's number, one of the `XENG_ERROR_` numbers of error.h. */
    readonly number: number;
    /** The code's name, such as "XENG_ERROR_RATE_LIMITED". */
    readonly code: string;
    /** The rule of the API that a request would break, such as "XENG_RULE_TOO_MANY_IDS". */
    readonly rule: string | null;
    /** The limit that was overstepped, as the rule has it. */
    readonly limit: bigint;
    /** The offending value: an id, a name, a time. */
    readonly value: string | null;
    /** The HTTP status of the last answer; 0 where none came. */
    readonly httpStatus: number;
    /** The server's own messages. */
    readonly serverMessages: readonly string[];
    /** The Posts concerned, where they are named. */
    readonly ids: readonly bigint[];
    /** When trying again makes sense, where that is known. */
    readonly retryAt: Date | null;
    /** How many requests were sent before giving up. */
    readonly attempts: number;
}

/** Any error of the library. `code` tells which, as errors of Node do. */
export class XengageError extends Error implements ErrorDetails {
    readonly number: number;
    readonly code: string;
    readonly rule: string | null;
    readonly limit: bigint;
    readonly value: string | null;
    readonly httpStatus: number;
    readonly serverMessages: readonly string[];
    readonly ids: readonly bigint[];
    readonly retryAt: Date | null;
    readonly attempts: number;

    constructor(message: string, details: ErrorDetails) {
        super(message);
        this.number = details.number;
        this.code = details.code;
        this.rule = details.rule;
        this.limit = details.limit;
        this.value = details.value;
        this.httpStatus = details.httpStatus;
        this.serverMessages = details.serverMessages;
        this.ids = details.ids;
        this.retryAt = details.retryAt;
        this.attempts = details.attempts;
    }

    /** 64-bit numbers as text, since JSON has none. */
    toJSON(): object {
        return {
            name: this.name,
            message: this.message,
            code: this.code,
            rule: this.rule,
            limit: String(this.limit),
            value: this.value,
            httpStatus: this.httpStatus,
            serverMessages: this.serverMessages,
            ids: this.ids.map(String),
            retryAt: this.retryAt,
            attempts: this.attempts,
        };
    }
}

/** 1xx: the call was wrong. */
export class UsageError extends XengageError {}
/** 2xx: something on this machine. */
export class SystemError extends XengageError {}
/** 3xx: the way to the server; deadlines and cancelling, too. */
export class NetworkError extends XengageError {}
/** 4xx: the server refused. */
export class RefusedError extends XengageError {}
/** 5xx: the server is unwell. */
export class ServerError extends XengageError {}

const CLASSES = [XengageError, UsageError, SystemError, NetworkError, RefusedError, ServerError];
for (const each of CLASSES) {
    Object.defineProperty(each.prototype, "name", { value: each.name, configurable: true, writable: true });
}

/** @internal The class of a code, by its hundred; a code of a later version is at least an error. */
export function classOf(number: number): typeof XengageError {
    return CLASSES[Math.floor(number / 100)] ?? XengageError;
}

/** What a promise is rejected with when its AbortSignal fires, as Node's own functions do: `name`
 * and `code` are Node's. `cause` is the library's error. */
export class AbortError extends Error {
    readonly code = "ABORT_ERR";
    /** What the signal was aborted with. */
    readonly reason: unknown;
    declare readonly cause: XengageError;

    constructor(reason: unknown, cause: XengageError) {
        super("The operation was aborted", { cause });
        this.name = "AbortError";
        this.reason = reason;
    }
}
