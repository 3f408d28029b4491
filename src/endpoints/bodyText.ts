/** A response's body as text, up to about `limit` characters; the connection is closed where there is more. */
export async function bodyText(response: Response, limit: number): Promise<string> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  if (body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > limit) break;
  }
  return text;
}
