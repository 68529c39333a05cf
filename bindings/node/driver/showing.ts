// What came of a case, as JSON with decimal text for 64-bit numbers.

import { AbortError, Tree, XengageError, type Result } from "xengage";
import type { Json } from "./reading.js";

export function showError(error: XengageError): Json {
    return {
        error: {
            code: error.code,
            rule: error.rule,
            limit: String(error.limit),
            value: error.value,
            status: error.httpStatus,
            attempts: error.attempts,
            ids: error.ids.map(String),
            message: error.message,
        },
    };
}

/** A thrown thing, if it is what the library found. */
export function showFailure(error: unknown): Json {
    if (error instanceof AbortError) {
        return showError(error.cause);
    }
    if (error instanceof XengageError) {
        return showError(error);
    }
    throw error;
}

export function showTree(tree: Tree): Json {
    const shown: { [name: string]: Json } = {};
    for (const [key, branch] of tree) {
        shown[String(key)] = branch instanceof Tree ? showTree(branch) : (branch?.toString() ?? null);
    }
    return shown;
}

export function showTrees(result: Result | null): Json {
    return result === null ? null : Object.fromEntries([...result.trees].map(([name, tree]) => [name, showTree(tree)]));
}

export function showResult(result: Result): Json {
    return {
        result: {
            attempts: result.attempts,
            ids: Object.fromEntries([...result.ids].map(([id, state]) => [String(id), state])),
            trees: showTrees(result),
        },
    };
}
