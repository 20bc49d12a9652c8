/**
 * Letters of other alphabets that are drawn like Latin ones, each with the Latin one. Only the usual: what is not here is
 * not taken for a Latin letter either, so a word with it is never an ID or a command.
 */
const LOOK_ALIKES = new Map([
  ...pairs("АВЕКМНОРСТХУІЈЅҒԌԚԜҮӀ", "ABEKMHOPCTXYIJSFGQWYI"),
  ...pairs("авекмнорстхуіјѕһԁԛԝӏү", "abekmhopctxyijshdqwly"),
  ...pairs("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϜ", "ABEZHIKMNOPTYXCF"),
  ...pairs("αορνικτυγϲϳ", "aopviktuycj"),
  ...pairs("ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃ", "ABCDEGHJKLMPRSTVWZ"),
  ...pairs("ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", "ABCDEFGHIJKLMNOPRSTUVWXYZ"),
  ...pairs("ıɡɑɩɪʟꜰɢɴʙʜʀꜱ", "igaiilfgnbhrs"),
]);

function pairs(others: string, latin: string): [string, string][] {
  return [...others].map((letter, at) => [letter, latin.charAt(at)]);
}

/** The word in the Latin letters that it looks like: `G-LΙN-FL` with a Greek Ι → `G-LIN-FL`. */
export function latinOf(word: string): string {
  if (!hasForeignLetters(word)) return word;
  const plain = (letter: string) => LOOK_ALIKES.get(letter) ?? letter;
  return [...word.normalize("NFC")]
    .map((letter) => LOOK_ALIKES.get(letter) ?? [...letter.normalize("NFKD")].map(plain).join(""))
    .join("")
    .replace(/\p{M}/gu, "");
}

export function hasForeignLetters(word: string): boolean {
  return /[^\p{ASCII}]/u.test(word);
}

/** Letters, and the sign for "estimated", which is drawn like an e. */
const FOREIGN = /[^\p{Script=Latin}\p{ASCII}\p{M}\p{P}\p{Z}\p{So}]|\u212e/u;

/** Latin letters beside those of another alphabet, which no language does: somebody wants it to look like something else. */
export function mixesAlphabets(word: string): boolean {
  return /[A-Za-z]/.test(word) && FOREIGN.test(word);
}

/**
 * Finds the word of a list, in lower case, that another one only looks like: by its letters; by zeros and ones for o, l and
 * i; or where Latin letters are mixed with others, of which each may be drawn like any. Null: none, or it is that word.
 */
export function lookAlikeFinder(words: readonly string[]): (word: string) => string | null {
  const known = new Set(words);
  const byDrawing = new Map(words.map((one) => [drawn(one), one]));
  const longest = Math.max(0, ...words.map(({ length }) => length));
  return (word) => {
    const typed = word.toLowerCase();
    if (typed.length > 4 * longest || known.has(typed)) return null;
    const latin = latinOf(word).toLowerCase();
    const alike = byDrawing.get(drawn(latin));
    // With an accent two letters are a word of another language: `nó`.
    if (alike !== undefined) return alike.length > 2 || latin === typed || FOREIGN.test(word) ? alike : null;
    if (!mixesAlphabets(word)) return null;
    const letters = [...latin];
    const isDrawnSo = (one: string) =>
      letters.length === one.length && letters.every((letter, at) => isDrawnLike(letter, one.charAt(at)));
    return words.find(isDrawnSo) ?? null;
  };
}

function isDrawnLike(letter: string, plain: string): boolean {
  return FOREIGN.test(letter) || drawn(letter) === drawn(plain);
}

function drawn(text: string): string {
  return text.replace(/[i1|]/g, "l").replace(/0/g, "o");
}

/** A date or number with the digits for which letters or raised digits stand: `2O26-l2-O8`. */
export function digitsOf(word: string): string {
  if (!/[oOlI|]|[^\p{ASCII}]/u.test(word)) return word;
  return word
    .normalize("NFKD")
    .replace(/[oO\u041e\u043e\u039f\u03bf]/g, "0")
    .replace(/[lI|\u04c0\u0406\u0399]/g, "1");
}

/** `g-lіn-fl`, whatever the letters that are not Latin look like. */
export function isMixedId(word: string): boolean {
  return mixesAlphabets(word) && /^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}*]+)+$/u.test(word);
}
