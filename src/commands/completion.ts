import type { Shell } from './complete.ts';
import { EXIT } from './exit-codes.ts';
import { processSurroundings, type Surroundings } from './surroundings.ts';

/** What each shell runs while a line is typed: everything it offers it asks the program for. */
const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Completion of presence-monitor for bash. To have it: eval "$(presence-monitor completion bash)" in ~/.bashrc
_presence_monitor() {
  local line kind=
  COMPREPLY=()
  while IFS= read -r line; do
    if [ -z "$kind" ]; then kind=$line; else COMPREPLY+=("$line"); fi
  done < <("\${COMP_WORDS[0]}" complete bash -- "\${COMP_LINE:0:COMP_POINT}" 2> /dev/null)
  if [ "$kind" = files ]; then
    compopt -o default 2> /dev/null
  elif [ "\${#COMPREPLY[@]}" = 1 ] && [ "\${COMPREPLY[0]: -1}" = = ]; then
    compopt -o nospace 2> /dev/null
  fi
}
complete -F _presence_monitor presence-monitor
`,
  zsh: `#compdef presence-monitor
# Completion of presence-monitor for zsh. To have it: eval "$(presence-monitor completion zsh)" in ~/.zshrc, behind compinit
_presence_monitor() {
  local -a lines
  lines=("\${(@f)$("\${words[1]}" complete zsh -- "\${(@Q)words[2,CURRENT]}" 2> /dev/null)}")
  if [[ \${lines[1]} == files ]]; then
    _files
  else
    compadd -- "\${(@)lines[2,-1]}"
  fi
}
if [ "$funcstack[1]" = "_presence_monitor" ]; then
  _presence_monitor "$@"
else
  compdef _presence_monitor presence-monitor
fi
`,
  fish: `# Completion of presence-monitor for fish. To have it: presence-monitor completion fish | source in ~/.config/fish/config.fish
function __presence_monitor
    set -l typed (commandline -opc) 
    set -l lines ($typed[1] complete fish -- $typed[2..-1] (commandline -ct) 2> /dev/null)
    if test "$lines[1]" = files
        __fish_complete_path (commandline -ct)
    else
        string join \\n -- $lines[2..-1]
    end
end
complete -c presence-monitor -f -a '(__presence_monitor)'
`,
};

/** Prints what a shell has to run to complete command lines of this program. Gives the exit code. */
export async function completion(shell: Shell, surroundings?: Partial<Surroundings>): Promise<number> {
  const { streams } = { ...processSurroundings(), ...surroundings };
  streams.out(SCRIPTS[shell].trimEnd().replace(/ +$/gm, ''));
  return EXIT.done.code;
}
