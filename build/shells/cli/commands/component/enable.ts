import { stateCommand } from './state-command.ts';

export const registerComponentEnable = stateCommand('enable', 'mount a disabled component again');
