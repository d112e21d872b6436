import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { conflictInWords } from './describe-conflict.ts';
import { type DevEvent, type Swap, type SwapTimings } from './dev-event.ts';

/** The few colours the dev host uses; picocolors has this shape. */
export interface Colors {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
}

function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function list(names: readonly string[]): string {
  return names.map((name) => `\n    ${name}`).join('');
}

function types(found: readonly Diagnostic[], ms: number, { dim, green, red }: Colors): string {
  if (found.length === 0) return `${green('types')}     ${dim(`no errors, ${duration(ms)}`)}`;
  const lines = found.map(({ location: at, message }) =>
    at ? `${at.file}:${at.line}:${at.column} ${message}` : message,
  );
  return `${red('types')}     ${found.length} error(s) ${dim(duration(ms))}${list(lines)}`;
}

const parts = ['compose', 'build', 'apply', 'boot'] as const;

function timings(ms: SwapTimings): string {
  return parts
    .flatMap((part) => (ms[part] === undefined ? [] : [`${part} ${duration(ms[part])}`]))
    .join(', ');
}

/** The one line a save ends with. */
function swapLine(
  { components, swapped, kept, closedFirst, ms }: Swap,
  { green, dim, yellow }: Colors,
): string {
  const who = components.length === 0 ? 'platform' : components.join(', ');
  const keeping = kept.length === 0 ? '' : ` (${kept.join(', ')} kept)`;
  const turn = closedFirst
    ? `\n  ${yellow('The application before was closed first')}: ${conflictInWords(closedFirst)}`
    : '';
  return (
    `${green('swapped')}   ${who}: ${swapped.join(', ')} in ${duration(ms.total)}${keeping} ${dim(timings(ms))}`.trimEnd() +
    turn
  );
}

/** Problems for people, with the lines of the author's files. */
export type ShowDiagnostics = (diagnostics: readonly Diagnostic[]) => string;

/**
 * An event as lines for a person, without a final newline; empty when a person has no use for it.
 *
 * @param show left out: what the application said stands for itself
 */
export function formatDevEvent(event: DevEvent, colors: Colors, show: ShowDiagnostics = () => ''): string {
  const { bold, dim, green, red, yellow } = colors;
  switch (event.event) {
    case 'database':
      return `${green('database')}  ${event.url} ${dim(`(${event.embedded ? 'embedded' : 'DATABASE_URL'}, ${duration(event.ms)})`)}`;
    case 'migrated':
      return `${green('migrated')}  the new database got ${event.migrations.length} committed migration(s)${list(event.migrations)}`;
    case 'pending-migrations':
      return (
        `${yellow('pending')}   the database lacks ${event.migrations.length} migration(s), nothing was applied:` +
        `${list(event.migrations)}\n  Apply them with: ${bold(event.command)}`
      );
    case 'migrations-failed':
      return `${red('database')}  ${event.message}`;
    case 'built':
      return `${green('built')}     ${dim(duration(event.ms))}${event.warnings ? `\n${event.warnings}` : ''}`;
    case 'build-failed':
      return (
        `${event.errors}\n${red('failed')}    ${dim(duration(event.ms))} ` +
        (event.serving
          ? 'The last good application keeps serving.'
          : 'Nothing is served until this is mended.')
      );
    case 'ready': {
      const since =
        event.sinceStartMs === undefined ? '' : `, ${duration(event.sinceStartMs)} after the start`;
      return `${green('ready')}     ${bold(event.url)} ${dim(`(application ${duration(event.ms)}${since})`)}`;
    }
    case 'database-behind':
      if (event.missing.length === 0) return `${green('database')}  it has what the code expects again`;
      return (
        `${yellow('pending')}   the database lacks what ${event.components.join(', ')} expects, nothing was migrated:` +
        `${list(event.missing)}\n  Make and apply a migration with: ${bold(event.command)}`
      );
    case 'part-mounted':
      return `${yellow('part')}      ${event.components.length} of ${event.of} components are mounted: ${event.components.join(', ')}`;
    case 'composed':
      return event.wholeClient === undefined
        ? ''
        : `${yellow('client')}    made as a whole, which is slow in a large project: ${event.wholeClient}`;
    case 'changed':
    case 'swap-started':
      return '';
    case 'swapped':
      return swapLine(event, colors);
    case 'unchanged':
      return `${green('unchanged')} ${dim(`${event.reason ?? 'nothing that runs changed'}, ${duration(event.ms)}`)}`;
    case 'refused':
      return (
        `${show(event.diagnostics) || event.reason}\n${red('refused')}   ${dim(duration(event.ms))} ` +
        (event.serving
          ? 'The last good application keeps serving.'
          : 'Nothing is served until this is mended.')
      );
    case 'uncaught':
      return `${show(event.diagnostics) || event.reason}\n${red('uncaught')}  an error nobody caught; in production it would have ended the server`;
    case 'restarting':
      return `${yellow('restart')}   full restart: ${event.reason}`;
    case 'crashed':
      return `${red('crashed')}   ${event.cause}${event.restartsInMs === undefined ? '' : ` It is started again in ${duration(event.restartsInMs)}.`}`;
    case 'types-checked':
      return types(event.diagnostics, event.ms, colors);
    case 'app-stopped':
      return `${red('stopped')}   ${event.reason}`;
    case 'cannot-start':
      return event.message;
    case 'stopped':
      return dim('Stopped. Nothing of this project is left running by this command.');
  }
}
