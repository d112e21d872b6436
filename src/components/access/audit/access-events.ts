import { type IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { PrismaService } from '@/database';
import { type AccessEventKind } from '@/generated/prisma/client.ts';

/** Routes of the door that are kept in the books, with what happened when they go well and when they don't. */
const bookedRoutes: Readonly<
  Record<string, { readonly done: AccessEventKind; readonly refused?: AccessEventKind }>
> = {
  'sign-in/email': { done: 'SIGNED_IN', refused: 'SIGN_IN_REFUSED' },
  'passkey/verify-authentication': { done: 'SIGNED_IN', refused: 'SIGN_IN_REFUSED' },
  'sign-up/email': { done: 'USER_CREATED' },
  'sign-out': { done: 'SIGNED_OUT' },
  'change-password': { done: 'PASSWORD_CHANGED' },
  'reset-password': { done: 'PASSWORD_CHANGED' },
};

const Attempt = z.object({ email: z.string().max(320) });
const Answer = z.object({ user: z.object({ id: z.string() }) });

interface Visit {
  readonly originalUrl: string;
  readonly headers: IncomingHttpHeaders;
  readonly ip?: string | undefined;
}

/** Books what happens at the door and who changed whose rights. Never secrets: no password, token or key. */
@Injectable()
export class AccessEvents {
  constructor(private readonly prisma: PrismaService) {}

  /** @param subject whom it concerns, as `user:…`, `key:…` or an address */
  async record(kind: AccessEventKind, actor: string, subject: string): Promise<void> {
    await this.prisma.accessEvent.create({ data: { kind, actor, subject } });
  }

  /** Books a visit at the library's routes, if it is one of those that are booked. */
  async recordSignIn(visit: Visit, input: object, status: number, answer: string): Promise<void> {
    const route = visit.originalUrl.split('?')[0]?.split('/access/auth/')[1] ?? '';
    const booked = bookedRoutes[route];
    const kind = status < 400 ? booked?.done : booked?.refused;
    if (kind === undefined) return;
    const userId = status < 400 ? idIn(answer) : undefined;
    const actor = userId === undefined ? 'anonymous' : `user:${userId}`;
    await this.prisma.accessEvent.create({
      data: {
        kind,
        actor,
        subject: Attempt.safeParse(input).data?.email.toLowerCase() ?? actor,
        ipAddress: visit.ip?.slice(0, 64) ?? null,
        userAgent: visit.headers['user-agent']?.slice(0, 1000) ?? null,
      },
    });
  }
}

function idIn(answer: string): string | undefined {
  try {
    return Answer.safeParse(JSON.parse(answer)).data?.user.id;
  } catch {
    return undefined;
  }
}
