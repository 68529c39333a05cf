// Finding libxengage and loading it: the one place that knows the file.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import koffi from "koffi";
import { SIGNATURES, XENG_VERSION_MAJOR, type Functions } from "./abi.js";

const NAME = `libxengage.so.${XENG_VERSION_MAJOR}`;

type Loaded = ReturnType<typeof koffi.load>;

/** The files that may be the library, best first: the one that XENGAGE_LIBRARY names and no other,
 * or else the one beside this file and the one that the system finds. */
function candidates(): string[] {
    const named = process.env["XENGAGE_LIBRARY"];
    if (named) {
        return [named];
    }
    const beside = join(dirname(fileURLToPath(import.meta.url)), NAME);
    return existsSync(beside) ? [beside, NAME] : [NAME];
}

function load(): Loaded {
    const reasons: string[] = [];
    for (const path of candidates()) {
        try {
            return koffi.load(path);
        } catch (reason) {
            reasons.push(reason instanceof Error ? reason.message : String(reason));
        }
    }
    throw new Error(
        `xengage needs the library ${NAME}, which can't be loaded (${reasons.join("; ")}). ` +
            "Install it and run ldconfig, or name the file in the environment variable XENGAGE_LIBRARY.",
    );
}

/** Makes each function when it is first used, so that a program pays for those it needs, and an
 * older library lacks only what it lacks. */
function bind(loaded: Loaded): Functions {
    const functions = {} as Functions;
    for (const [name, [result, parameters]] of Object.entries(SIGNATURES)) {
        Object.defineProperty(functions, name, {
            configurable: true,
            get() {
                const value: unknown = loaded.func(name, result, [...parameters]);
                Object.defineProperty(functions, name, { value });
                return value;
            },
        });
    }
    return functions;
}

/** Refuses a library of another ABI. */
function checked(functions: Functions): Functions {
    const major = Math.floor(functions.xeng_version_number() / 1_000_000);
    if (major !== XENG_VERSION_MAJOR) {
        throw new Error(
            `libxengage is version ${functions.xeng_version()}, with another ABI than this package's ${XENG_VERSION_MAJOR}.x`,
        );
    }
    return functions;
}

/** The library's functions. */
export const lib: Functions = checked(bind(load()));
