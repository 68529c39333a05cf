// Giving a job its ids: from anything that iterates, or a file that the library reads.

import * as abi from "./abi.js";
import { check } from "./call.js";
import { id, iterable, text, type IdLike } from "./convert.js";
import { lib } from "./library.js";
import { parseId } from "./posts.js";

/** A file of ids, gzipped or not. */
export interface IdsFile {
    readonly file: string;
    /** "auto", if left out: the look of its first line decides. */
    readonly format?: "auto" | "plain" | "csv" | "jsonl";
    /** The column or field that has the ids. */
    readonly field?: string;
}

const FORMATS: Readonly<Record<NonNullable<IdsFile["format"]>, number>> = {
    auto: abi.XENG_IDS_AUTO,
    plain: abi.XENG_IDS_PLAIN,
    csv: abi.XENG_IDS_CSV,
    jsonl: abi.XENG_IDS_JSON_LINES,
};

/** Ids that go to the library in one call, so that a source of any length takes little memory. */
const BATCH = 65_536;

export function addIds(job: abi.Pointer, account: number, ids: Iterable<IdLike> | IdsFile): void {
    if (typeof ids === "object" && "file" in ids) {
        addFile(job, account, ids);
        return;
    }
    const batch = new BigUint64Array(BATCH);
    let count = 0;
    const flush = (): void => {
        check((error) => lib.xeng_job_add_ids(job, account, batch, count, error));
        count = 0;
    };
    for (const each of iterable(ids)) {
        batch[count++] = typeof each === "string" ? parseId(each) : id(each);
        if (count === BATCH) {
            flush();
        }
    }
    flush();
}

function addFile(job: abi.Pointer, account: number, { file, format = "auto", field }: IdsFile): void {
    const [path, column] = [text(file, "file"), field === undefined ? null : text(field, "field")];
    check((error) => lib.xeng_job_add_ids_file(job, account, path, FORMATS[format], column, error));
}
