/** Passes requests on to a model server and keeps what went through: the witness for what the page shows. */
import { createServer, request } from 'node:http';
import { atEnd } from '../processes.mjs';

/**
 * Listens on a free port of the loopback address in place of `origin` (http); gives its own origin and `streams`, one
 * entry for each POST: the body that was sent, the number of chunks that came back, and the text in them.
 */
export async function recordServer(origin) {
  const streams = [];
  const server = createServer((incoming, outgoing) => {
    const body = [];
    const onward = request(
      new URL(incoming.url, origin),
      { method: incoming.method, headers: { ...incoming.headers, host: new URL(origin).host } },
      (response) => {
        outgoing.writeHead(response.statusCode, response.headers);
        const events = [];
        response.on('data', (bytes) => events.push(bytes));
        response.on('end', () => {
          if (incoming.method === 'POST') streams.push(stream(Buffer.concat(body), Buffer.concat(events)));
        });
        response.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.on('data', (bytes) => body.push(bytes));
    incoming.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${server.address().port}`, streams };
}

function stream(body, answer) {
  const data = answer.toString('utf8').matchAll(/^data: (\{.*\})\s*$/gm);
  const choices = [...data].map(([, json]) => JSON.parse(json).choices?.[0]).filter(Boolean);
  const pieces = choices.map(({ delta, text }) => text ?? delta?.content ?? '');
  return {
    request: JSON.parse(body.toString('utf8')),
    chunks: pieces.filter((piece) => piece !== '').length,
    text: pieces.join(''),
  };
}
