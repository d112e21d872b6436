import { stateCommand } from './state-command.ts';

export const registerComponentDisable = stateCommand(
  'disable',
  'take a component out of the application; its models and its data stay',
);
