// The types that are shipped: in a strict program that has no types of Node's and checks them, too.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

test("a strict consumer compiles, and what is wrong in it doesn't", () => {
    // Its @ts-expect-error lines are errors themselves if nothing is wrong after them.
    assert.equal(execFileSync("npx", ["tsc", "-p", "test/consumer"], { encoding: "utf8" }), "");
});
