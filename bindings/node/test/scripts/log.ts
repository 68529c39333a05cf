// A log function that throws.

import { Client } from "xengage";
import { FIRST, favorites, owner } from "../sim.js";

process.once("uncaughtException", (error) => console.log(`uncaught: ${error.message}`));
let thrown = false;
const client = Client.fromEnv({
    log() {
        if (!thrown) {
            thrown = true;
            throw new Error("from the log");
        }
    },
});
console.log((await client.fetch(owner(), favorites([FIRST]))).ids.size);
