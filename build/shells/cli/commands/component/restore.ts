import { stateCommand } from './state-command.ts';

export const registerComponentRestore = stateCommand(
  'restore',
  'bring a retired component back, and show what its schema differs from its tables',
);
