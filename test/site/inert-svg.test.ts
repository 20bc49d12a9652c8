import { expect, test } from "vitest";
import { isInertSvg } from "../../src/site/inert-svg.ts";

const svg = (inside: string, attributes = "") =>
  `<svg xmlns="http://www.w3.org/2000/svg"${attributes} viewBox="0 0 9 9">${inside}</svg>`;

test.each([
  svg(""),
  `<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n${svg('<g id="a"><path d="M0 0h9"/></g>')}`,
  svg(
    '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><rect fill="url(#g)"/><use href="#g"/>',
  ),
  svg("<style>.a { fill: red }</style><text class='a'>a &amp; b &lt; c</text>"),
  svg(
    '<image xlink:href="data:image/png;base64,iVBORw0KGgo=" width="9"/>',
    ' xmlns:xlink="http://www.w3.org/1999/xlink"',
  ),
  `\uFEFF${svg("<title>It</title>")}\n`,
])("only draws: %s", (text) => {
  expect(isInertSvg(text)).toBe(true);
});

test.each([
  "",
  "just words",
  "<html><body/></html>",
  svg("<script>alert(1)</script>"),
  svg("<SCRIPT>alert(1)</SCRIPT>"),
  svg("<g><x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script></g>"),
  svg("", ' onload="alert(1)"'),
  svg("", " onload='alert(1)'"),
  svg('<a href="javascript:alert(1)"><text>x</text></a>'),
  svg('<use href="data:image/svg+xml;base64,PHN2Zz4="/>'),
  svg('<use href="&#x6a;avascript:alert(1)"/>'),
  svg('<image href="https://evil.example/x.png"/>'),
  svg('<image x:href="https://evil.example/x.png"/>'),
  svg('<foreignObject><iframe src="x"/></foreignObject>'),
  svg('<set attributeName="href" to="javascript:alert(1)"/>'),
  svg("<style>@import 'https://evil.example/x.css';</style>"),
  svg("<style>a{background:url(https://evil.example/)}</style>"),
  svg("<style>a{background:u\\72l(https://evil.example/)}</style>"),
  svg("<![CDATA[<script>alert(1)</script>]]>"),
  `<!DOCTYPE svg [<!ENTITY x "<script>alert(1)</script>">]>${svg("&x;")}`,
  `<?xml-stylesheet href="javascript:alert(1)"?>${svg("")}`,
  `<?xml version="1.0" encoding="UTF-7"?>${svg("")}`,
  svg("<!-- never ends <script>"),
  svg('<rect x="1" y=2/>'),
  svg('<rect x="a<script>"/>'),
])("does something else, or nobody knows: %s", (text) => {
  expect(isInertSvg(text)).toBe(false);
});
