import { statSync } from 'node:fs';
import path from 'node:path';
import { loadProjectConfig } from '../../../../config/load-project-config.ts';
import { type Diagnostic } from '../../../../diagnostics/diagnostic.ts';
import { nameProblem } from '../../../../pipeline/discover/component-name.ts';
import { isAboutFiles } from '../../../../pipeline/discover/discover-codes.ts';
import { runPipeline } from '../../../../pipeline/pipeline.ts';
import { componentWords, defaultModel } from '../../../../use-cases/scaffold/component-words.ts';
import { findRelationTarget } from '../../../../use-cases/scaffold/relation-target.ts';
import { formatFiles } from '../../../../use-cases/scaffold/format-files.ts';
import { scaffoldComponent } from '../../../../use-cases/scaffold/scaffold-component.ts';
import { writeComponent } from '../../../../use-cases/scaffold/write-component.ts';
import { askForComponent, terminalQuestions } from './ask-for-component.ts';
import { type CommandIo, type ExitCode } from '../../command.ts';
import { formatDiagnostics } from '../../../report/format-diagnostics.ts';
import { type CommonOptions } from '../../command.ts';

/** The flags of `tessera component new`; what is undefined is asked on a terminal. */
export interface NewComponentOptions extends CommonOptions {
  readonly description?: string;
  /** A name; false after --no-model. */
  readonly model?: string | false;
  readonly withRelationTo?: string;
  readonly yes: boolean;
}

/** Makes the component, composes the project with it, and says what comes next. */
export async function newComponent(
  given: string | undefined,
  options: NewComponentOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const { json } = options;
  const refuse = (code: ExitCode, message: string, hint?: string): ExitCode => {
    if (json) io.stdout.write(`${JSON.stringify({ ok: false, message, hint }, null, 2)}\n`);
    else io.stderr.write(`${message}\n${hint === undefined ? '' : `  hint: ${hint}\n`}`);
    return code;
  };
  const projectDir = path.resolve(io.cwd, options.project);
  if (!statSync(projectDir, { throwIfNoEntry: false })?.isDirectory()) {
    return refuse(2, `"${options.project}" is not a folder.`);
  }
  const known = {
    ...options,
    name: given,
    description: options.description,
    withRelationTo: options.withRelationTo,
  };
  const isAsking = !json && !options.yes && io.stdin.isTTY === true && io.stdout.isTTY === true;
  const answers = isAsking
    ? await askForComponent({ ...known, model: options.model }, await terminalQuestions())
    : { ...known, model: options.model };
  if (!answers) return refuse(1, 'Nothing was made.');
  const { name } = answers;
  if (name === undefined) return refuse(2, 'Which name?', 'tessera component new <name>');
  const problem = nameProblem(name);
  if (problem) return refuse(2, problem.message, problem.hint.replace('Rename the folder to', 'Take'));
  const model = answers.model === false ? undefined : (answers.model ?? defaultModel(name));
  if (model !== undefined && !/^[A-Z][A-Za-z0-9]*$/.test(model)) {
    return refuse(2, `"${model}" is not a model name: letters and digits, starting with a capital.`);
  }
  if (model === undefined && answers.withRelationTo !== undefined) {
    return refuse(
      2,
      'Without a model there is nothing that could point at another one.',
      'leave out --no-model',
    );
  }

  const loaded = await loadProjectConfig(projectDir);
  const show = (diagnostics: readonly Diagnostic[]): string =>
    formatDiagnostics(diagnostics, { projectDir, color: !json && io.stderr.isTTY === true });
  if (!loaded.ok) return refuse(1, show(loaded.diagnostics).trimEnd());
  const { config } = loaded;
  const { components, diagnostics: before } = await runPipeline(config, { check: true });
  // A link out of the project or a named pipe: what is written here could land elsewhere, or never be read.
  const unsafe = before.filter(({ code }) => isAboutFiles(code));
  if (unsafe.length > 0) return refuse(1, show(unsafe).trimEnd());
  const owner = components.find(({ schemas }) =>
    schemas.some(({ declarations }) => declarations.some(({ block }) => block.name === model)),
  );
  if (owner) {
    const other = `${componentWords(name).Component}${model ?? ''}`;
    return refuse(1, `The component "${owner.name}" has a ${model ?? ''} already.`, `add --model ${other}`);
  }
  const found =
    answers.withRelationTo === undefined ? undefined : findRelationTarget(answers.withRelationTo, components);
  if (found?.ok === false) return refuse(2, found.message, found.hint);

  const description = answers.description ?? '';
  const request = { name, description, model, ...(found ? { relation: found.target } : {}) };
  const folder = `${config.componentsDir}/${name}`;
  const files = await formatFiles(
    path.join(projectDir, folder),
    await scaffoldComponent(request, config.componentsDir),
  );
  const inTheWay = await writeComponent(path.join(projectDir, config.componentsDir), name, files);
  if (inTheWay !== undefined) {
    const message = `${config.componentsDir}/${inTheWay} exists: nothing was written over it.`;
    return refuse(1, message, 'take another name');
  }
  const report = await runPipeline(config);
  const { resources } = componentWords(name, model);
  const next = [
    `npx tessera component test ${name}`,
    ...(model === undefined ? [] : [`npx prisma migrate dev --name ${name.replaceAll('-', '_')}`]),
    `npm test -- ${folder}`,
    'npm run dev',
    `curl -s http://127.0.0.1:3000/${name}/${model === undefined ? 'greetings' : resources}`,
  ];
  const paths = files.map((file) => `${folder}/${file.path}`).sort();
  const { ok, diagnostics } = report;
  if (json)
    io.stdout.write(`${JSON.stringify({ ok, component: name, files: paths, diagnostics, next }, null, 2)}\n`);
  else {
    io.stdout.write(
      `${[...paths.map((file) => `wrote ${file}`), '', 'Next:', ...next.map((step) => `  ${step}`)].join('\n')}\n`,
    );
    io.stderr.write(show(diagnostics));
  }
  if (report.outcome === 'environment') return 2;
  return ok ? 0 : 1;
}
