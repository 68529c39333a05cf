// The declarations: as the description of the API has them, and as the library does.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SIGNATURES } from "../src/abi.js";
import { lib } from "../src/library.js";

test("src/abi.ts is what is made from api.json", () => {
    // `check tests` runs here, and has just made emitted.ts.
    assert.equal(readFileSync("src/abi.ts", "utf8"), readFileSync("emitted.ts", "utf8"));
});

test("the library has every function", () => {
    const names = Object.keys(SIGNATURES) as (keyof typeof SIGNATURES)[];
    assert.ok(names.length > 200);
    for (const name of names) {
        assert.equal(typeof lib[name], "function", name);
    }
});
