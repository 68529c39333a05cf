// A client that is neither busy nor closed at the end of the program; a job that is left, too.

import { Client, Job } from "xengage";
import { FIRST, favorites, idsFrom, owner } from "../sim.js";

const client = Client.fromEnv();
console.log((await client.fetch(owner(), favorites([FIRST]))).ids.size);
const job = new Job(client, favorites(), { credentials: owner(), ids: idsFrom(FIRST, 1000) });
for await (const piece of job) {
    piece.ack();
    break;
}
