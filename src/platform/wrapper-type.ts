/**
 * A class as a type only. Two providers that inject each other through `forwardRef` import each other; written as the type
 * of a constructor's parameter, a class would be needed while the files are evaluated: docs/authors/circular-imports.md.
 */
export type WrapperType<T> = T;
