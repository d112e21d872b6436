import { checkSettings } from '../../config/check-settings.ts';
import { readJson, settingsDiagnostics } from '../../config/read-json.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { discoverCodes } from './discover-codes.ts';
import { locateAccess } from './locate-access.ts';
import { checkConfigSchema } from './check-config-schema.ts';
import { checkRoles } from './check-roles.ts';
import { locateEngine } from './locate-engine.ts';
import { locateExtensions } from './locate-extensions.ts';
import { locatePermissions } from './locate-permissions.ts';
import { type Manifest } from '../../model/discovered-component.ts';
import { manifestSchema } from './manifest-schema.ts';

export const defaultManifest: Manifest = { version: '0.0.0', description: '', requires: [], optional: false };

export const damagedManifest: Manifest = { ...defaultManifest, isDamaged: true };

/** Reads the text of a component.json; with problems the defaults are returned beside them. */
export function readManifest(
  file: string,
  component: string,
  text: string,
): { readonly manifest: Manifest; readonly diagnostics: readonly Diagnostic[] } {
  const document = readJson(file, text);
  const about = { code: discoverCodes.manifest, component };
  if (document.syntaxErrors.length > 0) {
    return {
      manifest: damagedManifest,
      diagnostics: document.syntaxErrors.map((error) => ({ ...about, severity: 'error', ...error })),
    };
  }
  const checked = checkSettings(manifestSchema, document.value);
  if ('problems' in checked) {
    return { manifest: damagedManifest, diagnostics: settingsDiagnostics(document, checked.problems, about) };
  }
  const wrong = [...checkRoles(checked.data), ...checkConfigSchema(checked.data)];
  if (wrong.length > 0) {
    return { manifest: damagedManifest, diagnostics: settingsDiagnostics(document, wrong, about) };
  }
  const { version, description, optional, requires, extensions, engines } = checked.data;
  return {
    manifest: {
      version,
      description,
      optional,
      requires: Object.entries(requires)
        .map(([name, range]) => ({ name, range, location: document.locate(['requires', name], true) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      ...locateEngine(document, [], engines),
      ...locateExtensions(document, ['extensions'], extensions),
      ...locateAccess(document, [], checked.data),
      ...locatePermissions(document, [], checked.data),
    },
    diagnostics: [],
  };
}
