// Whose eyes to see with. No way of showing, logging or serialising them tells a secret.

import { inspect } from "node:util";
import * as abi from "./abi.js";
import { check, make } from "./call.js";
import { text } from "./convert.js";
import { Native, pointerOf } from "./handle.js";
import { lib } from "./library.js";

/** An application's keys. */
export interface AppKeys {
    readonly consumerKey: string;
    readonly consumerSecret: string;
}

/** An application's keys and a user's access token. */
export interface UserKeys extends AppKeys {
    readonly accessToken: string;
    readonly accessTokenSecret: string;
}

export type CredentialsKind = "user" | "app" | "bearer";

const KINDS: ReadonlyMap<number, CredentialsKind> = new Map([
    [abi.XENG_CREDENTIALS_USER, "user"],
    [abi.XENG_CREDENTIALS_APP, "app"],
    [abi.XENG_CREDENTIALS_BEARER, "bearer"],
]);

export class Credentials extends Native {
    private constructor(pointer: abi.Pointer) {
        super(pointer, lib.xeng_credentials_unref);
    }

    /** User context: OAuth 1.0a with a user's access token. */
    static user(keys: UserKeys): Credentials {
        const [key, secret] = appKeys(keys);
        const token = text(keys.accessToken, "accessToken");
        const tokenSecret = text(keys.accessTokenSecret, "accessTokenSecret");
        return new Credentials(
            make((made, error) => lib.xeng_credentials_new_user(key, secret, token, tokenSecret, made, error)),
        );
    }

    /** The application alone: OAuth 1.0a with an empty token. */
    static app(keys: AppKeys): Credentials {
        const [key, secret] = appKeys(keys);
        return new Credentials(make((made, error) => lib.xeng_credentials_new_app(key, secret, made, error)));
    }

    /** The application alone: a bearer token, used as it is. */
    static bearer(token: string): Credentials {
        const checked = text(token, "token");
        return new Credentials(make((made, error) => lib.xeng_credentials_new_bearer(checked, made, error)));
    }

    /** From the environment (not a Worker's copy of it): `XENGAGE_CONSUMER_KEY`,
     * `XENGAGE_CONSUMER_SECRET`, `XENGAGE_ACCESS_TOKEN`, `XENGAGE_ACCESS_TOKEN_SECRET`, or
     * `XENGAGE_BEARER_TOKEN`. */
    static fromEnv(): Credentials {
        return new Credentials(make((made, error) => lib.xeng_credentials_from_env(made, error)));
    }

    /** From a JSON file that only its owner can read. */
    static fromFile(path: string): Credentials {
        const checked = text(path, "path");
        return new Credentials(make((made, error) => lib.xeng_credentials_from_file(checked, made, error)));
    }

    /** Writes them, secrets and all, to a JSON file that only its owner can read. */
    save(path: string): void {
        check((error) => lib.xeng_credentials_save(pointerOf(this), text(path, "path"), error));
    }

    get kind(): CredentialsKind {
        return KINDS.get(lib.xeng_credentials_kind(pointerOf(this))) as CredentialsKind;
    }

    /** The user id in the access token; null where there is none. */
    get userId(): bigint | null {
        return BigInt(lib.xeng_credentials_user_id(pointerOf(this))) || null;
    }

    /** What may be known of them; not what they are made of. */
    toJSON(): object {
        return this.closed ? { closed: true } : { kind: this.kind, userId: this.userId?.toString() ?? null };
    }

    override toString(): string {
        return this.closed ? "Credentials (closed)" : `Credentials (${this.kind})`;
    }

    /** @internal */
    [inspect.custom](): string {
        return this.toString();
    }
}

function appKeys(keys: AppKeys): [string, string] {
    return [text(keys.consumerKey, "consumerKey"), text(keys.consumerSecret, "consumerSecret")];
}
