export interface SignatureOptions {
    tolerance?: number | undefined;
    clock?: (() => number) | undefined;
}
export declare function verifyStripeSignature(payload: string | Uint8Array | ArrayBuffer, header: string | null | undefined, secret: string, options?: SignatureOptions): Promise<true>;
