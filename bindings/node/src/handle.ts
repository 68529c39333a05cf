// Objects of the library, released once: by close(), by `using`, or else when they are collected.

import type { Pointer } from "./abi.js";
import { XENG_ERROR_STATE } from "./abi.js";
import { madeError } from "./call.js";

/** What an object of the library's is held by. It is apart from the JavaScript object, so that it
 * outlives it by as long as it takes to release it. */
interface Held {
    pointer: Pointer;
    readonly release: (pointer: Pointer) => void;
}

const held = new WeakMap<object, Held>();
const registry = new FinalizationRegistry(free);

function free(what: Held): void {
    if (what.pointer !== 0n) {
        const { pointer } = what;
        what.pointer = 0n;
        what.release(pointer);
    }
}

/** Makes a JavaScript object the owner of one of the library's. */
function adopt(owner: object, pointer: Pointer, release: (pointer: Pointer) => void): void {
    const what = { pointer, release };
    held.set(owner, what);
    registry.register(owner, what, what);
}

/** The library's object behind a JavaScript one; throws if it is closed. */
export function pointerOf(owner: Native): Pointer {
    const what = held.get(owner);
    if (what === undefined) {
        throw new TypeError("this is no object of xengage's");
    }
    if (what.pointer === 0n) {
        throw madeError(XENG_ERROR_STATE, `this ${owner.constructor.name} is closed`);
    }
    return what.pointer;
}

/** An object of the library. */
export abstract class Native {
    protected constructor(pointer: Pointer, release: (pointer: Pointer) => void) {
        adopt(this, pointer, release);
    }

    /** Whether it was closed. */
    get closed(): boolean {
        return held.get(this)?.pointer === 0n;
    }

    /** Releases what it holds. It can't be used any more; closing it again does nothing. */
    close(): void {
        const what = held.get(this);
        if (what !== undefined) {
            registry.unregister(what);
            free(what);
        }
    }

    [Symbol.dispose](): void {
        this.close();
    }
}
