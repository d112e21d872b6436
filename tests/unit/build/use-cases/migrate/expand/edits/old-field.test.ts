import { describe, expect, it } from '@jest/globals';
import { oldFieldLine } from '../../../../../../../build/use-cases/migrate/expand/edits/old-field.ts';

describe('the line for a column that stays until contract', () => {
  it.each([
    ['text', null, 'old String?'],
    ['character varying(20)', "'a''b'::character varying", 'old String? @db.VarChar(20) @default("a\'b")'],
    ['numeric(10,2)', '0.5', 'old Decimal? @db.Decimal(10, 2) @default(0.5)'],
    ['timestamp(3) without time zone', 'CURRENT_TIMESTAMP', 'old DateTime? @db.Timestamp(3) @default(now())'],
    ['boolean', 'false', 'old Boolean? @default(false)'],
    ['integer[]', null, 'old Int[]'],
    ['"Kind"', `'A'::"Kind"`, 'old Kinds? @default(A)'],
    ['shop."Kind"', null, 'old Kinds?'],
    ['point', null, 'old Unsupported("point")?'],
    ['jsonb', `'{}'::jsonb`, `old Json? @default(dbgenerated("'{}'::jsonb"))`],
  ])('%s', (type, value, wanted) => {
    const field = { name: 'old', column: 'old', type, default: value };
    expect(oldFieldLine(field, (name) => (name === 'Kind' ? 'Kinds' : undefined))).toBe(
      `  ${wanted} @ignore // until \`tessera migrate contract\``,
    );
  });

  it('keeps a unique index by its name, and the column when the field must have another one', () => {
    const field = { name: 'nameOld', column: 'name', type: 'text', default: null, unique: 'User_name_key' };
    expect(oldFieldLine(field, () => undefined)).toContain(
      'nameOld String? @unique(map: "User_name_key") @map("name") @ignore',
    );
  });
});
