/**
 * A server that does nothing. While nobody attacks it, what its answers take longer the machine is to blame for; when it is
 * attacked, it shows what such an attack does to any server.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const server = createServer((request, response) => {
  request.resume();
  response.end("ok\n");
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ msg: "ready", url: `http://127.0.0.1:${port}` }));
});
