// A request: endpoint, ids, metrics, groupings, window. What it accepts is legal.

import type { Pointer } from "./abi.js";
import { check, list, make, takeText } from "./call.js";
import {
    id,
    iterable,
    text,
    timeText,
    uint32,
    unixSeconds,
    windowOf,
    type IdLike,
    type TimeLike,
    type Window,
} from "./convert.js";
import type { Credentials } from "./credentials.js";
import { Native, pointerOf } from "./handle.js";
import { lib } from "./library.js";
import type { Endpoint } from "./names.js";

/** What a request is made of. */
export interface RequestFields {
    readonly endpoint: Endpoint;
    /** With whose eyes metrics and endpoint are judged; without, that is done when it is sent. */
    readonly credentials?: Credentials;
    /** Post ids; a request for a job has none. */
    readonly ids?: Iterable<IdLike>;
    /** Names of metrics, or all that the endpoint has and the credentials can read. */
    readonly metrics?: readonly string[] | ReadonlySet<string> | "all";
    /** By name: dimensions, as text with commas or one by one. */
    readonly groupings?: Readonly<Record<string, string | readonly string[]>>;
    /** The window's start: a Date, or ISO 8601 text in UTC. */
    readonly start?: TimeLike;
    /** The window's end, which is not in it. */
    readonly end?: TimeLike;
    /** The time by which ages and "in the future" are judged, for repeatable runs. */
    readonly now?: Date;
    /** How long the whole operation may take. */
    readonly deadlineMs?: number;
}

/** What can be foreseen about a request: Posts too old for a metric, a window too old. */
export interface Warning {
    readonly number: number;
    readonly message: string;
    readonly ids: readonly bigint[];
}

/** A request that is checked once and sent any number of times; its fields alone do as well
 * wherever one is taken. */
export class Request extends Native {
    constructor(fields: RequestFields) {
        super(begin(fields), lib.xeng_request_unref);
        try {
            fill(pointerOf(this), fields);
        } catch (error) {
            this.close();
            throw error;
        }
    }

    /** The ids, in the order in which they were given. */
    get ids(): bigint[] {
        const pointer = pointerOf(this);
        return list(lib.xeng_request_id_count(pointer), (i) => BigInt(lib.xeng_request_id_at(pointer, i)));
    }

    /** The window that will be asked for, widened and filled in; null if the server chooses. */
    get window(): Window | null {
        const [start, end] = [new BigInt64Array(1), new BigInt64Array(1)];
        return lib.xeng_request_window(pointerOf(this), start, end) ? windowOf(start, end) : null;
    }

    /** Whether it is complete: at least one id, one metric and one grouping. Throws if not. */
    check(): void {
        check((error) => lib.xeng_request_check(pointerOf(this), error));
    }

    /** The JSON that will be sent. */
    body(): string {
        return takeText((made, error) => lib.xeng_request_to_json(pointerOf(this), made, error));
    }

    warnings(): Warning[] {
        const pointer = make((made, error) => lib.xeng_request_warnings(pointerOf(this), made, error));
        try {
            return list(lib.xeng_warnings_count(pointer), (i) => ({
                number: lib.xeng_warnings_code(pointer, i),
                message: lib.xeng_warnings_message(pointer, i) ?? "",
                ids: list(lib.xeng_warnings_id_count(pointer, i), (j) =>
                    BigInt(lib.xeng_warnings_id_at(pointer, i, j)),
                ),
            }));
        } finally {
            lib.xeng_warnings_unref(pointer);
        }
    }
}

/** @internal Does something with a request, which lives for so long if it was given as fields. */
export function withRequest<T>(request: Request | RequestFields, use: (pointer: Pointer) => T): T {
    if (request instanceof Request) {
        return use(pointerOf(request));
    }
    const made = new Request(request);
    try {
        return use(pointerOf(made));
    } finally {
        made.close();
    }
}

function begin(fields: RequestFields): Pointer {
    const endpoint = lib.xeng_endpoint_by_name(text(fields.endpoint, "endpoint"));
    const credentials = fields.credentials === undefined ? null : pointerOf(fields.credentials);
    return make((made, error) => lib.xeng_request_new(endpoint, credentials, made, error));
}

function fill(pointer: Pointer, fields: RequestFields): void {
    if (fields.now !== undefined) {
        lib.xeng_request_set_now(pointer, unixSeconds(fields.now));
    }
    if (fields.deadlineMs !== undefined) {
        lib.xeng_request_set_deadline_ms(pointer, uint32(fields.deadlineMs, "deadlineMs"));
    }
    addIds(pointer, fields.ids ?? []);
    addMetrics(pointer, fields.metrics ?? []);
    for (const [name, dimensions] of Object.entries(fields.groupings ?? {})) {
        addGrouping(pointer, name, typeof dimensions === "string" ? dimensions : dimensions.join(","));
    }
    if (fields.start !== undefined || fields.end !== undefined) {
        const [start, end] = [timeText(fields.start, "start"), timeText(fields.end, "end")];
        check((error) => lib.xeng_request_set_window_text(pointer, start, end, error));
    }
}

function addIds(pointer: Pointer, ids: Iterable<IdLike>): void {
    for (const each of iterable(ids)) {
        if (typeof each === "string") {
            check((error) => lib.xeng_request_add_id_text(pointer, text(each, "id"), error));
        } else {
            check((error) => lib.xeng_request_add_id(pointer, id(each), error));
        }
    }
}

function addMetrics(pointer: Pointer, metrics: Iterable<string>): void {
    if (metrics === "all") {
        check((error) => lib.xeng_request_add_all_metrics(pointer, error));
        return;
    }
    if (typeof metrics === "string") {
        throw new TypeError(`metrics must be names, such as [${JSON.stringify(metrics)}], or "all"`);
    }
    for (const each of metrics) {
        check((error) => lib.xeng_request_add_metric_name(pointer, text(each, "metric"), error));
    }
}

function addGrouping(pointer: Pointer, name: string, dimensions: string): void {
    const [checked, words] = [text(name, "a grouping's name"), text(dimensions, "dimensions")];
    check((error) => lib.xeng_request_add_grouping_text(pointer, checked, words, error));
}
