import { type RegisterCommand } from './command.ts';
import {
  registerComponentImpact,
  registerComponentInfo,
  registerComponentList,
} from './component-look-commands.ts';
import { registerComponentNew } from './component-new-command.ts';
import { registerComponentPack } from './component-pack-command.ts';
import { registerComponentPurge } from './component-purge-command.ts';
import { registerComponentStates } from './component-state-commands.ts';
import { registerComponentUpgrade } from './component-upgrade-command.ts';
import { registerComponentTest } from './component-test-command.ts';

/** Sub-commands of `tessera component`, in the order `--help` shows them; each in a file of its own. */
const subCommands: readonly RegisterCommand[] = [
  registerComponentNew,
  registerComponentList,
  registerComponentInfo,
  registerComponentImpact,
  ...registerComponentStates,
  registerComponentPurge,
  registerComponentUpgrade,
  registerComponentTest,
  registerComponentPack,
];

export const registerComponentCommand: RegisterCommand = (program, io, exit) => {
  const component = program
    .command('component')
    .description('make, look at, switch, test and pack components');
  for (const register of subCommands) register(component, io, exit);
};
