// The words of the API: endpoints, metrics, states of ids.

import * as abi from "./abi.js";
import { list } from "./call.js";
import { text } from "./convert.js";
import { lib } from "./library.js";

/** An endpoint's name as in its path. */
export type Endpoint = "totals" | "28hr" | "historical";

/** What became of an id. */
export type IdState = "delivered" | "unavailable" | "forbidden" | "unsupported" | "missing" | "failed";

/** A table's form: a row is a count, or all metrics of a Post, a day, an hour. */
export type Form = "long" | "wide";

/** The metrics' names, in the order of X's documentation. */
export const metrics: readonly string[] = Object.freeze(
    list(lib.xeng_metric_count(), (i) => lib.xeng_metric_name(lib.xeng_metric_at(i)) as string),
);

/** The endpoints' names. */
export const endpoints: readonly Endpoint[] = Object.freeze(
    [abi.XENG_ENDPOINT_TOTALS, abi.XENG_ENDPOINT_28HR, abi.XENG_ENDPOINT_HISTORICAL].map(
        (each) => lib.xeng_endpoint_name(each) as Endpoint,
    ),
);

/** How many Post ids one request to an endpoint takes. */
export function maxIds(endpoint: Endpoint): number {
    return Number(lib.xeng_endpoint_max_ids(lib.xeng_endpoint_by_name(text(endpoint, "endpoint"))));
}

/** The version of the library that runs, such as "0.1.0". */
export const version: string = lib.xeng_version() as string;

/** @internal The states of ids and their numbers. */
export const STATES: ReadonlyMap<number, IdState> = new Map(
    [
        abi.XENG_ID_DELIVERED,
        abi.XENG_ID_UNAVAILABLE,
        abi.XENG_ID_FORBIDDEN,
        abi.XENG_ID_UNSUPPORTED,
        abi.XENG_ID_MISSING,
        abi.XENG_ID_FAILED,
    ].map((each) => [each, stateName(each)]),
);

/** @internal A state's name; one of a later version is "unknown", which no type here says. */
export function stateName(state: number): IdState {
    return lib.xeng_id_state_name(state) as IdState;
}

/** @internal A metric's number; throws for a name that the API doesn't have. */
export function metricNumber(name: string): number {
    const number = lib.xeng_metric_by_name(text(name, "metric"));
    if (number === 0) {
        throw new RangeError(`there is no metric ${JSON.stringify(name)}: they are ${metrics.join(", ")}`);
    }
    return number;
}

/** @internal A form's number. */
export function formNumber(form: Form): number {
    switch (form) {
        case "long":
            return abi.XENG_FORM_LONG;
        case "wide":
            return abi.XENG_FORM_WIDE;
        default:
            throw new RangeError(`a table is "long" or "wide", not ${JSON.stringify(form)}`);
    }
}

/** For which metrics a Post is too old. */
export interface Unsupported {
    readonly impressionsAndEngagements: boolean;
    readonly videoViews: boolean;
}

/** @internal */
export function unsupportedOf(flags: number): Unsupported {
    return {
        impressionsAndEngagements: (flags & abi.XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS) !== 0,
        videoViews: (flags & abi.XENG_UNSUPPORTED_VIDEO_VIEWS) !== 0,
    };
}
