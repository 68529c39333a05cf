// X's enterprise Engagement API. The README tells how the parts go together.

/// <reference lib="esnext.disposable" preserve="true" />

export { Client, type FetchOptions } from "./client.js";
export type { IdLike, TimeLike, Window } from "./convert.js";
export { Credentials, type AppKeys, type CredentialsKind, type UserKeys } from "./credentials.js";
export {
    AbortError,
    NetworkError,
    RefusedError,
    ServerError,
    SystemError,
    UsageError,
    XengageError,
    type ErrorDetails,
} from "./errors.js";
export { Job, type Account, type JobOptions, type JobState, type Progress } from "./job.js";
export type { IdsFile } from "./job_ids.js";
export {
    endpoints,
    maxIds,
    metrics,
    version,
    type Endpoint,
    type Form,
    type IdState,
    type Unsupported,
} from "./names.js";
export { Ledger, type LedgerOptions } from "./ledger.js";
export type { ClientOptions, LogLevel } from "./options.js";
export { Piece, type Outcome } from "./piece.js";
export type { Plan } from "./plan.js";
export { createdAt, firstIdAt, parseId } from "./posts.js";
export { Request, type RequestFields, type Warning } from "./request.js";
export { Result } from "./result.js";
export { Column, Table, type Cell, type ColumnData, type ColumnType } from "./table.js";
export { Top, type Ranked } from "./top.js";
export { Tree, type Branch, type Count, type Key, type TreeObject } from "./tree.js";
export { Writer, type WriterOptions } from "./writer.js";
