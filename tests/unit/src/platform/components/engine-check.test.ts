import { describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { EngineCheck, refuseOtherEngines } from '../../../../../src/platform/components/engine-check.ts';
import { type RegisteredComponent } from '../../../../../src/platform/components/registered-component.ts';
import { REGISTRY } from '../../../../../src/platform/components/registry.token.ts';

function component(name: string, engine?: string, state?: 'disabled'): RegisteredComponent {
  const about = { name, version: '1.0.0', path: '', requires: [], optional: false, models: [] };
  return { ...about, module: undefined, engine, state };
}

describe('the platform that components are made for', () => {
  it('is refused in one sentence with every component and the side to move', () => {
    const refuse = (...engines: string[]) => {
      refuseOtherEngines(
        engines.map((engine, index) => component(`c${index}`, engine)),
        '0.3.0',
      );
    };
    expect(() => {
      refuse('^0.4.0', '^0.3.0', '^0.2.0');
    }).toThrow(
      'COMPONENT.ENGINE: "c0" is made for Tessera ^0.4.0, "c2" is made for Tessera ^0.2.0, and this is 0.3.0: install the platform they need (npm install "nestjs-tessera@^0.4.0"), then build again (tessera build).',
    );
    expect(() => {
      refuse('^0.2.0');
    }).toThrow('use versions of them that are made for it (tessera component upgrade <name>)');
  });

  it('is not asked of a component without the field, nor of one that is not mounted', () => {
    expect(() => {
      refuseOtherEngines([component('a'), component('b', '^9.0.0', 'disabled')], '0.3.0');
    }).not.toThrow();
  });

  it('ends the start of an application', async () => {
    const registry = { components: [component('crm', '^99.0.0')], migrations: [] };
    const testing = Test.createTestingModule({
      providers: [{ provide: REGISTRY, useValue: registry }, EngineCheck],
    });
    await expect(testing.compile()).rejects.toMatchObject({
      name: 'StartupError',
      message: expect.stringContaining('"crm" is made for Tessera ^99.0.0'),
    });
  });
});
