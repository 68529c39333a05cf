// A piece of a job: as many ids as fit into one request, and what became of each.

import { inspect } from "node:util";
import { XENG_OK, type Pointer } from "./abi.js";
import { list, make } from "./call.js";
import { size } from "./convert.js";
import { Native, pointerOf } from "./handle.js";
import { lib } from "./library.js";
import { formNumber, stateName, unsupportedOf, type Form, type IdState, type Unsupported } from "./names.js";
import { Result } from "./result.js";
import { Table } from "./table.js";

/** What became of an id of a piece. */
export interface Outcome {
    readonly id: bigint;
    readonly state: IdState;
    /** The name of the code that says why it is not "delivered", such as
     * "XENG_ERROR_UNAVAILABLE_POSTS"; null where it is. */
    readonly reason: string | null;
    /** The reason in words; "" where there is none. */
    readonly message: string;
    /** For which metrics the Post is too old. */
    readonly unsupported: Unsupported;
}

/** Iterates over what became of its ids, in the order in which they were added to the job. */
export class Piece extends Native implements Iterable<Outcome> {
    /** The same in every run of a job. */
    readonly number: number;
    /** The account with whose credentials it was asked for. */
    readonly account: number;
    /** Whether all of it was asked for; one that isn't is asked for again when the job goes on. */
    readonly finished: boolean;
    /** How many ids it has. */
    readonly size: number;
    /** Its counts, over the whole window; null if nothing was delivered. */
    readonly result: Result | null;
    readonly #acknowledge: (piece: Piece, mark: bigint) => void;

    private constructor(pointer: Pointer, acknowledge: (piece: Piece, mark: bigint) => void) {
        super(pointer, lib.xeng_piece_unref);
        this.number = Number(lib.xeng_piece_number(pointer));
        this.account = lib.xeng_piece_account(pointer);
        this.finished = lib.xeng_piece_is_finished(pointer) === 1;
        this.size = Number(lib.xeng_piece_id_count(pointer));
        const result = lib.xeng_piece_result(pointer);
        this.result = result === null ? null : Result.own(lib.xeng_result_ref(result) as Pointer);
        this.#acknowledge = acknowledge;
    }

    /** @internal */
    static own(pointer: Pointer, acknowledge: (piece: Piece, mark: bigint) => void): Piece {
        return new Piece(pointer, acknowledge);
    }

    /** Says that what was to be done with it is done; it is not asked for again. `mark` is any
     * number of yours, such as the size of an output file, which `job.mark` gives back. */
    ack(mark: number | bigint = 0n): void {
        this.#acknowledge(this, typeof mark === "bigint" ? mark : BigInt(size(mark, "mark")));
    }

    *[Symbol.iterator](): Generator<Outcome, undefined, undefined> {
        for (let i = 0; i < this.size; i++) {
            yield outcomeAt(pointerOf(this), i);
        }
    }

    /** Every id and what became of it. */
    get ids(): ReadonlyMap<bigint, IdState> {
        const pointer = pointerOf(this);
        return new Map(
            list(this.size, (i) => [
                BigInt(lib.xeng_piece_id_at(pointer, i)),
                stateName(lib.xeng_piece_id_state(pointer, i)),
            ]),
        );
    }

    /** The counts of a grouping as columns; the same columns for every piece of a job. `grouping` is
     * its place in the job's request. */
    table(grouping: number, form: Form = "long"): Table {
        const place = size(grouping, "grouping");
        return Table.own(
            make((made, error) => lib.xeng_table_of_piece(pointerOf(this), place, formNumber(form), made, error)),
        );
    }

    /** What became of the ids as columns: `tweet_id`, `state`, `reason`. */
    idsTable(): Table {
        return Table.own(make((made, error) => lib.xeng_table_of_piece_ids(pointerOf(this), made, error)));
    }

    /** Releases it, and its result. */
    override close(): void {
        this.result?.close();
        super.close();
    }

    /** @internal */
    [inspect.custom](): string {
        return `Piece ${this.number} (${this.size} ids${this.finished ? "" : ", unfinished"})`;
    }
}

function outcomeAt(piece: Pointer, index: number): Outcome {
    const reason = lib.xeng_piece_id_reason(piece, index);
    return {
        id: BigInt(lib.xeng_piece_id_at(piece, index)),
        state: stateName(lib.xeng_piece_id_state(piece, index)),
        reason: reason === XENG_OK ? null : lib.xeng_error_code_name(reason),
        message: lib.xeng_piece_id_reason_text(piece, index) ?? "",
        unsupported: unsupportedOf(lib.xeng_piece_id_unsupported(piece, index)),
    };
}
