import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const root = join(import.meta.dirname, '../../../../..');

/** What may be asked of two components' clients, each line on its own. */
const allowed = {
  'own models, with what is inside them': [
    `tenancy.tenant.findMany({ where: { workspaces: { some: { name: 'x' } } }, include: { workspaces: { include: { configs: true } }, _count: { select: { workspaces: true } } } })`,
    `tenancy.tenant.findMany({ orderBy: { workspaces: { _count: 'desc' } } })`,
    `tenancy.tenant.create({ data: { name: 'n', slug: 's', workspaces: { create: { name: 'w', slug: 'w' } } } })`,
    `tenancy.tenant.upsert({ where: { id }, create: { name: 'n', slug: 's' }, update: { workspaces: { deleteMany: {} } } })`,
    `tenancy.tenant.groupBy({ by: ['status'], _count: true })`,
    `tenancy.tenant.aggregate({ _max: { createdAt: true } })`,
    `tenancy.tenant.createManyAndReturn({ data: [{ name: 'n', slug: 's' }] })`,
    `tenancy.tenant.updateManyAndReturn({ where: { id }, data: { name: 'n' } })`,
    `tenancy.$transaction([tenancy.tenant.count(), tenancy.tenant.deleteMany()])`,
    `tenancy.$transaction(async (tx) => await tx.tenant.count())`,
  ],
  'models of what is required, for reading': [
    `events.tenant.findMany()`,
    `events.storedEvent.findMany({ include: { tenant: { include: { workspaces: true } } }, where: { tenant: { is: { slug: 's' } } }, orderBy: { tenant: { name: 'asc' } } })`,
    `events.storedEvent.update({ where: { tenantId_id: { tenantId: id, id } }, data: { tenant: { connect: { id } } } })`,
  ],
  "new rows without their tenant, which the component's client fills in": [
    `rooms.tenantWorkspace.create({ data: { name: 'w', slug: 'w' } })`,
    `rooms.tenantWorkspace.create({ data: { name: 'w', slug: 'w', tenantId: id } })`,
    `rooms.tenantWorkspace.create({ data: { name: 'w', slug: 'w', tenant: { connect: { id } } }, select: { id: true } }).then((row) => row.id)`,
    `rooms.tenantWorkspace.createMany({ data: [{ name: 'w', slug: 'w' }], skipDuplicates: true })`,
    `rooms.tenantWorkspace.createManyAndReturn({ data: { name: 'w', slug: 'w' } }).then((rows) => rows[0]?.tenantId)`,
    `rooms.tenantWorkspace.upsert({ where: { id }, create: { name: 'w', slug: 'w' }, update: { name: 'x' } })`,
    `rooms.tenantConfig.create({ data: { scope: 's', key: 'k', value: 1, workspace: { connect: { id } } } })`,
    `rooms.tenantConfig.create({ data: { scope: 's', key: 'k', value: 1, workspace: { create: { slug: 'w', name: 'W' } } } })`,
    `rooms.tenantWorkspace.update({ where: { id }, data: { configs: { create: [{ scope: 's', key: 'k', value: 1 }], createMany: { data: [{ scope: 't', key: 'k', value: 1 }] } } } })`,
    `rooms.tenantWorkspace.update({ where: { id }, data: { configs: { upsert: { where: { id }, create: { scope: 's', key: 'k', value: 1 }, update: { value: 2 } } } } })`,
    `rooms.tenantWorkspace.updateMany({ data: { name: 'x' } })`,
  ],
  'SQL where it is declared': ['events.$queryRaw`SELECT 1`'],
  "values of Prisma's own types": [
    `tenancy.tenant.findMany({ where: ((): Prisma.TenantWhereInput => ({}))() })`,
    `tenancy.tenant.findMany({ include: ((): Prisma.TenantInclude => ({}))() })`,
  ],
};
const refused = {
  'models of others': [
    `tenancy.storedEvent.findMany()`,
    `tenancy.demoUser.count()`,
    `tenancy.$transaction(async (tx) => await tx.storedEvent.count())`,
  ],
  'what is inside a query': [
    `tenancy.tenant.findMany({ include: { storedEvents: true } })`,
    `tenancy.tenant.findMany({ select: { storedEvents: { select: { id: true } } } })`,
    `tenancy.tenantWorkspace.findMany({ include: { tenant: { include: { storedEvents: true } } } })`,
    `tenancy.tenant.findMany({ include: { _count: { select: { storedEvents: true } } } })`,
    `tenancy.tenant.findMany({ where: { storedEvents: { some: {} } } })`,
    `tenancy.tenant.findMany({ where: { AND: [{ NOT: { storedEvents: { none: {} } } }] } })`,
    `tenancy.tenant.count({ where: { storedEvents: { some: {} } } })`,
    `tenancy.tenant.groupBy({ by: ['status'], where: { storedEvents: { some: {} } } })`,
    `tenancy.tenant.aggregate({ where: { storedEvents: { some: {} } }, _max: { name: true } })`,
    `tenancy.tenant.updateManyAndReturn({ where: { storedEvents: { some: {} } }, data: {} })`,
    `tenancy.tenantWorkspace.findMany({ where: { tenant: { is: { storedEvents: { some: {} } } } } })`,
    `tenancy.tenant.findMany({ orderBy: { storedEvents: { _count: 'desc' } } })`,
    `tenancy.tenant.findMany({ orderBy: [{ name: 'asc' }, { storedEvents: { _count: 'desc' } }] })`,
  ],
  'what a write would touch': [
    `tenancy.tenant.update({ where: { id }, data: { storedEvents: { connect: { id } } } })`,
    `tenancy.tenant.upsert({ where: { id }, create: { name: 'n', slug: 's' }, update: { storedEvents: { deleteMany: {} } } })`,
    `tenancy.tenantWorkspace.update({ where: { id }, data: { tenant: { update: { storedEvents: { set: [] } } } } })`,
    `tenancy.tenant.create({ data: { name: 'n', slug: 's' }, include: { storedEvents: true } })`,
    `events.tenant.update({ where: { id }, data: { name: 'n' } })`,
    `events.storedEvent.update({ where: { tenantId_id: { tenantId: id, id } }, data: { tenant: { update: { name: 'n' } } } })`,
    `events.storedEvent.update({ where: { tenantId_id: { tenantId: id, id } }, data: { tenant: { create: { name: 'n', slug: 's' } } } })`,
  ],
  "a tenant's rows that lack more than the tenant, or have too much": [
    `rooms.tenantWorkspace.create({ data: { slug: 'w' } })`,
    `rooms.tenantWorkspace.create({ data: { name: 1, slug: 'w' } })`,
    `rooms.tenantWorkspace.create({ data: { name: 'w', slug: 'w', tenantId: 1 } })`,
    `rooms.tenantWorkspace.createMany({ data: [{ slug: 'w' }] })`,
    `rooms.tenantConfig.create({ data: { scope: 's', key: 'k', value: 1, workspace: { create: { slug: 'w' } } } })`,
    `rooms.tenantWorkspace.create({ data: { name: 'w', slug: 'w', tenant: { create: { name: 'n', slug: 's', storedEvents: { create: {} } } } } })`,
    `rooms.tenantWorkspace.update({ where: { id }, data: { name: 1 } })`,
    `rooms.tenantWorkspace.update({ data: { name: 'x' } })`,
    `tenancy.tenantWorkspace.create({ data: { name: 'w' } })`,
  ],
  'SQL and reasons that are not declared': ['tenancy.$queryRaw`SELECT 1`', `tenancy.asSystem('because')`],
  'what Prisma refuses': [
    `tenancy.tenant.findMany({ where: { nothing: 1 } })`,
    `tenancy.tenant.findMany({ take: 'x' })`,
    `tenancy.tenant.create({ data: { name: 1, slug: 's' } })`,
    `tenancy.$extends({})`,
  ],
  'results that are something else': [
    `tenancy.tenant.findMany().then((rows) => rows[0]?.nothing)`,
    `tenancy.tenant.findMany({ select: { id: true } }).then((rows) => rows[0]?.name)`,
    `tenancy.tenant.findUnique({ where: { id } }).then((row) => row.name)`,
  ],
  'components that do not exist': [`((client: PrismaService<'nothing'>) => client)`],
};

/** The numbers of the lines that do not compile. */
function linesWithErrors(lines: readonly string[]): Set<number> {
  const file = join(root, 'src/access-trial.ts');
  const head = [
    `import { type Prisma, type PrismaService } from './database/index.ts';`,
    `import './generated/components.ts';`,
    `declare global { interface TesseraComponents { house: { owns: 'Tenant' | 'TenantWorkspace' | 'TenantConfig'; reads: never; writes: never; raw: false; system: never; tenants: { TenantWorkspace: 'tenantId' | 'tenant'; TenantConfig: 'tenantId' | 'tenant' } } } }`,
    `declare const rooms: PrismaService<'house'>;`,
    `declare const tenancy: PrismaService<'tenancy'>, events: PrismaService<'event-store'>, id: string;`,
  ];
  const text = [...head, ...lines.map((line) => `void (${line});`)].join('\n');
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (name) => ts.sys.readFile(name));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : read(name, ...rest);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  const found = program.getSemanticDiagnostics(source);
  return new Set(found.map(({ start = 0 }) => text.slice(0, start).split('\n').length - 1 - head.length));
}

describe("PrismaService<'component'>", () => {
  it('compiles what the component may ask, and nothing else', () => {
    const good = Object.values(allowed).flat();
    const bad = Object.values(refused).flat();
    const errors = linesWithErrors([...good, ...bad]);
    expect(good.filter((_line, index) => errors.has(index))).toEqual([]);
    expect(bad.filter((_line, index) => !errors.has(good.length + index))).toEqual([]);
  }, 60_000);
});
