import { stateCommand } from './state-command.ts';

export const registerComponentRetire = stateCommand(
  'retire',
  'take a component out of the schema too; its tables stay, and Prisma leaves them alone',
);
