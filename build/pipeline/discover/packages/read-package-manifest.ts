import semver from 'semver';
import { z } from 'zod';
import { checkSettings } from '../../../config/check-settings.ts';
import { type JsonDocument, readJson, settingsDiagnostics } from '../../../config/read-json.ts';
import { type Diagnostic, type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { nameProblem } from '../component-name.ts';
import { discoverCodes } from '../discover-codes.ts';
import { type Manifest } from '../../../model/discovered-component.ts';
import { locateAccess } from '../locate-access.ts';
import { checkConfigSchema } from '../check-config-schema.ts';
import { checkRoles } from '../check-roles.ts';
import { locateEngine } from '../locate-engine.ts';
import { locateExtensions } from '../locate-extensions.ts';
import { locatePermissions } from '../locate-permissions.ts';
import { damagedManifest } from '../read-manifest.ts';
import { defaultName } from './default-name.ts';
import { packageEntry, type PackageEntry } from './package-entry.ts';
import { packageManifestSchema } from './package-manifest-schema.ts';

/** What the package.json of a component says. */
export interface PackageManifest {
  /** Of the component. */
  readonly name: string;
  readonly manifest: Manifest;
  /** The file that exports the module class; undefined for a package without code. */
  readonly entry?: PackageEntry;
  /** Where the package says what it is. */
  readonly location: SourceLocation;
  readonly diagnostics: readonly Diagnostic[];
}

const packageJson = z.looseObject({
  name: z.string().optional().catch(undefined),
  tessera: z.unknown(),
  version: z.unknown(),
});

/** @returns undefined for a package.json without a `tessera` key */
export function readPackageManifest(file: string, listed: string, text: string): PackageManifest | undefined {
  const document = readJson(file, text);
  const { data: content } = packageJson.safeParse(document.value);
  const isUnreadable = document.syntaxErrors.length > 0;
  if (!isUnreadable && content?.tessera === undefined) return undefined;
  const fallback = defaultName(content?.name ?? listed);
  const checked = checkSettings(packageManifestSchema, content?.tessera);
  const name = ('data' in checked ? checked.data.name : undefined) ?? fallback;
  const location = document.locate(['tessera'], true);
  const about = { code: discoverCodes.manifest, component: name };
  const damaged = (diagnostics: readonly Diagnostic[]): PackageManifest => {
    return { name, location, manifest: damagedManifest, diagnostics };
  };
  if (isUnreadable) {
    return damaged(document.syntaxErrors.map((error) => ({ ...about, severity: 'error', ...error })));
  }
  const problems =
    'problems' in checked
      ? checked.problems
      : [...checkRoles(checked.data), ...checkConfigSchema(checked.data)];
  if ('problems' in checked || problems.length > 0) {
    const inKey = problems.map((problem) => ({ ...problem, path: ['tessera', ...problem.path] }));
    return damaged(settingsDiagnostics(document, inKey, about));
  }
  const { description, optional, requires, extensions, engines, module } = checked.data;
  const version = content?.version ?? '0.0.0';
  const hasVersion = typeof version === 'string' && semver.valid(version) === version;
  const diagnostics = [
    ...(hasVersion ? [] : [invalidVersion(document, about)]),
    ...invalidName(name, checked.data.name === undefined, document),
  ];
  if (!hasVersion) return damaged(diagnostics);
  const entry = packageEntry(document, module);
  return {
    name,
    location,
    manifest: {
      version,
      description,
      optional,
      requires: Object.entries(requires)
        .map(([required, range]) => ({
          name: required,
          range,
          location: document.locate(['tessera', 'requires', required], true),
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      ...locateEngine(document, ['tessera'], engines),
      ...locateExtensions(document, ['tessera', 'extensions'], extensions),
      ...locateAccess(document, ['tessera'], checked.data),
      ...locatePermissions(document, ['tessera'], checked.data),
    },
    ...(entry ? { entry } : {}),
    diagnostics,
  };
}

function invalidVersion(document: JsonDocument, about: { code: string; component: string }): Diagnostic {
  return {
    ...about,
    severity: 'error',
    message: '"version": must be a semantic version such as 1.2.0',
    location: document.locate(['version'], false),
  };
}

function invalidName(name: string, isDefault: boolean, document: JsonDocument): Diagnostic[] {
  const problem = nameProblem(name);
  if (!problem) return [];
  return [
    {
      code: discoverCodes.invalidName,
      severity: 'error',
      component: name,
      message: problem.message,
      hint: isDefault ? 'Add a "name" in kebab-case to "tessera".' : 'Write a name in kebab-case.',
      location: document.locate(isDefault ? ['name'] : ['tessera', 'name'], false),
    },
  ];
}
