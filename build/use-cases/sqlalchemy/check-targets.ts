import { type ProjectConfig } from '../../config/project-config.ts';
import { nearestName } from '../../config/nearest-name.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { sqlalchemyCodes } from './sqlalchemy-codes.ts';
import { type ModelsTarget } from './style.ts';

/** What stands in the way of models: another database than PostgreSQL, components that do not exist. */
export function checkTargets(
  targets: readonly ModelsTarget[],
  config: ProjectConfig,
  components: readonly string[],
): Diagnostic[] {
  const location = config.configFile && { location: { file: config.configFile, line: 1, column: 1 } };
  if (config.provider !== 'postgresql') {
    return [
      {
        code: sqlalchemyCodes.unsupported,
        severity: 'error',
        message: `SQLAlchemy models are written for PostgreSQL, and this project's provider is ${config.provider}.`,
        ...location,
      },
    ];
  }
  const unknown = new Set(
    targets.flatMap((target) => target.components ?? []).filter((name) => !components.includes(name)),
  );
  return [...unknown].map((name) => {
    const nearest = nearestName(name, components);
    return {
      code: sqlalchemyCodes.unknownComponent,
      severity: 'error',
      message: `There is no component "${name}" to write models of.`,
      hint: nearest
        ? `Did you mean "${nearest}"?`
        : `The components are: ${components.join(', ') || 'none'}.`,
      ...location,
    };
  });
}
