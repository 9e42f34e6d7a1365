// The practice system UNOC as tests use it.

/** How the practice system can be broken on purpose. */
export type Breakage = 'database-stopped' | 'backend-crash-loop' | 'data-lost';

export interface StartOptions {
  /** The practice folder; made when it does not exist. */
  readonly home: string;
  /** 0 takes any free port. Default: as before in this folder, else UNOC_PORT, else 5001. */
  readonly backendPort?: number | undefined;
  /** As backendPort, with UNOC_POSTGRES_PORT, else 55432. */
  readonly postgresPort?: number | undefined;
  /** As backendPort, with UNOC_FRONTEND_PORT, else 5080. */
  readonly frontendPort?: number | undefined;
  /** Which PostgreSQL; default UNOC_POSTGRES, else the machine's where there is one, else npm's. */
  readonly postgres?: 'machine' | 'npm' | undefined;
}

export interface Unoc {
  /** The practice folder: the workspace with the runbooks, `.env`, `backups/`. */
  readonly home: string;
  readonly ports: {
    readonly backend: number;
    readonly postgres: number;
    readonly frontend: number;
  };
  /** The backend, without a slash at the end. */
  readonly url: string;
  readonly databaseUrl: string;
  /** What a process needs to work on this system: PATH with the stand-ins, UNOC_HOME, ports. */
  readonly env: Readonly<Record<string, string>>;
  break(kind: Breakage): Promise<void>;
  /** Brings everything back, the data from the newest backup if it is gone. */
  repair(): Promise<void>;
  /** Ends every process; the folder and the data stay. */
  stop(): Promise<void>;
  /** Ends every process and deletes the folder and the data. */
  remove(): Promise<void>;
  /** The processes of this system that live now. */
  processIds(): readonly number[];
}

/** What the user has to change, in one sentence. */
export class UnocFailure extends Error {}
/** Starts the system; resolves when it serves. @throws UnocFailure, e.g. when a port is in use */
export function startUnoc(options: StartOptions): Promise<Unoc>;
/** The handle of a practice folder that was started before. */
export function unocAt(home: string): Unoc;
/** Ends every process of a practice folder, whoever started it. */
export function stopUnoc(home: string): Promise<void>;
