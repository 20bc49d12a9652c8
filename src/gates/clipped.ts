/** What people wrote, as it is quoted: a name of fifty thousand letters says no more than its first few. */
export function clipped(text: string, length = 60): string {
  return text.length > length ? `${text.slice(0, length - 1).toWellFormed()}…` : text;
}
