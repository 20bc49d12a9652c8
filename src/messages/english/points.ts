import { findings } from "../../domain/findings.ts";
import type { Problem } from "../../domain/problem.ts";
import type { Bracket, SyntaxFault } from "../../facts/contents.ts";
import type { DrawingKind } from "../../facts/drawing-kind.ts";
import type { LinkDetail } from "../../facts/link-verdict.ts";
import { sayProblem } from "../say-problem.ts";
import { listed, word } from "./grammar.ts";

const KINDS: Readonly<Record<DrawingKind, string>> = {
  mermaid: "Mermaid",
  plantuml: "PlantUML",
  d2: "D2",
  graphviz: "Graphviz",
  drawio: "draw.io",
  excalidraw: "Excalidraw",
  svg: "SVG",
  picture: "a picture",
  other: "a file that I do not know",
};
const kindsIn = (kinds: readonly DrawingKind[]) => listed(kinds.map((kind) => KINDS[kind]));

const digits = (number: number) => number.toLocaleString("en-US");

/** What each point of the checklist finds. All of it is plain text: the report makes it inert. */
export const points = {
  vouch: () => "Or tick this point in the description, if you know that it is true.",
  personWanted: () =>
    "I found nothing wrong. This campaign wants a person to tick this point in the description.",
  noDrawingYet: () => "There is no drawing yet that I can read.",
  noDrawing: (id: string) =>
    `This pull request brings no drawing of ${id}. Add a .mmd file, a Markdown file with a mermaid block, or a drawing of another kind. Its name, heading or a comment in it has to name the ID.`,
  otherKinds: {
    names: (kinds: readonly DrawingKind[]) => kindsIn(kinds),
    syntax: (kinds: readonly DrawingKind[]) =>
      `not checked: this is ${kindsIn(kinds)}, and I check Mermaid only`,
    colours: (kinds: readonly DrawingKind[]) =>
      `This is ${kindsIn(kinds)}, whose colours I cannot see. If they are the palette's, tick this point in the description.`,
    ask: (kinds: readonly DrawingKind[]) =>
      `This is ${kindsIn(kinds)}, of which I read at most the texts, and I found nothing there. If the drawing shows it, tick this point in the description.`,
  },

  assigned: {
    broken: (problem: Problem) =>
      `Its assignment file cannot be read. Correct it on the default branch first. ${problem.file}:${problem.line}:${problem.column}: ${sayProblem(problem, { findings })}`,
    improves: () => "complete already; this pull request improves it",
    maintenance: () => "a maintainer or a bot changes only its drawing, so nobody has to hold it",
    assignedTo: (who: string, until: string | null) =>
      `held by ${who}${until === null ? "" : ` until ${until}`}`,
    free: (id: string) => `Nobody holds the diagram. Comment /claim ${id} to take it.`,
    assignedToOther: (who: string, id: string) =>
      `${who} holds the diagram, not the author of this pull request. Ask them to comment /release ${id}, or ask a maintainer to /assign it.`,
  },
  verified: {
    by: (who: string, on: string | null) => `verified by ${who}${on === null ? "" : ` on ${on}`}`,
    missing: () =>
      "Next: a reviewer approves this pull request. It has to be somebody who is not its author, does not hold the diagram and has no commit here.",
  },
  template: {
    unknown: () => "There is no diagram of a type that Mermaid knows.",
    otherType: (type: string, name: string, expected: string) =>
      `This diagram is a ${type}, but "${name}" should be a ${expected}.`,
  },
  syntax: {
    reads: (types: readonly string[]) => `Mermaid reads it: ${types.join(", ")}`,
    unchanged: () => "this pull request changes no drawing",
    tooLarge: (bytes: number) =>
      `This diagram has more than ${digits(bytes)} bytes, so I did not read it. Split it into several.`,
    tooSlow: (milliseconds: number) =>
      `Mermaid needs more than ${digits(milliseconds)} ms, or too much memory, to read this diagram. Make it smaller, or split it.`,
    notAsked: () =>
      "This diagram was not looked at, so I cannot say whether Mermaid reads it. Run the check again.",
    quoteLabel: (corrected: string) =>
      `A label with brackets has to stand in double quotes. Write: ${corrected}`,
    error: sayFault,
  },
  safety: {
    clean: () => "no link or HTML that a browser might run",
    html: (tag: string) =>
      `There is HTML in the diagram (<${tag}>) that a browser might run. Take it out. A label needs no HTML but <br/>.`,
    handler: () => "There is an HTML event handler in the diagram. Take it out.",
    script: () =>
      "There is an address in the diagram that runs a script. Use an address that begins with https://.",
    setting: (name: string) =>
      `The diagram changes Mermaid's "${name}". Take it out: the reader decides how safe a drawing has to be.`,
    call: (name: string) =>
      `A click calls the function "${name}", which no reader's page has. Link to an address instead.`,
    scheme: (scheme: string) =>
      `A click leads to an address with "${scheme}:". Use one that begins with https://.`,
  },
  productionData: {
    tooFew: (found: number) =>
      `I found ${found === 0 ? "no numbers with units" : `only ${found} ${word(found, "number with a unit", "numbers with units")}`} in the drawing. Write at least three real ones from the sources, such as latencies, rates and sizes.`,
    checked: () =>
      "There are numbers. Did you check them against the sources? Then tick this point in the description, or set verification.metrics_verified in the assignment file to true.",
  },
  sourceUrl: {
    none: (id: string, isInDrawing: boolean) =>
      `The assignment names no source. ${isInDrawing ? "There is an address in the drawing, but it has to be in the assignment. " : ""}Comment /source ${id} https://…, or add it to the assignment file.`,
    saw: sayDetail,
    gone: (id: string, count: number, first: { url: string; detail: string; on: string }) =>
      `${count === 1 ? "The only source" : `None of the ${count} sources works any more: the first`} (${first.url}) ${first.detail}, as I saw on ${first.on}. Comment /source ${id} with an address that works.`,
  },
  dateCurrent: {
    unknown: (oldest: number) =>
      `Nothing says from which year the data is. If it is from ${oldest} or later, tick this point in the description, or set verification.data_current in the assignment file.`,
    future: (year: number) =>
      `The data is said to be from ${year}, which has not come yet. Set verification.data_current in the assignment file to the year of the newest data.`,
    tooOld: (year: number, from: "assignment" | "source", oldest: number) =>
      `The newest data is from ${year} (${from === "assignment" ? "the assignment" : "a source's address"}), and it must be from ${oldest} or later. Look for a newer source.`,
    found: (year: number, from: "assignment" | "source") =>
      `${year} (${from === "assignment" ? "the assignment" : "a source's address"})`,
  },
  colorScheme: {
    free: () => "colours are free here",
    noClasses: () => "this type of diagram takes no classes",
    used: (classes: readonly string[]) => `colours of the palette: ${classes.join(", ")}`,
    none: (classes: readonly string[], definition: string, use: string) =>
      `No node has a colour of the palette (${classes.join(", ")}). Define its classes and use them, such as "${definition}" and "${use}".`,
    undefinedClass: (name: string, how: { readonly add: string } | { readonly near: string | null }) =>
      `The class "${name}" is used but not defined. ${
        "add" in how
          ? `Add "${how.add}".`
          : how.near === null
            ? "Define it with classDef, or take it out."
            : `Did you mean "${how.near}"? If not, define it with classDef, or take it out.`
      }`,
    what: (className: string | null) => (className === null ? "This style" : `The class "${className}"`),
    fill: (what: string, fill: string, near: string | null) =>
      `${what} has the fill ${fill}, which is not in the palette.${near === null ? "" : ` Use ${near}.`}`,
    otherProfile: (profile: string, count: number, files: number) =>
      `${digits(count)} fills${files > 1 ? ` in ${digits(files)} files` : ""} are of the palette "${profile}", which is not this campaign's. If it should be, set gates.palette.profile to ${profile} in the configuration.`,
    border: (what: string, stroke: string, fill: string, expected: string) =>
      `${what} has the border ${stroke}. With the fill ${fill} the palette's border is ${expected}.`,
    text: (what: string, colour: string, expected: string) =>
      `${what} has text in ${colour}. On the palette's colours text is ${expected}.`,
  },
  costData: {
    missing: () =>
      'I found no amount of money and no count of resources in the drawing. Write what it costs or how much runs, such as "$4,200/month" or "12 brokers".',
  },
  latencyBudget: {
    missing: (lacking: readonly string[], on: "edge" | "drawing", isElsewhere: boolean) =>
      `I found no ${listed(lacking)} with a duration on ${on === "edge" ? "any edge" : "the drawing"}. ${isElsewhere ? "There is one in a node, but it belongs on the edge that takes the time. " : ""}Write both, such as "p50: 4ms, p99: 25ms".`,
  },
  failureMode: {
    missing: (has: "breaks" | "recovers" | "neither") =>
      `${
        {
          breaks: "The drawing says what breaks, but not how it recovers.",
          recovers: "The drawing says how something recovers, but not what breaks.",
          neither: "The drawing does not say what breaks and how it recovers.",
        }[has]
      } Write both, such as "leader crashes: re-election in 5s".`,
  },
  instanceTypes: {
    missing: () =>
      "I found no instance type in the drawing. Write what the parts run on, such as r5.24xlarge, n2-standard-32 or Standard_E64s_v5.",
  },
  scaleMetrics: {
    missing: () =>
      'I found no users, rate or data volume in the drawing. Write how much goes through it, such as "2M requests/s", "260M users" or "40 TB/day".',
  },
  threeAmTest: {
    ask: () =>
      "Would this help during an incident? No machine can tell. If you think so, tick this point in the description.",
  },
} as const;

const BRACKETS: Readonly<Record<Bracket, string>> = {
  "(": "round bracket `(`",
  "[": "square bracket `[`",
  "{": "curly bracket `{`",
  '"': 'double quote `"`',
};

/** Mermaid's own words are only those of `other`. */
function sayFault(fault: SyntaxFault): string {
  const cannot =
    "at" in fault && fault.at !== "" ? `Mermaid cannot read \`${fault.at}\`:` : "Mermaid stops here:";
  switch (fault.kind) {
    case "too-deep":
      return "It is nested too deeply to be read.";
    case "failed":
      return "Mermaid cannot read this diagram and does not say where. Take out some lines until it can, and look at those.";
    case "no-type":
      return fault.near === null
        ? "It does not begin with a diagram type that Mermaid knows, such as flowchart or sequenceDiagram."
        : `\`${fault.word}\` is no diagram type that Mermaid knows. Did you mean ${fault.near}?`;
    case "brackets":
      return "A label with brackets has to stand in double quotes.";
    case "unclosed":
      return `${cannot} the ${BRACKETS[fault.open]} is never closed.`;
    case "unopened":
      return `${cannot} nothing opens the \`${fault.close}\`. Take it out, or put the label in double quotes.`;
    case "unended":
      return `${cannot} the \`${fault.word}\` is never ended. Add a line \`end\`.`;
    case "reserved":
      return `${cannot} \`${fault.word}\` has a meaning of its own. Write it with a capital letter, or in double quotes.`;
    case "no-period":
      return `${cannot} this event has no time. Write one before the colon, such as \`2024 : event\`.`;
    case "clock":
      return `${cannot} in a timeline a colon ends the time. Write the time without one, such as 21.15 or 9 pm.`;
    case "semicolon":
      return `${cannot} a semicolon ends the line there. Write \`#59;\` instead of it, or a comma.`;
    case "arrow":
      return `${cannot} an arrow of this type of diagram is written \`-->\`.`;
    case "unfinished":
      return `${cannot} the line ends before it says something that belongs here.`;
    case "unexpected":
      return `${cannot} it does not understand \`${fault.near}\` there.`;
    case "foreign":
      return `${cannot} that is no part of this type of diagram.`;
    case "other":
      return `${cannot} ${fault.words}`;
  }
}

/** A clause whose subject is the source. */
function sayDetail(detail: LinkDetail): string {
  switch (detail.saw) {
    case "answer":
      return `answers ${detail.status}`;
    case "page":
      return `answers${detail.over === null ? "" : `, over a redirect to ${detail.over}`}${detail.isPlain ? ", without encryption" : ""}`;
    case "no-host":
      return "names a host that does not exist";
    case "no-answer-in-time":
      return "did not answer in time";
    case "unreachable":
      return "could not be reached";
    case "redirects":
      return `redirects more than ${detail.limit} times`;
    case "https-to-http":
      return "leads from https to http, which I do not follow";
    case "no-web-page":
      return "leads to something that is not a web page";
    case "credentials":
      return "has a user name or a password in it";
    case "not-public":
      return "leads to an address that is not public";
    case "port":
      return `leads to port ${detail.port}, which is not one of the web's`;
  }
}
