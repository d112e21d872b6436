import { Module } from '@nestjs/common';
import { closedClient } from './closed-client.ts';
import { PrismaService } from './prisma-service.ts';

@Module({ providers: [{ provide: PrismaService, useFactory: closedClient }] })
class LastModule {}

/**
 * To be imported last. Asked for a name without a module (`app.get(PrismaService)`), Nest gives what was registered last:
 * without this, the client of some component. Nest registers what one module imports before what these import: for
 * that reason it is a module inside a module.
 */
@Module({ imports: [LastModule] })
export class ClosedClientModule {}
