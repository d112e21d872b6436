import { type ModulesContainer } from '@nestjs/core';
import { StartupError } from '../startup.error.ts';
import { declaredAccess } from './declared-access.ts';

type MountedModule = ModulesContainer extends Map<string, infer Module> ? Module : never;

/** What @nestjs/websockets writes on a class with `@WebSocketGateway()`; the package need not be there. */
const isGateway = 'websockets:is_gateway';

/** Gateways of web sockets that do not say that they are open. */
export class UndeclaredGatewayError extends StartupError {
  readonly code = 'ACCESS.UNDECLARED_GATEWAY';

  constructor(gateways: readonly string[]) {
    super(
      `ACCESS.UNDECLARED_GATEWAY: No guard stands before the messages of a web socket, so that @Requires() and @Internal() would hold nothing back there. ` +
        `Find out who asks when a connection is made (Principals.of(request)), end it or keep the principal, and put @Public() on the gateway: ${gateways.join(', ')}.`,
    );
  }
}

/**
 * Nest calls the handlers of a gateway without the guards of the application: closed by default means that there is none
 * unless it says that it checks by itself.
 *
 * @throws UndeclaredGatewayError
 */
export function refuseGateways(modules: Iterable<MountedModule>): void {
  const open = new Set<string>();
  for (const module of modules) {
    for (const { metatype } of module.providers.values()) {
      if (typeof metatype !== 'function' || Reflect.getMetadata(isGateway, metatype) !== true) continue;
      if (declaredAccess(metatype, metatype)?.kind !== 'public') open.add(metatype.name);
    }
  }
  if (open.size > 0) throw new UndeclaredGatewayError([...open].sort());
}
