import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findMermaidSources } from "../../src/gates/read/find-mermaid-sources.ts";
import { scanMarkdown } from "../../src/gates/read/scan-markdown.ts";
import { markdownParser } from "../../src/tracker/markdown-parser.ts";

const FENCE = "```";
const block = (...lines: string[]) => [`${FENCE}mermaid`, ...lines, FENCE].join("\n");

describe("finding Mermaid sources in Markdown", () => {
  test.each<[string, string, { text: string; line: number }[]]>([
    [
      "a block",
      `# T\n\n${block("flowchart LR", "  A --> B")}\n`,
      [{ text: "flowchart LR\n  A --> B", line: 4 }],
    ],
    ["CRLF", "```mermaid\r\npie\r\n```\r\n", [{ text: "pie", line: 2 }]],
    ["tildes", "~~~ mermaid\npie\n~~~", [{ text: "pie", line: 2 }]],
    ["a longer fence around a shorter one", "````mermaid\n```\n````", [{ text: "```", line: 2 }]],
    ["another writing", "```{.mermaid}\npie\n```", [{ text: "pie", line: 2 }]],
    [
      "one that is never closed",
      "```mermaid\npie\n\n# not a heading",
      [{ text: "pie\n\n# not a heading", line: 2 }],
    ],
    [
      "in a list",
      '1. First\n\n   ```mermaid\n   pie\n     "A": 1\n   ```\n',
      [{ text: 'pie\n  "A": 1', line: 4 }],
    ],
    ["in a quote", "> ```mermaid\n> pie\n> ```\n", [{ text: "pie", line: 2 }]],
    [
      "in a folded section",
      "<details>\n<summary>More</summary>\n\n```mermaid\npie\n```\n\n</details>",
      [{ text: "pie", line: 5 }],
    ],
    ["an empty one", "```mermaid\n```", [{ text: "", line: 2 }]],
    ["not other code", "```yaml\npie\n```", []],
    ["not what only begins alike", "```mermaidish\npie\n```", []],
    ["not inside another fence", "````md\n```mermaid\npie\n```\n````", []],
    ["not in a comment", "<!--\n```mermaid\npie\n```\n-->", []],
    ["not in indented code", "Text\n\n    ```mermaid\n    pie\n    ```\n", []],
    ["not in a <pre>", "<pre>\n\n```mermaid\npie\n```\n</pre>", []],
    ["not right under a tag of its own", "<Tabs>\n```mermaid\npie\n```\n", []],
    ["not in a line of code", "```mermaid `pie`\n", []],
  ])("%s", (_, document, expected) => {
    const found = findMermaidSources({ path: "diagrams/a.md", text: document });
    expect(found.map(({ text, line }) => ({ text, line }))).toEqual(expected);
  });

  test("the headings above are told, the nearest first", () => {
    const document = `# A\n## B\n${block("pie")}\n## C\n### D\n${block("pie")}\n# E\n${block("pie")}`;
    const found = findMermaidSources({ path: "a.md", text: document });
    expect(found.map(({ headings }) => headings)).toEqual([["B", "A"], ["D", "C", "A"], ["E"]]);
  });

  test("a .mmd file is one source, a picture is none", () => {
    const text = "\uFEFFflowchart LR\r\nA-->B";
    expect(findMermaidSources({ path: "a/b.mmd", text })).toMatchObject([
      { text: "flowchart LR\nA-->B", line: 1 },
    ]);
    expect(findMermaidSources({ path: "a/b.svg", text: block("pie") })).toEqual([]);
  });
});

describe("against a full Markdown parser", () => {
  const line = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        "",
        "text",
        "more text",
        FENCE,
        "````",
        "~~~",
        `${FENCE}mermaid`,
        "~~~ mermaid",
      ),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        "# H",
        "## H",
        "- item",
        "1. item",
        "> quote",
        "> ```mermaid",
        "- ```mermaid",
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "   ```mermaid",
        "    ```mermaid",
        "  ```",
        "   text",
        "      text",
        "<!-- x",
        "-->",
        "<div>",
        "</div>",
        "<pre>",
      ),
    },
  );

  test("the same fenced code is found, with the same text on the same lines", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const document = lines.join("\n");
        const scanned = scanMarkdown(document).flatMap((piece) =>
          piece.kind === "code" ? [{ info: piece.info, text: trimmed(piece.text), line: piece.line }] : [],
        );
        expect(scanned).toEqual(fencedCode(document));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Blank lines at the ends of a block that is not closed are neither here nor there. */
function trimmed(text: string): string {
  return text.replace(/^\n+|\s+$/g, "");
}

function fencedCode(document: string): { info: string; text: string; line: number }[] {
  return markdownParser()
    .disable("inline")
    .parse(document, {})
    .filter(({ type }) => type === "fence")
    .map(({ info, content, map }) => ({
      info: info.trim(),
      text: trimmed(content),
      line: (map?.[0] ?? 0) + 2,
    }));
}
