// A result: a tree of counts for each grouping, and what the server said about each id.

import { inspect } from "node:util";
import { XENG_VALUE_DELIVERED, type Pointer, type Wide } from "./abi.js";
import { list, make, takeText } from "./call.js";
import { id as wide, windowOf, type Window } from "./convert.js";
import { Native, pointerOf } from "./handle.js";
import { lib } from "./library.js";
import {
    formNumber,
    metricNumber,
    stateName,
    unsupportedOf,
    type Form,
    type IdState,
    type Unsupported,
} from "./names.js";
import { Table } from "./table.js";
import { Tree, type Count, type TreeObject } from "./tree.js";

/** Immutable. It holds memory outside of JavaScript's heap, of which the garbage collector knows
 * nothing: close() those that are large or many. */
export class Result extends Native {
    #ids: ReadonlyMap<bigint, IdState> | undefined;
    #trees: ReadonlyMap<string, Tree> | undefined;

    private constructor(pointer: Pointer) {
        super(pointer, lib.xeng_result_unref);
    }

    /** @internal */
    static own(pointer: Pointer): Result {
        return new Result(pointer);
    }

    /** Reads a response as the server wrote it. */
    static fromJSON(json: string | Uint8Array): Result {
        const bytes = typeof json === "string" ? new TextEncoder().encode(json) : json;
        return new Result(make((made, error) => lib.xeng_result_from_json(bytes, bytes.length, made, error)));
    }

    /** Merges results into one; counts of one path are added up. */
    static merge(results: Iterable<Result>): Result {
        const pointers = BigUint64Array.from([...results], pointerOf);
        return new Result(make((made, error) => lib.xeng_result_merge(pointers, pointers.length, made, error)));
    }

    /** How many requests were sent to get it. */
    get attempts(): number {
        return lib.xeng_result_attempts(pointerOf(this));
    }

    /** Every id that was asked for, and what became of it. */
    get ids(): ReadonlyMap<bigint, IdState> {
        const pointer = pointerOf(this);
        this.#ids ??= new Map(
            list(lib.xeng_result_id_count(pointer), (i) => {
                const id = BigInt(lib.xeng_result_id_at(pointer, i));
                return [id, stateName(lib.xeng_result_id_state(pointer, id))] as const;
            }),
        );
        return this.#ids;
    }

    /** The trees by the names of their groupings, in the order of the request. */
    get trees(): ReadonlyMap<string, Tree> {
        const pointer = pointerOf(this);
        this.#trees ??= new Map(
            list(lib.xeng_result_grouping_count(pointer), (i) => [
                lib.xeng_result_grouping_name(pointer, i) as string,
                Tree.at(this, lib.xeng_result_root(pointer, i)),
            ]),
        );
        return this.#trees;
    }

    /** The tree of a grouping; throws if there is none of that name. */
    tree(grouping: string): Tree {
        const tree = this.trees.get(grouping);
        if (tree === undefined) {
            throw new RangeError(`the result has no grouping ${JSON.stringify(grouping)}`);
        }
        return tree;
    }

    /** The window that the server says the counts are of. */
    get window(): Window | null {
        const [start, end] = [new BigInt64Array(1), new BigInt64Array(1)];
        return lib.xeng_result_window(pointerOf(this), start, end) ? windowOf(start, end) : null;
    }

    /** For which metrics a Post is too old. */
    unsupported(id: bigint): Unsupported {
        return unsupportedOf(lib.xeng_result_id_unsupported(pointerOf(this), wide(id)));
    }

    /** A Post's count of a metric, over all days and hours; null if any of it wasn't delivered,
     * undefined if the result has nothing of the kind. */
    postValue(id: bigint, metric: string): Count | undefined {
        return count((value) => lib.xeng_result_post_value(pointerOf(this), wide(id), metricNumber(metric), value));
    }

    /** The sum of a metric over all Posts, of what was delivered. */
    total(metric: string): Count | undefined {
        return count((value) => lib.xeng_result_total(pointerOf(this), metricNumber(metric), value));
    }

    /** A Post's engagements divided by its impressions; null where that can't be known. */
    engagementRate(id: bigint): number | null {
        return rate((value) => lib.xeng_result_engagement_rate(pointerOf(this), wide(id), value));
    }

    /** The engagement rate of all Posts together. */
    totalRate(): number | null {
        return rate((value) => lib.xeng_result_total_rate(pointerOf(this), value));
    }

    /** The server's messages that came with it. */
    get messages(): string[] {
        const pointer = pointerOf(this);
        return list(lib.xeng_result_message_count(pointer), (i) => lib.xeng_result_message(pointer, i) ?? "");
    }

    /** Members of the response that this version doesn't know, as JSON text. */
    get extras(): Map<string, string> {
        const pointer = pointerOf(this);
        return new Map(
            list(lib.xeng_result_extra_count(pointer), (i) => [
                lib.xeng_result_extra_name(pointer, i) ?? "",
                lib.xeng_result_extra_json(pointer, i) ?? "",
            ]),
        );
    }

    /** The counts of a grouping as columns. */
    table(grouping: string, form: Form = "long"): Table {
        const place = this.#place(grouping);
        return Table.own(
            make((made, error) => lib.xeng_table_new(pointerOf(this), place, formNumber(form), made, error)),
        );
    }

    /** What became of the ids as columns: `tweet_id`, `state`. */
    idsTable(): Table {
        return Table.own(make((made, error) => lib.xeng_table_of_ids(pointerOf(this), made, error)));
    }

    /** The result in the shape in which the server writes one, for fromJSON(). */
    serverJSON(): string {
        return takeText((made, error) => lib.xeng_result_to_json(pointerOf(this), made, error));
    }

    /** All trees as plain objects. */
    toObject(): Record<string, TreeObject> {
        return Object.fromEntries([...this.trees].map(([name, tree]) => [name, tree.toObject()]));
    }

    /** Ids with their states, and trees; 64-bit numbers as text, since JSON has none. */
    toJSON(): object {
        return {
            attempts: this.attempts,
            ids: Object.fromEntries([...this.ids].map(([id, state]) => [String(id), state])),
            trees: Object.fromEntries([...this.trees].map(([name, tree]) => [name, tree.toJSON()])),
        };
    }

    /** @internal */
    [inspect.custom](): string {
        return this.closed ? "Result (closed)" : `Result (${this.ids.size} ids: ${[...this.trees.keys()].join(", ")})`;
    }

    #place(grouping: string): Wide {
        this.tree(grouping);
        return [...this.trees.keys()].indexOf(grouping);
    }
}

function count(read: (value: BigInt64Array) => number): Count | undefined {
    const value = new BigInt64Array(1);
    const kind = read(value);
    if (kind < 0) {
        return undefined;
    }
    return kind === XENG_VALUE_DELIVERED ? (value[0] as bigint) : null;
}

function rate(read: (value: Float64Array) => number): number | null {
    const value = new Float64Array(1);
    return read(value) === XENG_VALUE_DELIVERED ? (value[0] as number) : null;
}
