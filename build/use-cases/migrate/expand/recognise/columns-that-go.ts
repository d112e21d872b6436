import { type Change } from './change.ts';

/** The columns of its table that a change keeps until contract, and contract drops. */
export function columnsThatGo(change: Change): readonly string[] {
  switch (change.kind) {
    case 'move':
      return [change.from];
    case 'drop':
      return [change.column];
    case 'split':
      return change.columns.map(({ from }) => from);
    case 'require':
    case 'rename-table':
      return [];
  }
}
