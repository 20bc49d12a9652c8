import { Worker } from "node:worker_threads";

/** Runs the program `file` of this folder in a thread of its own, and gives the one message that it ends with. */
export function inThread(file: string, workerData: object): Promise<unknown> {
  const worker = new Worker(new URL(file, import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`${file} ended with ${code} and said nothing`)));
  });
}
