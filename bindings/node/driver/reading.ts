// What a case says, as the binding's objects.

import { Credentials, Request, type Endpoint } from "xengage";

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A request as a case has it. */
export interface Asked {
    readonly endpoint: Endpoint;
    readonly ids?: string[];
    readonly metrics?: string[];
    readonly groupings?: Record<string, string>;
    readonly start?: string;
    readonly end?: string;
}

/** A case; what it has depends on what it does. */
export interface Case {
    readonly name: string;
    readonly do: string;
    readonly as: string;
    readonly request: Asked;
    readonly requests: Asked[];
    readonly after_ms: number;
    readonly ids: { readonly first: string; readonly count: number };
    readonly start?: string;
    readonly end?: string;
    readonly grouping: string;
    readonly shape: "long" | "wide";
    readonly id: string;
}

export function credentialsAs(as: string): Credentials {
    return as === "bearer" ? Credentials.bearer(process.env["SIM_BEARER"] as string) : Credentials.fromEnv();
}

export function requestOf(asked: Asked, credentials: Credentials): Request {
    return new Request({ ...asked, credentials, now: new Date(process.env["XENGAGE_NOW"] as string) });
}
