/** What is said about a finding. The message may hold text that anybody wrote: the report makes it inert. */
export interface Words {
  readonly title: string;
  readonly message: string;
}

export const words = (title: string, message: string): Words => ({ title, message });

/** As a name is shown in a finding, which is plain text with backticks. */
export const quote = (text: string) => `\`${text.replace(/[`\s]+/g, " ").slice(0, 100)}\``;
