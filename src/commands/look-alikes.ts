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
  const parts = word.normalize("NFKD").replace(/\p{M}/gu, "");
  return [...parts].map((letter) => LOOK_ALIKES.get(letter) ?? letter).join("");
}

export function hasForeignLetters(word: string): boolean {
  return /[^\p{ASCII}]/u.test(word);
}
