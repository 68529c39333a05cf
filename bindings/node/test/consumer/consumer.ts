// A program that is compiled and never run: what must be typed so, and what must not compile.

import { Client, Credentials, Job, Request, Tree, XengageError, type Branch, type Count } from "xengage";
import { Result } from "xengage";

export async function right(signal: AbortSignal): Promise<void> {
    await using client = Client.fromEnv({
        rateLimit: 600,
        log: (level: "error" | string, line: string) => void (level + line),
    });
    const credentials: Credentials = Credentials.user({
        consumerKey: "",
        consumerSecret: "",
        accessToken: "",
        accessTokenSecret: "",
    });
    const result: Result = await client.fetch(
        credentials,
        { endpoint: "totals", ids: [1n, "2", 3], metrics: "all" },
        { signal },
    );
    const count: bigint | null | undefined = result.tree("posts").count(1n, "favorites");
    const branch: Branch | undefined = result.tree("posts").get("1");
    const copy: ReadonlyMap<bigint | string, Branch> = result.tree("posts");
    const data: BigInt64Array | Int8Array | Int32Array = result.table("posts", "wide").column("value").data;
    const job = new Job(client, new Request({ endpoint: "totals" }), [{ credentials, ids: { file: "-" } }], {
        journal: "j",
    });
    for await (const piece of job) {
        const bigs: Count[] = [...(piece.result?.trees.values() ?? [])].map((tree: Tree) => tree.count(1n) ?? null);
        const id: bigint | undefined = [...piece][0]?.id;
        piece.ack(5);
        void [bigs, id];
    }
    void [count, branch, copy, data];
}

export async function wrong(client: Client, credentials: Credentials, result: Result): Promise<void> {
    // @ts-expect-error there is no such endpoint
    new Request({ endpoint: "total" });
    // @ts-expect-error a metric is one of several
    new Request({ endpoint: "totals", metrics: "favorites" });
    // @ts-expect-error credentials come first
    await client.fetch({ endpoint: "totals" }, credentials);
    // @ts-expect-error a promise is no result
    client.fetch(credentials, { endpoint: "totals" }).trees;
    // @ts-expect-error a count may be absent, and is no number
    const likes: number = result.tree("posts").count(1n, "favorites");
    // @ts-expect-error keys are ids as bigint, or text
    result.tree("posts").get(1);
    // @ts-expect-error results are got, not made
    new Result(1n);
    // @ts-expect-error nobody reads secrets
    credentials.consumerSecret;
    // @ts-expect-error what the error tells is not to be changed
    new XengageError("", {} as never).code = "";
    // @ts-expect-error there is no such form
    result.table("posts", "tall");
    void likes;
}
