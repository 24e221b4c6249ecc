import type { Scope } from "../index.js";
import type { TokenClient } from "./token-client.js";
export interface LeaseOptions {
    delay?: number;
    ttl?: number;
}
export interface Lease {
    hold<T>(act: () => Promise<T>, request: LeaseRequest): Promise<T | undefined>;
}
export interface LeaseRequest {
    client: TokenClient;
    location: {
        name: string;
        scope?: Scope | undefined;
    };
    clock(): number;
    minRemaining: number;
    stillNeeded(): Promise<boolean>;
}
export declare function createLease(options?: LeaseOptions): Lease;
