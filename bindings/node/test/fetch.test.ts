// Requests as promises: many at once, cancelling, closing, errors.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { AbortError, NetworkError, RefusedError, Request, UsageError, XengageError } from "xengage";
import { FIRST, favorites, idsFrom, owner, Simulator } from "./sim.js";

let sim: Simulator;
let slow: Simulator;
before(async () => {
    sim = await Simulator.start();
    slow = await Simulator.start("--fault", "path=totals,delay=100s");
});
after(async () => {
    await sim.stop();
    await slow.stop();
});

test("300 requests at once each get their own answer", async () => {
    await using client = sim.client();
    const ids = idsFrom(FIRST, 300);
    const results = await Promise.all(ids.map((id) => client.fetch(owner(), favorites([id]))));
    results.forEach((result, i) => assert.deepEqual([...result.ids.keys()], [ids[i]]));
});

test("the event loop runs while an answer is awaited", async () => {
    await using client = slow.client();
    const pending = client.fetch(owner(), favorites([FIRST]));
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    await sleep(100);
    clearInterval(timer);
    assert.ok(ticks > 5, `${ticks} ticks`);
    client.cancelAll();
    await assert.rejects(pending, { code: "XENG_ERROR_CANCELLED" });
});

test("a signal cancels its request and no other", async () => {
    await using client = slow.client();
    const controller = new AbortController();
    const cancelled = client.fetch(owner(), favorites([FIRST]), { signal: controller.signal });
    let settled = false;
    const other = client.fetch(owner(), favorites([FIRST])).finally(() => (settled = true));
    setTimeout(() => controller.abort("enough"), 20);
    await assert.rejects(cancelled, (error: unknown) => {
        assert.ok(error instanceof AbortError);
        assert.equal(error.name, "AbortError");
        assert.equal(error.code, "ABORT_ERR");
        assert.equal(error.reason, "enough");
        assert.ok(error.cause instanceof NetworkError);
        assert.equal(error.cause.code, "XENG_ERROR_CANCELLED");
        return true;
    });
    await sleep(20);
    assert.equal(settled, false);
    client.close();
    await assert.rejects(other, { code: "XENG_ERROR_CANCELLED" });
});

test("a signal that has fired already sends nothing", async () => {
    await using client = slow.client();
    const fetched = client.fetch(owner(), favorites([FIRST]), { signal: AbortSignal.abort() });
    await assert.rejects(fetched, (error: unknown) => error instanceof AbortError && error.cause.attempts === 0);
});

test("a signal that fires afterwards does nothing", async () => {
    const client = sim.client();
    const controller = new AbortController();
    const result = await client.fetch(owner(), favorites([FIRST]), { signal: controller.signal });
    controller.abort();
    client.close();
    controller.abort();
    assert.equal(result.ids.size, 1);
});

test("closing a client rejects what is under way", async () => {
    const client = slow.client();
    const pending = [client.fetch(owner(), favorites([FIRST])), client.fetch(owner(), favorites([FIRST]))];
    client.close();
    client.close();
    for (const each of pending) {
        await assert.rejects(each, { code: "XENG_ERROR_CANCELLED" });
    }
    await assert.rejects(client.fetch(owner(), favorites([FIRST])), {
        code: "XENG_ERROR_STATE",
        message: /Client is closed/,
    });
});

test("what is closed says so", async () => {
    await using client = sim.client();
    const credentials = owner();
    const request = new Request(favorites([FIRST]));
    const result = await client.fetch(credentials, request);
    const tree = result.tree("posts");
    using table = result.table("posts");
    for (const each of [credentials, request, result, table]) {
        each.close();
        assert.equal(each.closed, true);
    }
    const closed = { name: "UsageError", code: "XENG_ERROR_STATE" };
    assert.throws(() => credentials.kind, closed);
    assert.throws(() => request.ids, closed);
    assert.throws(() => result.ids, closed);
    assert.throws(() => tree.size, closed);
    assert.throws(() => table.column("value"), closed);
    await assert.rejects(client.fetch(credentials, favorites([FIRST])), closed);
});

test("a broken rule is told with its limit", () => {
    const make = (): Request => new Request(favorites(idsFrom(FIRST, 251)));
    assert.throws(make, (error: unknown) => {
        assert.ok(error instanceof UsageError && error instanceof XengageError && error instanceof Error);
        assert.equal(error.rule, "XENG_RULE_TOO_MANY_IDS");
        assert.equal(error.limit, 250n);
        assert.match(JSON.stringify(error), /"limit":"250"/);
        return true;
    });
});

test("what the server refuses is told with its status and words", async () => {
    const strict = await Simulator.start("--rate-limit", "1", "--rate-window", "900");
    try {
        await using client = strict.client({ deadlineMs: 2000 });
        await client.fetch(owner(), favorites([FIRST]));
        await assert.rejects(client.fetch(owner(), favorites([FIRST])), (error: unknown) => {
            assert.ok(error instanceof RefusedError, String(error));
            assert.equal(error.code, "XENG_ERROR_RATE_LIMITED");
            assert.ok(error.retryAt !== null && error.retryAt.getTime() > Date.now());
            return true;
        });
    } finally {
        await strict.stop();
    }
});

test("numbers that C would cut short are refused", async () => {
    assert.throws(() => new Request({ ...favorites(), ids: [2 ** 60] }), RangeError);
    assert.throws(() => new Request({ ...favorites(), ids: [1n << 64n] }), RangeError);
    assert.throws(() => new Request({ ...favorites(), ids: [-1n] }), RangeError);
    assert.throws(() => new Request({ ...favorites(), ids: "123" }), TypeError);
    assert.throws(() => new Request({ ...favorites(), metrics: ["a\0b"] }), TypeError);
    assert.throws(() => sim.client({ deadlineMs: 2 ** 32 }), RangeError);
    assert.throws(() => sim.client({ maxAttempts: 1.5 }), RangeError);
});

test("log lines come to their function", async () => {
    const lines: string[] = [];
    await using client = sim.client({ logLevel: "debug", log: (level, line) => void lines.push(`${level}: ${line}`) });
    await client.fetch(owner(), favorites([FIRST]));
    assert.ok(
        lines.some((line) => /^info: ./.test(line)) && lines.some((line) => /^debug: ./.test(line)),
        lines.join("\n"),
    );
});
