// Cases with a job: its pieces in order, each acknowledged, and what became of all ids.

import { Client, Job, parseId, type JobOptions, type Piece } from "xengage";
import { credentialsAs, requestOf, type Case, type Json } from "./reading.js";
import { showTrees } from "./showing.js";

function* idsOf({ first, count }: Case["ids"]): Generator<bigint> {
    const start = parseId(first);
    for (let i = 0n; i < BigInt(count); i++) {
        yield start + i;
    }
}

function showPiece(piece: Piece): Json {
    const states: Record<string, number> = {};
    for (const { state } of piece) {
        states[state] = (states[state] ?? 0) + 1;
    }
    return {
        number: String(piece.number),
        finished: piece.finished,
        ids: piece.size,
        states,
        trees: showTrees(piece.result),
    };
}

export async function job(one: Case): Promise<Json> {
    await using client = Client.fromEnv();
    const credentials = credentialsAs(one.as);
    const options: JobOptions = {
        ordered: true,
        ...(one.start === undefined ? {} : { start: one.start }),
        ...(one.end === undefined ? {} : { end: one.end }),
    };
    const account = { credentials, ids: idsOf(one.ids) };
    await using all = new Job(client, requestOf(one.request, credentials), account, options);
    const pieces: Json[] = [];
    for await (const piece of all) {
        pieces.push(showPiece(piece));
        piece.ack();
        piece.close();
    }
    const states = Object.fromEntries([...all.states()].map(([state, count]) => [state, String(count)]));
    return { pieces, states, state: all.state };
}
