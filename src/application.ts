import { type HotApplication } from './dev-runtime/index.ts';

/**
 * Everything `npm run dev` exchanges while it runs hangs below this module. Imported this way, a component that waits
 * at its top level makes no module above this one an asynchronous one: that would change the shell, and a shell that
 * changes is a full restart.
 *
 * @returns what opens an application, once all of its modules are evaluated.
 */
export async function loadApplication(): Promise<() => Promise<HotApplication>> {
  const [{ AppModule }, { openHotApplication }] = await Promise.all([
    import('./app.module.ts'),
    import('./platform/index.ts'),
  ]);
  return () => openHotApplication(AppModule);
}
