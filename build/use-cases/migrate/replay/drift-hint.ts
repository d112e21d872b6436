import { allowDropVariable } from '../find-orphans.ts';

/**
 * What to do about a difference. To drop the table of a component that is not here is not what an author who lost its
 * folder means, and `prisma migrate dev` refuses it.
 *
 * @param lacks what the migrations lack: `drop table users`
 * @param components of the project, by name
 */
export function driftHint(
  { name, lacks, component }: { name: string; lacks: readonly string[]; component: string | undefined },
  components: ReadonlyMap<string, unknown>,
): string {
  const goes = lacks.some((one) => /^drop (table|type) /.test(one));
  if (!goes || (component !== undefined && components.has(component))) {
    return 'If the schema is right, run `npx prisma migrate dev` and commit what it writes; if the migrations are, take their change over into the schema.';
  }
  const lost = component === undefined ? 'the component that declares it' : `component "${component}"`;
  return `Bring back ${lost}, or its entry in components.lock.json, or declare "${name}" in another. If it may go with everything in it: \`${allowDropVariable}=${name} npx prisma migrate dev\`.`;
}
