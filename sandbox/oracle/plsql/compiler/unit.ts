import type { BindDirection } from '../../database';
import { OraError } from '../../oraError';
import type { Position } from '../ast';
import type { PlsqlHost, PlsqlValue } from '../host';

/** A fault that the compiler finds; collected, so that one error names them all. */
export class CompileFault extends Error {
  constructor(
    readonly at: Position,
    /** `PLS-00201: ...`, or `PL/SQL: ORA-00942: ...` of a static SQL statement. */
    readonly text: string,
  ) {
    super(text);
  }
}

/** What the compilation of one block or stored subprogram shares. */
export class Unit {
  private readonly faults: string[] = [];
  private readonly uses = new Map<string, { read: boolean; written: boolean }>();

  constructor(
    readonly host: PlsqlHost,
    /** Their present values tell the types of the binds. */
    readonly binds: ReadonlyMap<string, PlsqlValue>,
    /** `OWNER.NAME` of a stored subprogram, for error stacks. */
    private readonly name?: string,
  ) {}

  noteRead(bind: string): void {
    this.use(bind).read = true;
  }

  noteWritten(bind: string): void {
    this.use(bind).written = true;
  }

  get directions(): Map<string, BindDirection> {
    return new Map(
      [...this.uses].map(([bind, { read, written }]) => [bind, written ? (read ? 'in out' : 'out') : 'in']),
    );
  }

  fault(at: Position, text: string): never {
    throw new CompileFault(at, text);
  }

  /** Compiles one statement or declaration; a fault in it is noted and the next one is looked at. */
  guard<T>(at: Position, ignored: 'Statement' | 'SQL Statement' | 'Item', compile: () => T): T | undefined {
    try {
      return compile();
    } catch (error) {
      if (!(error instanceof CompileFault)) {
        throw error;
      }
      this.faults.push(located(error.at, error.text), located(at, `PL/SQL: ${ignored} ignored`));
      return undefined;
    }
  }

  /** Throws OraError 6550 with every fault noted. */
  throwFaults(): void {
    if (this.faults.length > 0) {
      throw new OraError(6550, this.faults.join('\n').replace(/^ORA-06550: /, ''));
    }
  }

  /** A line of the error stack. */
  trace(at: Position): string {
    return this.name === undefined ? `at line ${at.line}` : `at "${this.name}", line ${at.line}`;
  }

  private use(bind: string): { read: boolean; written: boolean } {
    const known = this.uses.get(bind) ?? { read: false, written: false };
    this.uses.set(bind, known);
    return known;
  }
}

function located(at: Position, text: string): string {
  return `ORA-06550: line ${at.line}, column ${at.column}:\n${text}`;
}
