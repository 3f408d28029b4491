/** A model server that says what a model once said: for pictures, which need the same traces each time. */
import { createServer } from 'node:http';
import { atEnd } from '../processes.mjs';

/**
 * Listens on a free port of the loopback address; gives the base URL.
 *
 * @param answer what it says, the finish reason, and the HTTP status where it is an error
 */
export async function replayServer({ text = '', finish = 'stop', status = 200 }) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      if (request.method !== 'POST') response.writeHead(404).end('{}');
      else if (status === 200) stream(response, text, finish);
      else respond(response, status, { error: { message: 'CUDA out of memory' } });
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/v1`;
}

function respond(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function stream(response, text, finish) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (choices, more = {}) =>
    response.write(`data: ${JSON.stringify({ object: 'chat.completion.chunk', choices, ...more })}\n\n`);
  const pieces = text.match(/[^]{1,40}/gu) ?? [];
  for (const content of pieces) send([{ index: 0, delta: { content }, finish_reason: null }]);
  send([{ index: 0, delta: {}, finish_reason: finish }]);
  send([], { usage: { prompt_tokens: 90, completion_tokens: Math.round(text.length / 3) } });
  response.end('data: [DONE]\n\n');
}
