import path from 'node:path';
import { type ModelsTarget } from './style.ts';

/** What a call says of the file it wants. */
export interface TargetChoice {
  readonly component?: readonly string[];
  readonly out?: string;
  readonly style?: '2.0' | '1.4';
}

/** Undefined: the files the configuration lists. */
export function chosenTarget(
  { component, out, style }: TargetChoice,
  projectDir: string,
): ModelsTarget | undefined {
  if (!component && out === undefined && !style) return undefined;
  const file = path.resolve(projectDir, out ?? 'python/models.py');
  return {
    output: path.relative(projectDir, file).replaceAll('\\', '/'),
    style: style ?? '2.0',
    ...(component ? { components: [...component] } : {}),
  };
}
