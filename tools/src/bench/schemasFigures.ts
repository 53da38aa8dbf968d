import type { Figure } from './figures';
import type { BenchPlace } from './lifecycleFigures';
import { stackLife, type StackCost, type StackLife, type StackSize } from './schemas/stackLife';
import { createUsers } from './schemas/users';

const PHASES = ['up', 'preview', 'refresh', 'destroy'] as const;

/** What is measured: `few` and ten times as `many` schemas, with `modules` in each. */
export interface SchemasSize {
  readonly few: number;
  readonly many: number;
  readonly modules: number;
  /** Of the few; the many are measured once. */
  readonly rounds: number;
  /** See schemasFigures. */
  readonly checkpoints: boolean;
}

type Measure = StackLife & StackCost;

/**
 * Protected modules over many schemas, provisioned by one administrator's connection, against fewer of them: what one module
 * costs when there are ten times as many. The floor, the same graph of resources that do nothing, shows how much of the growth
 * is Pulumi's own. On a file backend the engine writes its whole state after each step, which grows with the square of the
 * resources and hides everything else, so that it is told not to (PULUMI_SKIP_CHECKPOINTS) unless `checkpoints` says so.
 */
export async function schemasFigures(place: BenchPlace, sizes: SchemasSize): Promise<Figure[]> {
  const { few, many, modules, rounds, checkpoints } = sizes;
  const administrator = {
    connectString: place.environment['ORDS_CONNECT_STRING'] ?? '',
    user: place.environment['ORDS_ADMIN_USER'] ?? '',
    password: place.environment['ORDS_ADMIN_PASSWORD'] ?? '',
  };
  const names = await createUsers(administrator, many);
  const size = (schemas: number): StackSize => ({
    schemas: names.slice(0, schemas),
    modules,
    exports: few,
    checkpoints,
  });
  // Progress, as that of the other sections: the figures themselves go to standard output.
  console.error(
    `schemas: the engine's state is written ${checkpoints ? 'after each step' : 'at the end only'}`,
  );

  const floors: Measure[] = [];
  const stacks: Measure[] = [];
  // Alternating, so that a machine that slows down in between slows both.
  for (let round = 0; round < rounds; round++) {
    floors.push(await stackLife('floor', place, size(few)));
    stacks.push(await stackLife('ords', place, size(few)));
  }
  const floor = { few: medians(floors), many: await stackLife('floor', place, size(many)) };
  const stack = { few: medians(stacks), many: await stackLife('ords', place, size(many)) };

  const growth = ({ few: less, many: more }: typeof stack, phase: keyof Measure): number =>
    more[phase] / many / (less[phase] / few);
  return [
    ...PHASES.flatMap((phase) => [
      { name: `schemas.${phase}.ratio.few`, value: stack.few[phase] / floor.few[phase] },
      { name: `schemas.${phase}.ratio.many`, value: stack.many[phase] / floor.many[phase] },
      { name: `schemas.${phase}.growth`, value: growth(stack, phase), target: 1.2 },
      { name: `schemas.${phase}.growth.floor`, value: growth(floor, phase) },
      { name: `schemas.${phase}.growth.own`, value: growth(stack, phase) / growth(floor, phase) },
      {
        name: `schemas.${phase}.ms.module`,
        value: (stack.many[phase] * 1000) / (many * modules),
      },
    ]),
    { name: 'schemas.refresh.trips', value: stack.many.refreshRoundTrips / many, target: 2 },
    { name: 'schemas.export.s', value: stack.many.exportSeconds },
    { name: 'schemas.export.ratio.few', value: exportRatio(stack.few) },
    { name: 'schemas.export.ratio.many', value: exportRatio(stack.many) },
    {
      name: 'schemas.export.growth',
      value: exportRatio(stack.many) / exportRatio(stack.few),
      target: 1.2,
    },
    { name: 'schemas.export.trips', value: stack.many.exportRoundTrips },
    { name: 'schemas.provider.mb', value: stack.many.providerMegabytes },
    { name: 'schemas.provider.mb.floor', value: floor.many.providerMegabytes },
  ];
}

/** Processes take longer to start on a busy machine, whatever they do: only against one that does nothing else is a growth one. */
function exportRatio({ exportSeconds, logonSeconds }: Measure): number {
  return exportSeconds / logonSeconds;
}

function medians(measures: readonly Measure[]): Measure {
  const middle = (name: keyof Measure): number => {
    const sorted = measures.map((measure) => measure[name]).sort((left, right) => left - right);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  return {
    up: middle('up'),
    preview: middle('preview'),
    refresh: middle('refresh'),
    destroy: middle('destroy'),
    refreshRoundTrips: middle('refreshRoundTrips'),
    exportSeconds: middle('exportSeconds'),
    logonSeconds: middle('logonSeconds'),
    exportRoundTrips: middle('exportRoundTrips'),
    providerMegabytes: middle('providerMegabytes'),
  };
}
