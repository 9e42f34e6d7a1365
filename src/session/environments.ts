import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { parse } from 'dotenv';
import { Emitter, type Listen } from '../util/emitter';
import { commandEnvironment } from './commandEnvironment';
import type { EnvironmentSetting } from './ports';

/** A named set of variables with what it means to run something in it. */
export interface Environment {
  readonly name: string;
  /** A change asks for the target's name to be typed. */
  readonly production: boolean;
  /** Absolute path; read at each run. */
  readonly envFile: string;
  readonly target: string | undefined;
}

const PRODUCTION = /^(?:prod|prd|production|live)$/i;
const SAMPLES = /^(?:example|sample|template|dist|defaults?|local|test|tpl)$/i;

/** The environments of a folder, the one that was chosen, and the target that was chosen. */
export class Environments {
  readonly onDidChange: Listen<undefined>;
  readonly #changed = new Emitter<undefined>();
  readonly #root: string;
  readonly #inherited: () => Readonly<Record<string, string | undefined>>;
  readonly #settings: () => readonly EnvironmentSetting[];
  #chosen: Environment | undefined;
  #target: string | undefined;

  constructor(
    root: string,
    inherited: () => Readonly<Record<string, string | undefined>>,
    settings: () => readonly EnvironmentSetting[],
  ) {
    this.#root = root;
    this.#inherited = inherited;
    this.#settings = settings;
    this.onDidChange = this.#changed.event;
  }

  get chosen(): Environment | undefined {
    return this.#chosen;
  }

  /** Where steps run that do not say so themselves. */
  get target(): string {
    return this.#target ?? this.#chosen?.target ?? 'local';
  }

  /** From the settings, then from the `.env.NAME` files of the folder, by name. */
  async list(): Promise<readonly Environment[]> {
    const set = this.#settings().flatMap((setting) => this.#fromSetting(setting));
    const names = await readdir(this.#root).catch(() => []);
    const files = names.flatMap((file) => {
      const name = /^\.env\.([\w-]+)$/.exec(file)?.[1];
      if (name === undefined || SAMPLES.test(name)) return [];
      if (set.some((known) => known.name === name)) return [];
      return this.#fromSetting({ name });
    });
    return [...set, ...files.sort((a, b) => a.name.localeCompare(b.name))];
  }

  /** Chooses by name; undefined goes back to the plain `.env`. False when there is none so named. */
  async choose(name: string | undefined): Promise<boolean> {
    const found =
      name === undefined ? undefined : (await this.list()).find((known) => known.name === name);
    if (name !== undefined && found === undefined) return false;
    this.#chosen = found;
    this.#target = undefined;
    this.#changed.fire(undefined);
    return true;
  }

  /** Chooses where steps run; undefined goes back to the environment's own target. */
  chooseTarget(target: string | undefined): void {
    this.#target = target;
    this.#changed.fire(undefined);
  }

  /** What a command gets: inherited, `.env`, then the chosen environment's file. Read each time. */
  async variables(): Promise<Readonly<Record<string, string>>> {
    const base = commandEnvironment(this.#root, this.#inherited());
    const file = this.#chosen?.envFile;
    return file === undefined ? base : { ...base, ...(await readVariables(file)) };
  }

  #fromSetting({ name, production, envFile, target }: EnvironmentSetting): readonly Environment[] {
    const file = resolve(this.#root, envFile ?? `.env.${name}`);
    const path = relative(this.#root, file);
    if (path.startsWith('..') || isAbsolute(path)) return [];
    return [{ name, production: production ?? PRODUCTION.test(name), envFile: file, target }];
  }
}

async function readVariables(file: string): Promise<Readonly<Record<string, string>>> {
  try {
    return parse(await readFile(file));
  } catch {
    return {};
  }
}

const SECRET_NAME =
  /(?:PASS(?:WORD|WD|PHRASE)?|PWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?|_KEY|_PAT|_DSN)$/i;
/** In bytes. */
const SHORTEST = 6;

/** Values that must never be stored or shown, told by the names of their variables. */
export function secretsOf(variables: Readonly<Record<string, string>>): readonly string[] {
  const secrets = Object.entries(variables).flatMap(([name, value]) => {
    const password = /^[a-z][\w+.-]*:\/\/[^\s/@:]*:([^\s/@]+)@/i.exec(value)?.[1];
    const named = SECRET_NAME.test(name) && !/^(?:PWD|OLDPWD)$/.test(name);
    return [...(named ? [value] : []), ...(password === undefined ? [] : [password])];
  });
  return [...new Set(secrets.filter((value) => Buffer.byteLength(value) >= SHORTEST))];
}
