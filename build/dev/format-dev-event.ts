import { type DevEvent } from './dev-event.ts';

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

/** An event as lines for a person, without a final newline. */
export function formatDevEvent(event: DevEvent, colors: Colors): string {
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
    case 'app-stopped':
      return `${red('stopped')}   ${event.reason}`;
    case 'stopped':
      return dim('Stopped. Nothing of this project is left running by this command.');
  }
}
