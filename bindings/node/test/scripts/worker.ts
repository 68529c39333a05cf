// A thread with a client of its own.

import { parentPort, workerData } from "node:worker_threads";
import { Client } from "xengage";
import { FIRST, favorites, idsFrom, owner } from "../sim.js";

const { url, caFile } = workerData as { url: string; caFile: string };
const client = new Client({ baseUrl: url, caFile });
const results = await Promise.all(idsFrom(FIRST, 50).map((id) => client.fetch(owner(), favorites([id]))));
parentPort?.postMessage(results.length);
