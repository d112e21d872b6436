/** The role of the application may not read which migrations are applied: nothing is known about them. */
export class MigrationsUnreadableError extends Error {
  override readonly name = 'MigrationsUnreadableError';

  constructor(
    { role, schema }: { readonly role: string; readonly schema: string },
    missing: 'USAGE' | 'SELECT',
  ) {
    const [what, grant] =
      missing === 'USAGE'
        ? [`schema "${schema}"`, `GRANT USAGE ON SCHEMA "${schema}" TO "${role}";`]
        : [
            `"${schema}"."_prisma_migrations"`,
            `GRANT SELECT ON "${schema}"."_prisma_migrations" TO "${role}";`,
          ];
    super(
      `Role "${role}" has no right (${missing}) on ${what}: which migrations are applied cannot be read. Run: ${grant}`,
    );
  }
}
