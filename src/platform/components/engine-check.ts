import { Inject, Injectable } from '@nestjs/common';
import semver from 'semver';
import { platformVersion } from '../platform-version.ts';
import { StartupError } from '../startup.error.ts';
import { type RegisteredComponent, type Registry } from './registered-component.ts';
import { REGISTRY } from './registry.token.ts';

/**
 * Refuses the start when a component is made for another platform than the one that runs: since the registry was
 * generated, another version may have been installed.
 */
@Injectable()
export class EngineCheck {
  constructor(@Inject(REGISTRY) { components }: Registry) {
    refuseOtherEngines(components, platformVersion);
  }
}

/** @throws StartupError naming every mounted component that is made for another version. */
export function refuseOtherEngines(components: readonly RegisteredComponent[], version: string): void {
  const others = components.flatMap(({ name, engine, state }) => {
    const isFine =
      engine === undefined ||
      state !== undefined ||
      semver.satisfies(version, engine, { includePrerelease: true });
    return isFine
      ? []
      : [{ name, engine, isAhead: semver.ltr(version, engine, { includePrerelease: true }) }];
  });
  if (others.length === 0) return;
  const wants = others.map(({ name, engine }) => `"${name}" is made for Tessera ${engine}`).join(', ');
  const ahead = others.find(({ isAhead }) => isAhead);
  const way = ahead
    ? `install the platform they need (npm install "nestjs-tessera@${ahead.engine}")`
    : 'use versions of them that are made for it (tessera component upgrade <name>)';
  throw new StartupError(
    `COMPONENT.ENGINE: ${wants}, and this is ${version}: ${way}, then build again (tessera build).`,
  );
}
