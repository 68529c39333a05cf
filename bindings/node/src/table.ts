// Results as columns: typed arrays over the library's memory, without a copy.

import koffi from "koffi";
import * as abi from "./abi.js";
import { list } from "./call.js";
import { Native, pointerOf } from "./handle.js";
import { lib } from "./library.js";

/** What a column's elements mean: an id or a count; an hour of the day; days since 1970-01-01;
 * Unix seconds; places in `words`. */
export type ColumnType = "int64" | "hour" | "day" | "time" | "word";
export type ColumnData = BigInt64Array | Int8Array | Int32Array;
/** A cell: a count or an id, an hour, a day or a time, a word; null where nothing was delivered. */
export type Cell = bigint | number | Date | string | null;

type Make = (buffer: ArrayBuffer, rows: number) => ColumnData;
interface Layout {
    readonly type: ColumnType;
    readonly bytes: number;
    readonly make: Make;
}

const int64s: Make = (buffer, rows) => new BigInt64Array(buffer, 0, rows);
const int32s: Make = (buffer, rows) => new Int32Array(buffer, 0, rows);
const int8s: Make = (buffer, rows) => new Int8Array(buffer, 0, rows);

const LAYOUTS: ReadonlyMap<number, Layout> = new Map([
    [abi.XENG_COLUMN_INT64, { type: "int64", bytes: 8, make: int64s }],
    [abi.XENG_COLUMN_INT8, { type: "hour", bytes: 1, make: int8s }],
    [abi.XENG_COLUMN_DAY, { type: "day", bytes: 4, make: int32s }],
    [abi.XENG_COLUMN_TIME, { type: "time", bytes: 8, make: int64s }],
    [abi.XENG_COLUMN_WORD, { type: "word", bytes: 4, make: int32s }],
]);

const DAY_MS = 86_400_000;
const SECOND_MS = 1000;

/** Gives back a table's share in its memory once the last view of a column is collected. */
const views = new FinalizationRegistry<abi.Pointer>((table) => lib.xeng_table_unref(table));

/** A view of a table's memory, which stays there for as long as the view does. Node copies it where
 * it would move another ArrayBuffer to another thread. */
function view(table: abi.Pointer, data: abi.Pointer | null, bytes: number): ArrayBuffer {
    if (data === null || bytes === 0) {
        return new ArrayBuffer(0);
    }
    const buffer = koffi.view(data, bytes);
    lib.xeng_table_ref(table);
    views.register(buffer, table);
    return buffer;
}

/** One column of a table. */
export class Column {
    readonly name: string;
    readonly type: ColumnType;
    /** How many rows there are. */
    readonly length: number;
    /** How many rows have no value. */
    readonly nullCount: number;
    /** The elements, 0 where there is no value: a view of the library's memory. Don't write to it. */
    readonly data: ColumnData;
    /** Bit `i % 8`, from the least on, of byte `i / 8` is set if row `i` has a value; null if all have. */
    readonly validity: Uint8Array | null;
    /** The words of a column of type "word". */
    readonly words: readonly string[];

    private constructor(table: abi.Pointer, place: number) {
        const layout = LAYOUTS.get(lib.xeng_table_column_type(table, place));
        this.name = lib.xeng_table_column_name(table, place) as string;
        if (layout === undefined) {
            throw new Error(`the column ${this.name} is of a type that this version of the package doesn't know`);
        }
        this.type = layout.type;
        this.length = Number(lib.xeng_table_row_count(table));
        this.nullCount = Number(lib.xeng_table_column_null_count(table, place));
        const bytes = this.length * layout.bytes;
        this.data = layout.make(view(table, lib.xeng_table_column_data(table, place), bytes), this.length);
        const bits = lib.xeng_table_column_validity(table, place);
        this.validity = bits === null ? null : new Uint8Array(view(table, bits, Math.ceil(this.length / 8)));
        this.words = list(
            lib.xeng_table_word_count(table, place),
            (i) => lib.xeng_table_word(table, place, i) as string,
        );
    }

    /** @internal */
    static of(table: abi.Pointer, place: number): Column {
        return new Column(table, place);
    }

    /** Whether a row has a value. */
    isValid(row: number): boolean {
        return this.validity === null || (((this.validity[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
    }

    /** A row's value: a bigint, an hour, a Date, a word; null where there is none. */
    at(row: number): Cell {
        const element = this.data[row];
        if (element === undefined) {
            throw new RangeError(`there is no row ${row}: they are 0 to ${this.length - 1}`);
        }
        return this.isValid(row) ? this.#cell(element) : null;
    }

    *[Symbol.iterator](): Generator<Cell, undefined, undefined> {
        for (let row = 0; row < this.length; row++) {
            yield this.at(row);
        }
    }

    #cell(element: bigint | number): Cell {
        switch (this.type) {
            case "day":
                return new Date(Number(element) * DAY_MS);
            case "time":
                return new Date(Number(element) * SECOND_MS);
            case "word":
                return this.words[Number(element)] as string;
            default:
                return element;
        }
    }
}

/** The counts of a grouping, or what became of ids, as columns. Immutable. Views of its columns
 * may be used after it is closed: they hold the memory. */
export class Table extends Native implements Iterable<Record<string, Cell>> {
    /** How many rows there are. */
    readonly length: number;
    /** The columns' names, in order. */
    readonly names: readonly string[];
    readonly #columns = new Map<number, Column>();

    private constructor(pointer: abi.Pointer) {
        super(pointer, lib.xeng_table_unref);
        this.length = Number(lib.xeng_table_row_count(pointer));
        this.names = list(
            lib.xeng_table_column_count(pointer),
            (i) => lib.xeng_table_column_name(pointer, i) as string,
        );
    }

    /** @internal */
    static own(pointer: abi.Pointer): Table {
        return new Table(pointer);
    }

    /** The column of a name; throws if there is none. */
    column(name: string): Column {
        const place = this.names.indexOf(name);
        if (place < 0) {
            throw new RangeError(`the table has no column ${JSON.stringify(name)}: they are ${this.names.join(", ")}`);
        }
        const column = this.#columns.get(place) ?? Column.of(pointerOf(this), place);
        this.#columns.set(place, column);
        return column;
    }

    get columns(): Column[] {
        return this.names.map((name) => this.column(name));
    }

    /** The rows as objects, each made when it is asked for. */
    *[Symbol.iterator](): Generator<Record<string, Cell>, undefined, undefined> {
        const columns = this.columns;
        for (let row = 0; row < this.length; row++) {
            yield Object.fromEntries(columns.map((column) => [column.name, column.at(row)]));
        }
    }
}
