// The door to the registry of components that a project generates, as client.js is to its client.
throw new Error(
  'nestjs-tessera/registry is the list of components of your project: only code that is built by webpack or run by Jest can import it. A script imports src/generated/components.ts.',
);
