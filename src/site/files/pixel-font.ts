/**
 * Letters of five by seven squares, like the map's own: the picture needs no font, which a site would have to carry. Each letter is
 * its five columns, each column a number whose lowest bit is the uppermost square.
 */
const GLYPHS: Readonly<Record<string, string>> = {
  "0": "3e5149453e",
  "1": "00427f4000",
  "2": "7249494946",
  "3": "2141494d33",
  "4": "1814127f10",
  "5": "2745454539",
  "6": "3c4a494931",
  "7": "4121110907",
  "8": "3649494936",
  "9": "464949291e",
  ",": "0050300000",
  ".": "0060600000",
  "-": "0808080808",
  "/": "2010080402",
  "%": "2313086462",
  "&": "3649562050",
  ":": "0036360000",
  "'": "0008070300",
  A: "7c1211127c",
  B: "7f49494936",
  C: "3e41414122",
  D: "7f4141413e",
  E: "7f49494941",
  F: "7f09090901",
  G: "3e41415173",
  H: "7f0808087f",
  I: "00417f4100",
  J: "2040413f01",
  K: "7f08142241",
  L: "7f40404040",
  M: "7f021c027f",
  N: "7f0408107f",
  O: "3e4141413e",
  P: "7f09090906",
  Q: "3e4151215e",
  R: "7f09192946",
  S: "2649494932",
  T: "01017f0101",
  U: "3f4040403f",
  V: "1f2040201f",
  W: "3f4038403f",
  X: "6314081463",
  Y: "0304780403",
  Z: "6159494d43",
};

/** Squares from one letter to the next. */
export const ADVANCE = 6;
const HEIGHT = 7;

/** The squares of a text, by column and row. Letters that the font lacks are left out. */
export function* squaresOf(text: string): Generator<readonly [x: number, y: number]> {
  let left = 0;
  for (const letter of text.toUpperCase()) {
    const glyph = Object.hasOwn(GLYPHS, letter) ? GLYPHS[letter] : letter === " " ? "" : undefined;
    if (glyph === undefined) continue;
    for (let column = 0; column * 2 < glyph.length; column++) {
      const bits = Number.parseInt(glyph.slice(column * 2, column * 2 + 2), 16);
      for (let row = 0; row < HEIGHT; row++) if ((bits >> row) & 1) yield [left + column, row];
    }
    left += ADVANCE;
  }
}

/** Squares that a text is wide, without the gap behind it. */
export function widthOf(text: string): number {
  const shown = [...text.toUpperCase()].filter((letter) => letter === " " || Object.hasOwn(GLYPHS, letter));
  return Math.max(0, shown.length * ADVANCE - 1);
}
