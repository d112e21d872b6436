/** What the application of a scratch host is made of. */
export interface HostContents {
  /** By name, as npm installs them: the platform, the component, what it requires and what the tests run with. */
  readonly packages: Readonly<Record<string, string>>;
  /** Packages that are components. */
  readonly components: readonly string[];
  /** Tests of the component, by path below `tests/`. */
  readonly tests: ReadonlyMap<string, string>;
}

/** The files of a project that has nothing but a component from its tarball, by path. */
export function hostFiles({ packages, components, tests }: HostContents): ReadonlyMap<string, string> {
  const [component = ''] = components;
  return new Map([
    ['package.json', json({ name: 'host', private: true, type: 'module', dependencies: packages })],
    ['tessera.config.json', json({ packages: components })],
    [
      'tsconfig.json',
      json({
        extends: 'nestjs-tessera/tsconfig.json',
        compilerOptions: { paths: { 'nestjs-tessera/client': ['./src/generated/prisma/client.ts'] } },
        include: ['src'],
      }),
    ],
    [
      'jest.config.js',
      "import { projectJest } from 'nestjs-tessera/jest';\n\nexport default projectJest();\n",
    ],
    // What a user of the component sees of it.
    [
      'src/use.ts',
      `export * from '${component}';\nexport { components } from './generated/components.ts';\n`,
    ],
    ...[...tests].map(([file, text]) => [`tests/${file}`, text] as const),
  ]);
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
