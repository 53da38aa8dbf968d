import * as pulumi from '@pulumi/pulumi';
import type { Claim } from '../ords/claim';
import { markText } from '../ords/lifecycle/mark';
import { ownerOf } from '../ords/ordsResource';

/** Whoever finds what a killed run has left can tell whose it is. What was there before (`existing`) is nobody's leftover. */
export function markOf(
  name: string,
  claim: Claim | undefined,
  existing: object | string | undefined,
): { readonly notes?: pulumi.Output<string> } {
  if (claim === undefined || existing !== undefined) return {};
  return { notes: pulumi.output(ownerOf(name, claim)).apply(markText) };
}
