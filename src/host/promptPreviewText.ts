import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoint.ts';
import { showHidden } from '../core/hiddenText.ts';
import type { Item } from '../core/items/item.ts';
import type { PromptResult } from '../core/prompts/build.ts';
import type { Prompt } from '../core/prompts/prompt.ts';
import { stopsOf } from '../endpoints/requestBody.ts';
import type { TokenCount } from '../endpoints/tokenCount.ts';
import { inLanguage } from './inLanguage.ts';
import { countWords } from './language.ts';
import { samplingWords } from './traceWords.ts';

/** One endpoint and what it would be sent. `tokens`: null while its server is asked. */
export interface PreviewedPrompt {
  readonly endpoint: Endpoint;
  readonly built: PromptResult;
  readonly tokens: TokenCount | null;
}

/**
 * The prompts of an item as a text: what is sent, exactly, each once, with the endpoints that get it. Characters
 * that hide text are shown as what they are.
 *
 * @param noEndpoints the prompts are those of an endpoint that is not there yet
 */
export function previewText(item: Item, prompts: readonly PreviewedPrompt[], noEndpoints: boolean): string {
  const refused = prompts.flatMap(({ endpoint, built }) =>
    built.ok ? [] : [`${endpoint.label}: ${inLanguage(built.message)}`],
  );
  const groups = Map.groupBy(
    prompts.filter(({ built }) => built.ok),
    ({ built, endpoint }) =>
      built.ok ? JSON.stringify([built.prompt.hash, stopsOf(endpoint, built.prompt)]) : '',
  );
  const lines = [
    `# ${item.benchmark} · ${item.id}`,
    '',
    ...(item.gold === null ? [] : [`${vscode.l10n.t('gold')}: ${item.gold}`]),
    item.location.line === null
      ? item.location.file
      : vscode.l10n.t('{0}, line {1}', item.location.file, item.location.line),
    ...(noEndpoints ? ['', vscode.l10n.t('No endpoint is set up yet; this is what one would get.')] : []),
    ...(refused.length > 0 ? ['', vscode.l10n.t('Not sent:'), ...refused] : []),
    ...[...groups.values()].flatMap(groupLines),
    ...(groups.size === 0 ? ['', `## ${vscode.l10n.t('Question')}`, '', item.question] : []),
    '',
  ];
  return lines.map(showLine).join('\n');
}

function groupLines(group: readonly PreviewedPrompt[]): string[] {
  const [first] = group;
  if (!first?.built.ok) return [];
  const { prompt } = first.built;
  const stops = stopsOf(first.endpoint, prompt);
  const kind =
    prompt.api === 'chat'
      ? prompt.messages.length === 1
        ? vscode.l10n.t('1 message')
        : vscode.l10n.t('{0} messages', prompt.messages.length)
      : vscode.l10n.t('text');
  return [
    '',
    `## ${group.map(({ endpoint }) => endpoint.label).join(', ')}`,
    '',
    `${prompt.api} · ${kind} · ${vscode.l10n.t('hash {0}', prompt.hash.slice(0, 12))}`,
    `${vscode.l10n.t('stop strings')}: ${stops.length === 0 ? vscode.l10n.t('none') : JSON.stringify(stops)}`,
    ...group.map(endpointLine),
    ...promptLines(prompt),
  ];
}

function endpointLine({ endpoint, tokens }: PreviewedPrompt): string {
  const { label, model, baseUrl, sampling } = endpoint;
  const repeats = sampling.repeats > 1 ? [vscode.l10n.t('{0} repeats', countWords(sampling.repeats))] : [];
  const parts = [`${model} · ${baseUrl}`, samplingWords(sampling), ...repeats, tokenWords(tokens)];
  return `- ${label}: ${parts.filter((part) => part !== '').join(' · ')}`;
}

/** How many tokens, and who says so. */
export function tokenWords(tokens: TokenCount | null): string {
  if (tokens === null) return vscode.l10n.t('tokens: asking the server…');
  return tokens.kind === 'counted'
    ? vscode.l10n.t('tokens: {0} ({1})', countWords(tokens.tokens), tokens.by)
    : vscode.l10n.t(
        'about {0} tokens (an estimate: 4 characters a token, without the chat template)',
        countWords(tokens.tokens),
      );
}

function promptLines(prompt: Prompt): string[] {
  if (prompt.api === 'completions') return ['', `--- ${vscode.l10n.t('text')} ---`, prompt.text];
  return prompt.messages.flatMap(({ role, content }) => ['', `--- ${role} ---`, content]);
}

/** Line ends of the prompt stay what they are. */
function showLine(text: string): string {
  return text
    .split('\n')
    .map((line) => showHidden(line))
    .join('\n');
}
