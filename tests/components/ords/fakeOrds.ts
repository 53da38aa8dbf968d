import type {
  BlockResult,
  Connection,
  Database,
  Part,
  Row,
  Statement,
} from '../../../components/database/database';

type Binds = Readonly<Record<string, string | number | null>>;

interface FakeModule {
  readonly rows: Row[];
  status: string;
}

/**
 * ORDS as its texts are meant to behave, by the name of each text. The texts themselves are tried against the
 * sandbox; this stand-in is for what happens around them.
 */
export class FakeOrds implements Database {
  schema: { pattern: string; auth: string } | undefined;
  readonly roles = new Set<string>();
  readonly privileges = new Map<
    string,
    { roles: string; patterns: string; head: Row; modules: Set<string> }
  >();
  readonly modules = new Map<string, FakeModule>();
  profile: Row | undefined;
  /** Texts of the calls made, in order. */
  readonly calls: string[] = [];
  readonly statements: Statement[] = [];
  /** The next block is carried out, but its answer is lost and it is sent again. */
  loseNextAnswer = false;
  procedures = new Set([
    'ORDS_SECURITY.CREATE_JWT_PROFILE',
    'ORDS_SECURITY.DELETE_JWT_PROFILE',
    'ORDS_SECURITY_ADMIN.CREATE_JWT_PROFILE',
    'ORDS_SECURITY.CREATE_JWT_PROFILE.P_ROLE_CLAIM_NAME',
    'ORDS_SECURITY_ADMIN.DELETE_JWT_PROFILE',
  ]);

  open = (_connection: Connection): Database => this;

  hasProcedure(packageName: string, procedure: string, argument?: string): Promise<boolean> {
    return Promise.resolve(
      this.procedures.has([packageName, procedure, ...(argument ? [argument] : [])].join('.')),
    );
  }

  endSessionsOf(): Promise<void> {
    return Promise.resolve();
  }

  rows(statement: Statement): Promise<Row[]> {
    this.note(statement);
    return Promise.resolve(this.query(statement.text, statement.binds));
  }

  block(statement: Statement): Promise<BlockResult> {
    this.note(statement);
    const first = this.run(statement);
    if (!this.loseNextAnswer) return Promise.resolve({ out: first, repeated: false });
    this.loseNextAnswer = false;
    this.note(statement);
    return Promise.resolve({ out: this.run(statement), repeated: true });
  }

  private note(statement: Statement): void {
    this.calls.push(statement.text);
    this.statements.push(statement);
  }

  private query(text: string, binds: Binds): Row[] {
    switch (text) {
      case 'snapshot/catalogue':
        return this.catalogue().filter((row) => binds.whole === 1 || belongs(row, binds));
      case 'snapshot/sources':
        return [...this.modules].flatMap(([module, { rows }]) =>
          rows
            .filter(() => binds.whole === 1 || module === binds.module)
            .filter((row) => Number(row.SOURCE_LENGTH ?? 0) > Number(binds.longer_than))
            .map((row) => ({
              MODULE: module,
              TEMPLATE: row.TEMPLATE ?? null,
              METHOD: row.METHOD ?? null,
              SOURCE: row.WHOLE_SOURCE ?? null,
            })),
        );
      case 'jwt_profile/read':
        return this.profile ? [this.profile] : [];
      default:
        throw new Error(`the fake has no query ${text}`);
    }
  }

  private catalogue(): Row[] {
    const nothing = { TEXT1: null, TEXT2: null, COMMENTS: null };
    const lines = (text: string): string[] => text.split('\n').filter(Boolean).reverse();
    const { schema } = this;
    return [
      ...(schema ? [{ KIND: 'schema', TEXT1: schema.pattern, TEXT2: schema.auth }] : []),
      ...[...this.roles].map((role) => ({ KIND: 'role', ITEM: role })),
      ...[...this.modules].flatMap(([module, { rows, status }]) =>
        rows.map((row) => ({ ...row, MODULE: module, ...(row.KIND === 'module' && { TEXT2: status }) })),
      ),
      ...[...this.privileges].flatMap(([name, { head, roles, patterns, modules }]) => [
        head,
        ...lines(roles).map((item) => ({ ...nothing, KIND: 'privilege_role', ITEM: name, TEXT1: item })),
        ...lines(patterns).map((item) => ({
          ...nothing,
          KIND: 'privilege_pattern',
          ITEM: name,
          TEXT1: item,
        })),
        ...[...modules].map((module) => ({ KIND: 'privilege_module', ITEM: name, MODULE: module })),
      ]),
    ];
  }

  private run({ text, binds, parts }: Statement): Record<string, string | null> {
    const name = String(binds.name ?? binds.module);
    const outcome = (exists: boolean): string =>
      !exists ? 'created' : binds.adopt === 1 ? 'adopted' : 'exists';
    const held = (text: unknown): string | undefined => {
      const mark = markIn(text);
      return mark === undefined || mark === binds.own_mark || isOfStack(mark, binds) ? undefined : mark;
    };
    const removed = (had: boolean): Record<string, string> => ({ status: had ? 'deleted' : 'missing' });
    switch (text) {
      case 'schema/enable': {
        const resumed =
          binds.claimed === 1 &&
          this.schema?.pattern === (binds.pattern ?? binds.default_pattern) &&
          !this.others(binds);
        const status = resumed ? 'resumed' : outcome(this.schema !== undefined);
        if (status !== 'exists') {
          this.schema = {
            pattern: String(binds.pattern ?? this.schema?.pattern ?? binds.default_pattern),
            auth: String(binds.auto_rest_auth ?? this.schema?.auth ?? 'DISABLED'),
          };
        }
        return {
          status,
          live_pattern: this.schema?.pattern ?? null,
          live_auto_rest_auth: this.schema?.auth ?? null,
        };
      }
      case 'schema/disable': {
        if (this.others(binds)) return { status: 'held' };
        const had = this.schema !== undefined;
        this.schema = undefined;
        return removed(had);
      }
      case 'role/create': {
        const status = outcome(this.roles.has(name));
        this.roles.add(name);
        return { status };
      }
      case 'role/delete':
        return { detail: null, ...removed(this.roles.delete(name)) };
      case 'module/define': {
        const live = this.modules.get(name);
        const { status, text, detail } = judge(
          live && (live.rows[0]?.COMMENTS ?? null),
          binds.comments,
          binds,
        );
        if (status !== 'exists' && status !== 'held') {
          const rows = [moduleRow({ ...binds, comments: text }), ...(parts?.definition ?? []).map(partRow)];
          this.modules.set(name, {
            rows,
            status: String(binds.wanted_status ?? live?.status ?? 'NOT_PUBLISHED'),
          });
        }
        return { status, detail };
      }
      case 'module/delete': {
        const mark = held(this.modules.get(name)?.rows[0]?.COMMENTS);
        if (mark !== undefined) return { status: 'held', detail: mark };
        for (const privilege of this.privileges.values()) privilege.modules.delete(name);
        return removed(this.modules.delete(name));
      }
      case 'privilege/define': {
        const live = this.privileges.get(name);
        const { status, text, detail } = judge(live && (live.head.COMMENTS ?? null), binds.comments, binds);
        if (status !== 'exists' && status !== 'held') {
          this.privileges.set(name, {
            roles: String(binds.roles ?? ''),
            patterns: String(binds.patterns ?? ''),
            head: {
              KIND: 'privilege',
              ITEM: name,
              TEXT1: binds.label ?? null,
              TEXT2: binds.description ?? null,
              COMMENTS: text,
            },
            modules: live?.modules ?? new Set(),
          });
        }
        return { status, detail };
      }
      case 'privilege/delete': {
        const mark = held(this.privileges.get(name)?.head.COMMENTS);
        if (mark !== undefined) return { status: 'held', detail: mark };
        const open = [...(this.privileges.get(name)?.modules ?? [])].find(
          (module) =>
            this.modules.get(module)?.status === 'PUBLISHED' && this.privilegesOf(module).length === 1,
        );
        if (open !== undefined) return { status: 'still_protects', detail: open };
        return removed(this.privileges.delete(name));
      }
      case 'protection/protect':
        return this.protect(name, String(binds.privilege), binds);
      case 'protection/release': {
        const module = this.modules.get(name);
        const privilege = this.privileges.get(String(binds.privilege));
        if (!module) return { status: 'missing' };
        if (!privilege?.modules.has(name) && this.privilegesOf(name).length > 0) return { status: 'taken' };
        if (binds.unpublish === 1) module.status = 'NOT_PUBLISHED';
        privilege?.modules.delete(name);
        return { status: 'deleted' };
      }
      case 'jwt_profile/define': {
        const live = this.profile;
        const { status, text, detail } = judge(live && (live.DESCRIPTION ?? null), binds.user_text, binds);
        if (status !== 'exists' && status !== 'held') {
          const given = parts?.create?.[0]?.binds ?? {};
          this.profile = upper({ role_claim_name: null, ...given, description: text });
        }
        return { status, detail, live_issuer: live ? String(live.ISSUER) : null };
      }
      case 'jwt_profile/delete': {
        if (!this.profile) return { status: 'missing' };
        const mark = held(this.profile.DESCRIPTION);
        if (mark !== undefined) return { status: 'held', detail: mark };
        if (
          this.profile.ISSUER !== binds.issuer ||
          this.profile.AUDIENCE !== binds.audience ||
          this.profile.JWK_URL !== binds.jwk_url
        ) {
          return { status: 'foreign', detail: String(this.profile.ISSUER) };
        }
        this.profile = undefined;
        return { status: 'deleted' };
      }
      default:
        throw new Error(`the fake has no block ${text}`);
    }
  }

  private protect(name: string, privilege: string, binds: Binds): Record<string, string | null> {
    const module = this.modules.get(name);
    const wanted = this.privileges.get(privilege);
    if (!module) return { status: 'unknown_module' };
    if (!wanted) return { status: 'unknown_privilege' };
    const held = this.privilegesOf(name)
      .filter((other) => other !== privilege)
      .map((other) => markIn(this.privileges.get(other)?.head.COMMENTS))
      .find((mark) => mark !== undefined && !isOfStack(mark, binds));
    if (held !== undefined) return { status: 'held', detail: held };
    const foreign = this.privilegesOf(name).find((other) => other !== privilege && other !== binds.former);
    if (foreign !== undefined && binds.take_over === 0) return { status: 'other_privilege', detail: foreign };
    const linked = wanted.modules.has(name);
    const own = [module.rows[0]?.COMMENTS, wanted.head.COMMENTS].some(
      (text) => binds.claim !== null && markIn(text)?.includes(`#${binds.claim} `),
    );
    if (linked && binds.adopt === 0 && !own) return { status: 'exists' };
    for (const other of this.privileges.values()) other.modules.delete(name);
    wanted.modules.add(name);
    if (binds.publish !== null) module.status = binds.publish === 1 ? 'PUBLISHED' : 'NOT_PUBLISHED';
    const found = own && binds.revise === 0 ? 'resumed' : 'adopted';
    return { status: linked ? found : 'created', base_path: name };
  }

  /** Whether anything in the schema carries the mark of another stack. */
  private others(binds: Binds): boolean {
    const texts = [
      ...[...this.modules.values()].map(({ rows }) => rows[0]?.COMMENTS),
      ...[...this.privileges.values()].map(({ head }) => head.COMMENTS),
    ];
    return texts.map(markIn).some((mark) => mark !== undefined && !isOfStack(mark, binds));
  }

  privilegesOf(module: string): string[] {
    return [...this.privileges].filter(([, { modules }]) => modules.has(module)).map(([name]) => name);
  }
}

function markIn(text: unknown): string | undefined {
  return typeof text === 'string' ? /\[pulumi-ords [^\]]*\]$/.exec(text)?.[0] : undefined;
}

function isOfStack(mark: string, { own_stack }: Binds): boolean {
  return [' ', '#'].some((end) => mark.startsWith(`[pulumi-ords ${own_stack}${end}`));
}

/** sql/mark/judge.sql; `live` is undefined where there is no object. */
function judge(
  live: string | number | null | undefined,
  userText: string | number | null | undefined,
  binds: Binds,
): { status: string; text: string | null; detail: string | null } {
  const mark = markIn(live);
  const unmarked = binds.adopt === 1 || binds.revise === 1 ? 'adopted' : 'exists';
  const revised = binds.revise === 1 && mark !== undefined && isOfStack(mark, binds);
  const kept =
    binds.adopt === 1 &&
    mark !== undefined &&
    isOfStack(mark, binds) &&
    !mark.includes(`#${binds.claim ?? '-'} `);
  const known =
    mark === binds.own_mark ? (binds.revise === 1 ? 'adopted' : 'resumed') : kept ? 'adopted' : 'held';
  const status = live === undefined ? 'created' : mark === undefined ? unmarked : revised ? 'adopted' : known;
  const added = status !== 'adopted' || binds.revise === 1 ? (binds.mark ?? undefined) : undefined;
  const text = [userText ?? undefined, added].filter((part) => part !== undefined).join(' ');
  return { status, text: text || null, detail: status === 'held' ? (mark ?? null) : null };
}

function belongs(row: Row, binds: Binds): boolean {
  if (row.KIND === 'schema') return true;
  if (row.KIND === 'role') return row.ITEM === binds.role_name;
  return row.MODULE === undefined ? row.ITEM === binds.privilege : row.MODULE === binds.module;
}

function moduleRow(binds: Binds): Row {
  return {
    KIND: 'module',
    TEMPLATE: null,
    METHOD: null,
    ITEM: null,
    TEXT1: binds.base_path ?? null,
    TEXT2: null,
    TEXT3: null,
    TEXT4: null,
    NUMBER1: binds.items_per_page ?? null,
    COMMENTS: binds.comments ?? null,
  };
}

function partRow({ text, binds = {} }: Part): Row {
  const at = {
    TEMPLATE: binds.pattern ?? null,
    METHOD: binds.method ?? null,
    ITEM: binds.parameter ?? null,
    COMMENTS: binds.comments ?? null,
    NUMBER1: null,
    TEXT3: null,
    TEXT4: null,
    SOURCE_LENGTH: null,
  };
  if (text === 'module/template') {
    return {
      ...at,
      KIND: 'template',
      TEXT1: binds.etag_type ?? null,
      TEXT2: binds.etag_query ?? null,
      NUMBER1: binds.priority ?? null,
    };
  }
  if (text === 'module/handler') {
    const source = String(binds.source);
    const piece = (start: number): string | null => source.slice(start, start + 1300) || null;
    return {
      ...at,
      KIND: 'handler',
      TEXT1: binds.source_type ?? null,
      TEXT2: binds.mimes_allowed ?? null,
      NUMBER1: binds.items_per_page ?? null,
      SOURCE1: piece(0),
      SOURCE2: piece(1300),
      SOURCE3: piece(2600),
      SOURCE4: piece(3900),
      SOURCE_LENGTH: source.length,
      WHOLE_SOURCE: source,
    };
  }
  return {
    ...at,
    KIND: 'parameter',
    TEXT1: binds.bind_variable ?? null,
    TEXT2: binds.source_type ?? null,
    TEXT3: binds.param_type ?? null,
    TEXT4: binds.access_method ?? null,
  };
}

function upper(values: Binds): Row {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key.toUpperCase(), value]));
}
