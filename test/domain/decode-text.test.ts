import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText, tooLarge } from "../../src/domain/decode-text.ts";

describe("bytes as a text", () => {
  test("that is UTF-8 give the same bytes when they are written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const bytes = Buffer.from(text.toWellFormed().replaceAll("\0", ""), "utf8");
        const read = decodeText(bytes);
        expect(read.unread).toBeUndefined();
        expect(Buffer.from(read.text, "utf8")).toEqual(bytes);
      }),
    );
  });

  test("are never changed: they are text, or refused with a place", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (raw) => {
        const bytes = Buffer.from(raw);
        const { text, unread } = decodeText(bytes);
        if (unread === undefined) expect(Buffer.from(text, "utf8")).toEqual(bytes);
        else {
          expect(text).toBe("");
          expect(unread.line).toBeGreaterThan(0);
          expect(unread.column).toBeGreaterThan(0);
        }
      }),
    );
  });

  test.each([
    ["a truncated character at the end", [0x61, 0x0a, 0xe2, 0x82], "2:1", "0xE2"],
    ["a Latin-1 letter behind others", [0xc3, 0xa9, 0x0a, 0x61, 0xe9, 0x62], "2:2", "0xE9"],
    ["a surrogate", [0xed, 0xa0, 0x80], "1:1", "0xED"],
  ])("with %s are refused there", (_, bytes, place, byte) => {
    const { unread } = decodeText(Uint8Array.from(bytes));
    expect(`${unread?.line}:${unread?.column}`).toBe(place);
    expect(unread?.message).toContain(byte);
  });

  test("of a huge file are not fetched", () => {
    expect(tooLarge(50_000_000, 40_000_000).unread?.message).toBe("It has 50 MB, and I read at most 40 MB.");
  });
});
