import { relative } from 'node:path';
import { type Check, type Finding } from './finding.ts';
import { findCopies, type PackageCopy } from './find-copies.ts';
import { hasPnpmLock } from './read-package-json.ts';

/** Their classes and metadata are compared by identity: the second copy's are foreign to the first one's. */
const compared = ['@nestjs/core', '@nestjs/common', '@prisma/client', 'reflect-metadata'];
/** Values of two copies work apart and surprise where they meet. */
const mixed = ['rxjs', 'zod'];

/** The application reaches one copy of what it shares with its components. @param components names of packages */
export function checkCopies(components: readonly string[]): Check {
  return async ({ projectDir }) => {
    const found = await findCopies([...compared, ...mixed], projectDir, components);
    const isPnpm = await hasPnpmLock(projectDir);
    const findings = [...found].flatMap(([name, [first, ...others]]) =>
      first ? others.map((other) => second(name, first, other, { projectDir, components, isPnpm })) : [],
    );
    if (findings.length > 0) return findings;
    const names = [...found].flatMap(([name, copies]) => (copies.length > 0 ? [name] : []));
    if (names.length === 0) return [];
    return [{ check: 'copies', status: 'ok', message: `one copy of ${names.join(', ')}` }];
  };
}

function second(
  name: string,
  first: PackageCopy,
  other: PackageCopy,
  { projectDir, components, isPnpm }: { projectDir: string; components: readonly string[]; isPnpm: boolean },
): Finding {
  const shown = ({ version, folder }: PackageCopy) => `${version} (${relative(projectDir, folder)})`;
  const owned = other.askedBy.filter((asker) => components.includes(asker));
  const once = isPnpm
    ? `set "overrides" of pnpm to "${name}": "${first.version}", then: pnpm install`
    : `npm dedupe ${name}`;
  const moved = owned.length > 0 ? `; in ${owned.join(', ')}, move it to peerDependencies` : '';
  return {
    check: 'copies',
    status: compared.includes(name) ? 'error' : 'warning',
    message: `There is a second ${name}, ${shown(other)}, brought by ${other.askedBy.join(', ')}; ${first.askedBy[0] ?? ''} uses ${shown(first)}.`,
    mend: `${once}${moved}`,
  };
}
