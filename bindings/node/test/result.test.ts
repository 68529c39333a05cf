// Trees and tables as JavaScript knows maps and typed arrays.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { createdAt, firstIdAt, maxIds, parseId, Result, Tree } from "xengage";
import { collected, FIRST } from "./sim.js";

const A = 2123277996844822528n;
const B = 9223372036854775807n;
const JSON_TEXT = JSON.stringify({
    posts: {
        [String(A)]: { impressions: "1000", engagements: "9007199254740993" },
        [String(B)]: { impressions: "5", engagements: null },
    },
    hours: { [String(A)]: { impressions: { "2026-11-01": { "07": "-3", "08": "4" } } } },
    unavailable_tweet_ids: ["1"],
});

test("a tree reads like a Map", () => {
    using result = Result.fromJSON(JSON_TEXT);
    const posts = result.tree("posts");
    assert.deepEqual([...result.trees.keys()], ["posts", "hours"]);
    assert.equal(posts.size, 2);
    assert.deepEqual([...posts.keys()], [A, B]);
    assert.ok(posts.has(A) && posts.has(String(A)) && !posts.has(1n));
    const post = posts.get(A);
    assert.ok(post instanceof Tree);
    assert.deepEqual(
        [...post],
        [
            ["impressions", 1000n],
            ["engagements", 9007199254740993n],
        ],
    );
    assert.deepEqual([...post.values()], [1000n, 9007199254740993n]);
    const seen: unknown[] = [];
    post.forEach((value, key) => seen.push(key, value));
    assert.deepEqual(seen, ["impressions", 1000n, "engagements", 9007199254740993n]);
    assert.deepEqual(new Map(post), new Map([...post.entries()]));
});

test("zero, unknown and absent are apart", () => {
    using result = Result.fromJSON(JSON_TEXT);
    const posts = result.tree("posts");
    assert.equal(posts.count(A, "engagements"), 9007199254740993n);
    assert.equal(posts.count(B, "engagements"), null);
    assert.equal(posts.count(B, "favorites"), undefined);
    assert.equal(posts.count(A), undefined);
    assert.equal(posts.count(A, "impressions", "x"), undefined);
    assert.equal(result.postValue(B, "engagements"), null);
    assert.equal(result.postValue(A, "impressions"), 1000n);
    assert.equal(result.total("impressions"), 1005n);
    assert.throws(() => result.total("likes"), /there is no metric "likes"/);
    assert.throws(() => result.tree("none"), RangeError);
});

test("leaves come with their paths, hours as on the wire", () => {
    using result = Result.fromJSON(JSON_TEXT);
    assert.deepEqual(
        [...result.tree("hours").leaves()],
        [
            [[A, "impressions", "2026-11-01", "07"], -3n],
            [[A, "impressions", "2026-11-01", "08"], 4n],
        ],
    );
});

test("copies are plain, and JSON has text for 64 bits", () => {
    using result = Result.fromJSON(JSON_TEXT);
    assert.deepEqual(result.toObject()["posts"], {
        [String(A)]: { impressions: 1000n, engagements: 9007199254740993n },
        [String(B)]: { impressions: 5n, engagements: null },
    });
    const read = JSON.parse(JSON.stringify(result)) as { ids: unknown; trees: { posts: Record<string, unknown> } };
    assert.deepEqual(read.trees.posts[String(A)], { impressions: "1000", engagements: "9007199254740993" });
    assert.deepEqual(read.ids, { [String(A)]: "delivered", [String(B)]: "delivered", 1: "unavailable" });
    assert.match(inspect(result.tree("posts")), /Tree Map\(2\)/);
    using again = Result.fromJSON(new TextEncoder().encode(result.serverJSON()));
    assert.deepEqual(again.toObject(), result.toObject());
});

test("results merge", () => {
    using one = Result.fromJSON(JSON_TEXT);
    using both = Result.merge([one, one]);
    assert.equal(both.tree("posts").count(A, "impressions"), 2000n);
});

test("a table has typed arrays and values of JavaScript's", () => {
    using result = Result.fromJSON(JSON_TEXT);
    using long = result.table("hours");
    assert.deepEqual(long.column("value").data.slice(0, 2), new BigInt64Array([-3n, 4n]));
    assert.deepEqual([...long][0], {
        tweet_id: A,
        engagement_type: "impressions",
        ...(long.names.includes("day") ? { day: new Date("2026-11-01") } : {}),
        ...(long.names.includes("hour") ? { hour: new Date("2026-11-01T07:00:00Z") } : {}),
        value: -3n,
    });
    using wide = result.table("posts", "wide");
    const engagements = wide.column("engagements");
    assert.equal(engagements.nullCount, 2);
    assert.deepEqual([...engagements], [9007199254740993n, null, null]);
    assert.equal(engagements.isValid(1), false);
    assert.throws(() => engagements.at(3), RangeError);
    assert.throws(() => wide.column("none"), RangeError);
    using ids = result.idsTable();
    assert.deepEqual([...ids.column("state")], ["delivered", "delivered", "unavailable"]);
});

test("a view outlives its table and result", async () => {
    const view = ((): BigInt64Array => {
        using result = Result.fromJSON(JSON_TEXT);
        using table = result.table("posts", "wide");
        return table.column("impressions").data as BigInt64Array;
    })();
    // What takes the memory's place, if it is free.
    for (let i = 0; i < 2000; i++) {
        Result.fromJSON(JSON_TEXT).close();
    }
    assert.equal(await collected(() => false), false);
    assert.deepEqual([...view], [1000n, 5n, 0n]);
});

test("a view goes to another thread as a copy", () => {
    using result = Result.fromJSON(JSON_TEXT);
    using table = result.table("posts", "wide");
    const { data } = table.column("impressions");
    try {
        structuredClone(data, { transfer: [data.buffer as ArrayBuffer] });
    } catch (error) {
        assert.equal((error as Error).name, "DataCloneError");
    }
    assert.deepEqual([...data], [1000n, 5n, 0n]);
});

test("ids tell their time", () => {
    assert.equal(parseId(String(B)), B);
    assert.equal(createdAt(20n), null);
    const time = createdAt(FIRST) as Date;
    assert.ok(firstIdAt(time) <= FIRST && firstIdAt(new Date(time.getTime() + 1)) > FIRST);
    assert.throws(() => firstIdAt(new Date(0)), RangeError);
    assert.throws(() => firstIdAt(new Date("never")), RangeError);
    assert.equal(maxIds("totals"), 250);
});
