// Verifies signatures that stripe-node makes, and refuses all others.

import { createHmac } from "node:crypto";
import Stripe from "stripe";
import { SignatureError, verifyStripeSignature, type SignatureErrorCode } from "stripe-secret-store/node";
import { describe, expect, test, vi } from "vitest";

/** Passes a value that the types forbid and JavaScript does not. (Not from support/client.ts: these tests do not depend on the client's entry, and run once.) */
const wrong = (value: unknown) => value as never;

const SECRET = "absec_made_up";
const NOW = 1_700_000_000;
const clock = () => NOW * 1_000;
const BODY = JSON.stringify({ text: "ü 😀", user_id: "usr_1", account_id: "acct_cactus" });
const bytes = new TextEncoder().encode(BODY);

const v1 = (body: string | Uint8Array = BODY, { secret = SECRET, timestamp = String(NOW) } = {}) =>
  createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
const header = (timestamp: string | number = NOW) => `t=${timestamp},v1=${v1(BODY, { timestamp: String(timestamp) })}`;
const verify = (header: unknown, { payload = BODY as unknown, secret = SECRET as unknown, options = {} as object } = {}) =>
  verifyStripeSignature(wrong(payload), wrong(header), wrong(secret), { clock, ...options });

/** Returns the code of the refusal. Its message holds none of the inputs. */
async function refusal(...args: Parameters<typeof verify>): Promise<SignatureErrorCode> {
  const error = await verify(...args).then(
    () => expect.fail("The signature was accepted."),
    (error: unknown) => error,
  );
  expect(SignatureError.is(error)).toBe(true);
  for (const secret of [SECRET, v1(), String(NOW), "usr_1"]) expect(`${error}${JSON.stringify(error)}`).not.toContain(secret);
  return (error as SignatureError).code;
}

describe("accepts", () => {
  test.each([
    ["a string", BODY],
    ["a Buffer", Buffer.from(BODY)],
    ["a part of a larger buffer", new Uint8Array([0, ...bytes, 0]).subarray(1, -1)],
    ["an ArrayBuffer", bytes.slice().buffer],
  ])("%s that stripe-node has signed", async (_, payload) => {
    const signed = Stripe.webhooks.generateTestHeaderString({ payload: BODY, secret: SECRET, timestamp: NOW });
    await expect(verify(signed, { payload })).resolves.toBe(true);
  });

  test.each([
    ["an empty body", `t=${NOW},v1=${v1("")}`, ""],
    ["one of several signatures", `t=${NOW},v1=${"0".repeat(64)},v1=${v1()},v0=${"1".repeat(64)}`, BODY],
    ["the timestamp behind the signature", `v1=${v1()},t=${NOW}`, BODY],
    ["spaces between the pairs", `t=${NOW}, v1=${v1()}`, BODY],
    ["upper case digits", `t=${NOW},v1=${v1().toUpperCase()}`, BODY],
  ])("%s", async (_, given, payload) => {
    await expect(verify(given, { payload })).resolves.toBe(true);
  });

  test("a signature of exactly 300 seconds ago, and one from the future", async () => {
    for (const timestamp of [NOW - 300, NOW + 86_400]) await expect(verify(header(timestamp))).resolves.toBe(true);
  });

  test("an older signature within a larger tolerance", async () => {
    await expect(verify(header(NOW - 301), { options: { tolerance: 301_000 } })).resolves.toBe(true);
  });

  test("a signature of now by the computer's own clock", async () => {
    const now = Math.floor(Date.now() / 1_000);
    await expect(verifyStripeSignature(BODY, header(now), SECRET)).resolves.toBe(true);
  });
});

test("verifies the bytes, which text() changes", async () => {
  const withMark = new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]);
  const signed = `t=${NOW},v1=${v1(withMark)}`;
  await expect(verify(signed, { payload: withMark })).resolves.toBe(true);
  expect(await refusal(signed, { payload: await new Response(withMark).text() })).toBe("signature_mismatch");
});

describe("refuses", () => {
  test.each([undefined, null, ""])("a request whose header is %j", async (given) => {
    expect(await refusal(given)).toBe("signature_missing");
  });

  test.each([
    ["no pairs", "made up"],
    ["no timestamp", `v1=${v1()}`],
    ["no signature", `t=${NOW}`],
    ["only another scheme", `t=${NOW},v0=${v1()}`],
    ["a short signature", `t=${NOW},v1=${v1().slice(1)}`],
    ["a signature that is not hexadecimal", `t=${NOW},v1=${"g".repeat(64)}`],
    ["two timestamps", `t=${NOW},t=${NOW},v1=${v1()}`],
    ["a list", [header()]],
    ["a number", 7],
  ])("a header with %s", async (_, given) => {
    expect(await refusal(given)).toBe("signature_malformed");
  });

  // parseInt and Number read each of these as a number. Their signatures are right.
  test.each(["1.7e9", "1700000000.0", "+1700000000", "-1", "0x6553f100", "1700000000abc", " 1", "", "٣", "9".repeat(16)])(
    "the timestamp %j",
    async (timestamp) => {
      expect(await refusal(header(timestamp))).not.toBe("signature_mismatch");
    },
  );

  test.each([
    ["another body", header(), { payload: `${BODY} ` }],
    ["another secret", header(), { secret: "absec_other" }],
    ["another timestamp", `t=${NOW - 1},v1=${v1()}`, {}],
    ["a signature that differs in its last digit", `t=${NOW},v1=${v1().replace(/.$/, (digit) => (digit === "0" ? "1" : "0"))}`, {}],
  ])("%s", async (_, given, change) => {
    expect(await refusal(given, change)).toBe("signature_mismatch");
  });

  test("a signature of 301 seconds ago", async () => {
    expect(await refusal(header(NOW - 301))).toBe("signature_expired");
  });

  test.each([[{ user_id: "usr_1" }], [undefined], [null], [7], [[1, 2]]])("a payload that a parser made: %j", async (payload) => {
    const act = verifyStripeSignature(wrong(payload), header(), SECRET, { clock });
    await expect(act).rejects.toMatchObject({ code: "body_already_read", status: 500 });
  });

  test.each(["", undefined, null, 7, "absec_made_up\n", " absec_made_up", "   ", "sk_test_made_up", "pk_live_made_up"])(
    "the secret %j, in words of its own",
    async (secret) => {
      const act = verifyStripeSignature(BODY, header(), wrong(secret), { clock });
      await expect(act).rejects.toMatchObject({
        code: "invalid_option",
        status: 500,
        message: expect.stringMatching(/^secret (is missing|has a|is an API key)/),
      });
    },
  );

  test.each([
    [{ tolerance: 300 }, "tolerance must be a number of milliseconds"],
    [{ tolerance: "300000" }, "tolerance must be a number of milliseconds"],
    [{ tolerance: NaN }, "tolerance must be a number of milliseconds"],
    [{ clock: 7 }, "clock must be a function"],
    [{ tolerence: 1 }, "tolerence is unknown: pass { tolerance, clock }."],
    [300, "The options must be an object: { tolerance, clock }."],
    [null, "The options must be an object: { tolerance, clock }."],
  ])("the options %j", async (options, message) => {
    const act = verifyStripeSignature(BODY, header(), SECRET, wrong(options));
    await expect(act).rejects.toMatchObject({ code: "invalid_option", message: expect.stringContaining(message) });
  });
});

test("computes one signature, however many the header has", async () => {
  const sign = vi.spyOn(crypto.subtle, "sign");
  try {
    const many = Array.from({ length: 100 }, (_, n) => `v1=${String(n).padStart(64, "0")}`);
    expect(await refusal([`t=${NOW}`, ...many].join())).toBe("signature_mismatch");
    expect(sign).toHaveBeenCalledTimes(1);
  } finally {
    sign.mockRestore();
  }
});

test("agrees with stripe-node about signatures of every age", async () => {
  const theirs = (given: string) => {
    try {
      return Stripe.webhooks.signature!.verifyHeader(BODY, given, SECRET, 300, undefined, clock());
    } catch {
      return false;
    }
  };
  for (const age of [-1, 0, 1, 299, 300, 301, 86_400]) {
    const ours = await verify(header(NOW - age)).catch(() => false);
    expect(ours, `${age} s`).toBe(theirs(header(NOW - age)));
  }
});
