// Ends the process while requests and a job are under way.

import { setTimeout as sleep } from "node:timers/promises";
import { Client, Job } from "xengage";
import { FIRST, favorites, idsFrom, owner } from "../sim.js";

const client = Client.fromEnv();
for (let i = 0; i < 20; i++) {
    void client.fetch(owner(), favorites([FIRST]));
}
const job = new Job(client, favorites(), { credentials: owner(), ids: idsFrom(FIRST, 1000) });
void job[Symbol.asyncIterator]().next();
await sleep(100);
process.exit(7);
