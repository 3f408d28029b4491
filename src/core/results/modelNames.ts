import type { ModelRelation } from '../endpoint.ts';
import { modelNameParts, type ModelParts } from './modelNameParts.ts';

/** What a model is called here. */
export interface ModelName {
  /** One for all the names of a model, another for every other model. */
  readonly name: string;
  /** The training run it is a checkpoint of, and its step; both null where it is none. */
  readonly run: string | null;
  readonly step: number | null;
  /** As the tool wrote it. */
  readonly raw: string;
}

interface Parsed extends ModelParts {
  readonly raw: string;
}

/**
 * The models that names stand for: paths, names of a hub, names of folders that a tool made of these, with and
 * without the server that was asked. What is shown is the last part. Where two organisations share it, theirs are
 * shown with the organisation, and where two folders do, with as much of their paths as tells them apart; a name
 * that says neither then stays alone, since it could be any of them. Revisions are shown where there are several.
 *
 * @param raw as tools write them
 * @param models of the setting `reasoningTransfer.models`: their names and those of their bases are what their models
 *   are called, whatever the tools write, and `aliases` (raw or shown names) are names of theirs
 */
export function modelNames(
  raw: readonly string[],
  models: readonly ModelRelation[],
): ReadonlyMap<string, ModelName> {
  const said = new Set(models.flatMap(({ model, base }) => (base === undefined ? [model] : [model, base])));
  const parsed = [...new Set([...raw, ...said])].map((each): Parsed => ({
    ...modelNameParts(each),
    raw: each,
  }));
  const shown = new Map<string, string>();
  for (const alike of Map.groupBy(parsed, ({ name }) => name).values()) {
    for (const [each, name] of toldApart(alike)) shown.set(each.raw, name);
  }
  const saidAs = new Map<string, string>();
  for (const name of said) {
    const key = shown.get(name) ?? name;
    // Of two names of the setting for one model, the one that is written as it is shown.
    if (!saidAs.has(key) || name === key) saidAs.set(key, name);
  }
  const aliases = new Map(
    models.flatMap(({ model, aliases = [] }) => aliases.map((alias) => [alias, model])),
  );
  const wanted = new Set(raw);
  return new Map(
    parsed
      .filter((each) => wanted.has(each.raw))
      .map((each) => {
        const display = shown.get(each.raw) ?? each.name;
        const own = said.has(each.raw) ? each.raw : (saidAs.get(display) ?? display);
        const name = aliases.get(each.raw) ?? aliases.get(display) ?? aliases.get(own) ?? own;
        return [each.raw, { name, run: runName(each, display), step: each.step, raw: each.raw }];
      }),
  );
}

/** With whatever tells the run of another folder or organisation apart. */
function runName({ name, run }: Parsed, display: string): string | null {
  if (run === null) return null;
  const at = display.indexOf(name);
  return at > 0 ? display.slice(0, at) + run : run;
}

function toldApart(alike: readonly Parsed[]): ReadonlyMap<Parsed, string> {
  const orgs = new Set(alike.flatMap(({ org }) => org ?? []));
  const orgOf = (each: Parsed): string | null => {
    const folder = each.folders.at(-1);
    // `/models/Qwen/Qwen3-14B` beside `Qwen/Qwen3-14B`
    return each.org ?? (folder !== undefined && orgs.has(folder) ? folder : null);
  };
  const inFolders = alike.filter((each) => orgOf(each) === null && each.folders.length > 0);
  const places = placesOf(inFolders.map(({ folders }) => folders));
  // One folder beside one name of a hub is most likely a copy of it, unless another folder says it is.
  const isCopied = alike.some((each) => each.org === null && orgOf(each) !== null);
  const showsPlaces = places.distinct > 1 || (places.distinct === 1 && isCopied);
  const showsOrgs = orgs.size > 1 || (orgs.size === 1 && showsPlaces);
  const qualified = new Map(
    alike.map((each) => {
      const org = orgOf(each);
      const place = org === null ? places.ends.get(each.folders.join('/')) : undefined;
      const prefix = org === null ? (showsPlaces ? place : undefined) : showsOrgs ? org : undefined;
      return [each, prefix === undefined ? each.name : `${prefix}/${each.name}`];
    }),
  );
  const revisions = Map.groupBy(alike, (each) => qualified.get(each));
  return new Map(
    alike.map((each) => {
      const name = qualified.get(each) ?? each.name;
      const several = new Set(revisions.get(name)?.map(({ revision }) => revision)).size > 1;
      const isShown = each.revision !== null && (several || each.step !== null);
      return [each, isShown ? `${name}@${short(each.revision)}` : name];
    }),
  );
}

/** A commit by its first digits, as everywhere. */
function short(revision: string): string {
  return /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 8) : revision;
}

/**
 * How many places the paths are of, and the shortest ends that tell these apart, by path. One that is the end of
 * another is of the same place; the end of several has none, since it could be any of them.
 */
function placesOf(paths: readonly (readonly string[])[]): {
  readonly distinct: number;
  readonly ends: ReadonlyMap<string, string>;
} {
  const isEnd = (end: readonly string[], of: readonly string[]): boolean =>
    end.length <= of.length && end.every((part, i) => part === of[of.length - end.length + i]);
  const distinct: (readonly string[])[] = [];
  for (const path of paths.toSorted((a, b) => b.length - a.length)) {
    if (!distinct.some((other) => isEnd(path, other))) distinct.push(path);
  }
  const ends = new Map<string, string>();
  for (const path of paths) {
    const [own, another] = distinct.filter((other) => isEnd(path, other));
    if (own === undefined || another !== undefined) continue;
    const others = distinct.filter((other) => other !== own);
    let length = 1;
    while (length < own.length && others.some((other) => isEnd(own.slice(-length), other))) length += 1;
    ends.set(path.join('/'), own.slice(-length).join('/'));
  }
  return { distinct: distinct.length, ends };
}
