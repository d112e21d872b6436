import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { positionIn, type ScannedSource } from '../../model/scanned-source.ts';
import { type BlockSetting, readSettings } from '../../prisma-language/read-settings.ts';
import { composeCodes } from './compose-codes.ts';

/** The settings of a datasource on which tables depend, with what Prisma takes when it says nothing. */
const compared = ['provider', 'relationMode'] as const;

/**
 * What the datasource of an application says otherwise than the settings: the block is left out of the composed schema, so
 * that the tables would not be those of the application.
 */
export function compareDatasources(
  components: readonly DiscoveredComponent[],
  config: Pick<ProjectConfig, 'provider' | 'relationMode'>,
): Diagnostic[] {
  return components
    .filter(({ namedIn }) => namedIn !== undefined)
    .flatMap((component) => component.schemas.flatMap((source) => compare(component, source, config)));
}

function compare(
  component: DiscoveredComponent,
  source: ScannedSource,
  config: Pick<ProjectConfig, 'provider' | 'relationMode'>,
): Diagnostic[] {
  return source.blocks
    .filter(({ kind }) => kind === 'datasource')
    .flatMap((block) => readSettings(source.text, block))
    .flatMap((setting): Diagnostic[] => {
      const name = compared.find((one) => one === setting.name);
      if (!name || setting.call !== undefined) return [];
      const said = setting.value === 'postgres' ? 'postgresql' : setting.value;
      return said === config[name] ? [] : [difference(component, source, name, setting, config[name])];
    });
}

function difference(
  { name: component, namedIn = '' }: DiscoveredComponent,
  source: ScannedSource,
  name: (typeof compared)[number],
  { value, offset, length }: BlockSetting,
  configured: string,
): Diagnostic {
  return {
    code: composeCodes.otherDatasource,
    severity: 'error',
    component,
    message: `The datasource says ${name} "${value}", and the project is composed for "${configured}".`,
    hint: `Write into ${namedIn}: "${name}": "${value}".`,
    location: { file: source.file, ...positionIn(source, offset), length },
  };
}
