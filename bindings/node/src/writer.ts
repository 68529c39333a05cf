// Results as CSV or JSON lines: bytes are handed over, nothing is written.

import koffi from "koffi";
import * as abi from "./abi.js";
import { check, make, slot, taken } from "./call.js";
import { Native, pointerOf } from "./handle.js";
import { lib } from "./library.js";
import { formNumber, type Form } from "./names.js";
import { Piece } from "./piece.js";
import { withRequest, type Request, type RequestFields } from "./request.js";
import type { Result } from "./result.js";

export interface WriterOptions {
    readonly format: "csv" | "jsonl";
    /** "wide", if left out. */
    readonly form?: Form;
    readonly gzip?: boolean;
    /** Without the header of CSV: to go on where a file ends. */
    readonly noHeader?: boolean;
}

/** Turns results and pieces into text, whose columns depend on the request alone. */
export class Writer extends Native {
    constructor(request: Request | RequestFields, options: WriterOptions) {
        super(begin(request, options), lib.xeng_writer_unref);
    }

    /** Adds a result or a piece; gives the bytes that are ready. Write them where you like. */
    add(what: Result | Piece): Uint8Array {
        if (what instanceof Piece) {
            check((error) => lib.xeng_writer_add_piece(pointerOf(this), pointerOf(what), error));
        } else {
            check((error) => lib.xeng_writer_add_result(pointerOf(this), pointerOf(what), error));
        }
        return this.#ready();
    }

    /** All bytes so far, so that what is written is readable up to here. */
    flush(): Uint8Array {
        check((error) => lib.xeng_writer_flush(pointerOf(this), error));
        return this.#ready();
    }

    /** The last bytes. */
    finish(): Uint8Array {
        check((error) => lib.xeng_writer_finish(pointerOf(this), error));
        return this.#ready();
    }

    #ready(): Uint8Array {
        const parts: Uint8Array[] = [];
        for (;;) {
            const [bytes, size] = [slot(), slot()];
            check((error) => lib.xeng_writer_next(pointerOf(this), bytes, size, error));
            const length = Number(taken(size));
            if (length === 0) {
                return Buffer.concat(parts);
            }
            // The library's until it is asked again.
            parts.push(new Uint8Array(koffi.view(taken(bytes), length)).slice());
        }
    }
}

function begin(
    request: Request | RequestFields,
    { format, form = "wide", gzip, noHeader }: WriterOptions,
): abi.Pointer {
    const kind = format === "csv" ? abi.XENG_WRITE_CSV : abi.XENG_WRITE_JSON_LINES;
    const flags = (gzip ? abi.XENG_WRITE_GZIP : 0) | (noHeader ? abi.XENG_WRITE_NO_HEADER : 0);
    return withRequest(request, (pointer) =>
        make((made, error) => lib.xeng_writer_new(pointer, kind, formNumber(form), flags, made, error)),
    );
}
