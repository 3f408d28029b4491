import type * as vscode from 'vscode';

/**
 * API keys and named header secrets in VS Code's SecretStorage. A key belongs to an origin
 * (`http://127.0.0.1:8000`), never to a name, so that a workspace which gives a known name another
 * address gets no key.
 */
export class Secrets {
  constructor(private readonly storage: vscode.SecretStorage) {}

  keyFor = async (origin: string): Promise<string | undefined> => this.storage.get(keyName(origin));

  /** The value of `${secret:NAME}` in a header for `origin`. */
  header = async (origin: string, name: string): Promise<string | undefined> =>
    this.storage.get(headerName(origin, name));

  async setKey(origin: string, key: string): Promise<void> {
    await (key === '' ? this.storage.delete(keyName(origin)) : this.storage.store(keyName(origin), key));
  }

  async setHeader(origin: string, name: string, value: string): Promise<void> {
    const key = headerName(origin, name);
    await (value === '' ? this.storage.delete(key) : this.storage.store(key, value));
  }
}

function keyName(origin: string): string {
  return `key:${origin}`;
}

function headerName(origin: string, name: string): string {
  return `header:${origin}:${name}`;
}
