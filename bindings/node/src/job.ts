// Jobs: any number of Post ids and credentials, any window, as an async iterable of pieces in which
// every id is accounted for.

import { inspect } from "node:util";
import * as abi from "./abi.js";
import { borrowedError, check, make } from "./call.js";
import { pumpOf, type Client } from "./client.js";
import { dateOf, text, timeText, uint32, type IdLike, type TimeLike } from "./convert.js";
import type { Credentials } from "./credentials.js";
import type { XengageError } from "./errors.js";
import { Native, pointerOf } from "./handle.js";
import { addIds, type IdsFile } from "./job_ids.js";
import { lib } from "./library.js";
import { STATES, type IdState } from "./names.js";
import { Piece } from "./piece.js";
import { planOf, type Plan } from "./plan.js";
import type { Pump } from "./pump.js";
import { withRequest, type Request, type RequestFields } from "./request.js";
import { Result } from "./result.js";

/** Credentials and the ids that are seen with them. */
export interface Account {
    readonly credentials: Credentials;
    readonly ids: Iterable<IdLike> | IdsFile;
}

/** What a job does beside its request. */
export interface JobOptions {
    /** A window of any length, instead of the request's. */
    readonly start?: TimeLike;
    readonly end?: TimeLike;
    /** Pieces come in the order of their ids, instead of each as soon as it is complete. */
    readonly ordered?: boolean;
    /** The file that the job's progress is kept in; if it is there, the job goes on from it. */
    readonly journal?: string;
    /** One of several jobs, on machines of their own, that divide the ids and the rate limit. */
    readonly share?: { readonly index: number; readonly count: number };
    /** Doesn't ask for metrics for which a Post is certainly too old. */
    readonly leaveOutOld?: boolean;
    /** How long an outage of the server may last before the job stops. */
    readonly patienceMs?: number;
    readonly temporaryFolder?: string;
}

export type JobState = "open" | "complete" | "stopped";

/** A job's progress. */
export interface Progress {
    readonly ids: number;
    readonly idsSettled: number;
    readonly pieces: number;
    readonly piecesDone: number;
    readonly requests: number;
    readonly retries: number;
    readonly inFlight: number;
    readonly bytesSent: number;
    readonly bytesReceived: number;
    /** Requests a minute that the server allows; 0 if that isn't known. */
    readonly rateLimit: number;
    readonly requestsLeft: number;
    /** What it waits for when nothing is on its way. */
    readonly waiting: { readonly reason: "rate limit" | "outage"; readonly until: Date | null } | null;
}

const JOB_STATES: ReadonlyMap<number, JobState> = new Map([
    [abi.XENG_JOB_OPEN, "open"],
    [abi.XENG_JOB_COMPLETE, "complete"],
    [abi.XENG_JOB_STOPPED, "stopped"],
]);

/** It works while a piece is waited for, or anything else of its client is. */
export class Job extends Native implements AsyncIterable<Piece> {
    /** Held, since a job ends with its client. */
    readonly #client: Client;
    readonly #pump: Pump;
    readonly #leave: { pump: () => void; log: () => void };
    #interrupt: (() => void) | undefined;
    #begun = false;

    /** `accounts`: credentials and their ids, one or several. */
    constructor(
        client: Client,
        request: Request | RequestFields,
        accounts: Account | readonly Account[],
        options: JobOptions = {},
    ) {
        const leave = { pump: (): void => undefined, log: (): void => undefined };
        super(begin(client, request), (pointer) => {
            leave.pump();
            lib.xeng_job_unref(pointer);
            leave.log();
        });
        this.#leave = leave;
        this.#client = client;
        this.#pump = pumpOf(client);
        leave.log = this.#pump.keepLog();
        try {
            setUp(pointerOf(this), options);
            for (const account of Array.isArray(accounts) ? (accounts as readonly Account[]) : [accounts as Account]) {
                addAccount(pointerOf(this), account);
            }
        } catch (error) {
            this.close();
            throw error;
        }
    }

    /** The pieces, each as it comes, until the job is over. What stops the job is thrown, after the
     * pieces that are complete. Leaving the loop leaves the job as it is: another loop goes on. */
    [Symbol.asyncIterator](): AsyncIterator<Piece, undefined, undefined> {
        return {
            next: async () => {
                const piece = await this.#next();
                return piece === null ? { done: true, value: undefined } : { done: false, value: piece };
            },
        };
    }

    /** What the job will send; nothing can be set up any more after that. `perMinute`: the rate limit
     * to reckon with, instead of the one that is known. */
    plan(perMinute = 0): Plan {
        const limit = uint32(perMinute, "perMinute");
        return planOf(
            make((made, error) => lib.xeng_job_plan(pointerOf(this), made, error)),
            limit,
        );
    }

    /** Finishes what is in flight, hands it over, and sends nothing else. */
    stop(): void {
        lib.xeng_job_stop(pointerOf(this));
    }

    /** Drops what is in flight. */
    cancel(): void {
        lib.xeng_job_cancel(pointerOf(this));
    }

    get state(): JobState {
        return JOB_STATES.get(lib.xeng_job_state(pointerOf(this))) as JobState;
    }

    /** How many ids ended in each state; states with none are left out. */
    states(): Map<IdState, number> {
        const pointer = pointerOf(this);
        const counts = [...STATES].map(
            ([number, name]) => [name, Number(lib.xeng_job_state_count(pointer, number))] as const,
        );
        return new Map(counts.filter(([, count]) => count > 0));
    }

    /** How far it is. */
    progress(): Progress {
        const pointer = pointerOf(this);
        const figure = (number: number): number => Number(lib.xeng_job_figure(pointer, number));
        return {
            ids: figure(abi.XENG_FIGURE_IDS),
            idsSettled: figure(abi.XENG_FIGURE_IDS_SETTLED),
            pieces: figure(abi.XENG_FIGURE_PIECES),
            piecesDone: figure(abi.XENG_FIGURE_PIECES_DONE),
            requests: figure(abi.XENG_FIGURE_REQUESTS),
            retries: figure(abi.XENG_FIGURE_RETRIES),
            inFlight: figure(abi.XENG_FIGURE_IN_FLIGHT),
            bytesSent: figure(abi.XENG_FIGURE_BYTES_SENT),
            bytesReceived: figure(abi.XENG_FIGURE_BYTES_RECEIVED),
            rateLimit: figure(abi.XENG_FIGURE_RATE_LIMIT),
            requestsLeft: figure(abi.XENG_FIGURE_REQUESTS_LEFT),
            waiting: waitingOf(pointer),
        };
    }

    /** The mark of the last acknowledgement, of this run or an earlier one. */
    get mark(): bigint {
        return BigInt(lib.xeng_job_mark(pointerOf(this)));
    }

    /** The counts of all acknowledged pieces, of those groupings that have no `tweet.id`, added up. */
    sums(): Result {
        return Result.own(make((made, error) => lib.xeng_job_sums(pointerOf(this), made, error)));
    }

    /** What stopped an account, while the others went on; null if nothing did. */
    accountError(account = 0): XengageError | null {
        const error = lib.xeng_job_account_error(pointerOf(this), uint32(account, "account"));
        return error === null ? null : borrowedError(error);
    }

    /** What the journal said of itself: that its end was repaired, say; null if nothing. */
    get journalNote(): string | null {
        return lib.xeng_job_journal_note(pointerOf(this));
    }

    /** Drops what is in flight and closes the journal. Who waits for a piece is told that it is over. */
    override close(): void {
        this.#interrupt?.();
        super.close();
    }

    async [Symbol.asyncDispose](): Promise<void> {
        this.close();
    }

    /** @internal */
    [inspect.custom](): string {
        return this.closed ? "Job (closed)" : `Job (${this.state})`;
    }

    /** The next piece; null when the job is over. */
    async #next(): Promise<Piece | null> {
        if (this.#interrupt !== undefined) {
            throw new TypeError("a job's next piece is waited for already: its pieces come one by one");
        }
        pumpOf(this.#client);
        this.#begin();
        const piece = this.#take();
        return piece === undefined ? this.#wait() : piece;
    }

    #begin(): void {
        if (!this.#begun) {
            check((error) => lib.xeng_job_begin(pointerOf(this), error));
            this.#leave.pump = this.#pump.join();
            this.#begun = true;
        }
    }

    /** A piece that is complete; null if the job is over, undefined if it is too early to tell. */
    #take(): Piece | null | undefined {
        const pointer = make((made, error) => lib.xeng_job_next(pointerOf(this), 0, made, error));
        if (pointer !== 0n) {
            return Piece.own(pointer, this.#acknowledge);
        }
        if (lib.xeng_job_state(pointerOf(this)) === abi.XENG_JOB_OPEN) {
            return undefined;
        }
        this.#leave.pump();
        return null;
    }

    #wait(): Promise<Piece | null> {
        const waiting = new Promise<Piece | null>((resolve, reject) => {
            this.#interrupt = () => resolve(null);
            this.#pump.work({ turn: () => this.#turn(resolve, reject), reject });
        });
        return waiting.finally(() => {
            this.#interrupt = undefined;
        });
    }

    /** Looks for a piece; true if the wait for it is over. What stops this job is told to who waits
     * for it, and to nobody else who waits for something of the client. */
    #turn(resolve: (piece: Piece | null) => void, reject: (error: unknown) => void): boolean {
        try {
            const piece = this.closed ? null : this.#take();
            if (piece === undefined) {
                return false;
            }
            resolve(piece);
        } catch (error) {
            reject(error);
        }
        return true;
    }

    #acknowledge = (piece: Piece, mark: bigint): void => {
        check((error) => lib.xeng_job_ack(pointerOf(this), pointerOf(piece), mark, error));
    };
}

function begin(client: Client, request: Request | RequestFields): abi.Pointer {
    return withRequest(request, (pointer) =>
        make((made, error) => lib.xeng_job_new(pointerOf(client), pointer, made, error)),
    );
}

function setUp(job: abi.Pointer, options: JobOptions): void {
    const { start, end, ordered, journal, share, leaveOutOld, patienceMs, temporaryFolder } = options;
    if (start !== undefined || end !== undefined) {
        const [from, to] = [timeText(start, "start"), timeText(end, "end")];
        check((error) => lib.xeng_job_set_window_text(job, from, to, error));
    }
    lib.xeng_job_set_ordered(job, ordered ? 1 : 0);
    lib.xeng_job_set_leave_out_old(job, leaveOutOld ? 1 : 0);
    if (patienceMs !== undefined) {
        lib.xeng_job_set_patience_ms(job, uint32(patienceMs, "patienceMs"));
    }
    if (journal !== undefined) {
        check((error) => lib.xeng_job_set_journal(job, text(journal, "journal"), error));
    }
    if (temporaryFolder !== undefined) {
        check((error) => lib.xeng_job_set_temporary_folder(job, text(temporaryFolder, "temporaryFolder"), error));
    }
    if (share !== undefined) {
        const [index, count] = [uint32(share.index, "share.index"), uint32(share.count, "share.count")];
        check((error) => lib.xeng_job_set_share(job, index, count, error));
    }
}

function addAccount(job: abi.Pointer, account: Account): void {
    const number = new Uint32Array(1);
    check((error) => lib.xeng_job_add_credentials(job, pointerOf(account.credentials), number, error));
    addIds(job, number[0] as number, account.ids);
}

function waitingOf(job: abi.Pointer): Progress["waiting"] {
    const until = new BigInt64Array(1);
    const reason = lib.xeng_job_waiting(job, until);
    if (reason === abi.XENG_WAIT_NONE) {
        return null;
    }
    return {
        reason: reason === abi.XENG_WAIT_OUTAGE ? "outage" : "rate limit",
        until: until[0] === 0n ? null : dateOf(until[0] as bigint),
    };
}
