// Reads Post ids from a file, one a line, and says who made the most of their readers: the same
// program as in every other language.

import { Client, Credentials, Job, type Piece } from "xengage";

interface Counts {
    readonly id: bigint;
    readonly impressions: bigint;
    readonly engagements: bigint;
}

const BEST = 5;

/** Tells of the Posts without counts, and gives those of the others. */
function read(piece: Piece): Counts[] {
    const found: Counts[] = [];
    for (const { id, state, reason } of piece) {
        const post = piece.result?.tree("posts").tree(id);
        const [impressions, engagements] = [post?.count("impressions"), post?.count("engagements")];
        if (impressions == null || engagements == null) {
            console.log(`${id}: ${state}, ${(reason ?? "OK").replace("XENG_ERROR_", "")}`);
        } else {
            found.push({ id, impressions, engagements });
        }
    }
    return found;
}

function report(posts: Counts[], asked: number): void {
    const sum = (of: "impressions" | "engagements"): bigint => posts.reduce((all, post) => all + post[of], 0n);
    console.log(
        `${posts.length} of ${asked} Posts: ${sum("impressions")} impressions, ${sum("engagements")} engagements`,
    );
    posts.sort((a, b) => Number(b.engagements - a.engagements) || (a.id < b.id ? -1 : 1));
    for (const { id, engagements, impressions } of posts.slice(0, BEST)) {
        console.log(`${id}: ${engagements} engagements, ${impressions} impressions`);
    }
}

async function roundup(file: string): Promise<void> {
    const credentials = Credentials.fromEnv();
    const request = {
        endpoint: "totals",
        credentials,
        metrics: ["impressions", "engagements"],
        groupings: { posts: "tweet.id,engagement.type" },
    } as const;
    await using client = Client.fromEnv();
    await using job = new Job(client, request, { credentials, ids: { file, format: "plain" } }, { ordered: true });

    const posts: Counts[] = [];
    for await (const piece of job) {
        posts.push(...read(piece));
        piece.ack();
        piece.close();
    }
    report(posts, job.progress().ids);
}

try {
    await roundup(process.argv[2] ?? "");
} catch (error) {
    console.error(`roundup: ${(error as Error).message}`);
    process.exitCode = 1;
}
