// The driver of the one test list of all bindings: node driver/main.js FILE; tests/bindings/README.md
// has what it reads and prints.

import { readFileSync } from "node:fs";
import { cancel, fetchMany, fetchOne, twoClients } from "./fetching.js";
import { job } from "./job.js";
import { names, post, secrets } from "./misc.js";
import type { Case, Json } from "./reading.js";
import { showFailure } from "./showing.js";
import { table } from "./table.js";

const DOINGS: Readonly<Record<string, (one: Case) => Promise<Json> | Json>> = {
    fetch: fetchOne,
    fetch_many: fetchMany,
    cancel,
    job,
    table,
    post,
    names,
    secrets,
    two_clients: twoClients,
};

async function outcomeOf(one: Case): Promise<Json> {
    const run = DOINGS[one.do];
    if (run === undefined) {
        throw new Error(`the driver can't do ${one.do}`);
    }
    try {
        return await run(one);
    } catch (error) {
        return showFailure(error);
    }
}

const file = JSON.parse(readFileSync(process.argv[2] as string, "utf8")) as { cases: Case[] };
for (const one of file.cases) {
    console.log(JSON.stringify({ case: one.name, outcome: await outcomeOf(one) }));
}
