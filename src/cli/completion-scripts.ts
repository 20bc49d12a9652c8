/** What makes a shell ask `diagram-tracker complete` for the words that may follow. */
export const COMPLETION_SCRIPTS = {
  bash: `_diagram_tracker() {
  mapfile -t COMPREPLY < <(diagram-tracker complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _diagram_tracker diagram-tracker`,
  zsh: `_diagram_tracker() {
  local -a found
  found=("\${(@f)$(diagram-tracker complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -a found; else _files; fi
}
compdef _diagram_tracker diagram-tracker`,
  fish: `complete -c diagram-tracker -a '(diagram-tracker complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'`,
} as const;

export type CompletionShell = keyof typeof COMPLETION_SCRIPTS;
