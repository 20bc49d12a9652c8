import { describe, expect, test } from "vitest";
import { PUBLIC_WEB } from "../../src/sources/web-rules.ts";

describe("a look at a source", () => {
  test.each([
    "93.184.216.34",
    "8.8.8.8",
    "172.15.255.255",
    "172.32.0.1",
    "100.63.255.255",
    "223.255.255.255",
    "2606:2800:220:1:248:1893:25c8:1946",
    "2001:200::1",
    "2a00:1450:4001:81b::200e",
    "::ffff:93.184.216.34",
  ])("may reach %s", (address) => expect(PUBLIC_WEB.isAllowedAddress(address)).toBe(true));

  test.each([
    ["this machine", "127.0.0.1"],
    ["this machine by another number", "127.8.9.1"],
    ["this machine over IPv6", "::1"],
    ["no machine", "0.0.0.0"],
    ["no machine over IPv6", "::"],
    ["a private network", "10.1.2.3"],
    ["another", "172.16.0.1"],
    ["a third", "192.168.1.1"],
    ["a private network over IPv6", "fd00:ec2::254"],
    ["the metadata of clouds", "169.254.169.254"],
    ["link-local over IPv6", "fe80::1"],
    ["the metadata of Alibaba, in carrier-grade NAT", "100.100.100.200"],
    ["the host of Azure", "168.63.129.16"],
    ["the host of Azure in IPv6", "::ffff:168.63.129.16"],
    ["multicast", "224.0.0.1"],
    ["multicast over IPv6", "ff02::1"],
    ["everybody", "255.255.255.255"],
    ["a reserved range", "240.0.0.1"],
    ["a private IPv4 address in IPv6", "::ffff:10.0.0.1"],
    ["the same in hexadecimal", "::ffff:a00:1"],
    ["an IPv4 address behind NAT64", "64:ff9b::a00:1"],
    ["an IPv4 address behind 6to4", "2002:a00:1::"],
    ["NAT64 of a private network", "64:ff9b:1::a00:1"],
    ["an IPv4 address in the old compatible form: the metadata of clouds", "::a9fe:a9fe"],
    ["the same, written in dots", "::169.254.169.254"],
    ["this machine in the old compatible form", "::127.0.0.1"],
    ["an IPv4 address as a translator writes it", "::ffff:0:10.0.0.1"],
    ["what nobody was given yet", "4000::1"],
    ["what nobody was given either", "e000::1"],
    ["the last address below the public part", "1fff:ffff::1"],
    ["where packets are thrown away", "100::1"],
    ["beside it, a dummy", "100:0:0:1::1"],
    ["Teredo", "2001:0:a9fe:a9fe::1"],
    ["a protocol's own", "2001:1::1"],
    ["benchmarks", "2001:2::1"],
    ["ORCHID", "2001:20::1"],
    ["documentation", "2001:db8::1"],
    ["documentation, the newer part", "3fff::1"],
    ["segment routing", "5f00::1"],
    ["site-local, as it once was", "fec0::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["documentation in IPv4", "192.0.2.1"],
    ["benchmarks in IPv4", "198.18.0.1"],
    ["the relay of 6to4", "192.88.99.1"],
    ["protocols' own in IPv4", "192.0.0.170"],
    ["this network", "0.1.2.3"],
    ["a name server's black hole", "192.175.48.1"],
    ["what is no address", "localhost"],
    ["nothing", ""],
  ])("may not reach %s (%s)", (_, address) => expect(PUBLIC_WEB.isAllowedAddress(address)).toBe(false));

  test("may use the web's ports only", () => {
    expect([80, 443, 22, 6379, 8080].filter((port) => PUBLIC_WEB.mayUsePort(port))).toEqual([80, 443]);
  });
});
