// Cases with a table: one grouping of a result as rows.

import { Client, type Column } from "xengage";
import { credentialsAs, requestOf, type Case, type Json } from "./reading.js";

/** A cell's number as the table has it, or its word. */
function show(column: Column, row: number): Json {
    if (!column.isValid(row)) {
        return null;
    }
    return column.type === "word" ? (column.at(row) as string) : String(column.data[row]);
}

export async function table(one: Case): Promise<Json> {
    await using client = Client.fromEnv();
    const credentials = credentialsAs(one.as);
    const result = await client.fetch(credentials, requestOf(one.request, credentials));
    using counts = result.table(one.grouping, one.shape);
    const columns = counts.columns;
    const rows = Array.from({ length: counts.length }, (_, row) => columns.map((column) => show(column, row)));
    return { columns: [...counts.names], rows };
}
