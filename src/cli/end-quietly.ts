/** Whoever reads the output may stop (`| head`): then there is nothing left to say. What cannot be written is one sentence. */
export function endQuietly(output: NodeJS.WriteStream): void {
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    const why = error.code === "ENOSPC" ? "the disk is full" : error.message;
    console.error(`error: The output cannot be written: ${why}.`);
    process.exit(1);
  });
}
