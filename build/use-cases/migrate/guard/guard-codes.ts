/** Codes of the guards; each has its entry in docs/diagnostics.md. */
export const guardCodes = {
  notLocal: 'GUARD.NOT_LOCAL',
  productionEnvironment: 'GUARD.PRODUCTION_ENVIRONMENT',
  productionDatabase: 'GUARD.PRODUCTION_DATABASE',
  noAnswer: 'GUARD.NO_ANSWER',
  badUrl: 'GUARD.BAD_URL',
  noDatabaseNamed: 'GUARD.NO_DATABASE_NAMED',
} as const;
