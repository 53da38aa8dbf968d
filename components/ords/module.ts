import type * as pulumi from '@pulumi/pulumi';

import type { TemplateInputs } from './lifecycle/moduleDefinition';
import { OrdsResource, ordsType, type OrdsResourceArgs } from './ordsResource';

/** A parameter of a handler (ORDS.DEFINE_PARAMETER). */
export interface ModuleParameterArgs {
  /** The HTTP header or URI parameter, or the name in the response. */
  readonly name: pulumi.Input<string>;
  /** The bind in the handler's source. */
  readonly bindVariableName?: pulumi.Input<string>;
  /** Default HEADER. A query parameter is URI. */
  readonly sourceType?: pulumi.Input<'HEADER' | 'RESPONSE' | 'URI'>;
  /** STRING (default), INT, DOUBLE, BOOLEAN, LONG, TIMESTAMP, ... */
  readonly paramType?: pulumi.Input<string>;
  /** Default IN. */
  readonly accessMethod?: pulumi.Input<'IN' | 'OUT' | 'INOUT'>;
  readonly comments?: pulumi.Input<string>;
}

/** What answers one HTTP method of a template (ORDS.DEFINE_HANDLER). */
export interface ModuleHandlerArgs {
  /** GET, POST, PUT, DELETE. Once per template. */
  readonly method: pulumi.Input<string>;
  /** `json/collection`, `json/item`, `plsql/block`, `resource/lob`, ... */
  readonly sourceType: pulumi.Input<string>;
  /** The query or block. Up to 5,200 characters are read back in one round trip, longer ones in three. */
  readonly source: pulumi.Input<string>;
  /** Default: the module's. */
  readonly itemsPerPage?: pulumi.Input<number>;
  /** Comma-separated. */
  readonly mimesAllowed?: pulumi.Input<string>;
  readonly comments?: pulumi.Input<string>;
  readonly parameters?: readonly ModuleParameterArgs[];
}

/** A path below the module's base path (ORDS.DEFINE_TEMPLATE). */
export interface ModuleTemplateArgs {
  /** `orders/:id`. Once per module; `{id}` breaks with query strings, `:id` does not. */
  readonly pattern: pulumi.Input<string>;
  /** 0 (default) to 9. */
  readonly priority?: pulumi.Input<number>;
  /** Default HASH. */
  readonly etagType?: pulumi.Input<'HASH' | 'QUERY' | 'NONE'>;
  /** With `etagType` QUERY. */
  readonly etagQuery?: pulumi.Input<string>;
  readonly comments?: pulumi.Input<string>;
  readonly handlers: readonly ModuleHandlerArgs[];
}

export interface ModuleArgs extends OrdsResourceArgs {
  /** At most 255 characters. A change makes a new module. */
  readonly name: pulumi.Input<string>;
  /** Below the schema's URL: `/orders/`; slashes at the ends may be left out. */
  readonly basePath: pulumi.Input<string>;
  /** Rows a page; default 25. */
  readonly itemsPerPage?: pulumi.Input<number>;
  /**
   * Left out, as it should be for a module that is to be protected: the module is created NOT_PUBLISHED, its
   * `ModuleProtection` publishes it, and later changes of this resource leave the status as it is. Given, it is enforced;
   * PUBLISHED without a protection means a module that answers everybody.
   */
  readonly status?: pulumi.Input<'PUBLISHED' | 'NOT_PUBLISHED'>;
  readonly comments?: pulumi.Input<string>;
  /** All of them: what stands in the database and not here is removed. Order does not matter. */
  readonly templates: readonly ModuleTemplateArgs[];
}

/**
 * A REST module with its templates, handlers and parameters, defined in one transaction. A change keeps the module's
 * privileges and never publishes it.
 *
 * Errors: `ords.module.exists`, `ords.module.base_path_taken`, `ords.schema.not_enabled`, `ords.rights.missing`.
 */
export class Module extends OrdsResource {
  static readonly __pulumiType = ordsType('Module');

  declare public readonly name: pulumi.Output<string>;
  /** With a slash at both ends. */
  declare public readonly basePath: pulumi.Output<string>;
  declare public readonly itemsPerPage: pulumi.Output<number>;
  /** Undefined when it is left to a `ModuleProtection`. */
  declare public readonly status: pulumi.Output<'PUBLISHED' | 'NOT_PUBLISHED' | undefined>;
  declare public readonly comments: pulumi.Output<string | undefined>;
  declare public readonly templates: pulumi.Output<TemplateInputs[]>;

  constructor(name: string, args: ModuleArgs, opts?: pulumi.CustomResourceOptions) {
    super('Module', name, args, ['itemsPerPage', 'status', 'comments', 'unmanaged'], opts);
  }
}
