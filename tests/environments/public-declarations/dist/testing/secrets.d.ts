export interface StoredSecret {
    readonly apps: readonly string[];
    readonly account: string;
    readonly user: string | null;
    readonly livemode: boolean;
    readonly id: string;
    readonly name: string;
    readonly created: number;
    readonly expires_at: number | null;
}
export interface RevealedSecret extends StoredSecret {
    readonly payload: string;
}
