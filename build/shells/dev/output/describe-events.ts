import { type DevEvent } from '../dev-event.ts';
import { type Colors, formatDevEvent, type ShowDiagnostics } from '../format-dev-event.ts';

/** Lines for people about one event after the other; empty when there is nothing to say. */
export type DescribeEvent = (event: DevEvent) => string;

/** Types without errors are worth a line only after types with errors. */
export function describeEvents(colors: Colors, show?: ShowDiagnostics): DescribeEvent {
  let typeErrors = 0;
  return (event) => {
    if (event.event !== 'types-checked') return formatDevEvent(event, colors, show);
    const before = typeErrors;
    typeErrors = event.diagnostics.length;
    return typeErrors === 0 && before === 0 ? '' : formatDevEvent(event, colors);
  };
}
