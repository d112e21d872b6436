import { DiscoveryService } from '@nestjs/core';

/** What a component says about itself to /health/ready. */
export interface ComponentHealthCheck {
  /**
   * Resolves when the component works, with facts worth showing. May be asked every few seconds and has
   * three seconds to answer. A fact `degraded` says what does not work while the component serves all else: the
   * component is reported as degraded, and the server stays ready.
   *
   * @throws when the component cannot do its work; the message is shown.
   */
  check: () => Promise<Record<string, unknown> | undefined>;
}

/**
 * Makes a provider with a `check` method part of /health/ready, under its component's name.
 *
 * @example
 * @Injectable()
 * @ComponentHealth()
 * export class QueueHealth implements ComponentHealthCheck { ... }
 */
export const ComponentHealth = DiscoveryService.createDecorator();
