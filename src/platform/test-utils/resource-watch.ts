import { createHook } from 'node:async_hooks';

/** Something that keeps running after its maker should have ended it. */
export interface OpenResource {
  /** For people: `timer`, `server`, `connection`. */
  readonly kind: string;
  /** Where it was made. */
  readonly stack: string;
}

/** What the operating system or the event loop holds for us, by Node's name. */
const kinds: Readonly<Record<string, string>> = {
  Timeout: 'timer',
  TCPSERVERWRAP: 'server',
  TCPWRAP: 'connection',
  PIPESERVERWRAP: 'server',
  PIPEWRAP: 'connection',
  UDPWRAP: 'UDP socket',
  FSEVENTWRAP: 'file watcher',
  STATWATCHER: 'file watcher',
  PROCESSWRAP: 'child process',
  SIGNALWRAP: 'signal handler',
  WORKER: 'worker thread',
};

/** Remembers everything that is opened from now on, with the place in the code, until it is closed. */
export class ResourceWatch {
  readonly #made = new Map<number, OpenResource & { readonly resource: object }>();
  #isRecording = true;
  readonly #hook = createHook({
    init: (id, type, _trigger, resource: object) => {
      const kind = kinds[type];
      if (kind === undefined || !this.#isRecording) return;
      this.#made.set(id, { kind, resource, stack: new Error(kind).stack ?? '' });
    },
    destroy: (id) => {
      this.#made.delete(id);
    },
  });

  constructor() {
    this.#hook.enable();
  }

  /** Remembers nothing more, and still sees what was opened until now being closed. */
  seal(): void {
    this.#isRecording = false;
  }

  /** What is still open and would keep the process alive, or fire again and again. */
  open(): OpenResource[] {
    return [...this.#made.values()]
      .filter(({ resource }) => isKept(resource))
      .map(({ kind, resource, stack }) => ({ kind: isInterval(resource) ? 'interval' : kind, stack }));
  }

  stop(): void {
    this.#hook.disable();
  }
}

/** An unreferenced timer ends with the process; an interval goes on firing all the same. */
function isKept(resource: object): boolean {
  return isInterval(resource) || !canBeUnreferenced(resource) || resource.hasRef();
}

function canBeUnreferenced(resource: object): resource is { hasRef: () => boolean } {
  return 'hasRef' in resource && typeof resource.hasRef === 'function';
}

function isInterval(resource: object): boolean {
  return '_repeat' in resource && typeof resource._repeat === 'number';
}
