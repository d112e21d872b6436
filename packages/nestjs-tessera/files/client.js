// The door to the client that a project generates for its own models. Bundlers, Jest and TypeScript lead it there
// (nestjs-tessera/webpack, nestjs-tessera/jest, `paths` in tsconfig.json); Node by itself finds this.
throw new Error(
  'nestjs-tessera/client is the client of your project: only code that is built by webpack or run by Jest can import it. A script imports src/generated/prisma/client.ts.',
);
