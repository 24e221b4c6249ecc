export interface Identity {
    app?: string | undefined;
    account?: string | undefined;
    user?: string | undefined;
    livemode?: boolean | undefined;
}
export interface Installation {
    app: string;
    account: string;
}
export interface Permission extends Installation {
    permission?: "secret_write" | undefined;
}
export interface World {
    readonly apps: readonly WorldApp[];
    readonly accounts: readonly WorldAccount[];
    readonly generated_keys?: boolean | undefined;
    readonly keys?: readonly WorldKey[] | undefined;
    readonly secrets?: readonly WorldSecret[] | undefined;
}
export interface WorldApp {
    readonly id: string;
    readonly name?: string | undefined;
    readonly owner: string;
    readonly distribution: "published" | "uploaded";
    readonly permissions?: readonly string[] | undefined;
}
export interface WorldAccount {
    readonly id: string;
    readonly name?: string | undefined;
    readonly users?: readonly {
        readonly id: string;
        readonly name?: string | undefined;
    }[] | undefined;
    readonly installed?: readonly string[] | undefined;
}
export interface WorldKey {
    readonly key: string;
    readonly app: string;
    readonly account?: string | undefined;
    readonly user?: string | undefined;
    readonly livemode?: boolean | undefined;
}
export interface WorldSecret {
    readonly app: string;
    readonly account: string;
    readonly user?: string | undefined;
    readonly livemode?: boolean | undefined;
    readonly name: string;
    readonly payload: string;
    readonly expires_in?: number | undefined;
}
export interface WorldState {
    readonly apps: readonly App[];
    readonly accounts: readonly Account[];
    readonly keys: readonly EmulatorKey[];
}
export interface App {
    readonly id: string;
    readonly name: string;
    readonly owner: string;
    readonly distribution: "published" | "uploaded";
    readonly permissions: readonly string[];
}
export interface Account {
    readonly id: string;
    readonly name: string;
    readonly users: readonly User[];
    readonly installations: readonly {
        readonly app: string;
        readonly permissions: readonly string[];
    }[];
}
export interface User {
    readonly id: string;
    readonly name: string;
}
export interface EmulatorKey {
    readonly key: string;
    readonly app: string;
    readonly account?: string;
    readonly user?: string;
    readonly livemode: boolean;
}
