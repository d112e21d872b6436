import { type DynamicModule, type InjectionToken } from '@nestjs/common';
import { type Registry } from '../components/registered-component.ts';

interface WithExisting {
  /** The token, often a class, of the client that the application provides. */
  readonly useExisting: InjectionToken;
  /** Modules that export it, where it is not global. */
  readonly imports?: DynamicModule['imports'];
}

interface WithClient {
  /** The client itself. */
  readonly client: object;
}

/** How components are mounted into an application that has a bootstrap and a client of its own. */
export type TesseraOptions = (WithExisting | WithClient) & {
  /** What the generated registry exports. */
  readonly registry: Registry;
};
