// What is not closed: collected, left at the end of the process, used in threads.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { Worker } from "node:worker_threads";
import { Credentials, Job, Result } from "xengage";
import { collected, FIRST, favorites, idsFrom, owner, Simulator } from "./sim.js";

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

const descriptors = (): number => readdirSync("/proc/self/fd").length;

test("a client that is dropped is released", async () => {
    const first = sim.client();
    await first.fetch(owner(), favorites([FIRST]));
    first.close();
    const before = descriptors();
    await (async () => {
        const clients = Array.from({ length: 20 }, () => sim.client());
        await Promise.all(clients.map((client) => client.fetch(owner(), favorites([FIRST]))));
        assert.ok(descriptors() >= before + 20);
    })();
    assert.ok(await collected(() => descriptors() <= before), `${descriptors()} descriptors, ${before} before`);
});

test("a client isn't collected while a request of its is under way", async () => {
    const pending = sim.client().fetch(owner(), favorites([FIRST]));
    globalThis.gc?.();
    assert.equal((await pending).ids.size, 1);
});

test("results that are dropped are released", async () => {
    const leaves = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [String(i + 1), { favorites: "1" }]));
    const json = JSON.stringify({ posts: leaves });
    const make = async (count: number): Promise<void> => {
        for (let i = 0; i < count; i++) {
            Result.fromJSON(json);
            if (i % 10 === 0) {
                await collected(() => true);
                globalThis.gc?.();
                await new Promise(setImmediate);
            }
        }
    };
    await make(50);
    const before = process.memoryUsage.rss();
    await make(400);
    const grown = process.memoryUsage.rss() - before;
    assert.ok(grown < 100e6, `${grown} bytes more; one result takes some 0.7 MB`);
});

/** Runs a script of these tests' folder; gives its exit code, signal, output and duration. */
async function run(
    script: string,
    on: Simulator,
): Promise<{ code: number | null; signal: string | null; out: string; ms: number }> {
    const began = Date.now();
    const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url))], { env: on.env });
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (out += chunk.toString()));
    const [code, signal] = (await once(child, "close")) as [number | null, string | null];
    return { code, signal, out, ms: Date.now() - began };
}

test("an idle client doesn't keep the process alive", async () => {
    const { code, signal, out, ms } = await run("./scripts/idle.js", sim);
    assert.deepEqual({ code, signal, out }, { code: 0, signal: null, out: "1\n" });
    assert.ok(ms < 5000, `${ms} ms`);
});

test("a process exits in the midst of fetches and jobs", async () => {
    const { code, signal, out } = await run("./scripts/exit.js", slow);
    assert.deepEqual({ code, signal, out }, { code: 7, signal: null, out: "" });
});

test("what a log function throws is an uncaught exception, and the request goes on", async () => {
    const { code, out } = await run("./scripts/log.js", sim);
    assert.deepEqual({ code, out }, { code: 0, out: "uncaught: from the log\n1\n" });
});

test("a job that is closed after its client is logged to its end", async () => {
    const lines: string[] = [];
    const client = slow.client({ log: (_level, line) => void lines.push(line) });
    const job = new Job(client, favorites(), { credentials: owner(), ids: idsFrom(FIRST, 1000) });
    const waiting = assert.rejects(job[Symbol.asyncIterator]().next());
    assert.ok(await collected(() => job.progress().inFlight > 0));
    client.close();
    await waiting;
    const before = lines.length;
    job.close();
    assert.match(lines.slice(before).join("\n"), /was cancelled/);
});

test("threads have clients of their own; one that is ended in mid-fetch harms no other", async () => {
    const script = new URL("./scripts/worker.js", import.meta.url);
    const start = (on: Simulator): Worker =>
        new Worker(script, { workerData: { url: on.url, caFile: on.caFile }, env: process.env });
    const ended = start(slow);
    await once(ended, "online");
    const workers = Array.from({ length: 4 }, () => start(sim));
    const sizes = await Promise.all(workers.map(async (worker) => ((await once(worker, "message")) as [number])[0]));
    assert.deepEqual(sizes, [50, 50, 50, 50]);
    await ended.terminate();
    await using client = sim.client();
    assert.equal((await client.fetch(owner(), favorites([FIRST]))).ids.size, 1);
});

test("nothing that is shown of credentials is a secret", () => {
    using bearer = Credentials.bearer("token-that-nobody-sees");
    using user = Credentials.user({
        consumerKey: "key",
        consumerSecret: "hidden-1",
        accessToken: "12-hidden-2",
        accessTokenSecret: "hidden-3",
    });
    assert.deepEqual(JSON.parse(JSON.stringify(user)), { kind: "user", userId: "12" });
    assert.equal(String(bearer), "Credentials (bearer)");
    assert.deepEqual(Reflect.ownKeys(user), []);
    assert.equal(user.userId, 12n);
});
