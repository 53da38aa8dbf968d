import type { Catalog } from './catalog';
import type { PackageMember, RegisterOptions } from './installer';
import { storeDatetime } from '../sql/engine/storedValues';
import type { Resolved, Subprogram } from '../plsql/host';
import type { Access } from './access';

type Member = Exclude<Resolved, { kind: 'package' | 'invisible' }>;

/** Packages and stand-alone subprograms written in TypeScript, found by name and listed in the dictionary. */
export class PackageRegistry {
  /** By OWNER.PACKAGE.NAME or OWNER.NAME. */
  private readonly members = new Map<string, Member>();
  /** Answers of `resolve`, until the dictionary changes. */
  private readonly resolved = new Map<Access, Map<string, Resolved | undefined>>();
  private resolvedVersion = -1;
  private readonly numbered: Subprogram[] = [];
  private readonly registered: { subprogram: Subprogram; authid: string }[] = [];

  constructor(
    private readonly catalog: Catalog,
    /** Called before every call: the place for fault hooks. */
    private readonly beforeCall: (subprogram: Subprogram, user: string) => void,
  ) {}

  register(subprograms: readonly Subprogram[], options: RegisterOptions = {}): void {
    for (const subprogram of subprograms) {
      const { beforeCall } = this;
      const guarded: Subprogram = {
        ...subprogram,
        call(context, args) {
          beforeCall(subprogram, context.user);
          return subprogram.call(context, args);
        },
      };
      const key = [subprogram.owner, subprogram.package, subprogram.name].filter(Boolean).join('.');
      const known = this.members.get(key);
      const candidates = known?.kind === 'subprograms' ? known.candidates : [];
      this.members.set(key, { kind: 'subprograms', candidates: [...candidates, guarded] });
      this.numbered.push(guarded);
      this.registered.push({ subprogram, authid: options.authid ?? 'DEFINER' });
    }
    for (const member of options.members ?? []) this.addMember(member);
    for (const { owner, name } of options.emptyPackages ?? []) this.writeObject(owner, name, 'PACKAGE');
    for (const { owner, package: packageName, name, returns } of subprograms) {
      const type = packageName ? 'PACKAGE' : returns ? 'FUNCTION' : 'PROCEDURE';
      this.writeObject(owner, packageName ?? name, type);
    }
  }

  private addMember(member: PackageMember): void {
    const key = `${member.owner}.${member.package}.${member.name}`;
    if (member.kind === 'constant') this.members.set(key, { kind: 'constant', value: member.value });
    else
      this.members.set(key, {
        kind: 'tableType',
        elementType: member.elementType,
        indexBy: member.indexBy,
      });
  }

  /** Names as written: [NAME], [PACKAGE, NAME], [OWNER, NAME] or [OWNER, PACKAGE, NAME]. */
  resolve(schema: string, access: Access, path: readonly string[]): Resolved | undefined {
    if (this.resolvedVersion !== this.catalog.version) {
      this.resolved.clear();
      this.resolvedVersion = this.catalog.version;
    }
    let cache = this.resolved.get(access);
    if (!cache) this.resolved.set(access, (cache = new Map()));
    const key = [schema, ...path].join('.');
    if (!cache.has(key)) cache.set(key, this.find(schema, access, path));
    return cache.get(key);
  }

  private find(schema: string, access: Access, path: readonly string[]): Resolved | undefined {
    if (path.length === 0 || path.length > 3) return undefined;
    for (const taken of [1, 2]) {
      if (taken > path.length) break;
      const object = this.catalog.resolve(
        schema,
        path.slice(0, taken).map((text) => ({ text })),
      );
      if (!object || !['PACKAGE', 'PROCEDURE', 'FUNCTION'].includes(object.type)) continue;
      const rest = path.slice(taken);
      if (object.type === 'PACKAGE' && rest.length === 0) {
        return access.may('EXECUTE', object.owner, object.name) ? { kind: 'package' } : { kind: 'invisible' };
      }
      if ((object.type === 'PACKAGE') !== (rest.length === 1)) continue;
      const member = this.members.get([object.owner, object.name, ...rest].join('.'));
      if (!member) continue;
      return access.may('EXECUTE', object.owner, object.name) ? member : { kind: 'invisible' };
    }
    return undefined;
  }

  idOf(subprogram: Subprogram): number {
    return this.numbered.indexOf(subprogram);
  }

  byId(id: number): Subprogram | undefined {
    return this.numbered[id];
  }

  /** Lists what is registered in ALL_PROCEDURES and ALL_ARGUMENTS; the packages themselves are listed at once. */
  writeDictionary(): void {
    const { catalog } = this;
    catalog.subprograms.removeWhere({});
    catalog.arguments.removeWhere({});
    const groups = new Map<string, { subprogram: Subprogram; authid: string }[]>();
    for (const entry of this.registered) {
      const { owner, package: packageName, name } = entry.subprogram;
      const key = `${owner}.${packageName ?? ''}.${name}`;
      groups.set(key, [...(groups.get(key) ?? []), entry]);
    }
    let id = 0;
    for (const group of groups.values()) {
      group.forEach(({ subprogram, authid }, i) => {
        id++;
        const overload = group.length > 1 ? String(i + 1) : null;
        this.writeSubprogram(subprogram, id, overload, authid);
      });
    }
    catalog.changed();
  }

  private writeSubprogram(subprogram: Subprogram, id: number, overload: string | null, authid: string): void {
    const { catalog } = this;
    const { owner, package: packageName, name, returns } = subprogram;
    catalog.subprograms.put({
      OWNER: owner,
      PACKAGE_NAME: packageName ?? null,
      NAME: name,
      OVERLOAD: overload,
      SUBPROGRAM_ID: id,
      AUTHID: authid,
    });
    const common = {
      OWNER: owner,
      PACKAGE_NAME: packageName ?? null,
      OBJECT_NAME: name,
      OVERLOAD: overload,
      SUBPROGRAM_ID: id,
    };
    // Position 0 is a function's result.
    if (returns !== undefined) {
      catalog.arguments.put({
        ...common,
        ARGUMENT_NAME: null,
        POSITION: 0,
        DATA_TYPE: returns,
        DEFAULTED: 'N',
        IN_OUT: 'OUT',
      });
    }
    subprogram.parameters.forEach((parameter, i) => {
      catalog.arguments.put({
        ...common,
        ARGUMENT_NAME: parameter.name,
        POSITION: i + 1,
        DATA_TYPE: parameter.dataType,
        DEFAULTED: parameter.defaultValue === undefined ? 'N' : 'Y',
        IN_OUT: parameter.mode === 'IN OUT' ? 'IN/OUT' : parameter.mode,
      });
    });
  }

  private writeObject(owner: string, name: string, type: 'PACKAGE' | 'PROCEDURE' | 'FUNCTION'): void {
    const { catalog } = this;
    if (catalog.objects.get({ OWNER: owner, NAME: name, TYPE: type })) return;
    const now = storeDatetime(new Date(Math.floor(Date.now() / 1000) * 1000));
    catalog.objects.put({
      OWNER: owner,
      NAME: name,
      TYPE: type,
      ID: catalog.nextObjectId(),
      CREATED: now,
      CHANGED: now,
      BODY: null,
      COMMENTS: null,
    });
    catalog.changed();
  }
}
