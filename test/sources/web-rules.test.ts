import { describe, expect, test } from "vitest";
import { PUBLIC_WEB } from "../../src/sources/web-rules.ts";

describe("a look at a source", () => {
  test.each(["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])(
    "may reach %s",
    (address) => expect(PUBLIC_WEB.mayReach(address)).toBe(true),
  );

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
    ["what is no address", "localhost"],
  ])("may not reach %s (%s)", (_, address) => expect(PUBLIC_WEB.mayReach(address)).toBe(false));

  test("may use the web's ports only", () => {
    expect([80, 443, 22, 6379, 8080].filter((port) => PUBLIC_WEB.mayUsePort(port))).toEqual([80, 443]);
  });
});
