import { diffSchemas, type SchemaSource } from '../../schema-engine/diff-schemas.ts';
import { listSchemas } from '../../schema-engine/list-schemas.ts';
import { type Session } from '../../schema-engine/open-session.ts';
import { type EngineTarget } from '../../schema-engine/with-engine.ts';
import { type Migration } from '../read-migrations.ts';
import { withoutTransaction } from './check-down.ts';

/**
 * The engine's way back from all migrations to all but the last.
 *
 * @param session on a throw-away database that has all of them
 * @param target how the throw-away database was made
 * @throws EngineError
 */
export async function deriveDown(
  session: Session,
  migrations: readonly Migration[],
  target: EngineTarget,
): Promise<string> {
  const scripts = migrations.map(({ id, sql }): [string, string] => [id, sql]);
  const earlier = scripts.slice(0, -1);
  const before: SchemaSource =
    earlier.length === 0 ? { kind: 'empty' } : { kind: 'scripts', scripts: earlier };
  const { schema } = session.target;
  const others = (await listSchemas(session)).filter((name) => name !== schema);
  // Of two histories the engine looks at one database schema only; beside a database it looks at all that are named. It
  // replays the other side elsewhere, which it cannot when there is but the one database the user has set aside.
  const { text } =
    others.length === 0 || target.shadowDatabaseUrl !== undefined
      ? await diffSchemas({ kind: 'scripts', scripts }, before, { target })
      : await diffSchemas({ kind: 'database', schemas: [schema, ...others] }, before, {
          target: { ...target, database: session.target.database },
        });
  return await withoutTransaction(text);
}
