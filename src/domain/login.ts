export const LOGIN_LENGTH = 39;

/** GitHub's form of a login: letters, digits and single hyphens inside. `john.doe` is a name, no login. */
export function isLogin(name: string): boolean {
  return name.length <= LOGIN_LENGTH && /^[A-Za-z0-9](?:-?[A-Za-z0-9])*$/.test(name);
}

/** Logins are the same whatever their case: GitHub says so. Names that are no logins are compared alike. */
export function isSamePerson(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.toLowerCase() === other.toLowerCase();
}
