import './algebraNoCode.ts';
import { parentPort } from 'node:worker_threads';

import { AlgebraSystem } from './algebraSystem.ts';
import type { FromAlgebraThread, ToAlgebraThread } from './algebraMessages.ts';

/** A thread of its own, so that a formula that takes for ever can be ended. `AlgebraClient` speaks to it. */

const port = parentPort;
const system = new AlgebraSystem();

const post = (message: FromAlgebraThread): void => port?.postMessage(message);

port?.on('message', ({ id, left, right }: ToAlgebraThread) => {
  post({ type: 'answer', id, same: system.same(left, right) });
});
post({ type: 'ready' });
