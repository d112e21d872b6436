/** Every table and enum takes part. */
export const allEntities = { externalTables: [], externalEnums: [] };
