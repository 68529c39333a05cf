// A grouping's tree, as nested maps that look into the result when they are asked.

import { inspect } from "node:util";
import { XENG_DIMENSION_TWEET_ID, XENG_NODE_NONE, XENG_VALUE_DELIVERED, XENG_VALUE_NO_LEAF } from "./abi.js";
import { id, text } from "./convert.js";
import { pointerOf } from "./handle.js";
import { lib } from "./library.js";
import type { Result } from "./result.js";

/** A key: a Post id as bigint; a metric, a day, an hour as text on the wire, such as "07". */
export type Key = bigint | string;
/** A count; null where the server has none for it, which is not zero but unknown. */
export type Count = bigint | null;
/** What is under a key: another level, or a count. */
export type Branch = Tree | Count;

type Node = number | bigint;

/** Where the library leaves a count, which is read at once: one for all, since making one takes
 * longer than the call. */
const value = new BigInt64Array(1);

/** A node with children. It reads like a Map, in the server's order, and is no copy: it works as
 * long as its result isn't closed. */
export class Tree implements ReadonlyMap<Key, Branch> {
    readonly #result: Result;
    readonly #node: Node;

    private constructor(result: Result, node: Node) {
        this.#result = result;
        this.#node = node;
    }

    /** @internal */
    static at(result: Result, node: Node): Tree {
        return new Tree(result, node);
    }

    get size(): number {
        return Number(lib.xeng_result_child_count(pointerOf(this.#result), this.#node));
    }

    has(key: Key): boolean {
        return this.#child(key) !== XENG_NODE_NONE;
    }

    get(key: Key): Branch | undefined {
        const child = this.#child(key);
        return child === XENG_NODE_NONE ? undefined : this.#branch(child);
    }

    /** The tree at the end of a path of keys; undefined if there is none. */
    tree(...path: Key[]): Tree | undefined {
        const found = this.#find(path);
        return found instanceof Tree ? found : undefined;
    }

    /** The count at the end of a path of keys; null if it wasn't delivered, undefined if there is
     * no such leaf. */
    count(...path: Key[]): Count | undefined {
        const found = this.#find(path);
        return found instanceof Tree ? undefined : found;
    }

    *keys(): MapIterator<Key> {
        for (const [key] of this) {
            yield key;
        }
    }

    *values(): MapIterator<Branch> {
        for (const [, value] of this) {
            yield value;
        }
    }

    *entries(): MapIterator<[Key, Branch]> {
        const size = this.size;
        for (let i = 0; i < size; i++) {
            const child = lib.xeng_result_child_at(pointerOf(this.#result), this.#node, i);
            yield [this.#key(child), this.#branch(child)];
        }
    }

    [Symbol.iterator](): MapIterator<[Key, Branch]> {
        return this.entries();
    }

    /** Every count below, with the keys that lead to it. */
    *leaves(): Generator<[path: Key[], count: Count], undefined, undefined> {
        for (const [key, branch] of this) {
            if (branch instanceof Tree) {
                for (const [path, count] of branch.leaves()) {
                    yield [[key, ...path], count];
                }
            } else {
                yield [[key], branch];
            }
        }
    }

    forEach(callback: (value: Branch, key: Key, tree: ReadonlyMap<Key, Branch>) => void, thisArg?: unknown): void {
        for (const [key, value] of this) {
            callback.call(thisArg, value, key, this);
        }
    }

    /** A copy as plain objects; ids become text, as names of members are. */
    toObject(): TreeObject {
        return this.#copy((count) => count);
    }

    /** A copy as plain objects with counts as decimal text, since JSON has no 64-bit numbers. */
    toJSON(): object {
        return this.#copy((count) => count?.toString() ?? null);
    }

    /** @internal */
    [inspect.custom](depth: number, options: object, show: typeof inspect): string {
        return `Tree ${show(new Map(this), { ...options, depth })}`;
    }

    #copy<T>(leaf: (count: Count) => T): Nested<T> {
        return Object.fromEntries(
            [...this].map(([key, branch]) => [String(key), branch instanceof Tree ? branch.#copy(leaf) : leaf(branch)]),
        );
    }

    #find(path: Key[]): Branch | undefined {
        let found: Branch | undefined = this;
        for (const key of path) {
            if (!(found instanceof Tree)) {
                return undefined;
            }
            found = found.get(key);
        }
        return found;
    }

    #child(key: Key): Node {
        const result = pointerOf(this.#result);
        return typeof key === "string"
            ? lib.xeng_result_child(result, this.#node, text(key, "key"))
            : lib.xeng_result_child_by_id(result, this.#node, id(key));
    }

    #key(node: Node): Key {
        const result = pointerOf(this.#result);
        return lib.xeng_result_node_dimension(result, node) === XENG_DIMENSION_TWEET_ID
            ? BigInt(lib.xeng_result_key_id(result, node))
            : (lib.xeng_result_key(result, node) as string);
    }

    #branch(node: Node): Branch {
        const kind = lib.xeng_result_value(pointerOf(this.#result), node, value);
        if (kind === XENG_VALUE_NO_LEAF) {
            return new Tree(this.#result, node);
        }
        return kind === XENG_VALUE_DELIVERED ? (value[0] as bigint) : null;
    }
}

type Nested<T> = { [key: string]: T | Nested<T> };
/** A tree as plain objects. */
export type TreeObject = Nested<Count>;
