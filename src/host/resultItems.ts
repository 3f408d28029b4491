import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import { findBenchmark } from '../core/items/benchmarks.ts';
import { readItem } from '../core/items/readItem.ts';
import { LineStarts } from '../workspace/results/lineStarts.ts';
import { readToolSample } from '../workspace/results/readToolSample.ts';
import { DatasetItems } from '../workspace/verdicts/datasetItems.ts';
import { parseTarget } from './itemTargets.ts';
import type { ToolResults } from './toolResults.ts';

/** Items that the reader can go on to; each is read for its whole text. */
const mostNeighbours = 500;

/** The items that lines of results files are about. */
export class ResultItems {
  private readonly lines = new LineStarts();
  private datasets: { readonly key: string; readonly items: DatasetItems } | null = null;

  /** @param filesOf the workspace's own files of items of a benchmark */
  constructor(
    private readonly tools: Pick<ToolResults, 'index' | 'load' | 'ofGroup'>,
    private readonly filesOf: (benchmark: string) => Promise<readonly string[]> = () => Promise.resolve([]),
  ) {}

  /** Whether a file is known to hold results; false until the workspace has been searched. */
  isResults(uri: vscode.Uri): boolean {
    return this.tools.index?.isResults(pathOf(uri)) === true;
  }

  /** The group of the item whose sample stands on a line (0-based); null where none does. */
  async groupAt(uri: vscode.Uri, line: number): Promise<number | null> {
    const { index } = this.tools;
    if (index === null) return null;
    const place = await this.lines.of(uri.fsPath, line);
    return place === null ? null : index.groupAt(pathOf(uri), place);
  }

  /** Where the sample on a line (0-based) of a file of results stands, and its group; null where none does. */
  async sampleAt(
    uri: vscode.Uri,
    line: number,
  ): Promise<{ readonly group: number; readonly file: string; readonly place: number } | null> {
    const place = this.isResults(uri) ? await this.lines.of(uri.fsPath, line) : null;
    const group = place === null ? null : (this.tools.index?.groupAt(pathOf(uri), place) ?? null);
    return place === null || group === null ? null : { group, file: pathOf(uri), place };
  }

  /**
   * The item a command is about where its argument, or the cursor, is in a file of results; null where it is not, or
   * no sample stands there.
   */
  async target(argument: unknown): Promise<Item | null> {
    const target = parseTarget(argument);
    const editor = target ? undefined : vscode.window.activeTextEditor;
    const uri = target ? vscode.Uri.parse(target.uri, true) : editor?.document.uri;
    const line = target?.line ?? editor?.selection.active.line;
    if (uri === undefined || line === undefined || !this.isResults(uri)) return null;
    const group = await this.groupAt(uri, line);
    return group === null ? null : this.item(group, uri, line);
  }

  /** The item of a sample that was in view before a reload; waits for the workspace's results. Null where it is gone. */
  async restored(file: string, line: number | null, id: string): Promise<Item | null> {
    await this.tools.load();
    const uri = vscode.Uri.file(file);
    const there = line === null ? null : await this.groupAt(uri, line - 1);
    const all = (this.tools.index?.itemsIn(pathOf(uri)) ?? []).map(({ group }) => group);
    const group = [...(there === null ? [] : [there]), ...all].find((each) => this.idOf(each) === id);
    return group === undefined ? null : this.item(group, uri, line === null ? null : line - 1);
  }

  /** The items whose samples stand in a file of lines, as far as that are not too many, in its order. */
  async itemsOf(file: string): Promise<readonly Item[]> {
    const uri = vscode.Uri.file(file);
    const places = this.tools.index?.itemsIn(pathOf(uri)) ?? [];
    const items: Item[] = [];
    for (const { group, place } of places.slice(0, mostNeighbours)) {
      const line = await this.lines.lineAt(file, place);
      const item = line === null ? null : await this.item(group, uri, line);
      if (item !== null) items.push(item);
    }
    return items;
  }

  private idOf(group: number): string | undefined {
    const item = this.tools.index?.item(group);
    return item?.published?.id ?? item?.id;
  }

  /**
   * The item of a group as its results tell it, with its whole text where a file has that.
   *
   * @param uri where its sample stands, where that is known; else the first file with one
   * @param line 0-based; null where there are no lines
   */
  async item(group: number, uri?: vscode.Uri, line: number | null = null): Promise<Item | null> {
    const { index } = this.tools;
    const item = index?.item(group);
    if (!index || !item) return null;
    const benchmark = index.scopeOf(group);
    const samples = this.tools.ofGroup(group);
    const first = samples.find((sample) => uri !== undefined && sample.file === pathOf(uri)) ?? samples[0];
    const whole = first ? await readToolSample(first) : null;
    const told = whole?.ok ? whole.sample.item : null;
    return {
      benchmark,
      task: item.published?.task ?? null,
      id: item.published?.id ?? item.id,
      domain: findBenchmark(benchmark)?.domain ?? null,
      record: told?.record ?? {},
      question: told?.question ?? item.question,
      gold: item.gold ?? told?.gold ?? null,
      textHash: item.textHash ?? '',
      location: {
        file: uri?.fsPath ?? first?.file ?? '',
        line: line === null ? null : line + 1,
        bytes: null,
      },
    };
  }

  /**
   * The same as an item that can be asked: its published fields are in what the tool saved, or in a file of items of the
   * workspace. Null where they are in neither.
   */
  async published(group: number): Promise<Item | null> {
    const item = await this.item(group);
    if (item === null) return null;
    const read = readItem(item.record, item.location, { benchmark: findBenchmark(item.benchmark) });
    return read.item?.benchmark === item.benchmark ? read.item : this.inDataset(item);
  }

  private async inDataset({ benchmark, task, id, textHash }: Item): Promise<Item | null> {
    const files = await this.filesOf(benchmark);
    const key = JSON.stringify([benchmark, files]);
    if (this.datasets?.key !== key) this.datasets = { key, items: new DatasetItems(() => files) };
    return this.datasets.items.find({ item: { benchmark, task, id }, textHash });
  }
}

function pathOf(uri: vscode.Uri): string {
  return uri.fsPath.replaceAll('\\', '/');
}
