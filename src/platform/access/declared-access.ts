/** Who may use a route, as it says itself. */
export type DeclaredAccess =
  | { readonly kind: 'public' }
  | { readonly kind: 'internal' }
  | {
      readonly kind: 'requires';
      readonly permissions: readonly string[];
      /** Whether those it is not for are answered as if it were not there. */
      readonly hidden?: boolean | undefined;
    };

const key = 'tessera:access';

export class AccessDeclaredTwiceError extends Error {
  override readonly name = 'AccessDeclaredTwiceError';

  constructor(where: string) {
    super(
      `${where} says twice who may use it. Leave one of @Requires(), @Public() and @Internal(); @Requires() takes several permissions.`,
    );
  }
}

/** Writes the declaration of a class or a method. @throws AccessDeclaredTwiceError */
export function declareAccess(access: DeclaredAccess): ClassDecorator & MethodDecorator {
  return (target: object, property?: string | symbol, descriptor?: { value?: unknown }) => {
    const declared = descriptor === undefined ? target : descriptor.value;
    if (typeof declared !== 'function') return;
    if (Reflect.hasOwnMetadata(key, declared)) {
      throw new AccessDeclaredTwiceError(
        property === undefined ? declared.name : `${target.constructor.name}.${String(property)}`,
      );
    }
    Reflect.defineMetadata(key, access, declared);
  };
}

/**
 * What a route says: its method, or else its class itself. What a base class says of its own routes says nothing of
 * another class that inherits them: one `@Public()` there would open every class below.
 */
export function declaredAccess(controller: object, handler: object): DeclaredAccess | undefined {
  return ownAccess(handler) ?? ownAccess(controller);
}

function ownAccess(target: object): DeclaredAccess | undefined {
  const found: unknown = Reflect.getOwnMetadata(key, target);
  return isDeclaredAccess(found) ? found : undefined;
}

function isDeclaredAccess(value: unknown): value is DeclaredAccess {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
