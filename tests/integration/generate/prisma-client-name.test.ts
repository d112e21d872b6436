import { DemoPostStatus, Prisma, PrismaClient, type DemoPost } from '@prisma/client';
import { describe, expect, it } from '@jest/globals';
import * as generated from '../../../src/generated/prisma/client.ts';

describe("'@prisma/client'", () => {
  it('is the generated client of the project for Jest and for the type checker', () => {
    const post: Pick<DemoPost, 'status'> = { status: DemoPostStatus.DRAFT };
    expect(post.status).toBe(generated.DemoPostStatus.DRAFT);
    expect(PrismaClient).toBe(generated.PrismaClient);
    expect(Prisma).toBe(generated.Prisma);
  });
});
