// Cases without counts: what an id tells, the words of the API, and whether a secret is shown.

import { Console } from "node:console";
import { Writable } from "node:stream";
import { format, inspect } from "node:util";
import { Client, createdAt, endpoints, metrics, parseId, version } from "xengage";
import { credentialsAs, requestOf, type Case, type Json } from "./reading.js";

export function post(one: Case): Json {
    const id = parseId(one.id);
    const created = createdAt(id);
    return { id: String(id), created_ms: created === null ? null : String(created.getTime()) };
}

export function names(): Json {
    return { metrics: [...metrics], endpoints: [...endpoints], version };
}

const EVERYTHING = { depth: Infinity, showHidden: true, getters: true } as const;

function printed(value: object): string {
    let text = "";
    const stream = new Writable({
        write(chunk: Buffer, _encoding, done) {
            text += chunk.toString();
            done();
        },
    });
    const console = new Console(stream, stream);
    console.log(value);
    console.dir(value, EVERYTHING);
    console.table([value]);
    return text;
}

/** Whether or not an object can be cloned or serialised: what comes of it. */
function cloned(value: object): string {
    try {
        return inspect(structuredClone(value), EVERYTHING);
    } catch (error) {
        return String(error);
    }
}

function shown(value: object): string {
    return [
        String(value),
        `${value as unknown as string}`,
        JSON.stringify(value),
        JSON.stringify({ ...value }),
        inspect(value),
        inspect(value, EVERYTHING),
        inspect(value, { ...EVERYTHING, customInspect: false }),
        format("%s %o %O %j", value, value, value, value),
        Object.entries(value).join(),
        Reflect.ownKeys(value).join(),
        printed(value),
        cloned(value),
    ].join("\n");
}

/** What is shown of the objects, of their use and of an error. */
export async function secrets(): Promise<Json> {
    const lines: string[] = [];
    const log = (level: string, line: string): void => void lines.push(`${level} ${line}`);
    for (const as of ["user", "bearer"]) {
        await using client = Client.fromEnv({ log, logLevel: "trace" });
        const credentials = credentialsAs(as);
        const request = requestOf(
            {
                endpoint: "totals",
                ids: ["1541815603606036480"],
                metrics: ["favorites"],
                groupings: { posts: "tweet.id" },
            },
            credentials,
        );
        const result = await client.fetch(credentials, request);
        lines.push(...[credentials, client, request, result].map(shown));
    }
    return { shown: lines.join("\n") };
}
