import path from 'node:path';
import ts from 'typescript';

/**
 * What TypeScript declares for each file, by its name relative to `root` (`posts/create-post.d.ts`). Types are not
 * checked: that is the author's own type check. A file TypeScript cannot describe is left out.
 *
 * @param root absolute, the component's folder
 * @param sources relative to it
 */
export function emitDeclarations(
  projectDir: string,
  root: string,
  sources: readonly string[],
): ReadonlyMap<string, string> {
  const configFile = ts.findConfigFile(projectDir, (file) => ts.sys.fileExists(file));
  const read: unknown =
    configFile === undefined ? {} : ts.readConfigFile(configFile, (file) => ts.sys.readFile(file)).config;
  const { options } = ts.parseJsonConfigFileContent(
    { ...(typeof read === 'object' ? read : {}), files: [], include: [] },
    ts.sys,
    configFile === undefined ? projectDir : path.dirname(configFile),
  );
  const declarations = new Map<string, string>();
  const program = ts.createProgram({
    rootNames: sources.map((file) => path.join(root, file)),
    options: {
      ...options,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      declarationMap: false,
      noCheck: true,
      noEmitOnError: false,
      incremental: false,
      composite: false,
      rootDir: root,
      outDir: path.join(root, 'declarations'),
    },
  });
  for (const file of sources) {
    const source = program.getSourceFile(path.join(root, file));
    if (!source) continue;
    program.emit(source, (name, text) => {
      declarations.set(path.relative(path.join(root, 'declarations'), name).replaceAll('\\', '/'), text);
    });
  }
  return declarations;
}
