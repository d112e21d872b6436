/** How a set-up wants its TypeScript written. */
export interface Dialect {
  /** What relative imports end with. */
  readonly extension: '.ts' | '.js' | '';
  /** Where PrismaService is imported from. */
  readonly database: string;
  /** Without decorator metadata Nest has to be told what to inject. @default false */
  readonly explicitInject?: boolean;
}

/** What a code edit changes and an answer shows. */
export interface Shown {
  readonly version: number;
  readonly label: string;
}

/** The source files of one component, by name. The same application for every set-up, apart from its dialect. */
export function componentFiles(name: string, dialect: Dialect): Readonly<Record<string, string>> {
  const shown = { version: 0, label: 'first' };
  return {
    [`${name}.module.ts`]: moduleText(name, dialect),
    [`${name}.controller.ts`]: controllerText(name, dialect, shown),
    [`${name}.service.ts`]: serviceText(name, dialect, shown),
    [`${name}.dto.ts`]: dtoText(name),
  };
}

function injected(type: string, { explicitInject = false }: Dialect): string {
  return `${explicitInject ? `@Inject(${type}) ` : ''}private readonly`;
}

function moduleText(name: string, { extension }: Dialect): string {
  const type = name.toUpperCase();
  return `import { Module } from '@nestjs/common';
import { ${type}Controller } from './${name}.controller${extension}';
import { ${type}Service } from './${name}.service${extension}';

@Module({ controllers: [${type}Controller], providers: [${type}Service], exports: [${type}Service] })
export class ${type}Module {}
`;
}

/** GET /name shows the version of both files; GET /name/knows/:field asks the database for a field. */
export function controllerText(name: string, dialect: Dialect, { version }: Pick<Shown, 'version'>): string {
  const type = name.toUpperCase();
  const isTessera = dialect.database === '@/database';
  return `import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
${isTessera ? "import { Public } from '@/platform';\n" : ''}import { ${type}Dto, type ${type}View } from './${name}.dto${dialect.extension}';
import { ${type}Service } from './${name}.service${dialect.extension}';

${isTessera ? '@Public() ' : ''}@Controller('${name}')
export class ${type}Controller {
  constructor(${injected(`${type}Service`, dialect)} service: ${type}Service) {}

  @Get()
  show(): ${type}View {
    return { version: ${version}, label: this.service.label() };
  }

  @Get('knows/:field')
  async knows(@Param('field') field: string): Promise<{ known: boolean }> {
    return { known: await this.service.knows(field) };
  }

  @Post()
  list(@Body() body: ${type}Dto) {
    return this.service.list(body);
  }
}
`.replace(dialect.explicitInject === true ? '' : ' Inject,', '');
}

export function serviceText(name: string, dialect: Dialect, { label }: Pick<Shown, 'label'>): string {
  const type = name.toUpperCase();
  return `import { Inject, Injectable } from '@nestjs/common';
import { PrismaService } from '${dialect.database}';
import type { ${type}Dto } from './${name}.dto${dialect.extension}';

@Injectable()
export class ${type}Service {
  constructor(${injected('PrismaService', dialect)} prisma: PrismaService) {}

  label(): string {
    return '${label}';
  }

  list({ name }: ${type}Dto) {
    return this.prisma.${name}Parent.findMany({ where: { name }, take: 20 });
  }

  knows(field: string): Promise<boolean> {
    const select: object = { [field]: true };
    return this.prisma.${name}Parent.findFirst({ select }).then(
      () => true,
      () => false,
    );
  }
}
`.replace(dialect.explicitInject === true ? '' : 'Inject, ', '');
}

function dtoText(name: string): string {
  const type = name.toUpperCase();
  return `export class ${type}Dto {
  name!: string;
  note?: string;
}

export interface ${type}View {
  version: number;
  label: string;
}
`;
}
