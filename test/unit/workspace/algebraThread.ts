import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { AlgebraClient, type AlgebraLimits } from '../../../src/workspace/scoring/algebraClient.ts';
import { bundle } from '../saved/bundle.ts';

/** The bundled thread of the algebra system, for all tests of a file. */
export function algebraThread(name: string) {
  let script = '';
  const clients: AlgebraClient[] = [];
  beforeAll(async () => {
    script = await bundle('src/workspace/scoring/algebraThread.ts', name);
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.dispose()));
    rmSync(path.dirname(script), { recursive: true, force: true });
  });
  return (limits: Partial<AlgebraLimits> = {}): AlgebraClient => {
    const client = new AlgebraClient(script, limits);
    clients.push(client);
    return client;
  };
}
