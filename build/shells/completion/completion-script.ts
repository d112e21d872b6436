import { type Command } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;

/** What may follow a command: its sub-commands and options. */
interface Level {
  /** `db start`; empty for `tessera` itself. */
  readonly path: string;
  readonly words: readonly string[];
}

/** The completion script of a shell for every command of the program. */
export function completionScript(program: Command, shell: (typeof shells)[number]): string {
  const levels = listLevels(program, '');
  switch (shell) {
    case 'bash':
      return bashScript(levels);
    case 'zsh':
      // zsh runs completions written for bash.
      return `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(levels)}`;
    case 'fish':
      return fishScript(levels);
  }
}

function listLevels(command: Command, path: string): readonly Level[] {
  const names = command.commands.map((one) => one.name());
  const options = command.options.flatMap(({ long }) => (typeof long === 'string' ? [long] : []));
  const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  return [
    { path, words: [...names, ...choices, ...options, '--help'] },
    ...command.commands.flatMap((one) => listLevels(one, `${path} ${one.name()}`.trim())),
  ];
}

/** The words before the cursor, as far as they name commands, choose the list. Names are ours: no quoting is needed. */
function bashScript(levels: readonly Level[]): string {
  const cases = levels.map(({ path, words }) => `      '${path}') words='${words.join(' ')}' ;;`);
  const commands = levels.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return `# tessera completion bash
_tessera() {
  local path='' next words='' index
  for ((index = 1; index < COMP_CWORD; index++)); do
    next="\${path:+$path }\${COMP_WORDS[index]}"
    case "$next" in
      ${commands.join(' | ')}) path="$next" ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _tessera tessera
`;
}

function fishScript(levels: readonly Level[]): string {
  const lines = levels.map(({ path, words }) => {
    const parts = path.split(' ').filter((part) => part !== '');
    const here = parts.map((part) => `__fish_seen_subcommand_from ${part}`);
    const below = levels
      .filter((level) => level.path !== path && level.path.startsWith(path === '' ? '' : `${path} `))
      .map((level) => level.path.slice(path.length).trim())
      .filter((name) => !name.includes(' '));
    const notBelow = below.length > 0 ? [`not __fish_seen_subcommand_from ${below.join(' ')}`] : [];
    const condition = [...here, ...notBelow].join('; and ');
    return `complete -c tessera -f -n '${condition}' -a '${words.join(' ')}'`;
  });
  return `# tessera completion fish\n${lines.join('\n')}\n`;
}
