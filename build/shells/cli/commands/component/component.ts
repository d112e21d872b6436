import { type RegisterCommand } from '../../command.ts';
import { registerComponentDisable } from './disable.ts';
import { registerComponentEnable } from './enable.ts';
import { registerComponentRestore } from './restore.ts';
import { registerComponentRetire } from './retire.ts';
import { registerComponentExtract } from './extract.ts';
import { registerComponentImpact } from './impact.ts';
import { registerComponentInfo } from './info.ts';
import { registerComponentList } from './list.ts';
import { registerComponentNew } from './new.ts';
import { registerComponentPack } from './pack.ts';
import { registerComponentPurge } from './purge.ts';
import { registerComponentUpgrade } from './upgrade.ts';
import { registerComponentTest } from './test.ts';
import { registerComponentVerify } from './verify.ts';

/** Sub-commands of `tessera component`, in the order `--help` shows them; each in a file of its own. */
const subCommands: readonly RegisterCommand[] = [
  registerComponentNew,
  registerComponentExtract,
  registerComponentList,
  registerComponentInfo,
  registerComponentImpact,
  registerComponentDisable,
  registerComponentEnable,
  registerComponentRetire,
  registerComponentRestore,
  registerComponentPurge,
  registerComponentUpgrade,
  registerComponentTest,
  registerComponentPack,
  registerComponentVerify,
];

export const registerComponentCommand: RegisterCommand = (program, io, exit) => {
  const component = program
    .command('component')
    .description('make, look at, switch, test and pack components');
  for (const register of subCommands) register(component, io, exit);
};
