import { pathToFileURL } from 'node:url';
import { type RegisteredComponent } from '../components/registered-component.ts';

/**
 * The components of the project under test, as its registry has them. It is the project's own file, which the platform
 * cannot import by name.
 *
 * @throws when the code does not run under Jest with the project's configuration.
 */
export async function readRegistry(env: NodeJS.ProcessEnv): Promise<readonly RegisteredComponent[]> {
  const file = env['TESSERA_TEST_REGISTRY'];
  if (file === undefined) {
    throw new Error(
      'There is no registry of components: run the tests with "npm test", whose set-up names it.',
    );
  }
  const registry: unknown = await import(pathToFileURL(file).href);
  if (!isRegistry(registry)) throw new Error(`${file} is no registry of components.`);
  return registry.components;
}

function isRegistry(value: unknown): value is { components: readonly RegisteredComponent[] } {
  return (
    typeof value === 'object' && value !== null && 'components' in value && Array.isArray(value.components)
  );
}
