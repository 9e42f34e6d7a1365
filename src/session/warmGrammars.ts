import { setFlagsFromString } from 'node:v8';
import type { Grammars } from '../core/run/grammars';

/** V8's flags that make it optimise WebAssembly; on by default. */
const TIERING = ['wasm-tier-up', 'wasm-dynamic-tiering'];

/**
 * Lets V8 compile the hot functions of the grammars once, and leave them so. They are few and huge:
 * after a few lines of shell V8 would optimise each of them, which takes up to a gigabyte and a
 * second of every core (V8 13.6, Node 24) and wins nothing on texts this short. Code that is
 * compiled while the flags are off never asks to be optimised; nothing else runs meanwhile, so that
 * no other code of the process is touched. Flags that somebody gave to the process stay. A process
 * that is ours alone sets the flags for good instead.
 */
export function warmGrammars({ bash, powershell, python, sql }: Grammars): void {
  const chosen = process.execArgv.some((flag) => /wasm|liftoff/.test(flag));
  if (!chosen) for (const flag of TIERING) setFlagsFromString(`--no-${flag}`);
  try {
    bash('if [ -n "$a" ]; then echo "$(b)" | c > d; fi\ncat <<E\n$x\nE\n');
    powershell('if ($a) { Get-Item -Path "b $c" | Where-Object { $_.d -eq 1 } }\n');
    python('for a in b():\n    print(f"{a}")\n');
    sql.parse("SELECT a.b, count(*) FROM c AS a WHERE d = 'e' GROUP BY 1");
    sql.scan('SELECT 1');
  } finally {
    if (!chosen) for (const flag of TIERING) setFlagsFromString(`--${flag}`);
  }
}
