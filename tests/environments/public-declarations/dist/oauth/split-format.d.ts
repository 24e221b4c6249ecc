import type { TokenFormat } from "./token-client.js";
import type { Tokens } from "./token-set.js";
export interface SplitFormatOptions {
    name?: string;
    value?(tokens: Tokens): string;
}
export declare function splitFormat(options?: SplitFormatOptions): TokenFormat;
