import semver from 'semver';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type DiscoveredComponent, type EngineRange } from '../../model/discovered-component.ts';
import { composeCodes } from './compose-codes.ts';

/**
 * The platform the components are made for against the one that is here. A disabled one is not mounted: it is checked when
 * it is enabled.
 */
export function checkEngines(
  components: readonly DiscoveredComponent[],
  platformVersion: string,
): Diagnostic[] {
  return components.flatMap((component): Diagnostic[] => {
    const { name, engine, isDisabled } = component;
    if (!engine || isDisabled === true) return [];
    if (semver.satisfies(platformVersion, engine.range, { includePrerelease: true })) return [];
    return [
      {
        code: composeCodes.engine,
        severity: 'error',
        component: name,
        message: `Component "${name}" is made for Tessera ${engine.range}, and this project has ${platformVersion}.`,
        hint: whatToMove(component, engine, platformVersion),
        location: engine.location,
      },
    ];
  });
}

/** The side that is behind moves. */
function whatToMove(component: DiscoveredComponent, { range }: EngineRange, platformVersion: string): string {
  const { name, package: packageName } = component;
  if (semver.ltr(platformVersion, range, { includePrerelease: true })) {
    return `Move the platform: \`npm install "nestjs-tessera@${range}"\`.`;
  }
  if (packageName !== undefined) {
    return `Move the component: \`tessera component upgrade ${name} ${packageName}@latest\`, or another version of it that is made for Tessera ${platformVersion}.`;
  }
  return `Move the component: write "^${platformVersion}" here, then run \`tessera component test ${name}\`.`;
}
