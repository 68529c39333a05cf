// A simulator of a test's own, and clients and requests for it.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, Credentials, type ClientOptions, type RequestFields } from "xengage";

export const NOW = "2026-11-24T12:00:00Z";
/** A Post of the simulator's, and the ones after it. */
export const FIRST = 2123277996844822528n;

export class Simulator {
    readonly url: string;
    readonly caFile: string;
    readonly #process: ChildProcess;
    readonly #folder: string;

    private constructor(process: ChildProcess, folder: string) {
        this.#process = process;
        this.#folder = folder;
        this.url = readFileSync(join(folder, "url"), "utf8").trim();
        this.caFile = join(folder, "ca.pem");
    }

    static async start(...options: string[]): Promise<Simulator> {
        const folder = mkdtempSync(join(tmpdir(), "xengage-node-"));
        const files = ["--ca-out", join(folder, "ca.pem"), "--url-file", join(folder, "url")];
        const sim = spawn(
            process.env["XENGAGE_SIM"] as string,
            ["--now", NOW, ...files, "--until-stdin-closes", ...options],
            {
                stdio: ["pipe", "pipe", "inherit"],
            },
        );
        await once(sim.stdout as NonNullable<typeof sim.stdout>, "data"); // its first line says that it serves
        sim.stdout?.resume();
        for (let i = 0; i < 500 && !served(folder); i++) {
            await sleep(10);
        }
        return new Simulator(sim, folder);
    }

    client(options: ClientOptions = {}): Client {
        return new Client({ baseUrl: this.url, caFile: this.caFile, ...options });
    }

    /** The environment of a process that uses it. */
    get env(): NodeJS.ProcessEnv {
        return { ...process.env, XENGAGE_BASE_URL: this.url, XENGAGE_CA_FILE: this.caFile };
    }

    async stop(): Promise<void> {
        const over = once(this.#process, "exit");
        this.#process.kill("SIGKILL"); // it may be in the middle of a delay
        await over;
        rmSync(this.#folder, { recursive: true });
    }
}

function served(folder: string): boolean {
    try {
        return readFileSync(join(folder, "url"), "utf8").endsWith("\n");
    } catch {
        return false;
    }
}

export function owner(): Credentials {
    return Credentials.fromEnv();
}

/** A request for some Posts, for a job if there are none. */
export function favorites(ids: bigint[] = []): RequestFields {
    return {
        endpoint: "totals",
        ids,
        metrics: ["favorites"],
        groupings: { posts: "tweet.id,engagement.type" },
        now: new Date(NOW),
    };
}

export function idsFrom(first: bigint, count: number): bigint[] {
    return Array.from({ length: count }, (_, i) => first + BigInt(i));
}

/** Waits for something that the garbage collector brings about. */
export async function collected(what: () => boolean): Promise<boolean> {
    for (let i = 0; i < 100 && !what(); i++) {
        globalThis.gc?.();
        await sleep(10);
    }
    return what();
}
