import { type Colors } from '../format-dev-event.ts';
import { type DevStatus } from './dev-status.ts';
import { type DevKey, devKeys } from './dev-keys.ts';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * The status area, two or three lines; log-update cuts them to the terminal.
 * @param tick counts up while something is going on and turns the spinner
 */
export function drawStatus(status: DevStatus, tick: number, colors: Colors): string {
  const { bold, dim, green, red, yellow } = colors;
  const { busy, url, components, mounted, pending, behind, typeErrors, results } = status;
  const sign =
    busy === undefined
      ? url === undefined
        ? red('✖')
        : green('✔')
      : yellow(frames[tick % frames.length] ?? '');
  const facts = [
    bold(url ?? 'not serving'),
    ...(components === undefined
      ? []
      : [`${mounted === undefined ? '' : `${mounted} of `}${counted(components, 'component')}`]),
    pending.length === 0 ? [] : yellow(counted(pending.length, 'pending migration')),
    behind === undefined ? [] : yellow('database behind'),
    typeErrors === 0 ? [] : red(counted(typeErrors, 'type error')),
  ].flat();
  const last = results.map(({ text, good }) => (good ? text : red(text))).join(dim(', '));
  const doing = [...(busy === undefined ? [] : [yellow(busy)]), ...(last === '' ? [] : [`last: ${last}`])];
  return [
    '',
    `${sign} ${facts.join(dim(' · '))}`,
    ...(doing.length === 0 ? [] : [`  ${doing.join(dim(' · '))}`]),
    `  ${dim(devKeys.map(describeKey).join(' · '))}`,
  ].join('\n');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function describeKey({ key, what }: DevKey): string {
  return `${key} ${what}`;
}
