import { z } from "zod";
import { account, accountOrBot, bot } from "./account-schema.ts";
import { type ConfiguredPaths, repositoryPath as path, refusePaths } from "./config-paths.ts";
import { EXPECTED } from "./findings.ts";
import { gatesSchema } from "./gates-config.ts";
import { issuesSchema } from "./issues-config.ts";
import { LANGUAGES } from "./language.ts";
import { isSamePerson, type Person } from "./person.ts";
import { siteSchema } from "./site-config.ts";
import { STATUSES } from "./status-names.ts";
import { isTimeZone } from "./time-zone.ts";

// What git allows in a branch's name, without what has to be quoted somewhere.
const branch = z
  .string()
  .max(100)
  .regex(/^(?![-/.])(?!.*(?:\.\.|\/\/|\/\.|\.lock(?:\/|$)))[A-Za-z0-9._/-]*[A-Za-z0-9_-]$/, EXPECTED.branch);

const team = z
  .string()
  .max(100)
  .regex(/^@?[\w.-]+(?:\/[\w.-]+)?$/, EXPECTED.team);

/** Timers that people may want to do without. YAML's `off` is a word. */
const daysOrOff = (otherwise: number | "off") =>
  z.union([z.int().min(1).max(365), z.literal("off")], { error: EXPECTED.daysOrOff }).default(otherwise);

const siblingRepository = z
  .string()
  .max(100)
  .regex(/^(?!\.\.?$)[A-Za-z0-9._-]+$/, EXPECTED.sibling);

const commandName = z
  .string()
  .max(30)
  .regex(/^\/?[A-Za-z][A-Za-z-]*$/, EXPECTED.command)
  .transform((text) => text.replace(/^\//, "").toLowerCase());

/** GitHub's own order of repository roles, weakest first. */
export const PERMISSIONS = ["read", "triage", "write", "maintain", "admin"] as const;
export type Permission = (typeof PERMISSIONS)[number];

const role = (permission: Permission, who: string) =>
  z
    .strictObject({
      permission: z
        .enum(PERMISSIONS)
        .default(permission)
        .describe(`The repository permission that makes a ${who}.`),
      users: z
        .array(accountOrBot)
        .max(200)
        .default([])
        .describe(
          `Logins that are ${who}s whatever their permission; \`{ login, id }\` holds for that account alone, whatever it is called. A bot's ends in \`[bot]\`.`,
        ),
      teams: z
        .array(team)
        .max(20)
        .default([])
        .describe(`Teams of the organisation whose members are ${who}s.`),
    })
    .prefault({});

export const CONFIG_PATH = ".github/diagram-tracker.yml";
/** People write it so, too. Where both are there nobody knows which one counts. */
export const OTHER_CONFIG_PATH = ".github/diagram-tracker.yaml";

export function isConfigPath(path: string): boolean {
  return path === CONFIG_PATH || path === OTHER_CONFIG_PATH;
}

const PATHS: ConfiguredPaths = {
  catalog: "catalog",
  assignments: "assignments",
  diagrams: "diagrams",
  tracker: ["TRACKER.md"],
};

/** `.github/diagram-tracker.yml`, all of it optional. Read from the default branch only. */
export const configSchema = z
  .strictObject({
    extends: z
      .union([z.literal(false), siblingRepository], { error: EXPECTED.sibling })
      .optional()
      .describe(
        "Another repository of the same owner, by its name alone: what its configuration says holds here, too, unless it is said here. Beneath it lies the configuration of the owner's `.github` repository, which counts without being named. Keys with values are put together; lists and everything else replace. It goes one level: what that repository extends itself does not count here. What is named here and cannot be read stops the bot, also `.github`. `false`: neither counts.",
      ),
    paths: z
      .strictObject({
        catalog: path.default(PATHS.catalog).describe("Folder of the catalog files."),
        assignments: path
          .default(PATHS.assignments)
          .describe("Folder of the assignment files; they may lie in sub-folders."),
        diagrams: path
          .default(PATHS.diagrams)
          .describe("Folder in which contributors put the diagrams themselves."),
        tracker: z
          .union([path.transform((one) => [one]), z.array(path).min(1).max(50)], {
            error: ({ input }) => (typeof input === "string" ? EXPECTED.path : EXPECTED.paths),
          })
          .default([...PATHS.tracker])
          .describe("The document, or documents, that hold managed regions."),
        guide: path
          .optional()
          .describe("The page that says how a diagram is made; the answer to a claim links it."),
      })
      .superRefine((paths, context) =>
        refusePaths(paths, { defaults: PATHS, configFile: CONFIG_PATH }, context),
      )
      .prefault({})
      .describe("Where things lie."),
    claims: z
      .strictObject({
        limit: z
          .int()
          .min(1)
          .max(1000)
          .default(3)
          .describe("How many diagrams one person may hold in progress at once."),
        first_limit: z
          .int()
          .min(1)
          .max(1000)
          .optional()
          .describe(
            "How many diagrams a person may hold, in progress or in review, until their first one is complete. Default: no other limit than for everybody.",
          ),
        review_limit: z
          .int()
          .min(1)
          .max(1000)
          .default(10)
          .describe(
            "How many diagrams one person may have in review before claims are declined; finished drawings always count.",
          ),
        days: z.int().min(1).max(365).default(14).describe("Days from a claim to its due date."),
        extension_days: z
          .int()
          .min(1)
          .max(365)
          .default(14)
          .describe("The most days that one /due may add to today."),
        extensions: z.int().min(0).max(100).default(2).describe("How often a holder may move the due date."),
        welcome: z
          .boolean()
          .default(true)
          .describe(
            "Tell whoever claims for the first time what happens next and where help is, in two more sentences.",
          ),
        remind_before: daysOrOff(3).describe(
          "Days before the due date on which the holder is reminded of it; `off`: never.",
        ),
        remind_after: daysOrOff(1).describe(
          "Days after the due date on which the holder is reminded that it is over; `off`: never, except as the warning before a release.",
        ),
        release_after: daysOrOff("off").describe(
          "Days after the due date on which a diagram is given back, if its holder was warned: by default never. Nobody loses one without the days between `remind_after` and this after the warning, nor what a maintainer gave them.",
        ),
        idle_after: z
          .int()
          .min(1)
          .max(365)
          .default(30)
          .describe(
            "An open pull request with the diagram's drawing stops the clock for so many days after its author's last push.",
          ),
        nudge_after: daysOrOff(7).describe(
          "Days without anything on an open pull request after which whoever's turn it is, reviewer or author, is asked once; `off`: never.",
        ),
        shard: z
          .boolean()
          .default(false)
          .describe("Put new assignment files into a sub-folder for each group's key."),
      })
      .prefault({})
      .describe("What a contributor may hold, and for how long."),
    roles: z
      .strictObject({
        reviewers: role("write", "reviewer").describe("Who may verify."),
        maintainers: role("maintain", "maintainer").describe(
          "Who may assign, release others' claims and reopen.",
        ),
      })
      .prefault({})
      .describe("Who is who. Permissions are read from GitHub, freshly."),
    commands: z
      .strictObject({
        prefix: commandName
          .optional()
          .describe(
            "A word that stands before every command, so that they cannot be taken for another bot's: with `dt`, `/dt claim G-LIN-FL`. Default: none.",
          ),
        disabled: z
          .array(commandName)
          .max(100)
          .default([])
          .describe(
            "Commands that are left to other bots, such as `review`; other words for a command, too.",
          ),
        bots: z
          .array(bot)
          .max(100)
          .default([])
          .describe(
            "Bots that may command, such as `release-please[bot]`; what all others write is left alone, and so is what Diagram Tracker itself writes. Each has the role that its permission or `roles` gives it, and none verifies anything. GitHub tells no permission of an App, so one that shall do more than a contributor stands in `roles`, too. List no bot that copies what others wrote to the beginning of a line: their words would be its commands.",
          ),
      })
      .prefault({})
      .describe("How commands are written, beside those of other bots."),
    completion: z
      .strictObject({
        requires: z
          .enum(["drawing", "change", "nothing"])
          .default("drawing")
          .describe(
            "What a merged pull request has to bring to complete the diagrams that it is about: `drawing`, their own drawing; `change`, any change but of the campaign's own files (translations, documentation); `nothing`.",
          ),
      })
      .prefault({})
      .describe("When a merge completes a diagram."),
    blocked: z
      .array(account)
      .max(1000)
      .default([])
      .describe("Logins whose commands are declined; `{ login, id }` stays blocked under any name."),
    reviewers: z
      .array(account)
      .max(100)
      .default([])
      .describe("Reviewers that new claims are given to in turn; empty: none is named."),
    away: z
      .array(account)
      .max(100)
      .default([])
      .describe(
        "Reviewers who are away at the moment: none of them is named for a diagram or asked on a pull request. What they approve all the same counts.",
      ),
    tracker: z
      .strictObject({
        status_words: z
          .record(z.string().max(100), z.enum(STATUSES))
          .default({})
          .describe(
            "What the words for a status mean in a tracker that is imported, beside those that are known: `{ zrobione: complete }`, in lower case.",
          ),
        next_review: z.string().max(200).optional().describe("What the footer says about the next review."),
      })
      .prefault({})
      .describe("How the tracker document looks."),
    weekly_review: z
      .boolean()
      .default(true)
      .describe(
        "Keep an issue with the state of the campaign, and comment there on Mondays on the week before: what was completed, begun and released, what is overdue, waits for a review, is wanted most. Closing that issue turns it off, too, until a maintainer reopens it.",
      ),
    time_zone: z
      .string()
      .max(60)
      .refine(isTimeZone, EXPECTED.timeZone)
      .default("UTC")
      .describe(
        "Where days and weeks begin, by its name in the time zone database: `Europe/Berlin`. All dates of the campaign are of its calendar.",
      ),
    language: z
      .enum(LANGUAGES)
      .default("en")
      .describe(
        "The language in which the bot speaks on GitHub: `en` or `de`. Commands, statuses and the tracker document stay as they are.",
      ),
    commit: z
      .enum(["direct", "branch", "pull-request"])
      .default("direct")
      .describe(
        "Where the bot commits: `direct` to the default branch; `branch` to a branch of its own, which then holds assignments and tracker; `pull-request` to a branch of its own with one standing pull request, for which protected branches and merge queues are no obstacle.",
      ),
    commit_branch: branch
      .default("diagram-tracker/state")
      .describe("The bot's own branch, for `commit: branch` and `commit: pull-request`."),
    auto_merge: z
      .boolean()
      .default(false)
      .describe("Have GitHub merge the standing pull request as soon as the repository's rules allow it."),
    commits: z
      .strictObject({
        prefix: z
          .string()
          .max(40)
          .regex(/^(?![\s#])[^\p{C}\u2028\u2029]*$/u, EXPECTED.prefix)
          .default("")
          .describe(
            "What stands before the first line of the bot's commits and the title of its pull requests, where the project's rules ask for it: `chore:`.",
          ),
        sign_off: z
          .boolean()
          .default(false)
          .describe(
            "Have the bot's commits signed off (`Signed-off-by`) in its own name, for projects that ask for the Developer Certificate of Origin.",
          ),
      })
      .prefault({})
      .describe("How the bot's commits look, so that they fit into the project's rules."),
    issues: issuesSchema,
    credit: z
      .boolean()
      .default(true)
      .describe(
        "Name whoever made a diagram as a co-author of the bot's commit that completes it, so that GitHub counts it as theirs, too.",
      ),
    gates: gatesSchema,
    site: siteSchema,
    skip_ci: z
      .boolean()
      .default(true)
      .describe("Put [skip ci] into the bot's commits, since they change no code."),
  })
  .describe("Configuration of Diagram Tracker.");

export type Config = z.output<typeof configSchema>;

/** The configuration of a repository that has no file. */
export const DEFAULT_CONFIG: Config = configSchema.parse({});

/** Whoever is blocked is heard by no command, and holds no role. */
export function isBlocked({ blocked }: Pick<Config, "blocked">, person: Person | null): boolean {
  return blocked.some((one) => isSamePerson(one, person));
}

/** Whether a bot may command. */
export function isListedBot({ commands }: Pick<Config, "commands">, one: Person): boolean {
  return commands.bots.some((listed) => isSamePerson(listed, one));
}

/** Whoever is away is not asked for anything. */
export function isAway({ away }: Pick<Config, "away">, person: Person | null): boolean {
  return away.some((one) => isSamePerson(one, person));
}
