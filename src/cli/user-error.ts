/** What the person at the terminal can mend: one sentence on stderr, never a stack trace. */
export class UserError extends Error {
  override readonly name = "UserError";
  /** 2: the command was written wrongly; 1: everything else. */
  readonly exitCode: 1 | 2;

  constructor(message: string, { exitCode = 1, cause }: { exitCode?: 1 | 2; cause?: unknown } = {}) {
    super(message, { cause });
    this.exitCode = exitCode;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is nothing of this name",
  EACCES: "you may not do this (permission denied)",
  EPERM: "you may not do this (operation not permitted)",
  EISDIR: "it is a folder; expected a file",
  ENOTDIR: "a part of the path is a file; expected a folder",
  EROFS: "it lies on a disk that is read-only",
  ENOSPC: "the disk is full",
  ELOOP: "it is a symbolic link, which is not followed",
  ENAMETOOLONG: "the name is too long",
};

/** Why the operating system refused, as a clause; null when the error is none of its refusals. */
export function reasonOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return null;
  return REASONS[String(error.code)] ?? `the system says ${String(error.code)}`;
}
