import semver from 'semver';
import { nearestName } from '../../config/nearest-name.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import {
  type DiscoveredComponent,
  manifestFile,
  type Requirement,
} from '../../model/discovered-component.ts';
import { composeCodes } from './compose-codes.ts';

/** What the components require against what there is: missing and disabled ones, and versions that do not fit. */
export function checkRequirements(
  components: readonly DiscoveredComponent[],
  retired: readonly string[] = [],
): Diagnostic[] {
  const byName = new Map(components.map((component) => [component.name, component]));
  return components.flatMap((component) =>
    component.requires.flatMap((requirement) =>
      checkRequirement(component, requirement, byName.get(requirement.name), [...byName.keys()], retired),
    ),
  );
}

/** A component whose manifest cannot be read has no version to judge. */
export function fitsRange({ version, isDamaged }: DiscoveredComponent, range: string): boolean {
  return isDamaged === true || semver.satisfies(version, range, { includePrerelease: true });
}

function checkRequirement(
  component: DiscoveredComponent,
  { name, range, location }: Requirement,
  required: DiscoveredComponent | undefined,
  names: readonly string[],
  retired: readonly string[],
): Diagnostic[] {
  const about = { severity: 'error' as const, component: component.name, location };
  if (!required && retired.includes(name)) {
    return [
      {
        ...about,
        code: composeCodes.missingDependency,
        message: `Component "${component.name}" requires "${name}", which is retired.`,
        hint: `Bring it back (tessera component restore ${name}), or remove it from "requires".`,
      },
    ];
  }
  if (!required) {
    const nearest = nearestName(
      name,
      names.filter((other) => other !== component.name),
    );
    return [
      {
        ...about,
        code: composeCodes.missingDependency,
        message: `Component "${component.name}" requires "${name}", which is not in this project.`,
        hint: nearest
          ? `Write "${nearest}", or add "${name}".`
          : `Add "${name}", or remove it from "requires".`,
      },
    ];
  }
  if (required.isDisabled === true && component.isDisabled !== true) {
    return [
      {
        ...about,
        code: composeCodes.disabledDependency,
        message: `Component "${component.name}" requires "${name}", which is disabled.`,
        hint: `Switch it on (tessera component enable ${name}), or "${component.name}" off too.`,
      },
    ];
  }
  if (fitsRange(required, range)) return [];
  return [
    {
      ...about,
      code: composeCodes.versionMismatch,
      message: `Component "${component.name}" requires "${name}" ${range}, but version ${required.version} is here.`,
      hint: `Use a version of "${name}" in that range, or change the range.`,
      related: [
        {
          component: name,
          message: `"${name}" is version ${required.version}`,
          file: manifestFile(required),
          line: 1,
          column: 1,
        },
      ],
    },
  ];
}
