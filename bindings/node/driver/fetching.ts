// Cases of single requests: one, many, one that is cancelled, one beside the closing of a client.

import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "xengage";
import { credentialsAs, requestOf, type Asked, type Case, type Json } from "./reading.js";
import { showFailure, showResult } from "./showing.js";

export async function fetchOne(one: Case): Promise<Json> {
    await using client = Client.fromEnv();
    const credentials = credentialsAs(one.as);
    return showResult(await client.fetch(credentials, requestOf(one.request, credentials)));
}

export async function fetchMany(one: Case): Promise<Json> {
    await using client = Client.fromEnv();
    const credentials = credentialsAs(one.as);
    const ask = async (asked: Asked): Promise<Json> =>
        showResult(await client.fetch(credentials, requestOf(asked, credentials)));
    const outcomes = await Promise.allSettled(one.requests.map(ask));
    return { outcomes: outcomes.map((each) => (each.status === "fulfilled" ? each.value : showFailure(each.reason))) };
}

export async function cancel(one: Case): Promise<Json> {
    await using client = Client.fromEnv();
    const credentials = credentialsAs(one.as);
    const request = requestOf(one.request, credentials);
    return showResult(await client.fetch(credentials, request, { signal: AbortSignal.timeout(one.after_ms) }));
}

export async function twoClients(one: Case): Promise<Json> {
    const first = Client.fromEnv();
    await using second = Client.fromEnv();
    const credentials = credentialsAs(one.as);
    const under_way = second.fetch(credentials, requestOf(one.request, credentials));
    await sleep(0);
    first.close();
    return showResult(await under_way);
}
