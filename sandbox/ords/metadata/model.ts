import type { RouteTemplate } from '../routing/template';
import type { JwtProfile } from '../token/profile';

/** The committed metadata behind one schema alias. */
export interface SchemaMetadata {
  /** The URL mapping without slashes at its ends. */
  readonly alias: string;
  readonly parsingSchema: string;
  readonly enabled: boolean;
  readonly modules: readonly ModuleMetadata[];
  readonly privileges: readonly PrivilegeMetadata[];
  readonly profile: JwtProfile | undefined;
}

export interface ModuleMetadata {
  readonly id: number;
  readonly name: string;
  readonly published: boolean;
  /** As given to DEFINE_MODULE. */
  readonly basePath: string;
  readonly itemsPerPage: number | null;
  readonly templates: readonly TemplateMetadata[];
}

export interface TemplateMetadata {
  readonly uriTemplate: string;
  readonly route: RouteTemplate;
  readonly priority: number;
  readonly handlers: readonly HandlerMetadata[];
}

export interface HandlerMetadata {
  readonly id: number;
  readonly method: string;
  readonly sourceType: string;
  /** Comma-separated content types of the request body; null: any. */
  readonly mimesAllowed: string | null;
  readonly itemsPerPage: number | null;
}

export interface PrivilegeMetadata {
  readonly name: string;
  readonly roles: readonly string[];
  readonly patterns: readonly string[];
  readonly moduleIds: readonly number[];
}

/** As DEFINE_PARAMETER took it. */
export interface ParameterMetadata {
  readonly name: string;
  readonly bindVariable: string;
  readonly sourceType: 'HEADER' | 'RESPONSE' | 'URI';
  readonly accessMethod: 'IN' | 'OUT' | 'INOUT';
  readonly paramType: string;
}
