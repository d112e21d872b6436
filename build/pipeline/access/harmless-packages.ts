/** Packages whose decorators make no routes and let no one in; those of `@nestjs/common` are told apart. */
export const harmlessPackages = /^(@nestjs\/|class-validator$|class-transformer$|reflect-metadata$)/;
