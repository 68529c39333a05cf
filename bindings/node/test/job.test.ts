// Jobs as async iterables.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { Credentials, Job, Ledger, Top, Writer, type Piece } from "xengage";
import { FIRST, favorites, idsFrom, owner, Simulator } from "./sim.js";

let sim: Simulator;
let folder: string;
before(async () => {
    sim = await Simulator.start("--unavailable", "2");
    folder = mkdtempSync(join(tmpdir(), "xengage-node-job-"));
});
after(async () => {
    await sim.stop();
    rmSync(folder, { recursive: true });
});

const COUNT = 1000;
const account = (): { credentials: ReturnType<typeof owner>; ids: bigint[] } => ({
    credentials: owner(),
    ids: idsFrom(FIRST, COUNT),
});

test("every id is accounted for", async () => {
    await using client = sim.client();
    await using job = new Job(client, favorites(), account());
    assert.equal(job.plan().requests, 4);
    using best = new Top("favorites", 3);
    const seen = new Set<bigint>();
    for await (const piece of job) {
        best.add(piece.result);
        for (const outcome of piece) {
            seen.add(outcome.id);
            assert.equal(outcome.reason, outcome.state === "delivered" ? null : "XENG_ERROR_UNAVAILABLE_POSTS");
        }
        piece.ack(BigInt(piece.number));
    }
    assert.equal(seen.size, COUNT);
    assert.equal(job.state, "complete");
    assert.equal(
        [...job.states().values()].reduce((a, b) => a + b),
        COUNT,
    );
    assert.equal(job.progress().idsSettled, COUNT);
    assert.equal([...best].length, 3);
});

test("a loop that is left can be gone on with", async () => {
    await using client = sim.client();
    await using job = new Job(client, favorites(), account(), { ordered: true });
    const numbers: number[] = [];
    for await (const piece of job) {
        numbers.push(piece.number);
        if (numbers.length === 2) {
            break;
        }
    }
    for await (const piece of job) {
        numbers.push(piece.number);
    }
    assert.deepEqual(numbers, [0, 1, 2, 3]);
});

test("a journal is gone on from", async () => {
    const journal = join(folder, "journal");
    await using client = sim.client();
    {
        await using job = new Job(client, favorites(), account(), { ordered: true, journal });
        for await (const piece of job) {
            piece.ack(7);
            break;
        }
    }
    await using job = new Job(client, favorites(), account(), { ordered: true, journal });
    assert.equal(job.plan().piecesDone, 1);
    assert.equal(job.mark, 7n);
    const numbers: number[] = [];
    for await (const piece of job) {
        numbers.push(piece.number);
    }
    assert.deepEqual(numbers, [1, 2, 3]);
});

test("a writer gives CSV and JSON lines, piece by piece", async () => {
    await using client = sim.client();
    await using job = new Job(client, favorites(), account(), { ordered: true });
    using csv = new Writer(favorites(), { format: "csv" });
    using lines = new Writer(favorites(), { format: "jsonl", gzip: true });
    const [sheet, zipped]: [Uint8Array[], Uint8Array[]] = [[], []];
    for await (const piece of job) {
        sheet.push(csv.add(piece));
        zipped.push(lines.add(piece), lines.flush());
    }
    const rows = Buffer.concat([...sheet, csv.finish()])
        .toString()
        .trimEnd()
        .split("\n");
    assert.equal(rows.length, 1 + COUNT);
    assert.match(rows[0] as string, /tweet_id.*favorites/);
    const objects = gunzipSync(Buffer.concat([...zipped, lines.finish()]))
        .toString()
        .trimEnd()
        .split("\n");
    const ids = new Set(objects.map((line) => (JSON.parse(line) as { tweet_id: string }).tweet_id));
    assert.equal(ids.size, COUNT);
    assert.throws(() => csv.finish(), { code: "XENG_ERROR_STATE" });
});

test("stopping ends the loop", async () => {
    await using client = sim.client({ maxConcurrency: 1 });
    await using job = new Job(
        client,
        favorites(),
        { credentials: owner(), ids: idsFrom(FIRST, 40_000) },
        { ordered: true },
    );
    let pieces = 0;
    for await (const piece of job) {
        pieces++;
        piece.ack();
        job.stop();
    }
    assert.ok(pieces < 160, `${pieces} pieces`);
    assert.equal(job.state, "stopped");
});

test("closing a job ends the wait for its piece; closing its client fails it", async () => {
    const slow = await Simulator.start("--fault", "path=totals,delay=100s");
    try {
        const client = slow.client();
        const first = new Job(client, favorites(), account());
        const second = new Job(client, favorites(), account());
        const [one, two] = [first[Symbol.asyncIterator]().next(), second[Symbol.asyncIterator]().next()];
        await sleep(20);
        await assert.rejects(first[Symbol.asyncIterator]().next(), TypeError);
        first.close();
        assert.deepEqual(await one, { done: true, value: undefined });
        client.close();
        await assert.rejects(two, { message: "the client was closed" });
        await assert.rejects(second[Symbol.asyncIterator]().next(), { code: "XENG_ERROR_STATE" });
        second.close();
    } finally {
        await slow.stop();
    }
});

test("a job that nobody asks for pieces doesn't keep the processor busy", async () => {
    const mixed = await Simulator.start("--fault", "path=historical,delay=100s");
    try {
        await using client = mixed.client();
        await using job = new Job(client, favorites(), account());
        let first: Piece | undefined;
        for await (const piece of job) {
            first = piece;
            break;
        }
        assert.ok(first);
        const request = { ...favorites([FIRST]), endpoint: "historical" } as const;
        const pending = client.fetch(owner(), request);
        await sleep(100);
        const before = process.cpuUsage();
        await sleep(500);
        const { user, system } = process.cpuUsage(before);
        client.cancelAll();
        await assert.rejects(pending, { code: "XENG_ERROR_CANCELLED" });
        assert.ok(user + system < 250_000, `${user + system} µs of 500,000`);
    } finally {
        await mixed.stop();
    }
});

test("what stops a job is told to nobody else", async () => {
    const broken = await Simulator.start("--fault", "path=totals,status=503", "--fault", "path=historical,delay=100s");
    try {
        await using client = broken.client({ maxAttempts: 1 });
        await using job = new Job(client, favorites(), account(), { patienceMs: 100 });
        let settled = false;
        const request = { ...favorites([FIRST]), endpoint: "historical" } as const;
        const other = client.fetch(owner(), request).finally(() => (settled = true));
        const loop = async (): Promise<void> => {
            for await (const piece of job) {
                piece.close();
            }
        };
        await assert.rejects(loop(), { name: "ServerError" });
        assert.equal(job.state, "stopped");
        await sleep(20);
        assert.equal(settled, false);
        client.cancelAll();
        await assert.rejects(other, { code: "XENG_ERROR_CANCELLED" });
    } finally {
        await broken.stop();
    }
});

test("a ledger counts users, and refuses one too many", async () => {
    using ledger = new Ledger(join(folder, "ledger"), { limit: 1, refuse: true });
    await using client = sim.client({ ledger });
    await client.fetch(owner(), favorites([FIRST]));
    assert.equal(ledger.users(), 1);
    assert.equal(ledger.users(new Date("2020-01-01")), 0);
    const keys = { consumerKey: "k", consumerSecret: "s", accessToken: "77-t", accessTokenSecret: "s" };
    using other = Credentials.user(keys);
    await assert.rejects(client.fetch(other, favorites([FIRST])), { code: "XENG_ERROR_LEDGER_LIMIT" });
});

test("ids come from a generator or a file, and bad ones are refused", async () => {
    await using client = sim.client();
    const credentials = owner();
    assert.throws(() => new Job(client, favorites(), { credentials, ids: ["1", "x"] }), { rule: "XENG_RULE_BAD_ID" });
    assert.throws(() => new Job(client, favorites(), { credentials, ids: { file: join(folder, "none") } }), {
        name: "SystemError",
    });
    await using job = new Job(client, favorites(), { credentials, ids: idsFrom(1n, 70_000).values() });
    assert.equal(job.plan().idsGiven, 70_000);
});
