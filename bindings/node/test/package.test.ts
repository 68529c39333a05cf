// What is handed to others: the programs of the README run, the package has what it needs.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { Simulator } from "./sim.js";

let sim: Simulator;
let folder: string;
before(async () => {
    sim = await Simulator.start("--unavailable", "2");
    folder = mkdtempSync(resolve("readme-")); // within the package, so that "xengage" is this one
});
after(async () => {
    await sim.stop();
    rmSync(folder, { recursive: true });
});

test("the programs of the README run", async () => {
    const programs = [...readFileSync("README.md", "utf8").matchAll(/<!-- run -->\n```js\n(.*?)```/gs)].map(
        (found) => found[1] as string,
    );
    assert.ok(programs.length >= 3);
    const outputs: string[] = [];
    for (const [i, program] of programs.entries()) {
        const file = join(folder, `${i}.mjs`);
        writeFileSync(file, program);
        const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { env: sim.env, cwd: folder });
        assert.equal(stderr, "");
        outputs.push(stdout);
    }
    assert.match(outputs[0] as string, /^1541815603606036480n delivered \d+n\n/);
    assert.match(outputs[1] as string, /^\d+n\n2022-06-28T/);
    assert.match(outputs[2] as string, /^4 requests\n/);
});

test("the package has the code with its types, and nothing else", () => {
    const [packed] = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json"], { encoding: "utf8" })) as [
        { files: { path: string }[] },
    ];
    const paths = packed.files.map(({ path }) => path);
    for (const wanted of ["package.json", "README.md", "dist/src/index.js", "dist/src/index.d.ts"]) {
        assert.ok(paths.includes(wanted), wanted);
    }
    assert.deepEqual(
        paths.filter((path) => !/^(package\.json|README\.md|dist\/src\/\w+\.(js|d\.ts))$/.test(path)),
        [],
    );
});
