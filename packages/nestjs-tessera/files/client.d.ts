/**
 * The client that a project generates for its own models. In the project's tsconfig.json
 * `"paths": { "nestjs-tessera/client": ["./src/generated/prisma/client.ts"] }` leads here no more.
 */
export * from '@prisma/client';
