import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { BadRequestException, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { PrismaService } from '@/database';
import { ComponentCommand, type ComponentCommandRunner, nameOfPrincipal, systemPrincipal } from '@/platform';
import { AccessEvents } from '../audit/access-events.ts';
import { AuthPort, type NewPerson } from '../identity/auth.port.ts';

/** The role that may do everything. */
const ADMINISTRATOR = 'administrator';

const Options = z.object({ email: z.email(), name: z.string().min(1).default('Administrator') });

/** Makes a person who may do everything: how the first one comes into a production database. */
@Injectable()
@ComponentCommand({
  component: 'access',
  name: 'create-admin',
  summary: 'Create a person who may do everything (--email ADDRESS [--name NAME])',
})
export class CreateAdmin implements ComponentCommandRunner {
  constructor(
    private readonly prisma: PrismaService,
    private readonly auth: AuthPort,
    private readonly events: AccessEvents,
  ) {}

  async run(args: readonly string[]): Promise<string> {
    const { email, name } = optionsOf(args);
    const password = process.env['ACCESS_ADMIN_PASSWORD'] ?? (await askPassword());
    // All of it or nothing: a person without the role would be in the way of the next try.
    await this.prisma.$transaction(() => this.#create({ email, name, password }));
    return `${email} may do everything now. Sign in at POST /access/auth/sign-in/email.`;
  }

  async #create(person: NewPerson): Promise<void> {
    const userId = await this.auth.createPerson(person);
    const by = nameOfPrincipal(systemPrincipal('access create-admin'));
    const role = await this.prisma.accessRole.upsert({
      where: { name: ADMINISTRATOR },
      create: { name: ADMINISTRATOR, description: 'May do everything', permissions: ['*'] },
      update: {},
    });
    await this.prisma.accessRoleAssignment.create({
      data: { userId, roleId: role.id, scope: 'everywhere', createdBy: by },
    });
    await this.events.record('USER_CREATED', by, `user:${userId}`);
    await this.events.record('ROLE_ASSIGNED', by, `user:${userId} role:${ADMINISTRATOR} everywhere`);
  }
}

function optionsOf(args: readonly string[]): z.infer<typeof Options> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { email: { type: 'string' }, name: { type: 'string' } },
    });
    const parsed = Options.safeParse(values);
    if (parsed.success) return parsed.data;
  } catch {
    // An option it does not know: the same sentence.
  }
  throw new BadRequestException('Call it with --email ADDRESS, and --name NAME if you like.');
}

/** Read from the terminal or a pipe: a password on the command line would stay in the shell's history. */
async function askPassword(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  try {
    process.stderr.write('Password (at least 12 characters): ');
    for await (const line of lines) return line.trim();
    throw new BadRequestException('Write the password to standard input, or set ACCESS_ADMIN_PASSWORD.');
  } finally {
    lines.close();
  }
}
