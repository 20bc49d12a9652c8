/** What the commands do, one clause each, and what takes them back. The words of the commands are the same in every language. */
export const help = {
  assign: () => "gives diagrams to somebody, even above their limit, or when somebody else holds them",
  claim: () => "makes diagrams yours; `next` chooses free ones for you",
  complete: () =>
    "marks diagrams as complete when their work was merged in another way; add the number of the pull request",
  due: () => "moves your due date to a date, or to N days from today; maintainers may go beyond the limits",
  help: () => "shows this list",
  issues: () => "opens an issue for each free diagram of a phase or a group that has none",
  history: () => "tells what became of a diagram, and in which commits",
  next: () => "shows free diagrams, most wanted first",
  onboard: () => "opens a pull request that sets a campaign up, where there is none",
  override: () => "waives missing checklist points on this pull request and records the reason",
  pause: () => "pauses the campaign: nobody can claim, and the due dates wait",
  release: () =>
    "gives back diagrams that you hold; maintainers can give back anybody's, or all that a person holds",
  reopen: () => "moves complete diagrams back to in progress, with the same holder",
  resume: () => "ends the pause, and moves every due date by the days that it lasted",
  review: () => "moves your diagram back to review, after /start",
  source: () => "adds a source of a diagram's data, or removes one; anybody can add some",
  start: () => "moves your diagram from review back to in progress",
  status: () => "shows the status of diagrams",
  wait: () => "puts you in the line for diagrams that others hold: first come, first served",
  verify: () => "marks other people's diagrams as verified, as an approving review does",

  undoClaim: () => "`/release` gives back a diagram that you hold.",
  undoComplete: () => "`/reopen` moves a complete diagram back to in progress.",
  undoDue: () => "`/due ID DATE` moves the date again.",
  undoOverride: () =>
    "No command takes an override back. Open a pull request that removes it from the assignment file.",
  undoRelease: () => "`/claim` takes a diagram back while it is free.",
  undoReopen: () => "`/complete` marks a diagram as complete.",
  undoReview: () => "`/start` moves a diagram from review back to in progress.",
  undoStart: () => "`/review` moves a diagram to review, `/release` gives it back.",
  undoWait: () => "`/wait remove ID` takes you out of the line.",
  undoVerify: () =>
    "To take a verification back, dismiss the approving review or request changes on the pull request. If the diagram is complete, a maintainer can `/reopen` it.",

  columns: () => ["Command", "What it does", "Who", "Example"],
  or: () => "or",
  role: (role: "contributor" | "reviewer" | "maintainer"): string =>
    role === "contributor" ? "everybody" : role,
  howTo: (trackerUrl: string) =>
    "Write a command at the start of a line, outside of code and quotes. `ID…` means one or more diagram IDs, or a group " +
    `such as \`G-LIN-*\`. On an issue whose title names one diagram you can leave the ID out. [The tracker](${trackerUrl}) lists every ID.`,
} as const;
