import { deprecationWarning } from '../../diagnostics/deprecation.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { oldDoorsRemovedIn, renamedDoor } from '../../model/renamed-door.ts';
import { type ComponentSources } from '../discover/read-sources.ts';
import { graphCodes } from './graph-codes.ts';

/** Imports that call a door of the platform by its old name; they work still. */
export function checkOldDoors(
  components: readonly DiscoveredComponent[],
  sources: ComponentSources,
): Diagnostic[] {
  return components.flatMap(({ name, package: packageName }) =>
    (sources.get(name) ?? []).flatMap(({ oldDoors = [] }) =>
      oldDoors.map(({ specifier, location }) => {
        const now = `"${renamedDoor(specifier) ?? specifier}"`;
        const instead =
          packageName === undefined
            ? `Write ${now}.`
            : `Upgrade ${packageName}, or tell its authors to write ${now}.`;
        const about = { code: graphCodes.oldDoor, removedIn: oldDoorsRemovedIn };
        return deprecationWarning(
          { ...about, what: `The name "${specifier}"`, instead },
          { component: name, location },
        );
      }),
    ),
  );
}
