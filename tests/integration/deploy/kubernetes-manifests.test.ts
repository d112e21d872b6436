import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Secret } from 'kubernetes-models/v1/Secret';
import { Service } from 'kubernetes-models/v1/Service';
import { parse } from 'yaml';
import { z } from 'zod';

async function manifest(file: string) {
  return z.record(z.string(), z.unknown()).parse(parse(await readFile(`deploy/${file}`, 'utf8')));
}

const deployment = Object.assign(new Deployment(), await manifest('deployment.yaml'));
const worker = Object.assign(new Deployment(), await manifest('worker.yaml'));
const job = Object.assign(new Job(), await manifest('migration-job.yaml'));
const service = Object.assign(new Service(), await manifest('service.yaml'));
const configMap = Object.assign(new ConfigMap(), await manifest('configmap.yaml'));
const secret = Object.assign(new Secret(), await manifest('secret.example.yaml'));

describe('the Kubernetes manifests', () => {
  it.each([deployment, worker, job, service, configMap, secret])(
    '$kind follows the schema of the API',
    (resource) => {
      expect(() => {
        resource.validate();
      }).not.toThrow();
    },
  );

  it('refuses a manifest with a wrong field, so that the check above can fail', () => {
    const broken = new Service({ metadata: { name: 'x' }, spec: { ports: [{ port: 80 }] } });
    Object.assign(broken, { spec: { ports: [{ port: 'eighty' }] } });
    expect(() => {
      broken.validate();
    }).toThrow(/port/);
  });

  it('selects exactly the pods of the deployment', () => {
    expect(service.spec?.selector).toEqual(deployment.spec?.selector.matchLabels);
    expect(deployment.spec?.template.metadata?.labels).toEqual(deployment.spec?.selector.matchLabels);
  });

  it('probes the health routes of the application', () => {
    const container = deployment.spec?.template.spec?.containers[0];
    expect(container?.livenessProbe?.httpGet?.path).toBe('/health/live');
    expect(container?.startupProbe?.httpGet?.path).toBe('/health/live');
    expect(container?.readinessProbe?.httpGet?.path).toBe('/health/ready');
    expect(String(container?.ports?.[0]?.containerPort)).toBe(configMap.data?.['PORT']);
  });

  it('gives the application more time to end than it takes to drain', () => {
    const grace = deployment.spec?.template.spec?.terminationGracePeriodSeconds ?? 0;
    expect(grace).toBeGreaterThan(Number(configMap.data?.['SHUTDOWN_TIMEOUT']) + 3);
  });

  it('runs jobs in pods of their own, which get no requests and the time to end', () => {
    const pod = worker.spec?.template.spec;
    expect(pod?.containers[0]?.command?.slice(-2)).toEqual(['jobs', 'worker']);
    expect(worker.spec?.template.metadata?.labels).toEqual(worker.spec?.selector.matchLabels);
    expect(service.spec?.selector).not.toEqual(worker.spec?.selector.matchLabels);
    expect(configMap.data?.['JOBS_IN_SERVER']).toBe('no');
    // Handlers get five seconds after they were asked to stop.
    const needed = Number(configMap.data?.['JOBS_SHUTDOWN_TIMEOUT']) + 5;
    expect(pod?.terminationGracePeriodSeconds ?? 0).toBeGreaterThan(needed + 3);
  });

  it('runs nothing as root and writes nothing outside /tmp', () => {
    for (const pod of [deployment.spec?.template.spec, worker.spec?.template.spec, job.spec?.template.spec]) {
      expect(pod?.securityContext?.runAsNonRoot).toBe(true);
      expect(pod?.containers[0]?.securityContext?.readOnlyRootFilesystem).toBe(true);
    }
  });

  it('takes only keys that the example secret has, and holds no secret itself', () => {
    const known = Object.keys(secret.stringData ?? {});
    const used = [deployment.spec?.template.spec, worker.spec?.template.spec, job.spec?.template.spec]
      .flatMap((pod) => pod?.containers[0]?.env ?? [])
      .flatMap((variable) => variable.valueFrom?.secretKeyRef?.key ?? []);
    expect(known).toEqual(expect.arrayContaining(used));
    expect(Object.values(secret.stringData ?? {}).join('')).toBe('');
  });

  it('lists every manifest in the kustomization, except the example secret', async () => {
    const files = (await readdir('deploy')).filter((file) => file.endsWith('.yaml'));
    const { resources } = z
      .object({ resources: z.array(z.string()) })
      .parse(await manifest('kustomization.yaml'));
    const expected = files.filter((file) => !['kustomization.yaml', 'secret.example.yaml'].includes(file));
    expect([...resources].sort()).toEqual(expected.sort());
  });
});
