import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type ComponentState } from '../../pipeline/lock/lock-file.ts';
import { lifecycleCodes } from './lifecycle-codes.ts';

/** Commands that do nothing but change a state. */
export type StateCommand = 'disable' | 'enable' | 'retire' | 'restore';

/** What each command makes of a component; a state that is missing is refused. */
const ways: Readonly<Record<StateCommand, Readonly<Partial<Record<ComponentState, ComponentState>>>>> = {
  disable: { enabled: 'disabled', disabled: 'disabled' },
  enable: { enabled: 'enabled', disabled: 'enabled' },
  retire: { enabled: 'retired', disabled: 'retired', retired: 'retired' },
  restore: { enabled: 'enabled', disabled: 'disabled', retired: 'enabled', purged: 'enabled' },
};

/** The state a command leads to, which may be the one that is; or why it leads nowhere. */
export function chooseState(
  command: StateCommand,
  component: string,
  state: ComponentState,
): ComponentState | Diagnostic {
  const next = ways[command][state];
  if (next) return next;
  return {
    code: lifecycleCodes.wrongState,
    severity: 'error',
    component,
    message: `Component "${component}" is ${state}: there is nothing to ${command}.`,
    hint: `Bring it back first: tessera component restore ${component}`,
  };
}
