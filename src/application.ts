import { AppModule } from './app.module.ts';
import { openHotApplication } from './platform/index.ts';
import { type HotApplication } from './hot/index.ts';

/** Everything `npm run dev` exchanges while it runs hangs below this module. */
export function openApplication(): Promise<HotApplication> {
  return openHotApplication(AppModule);
}
