import * as pulumi from '@pulumi/pulumi';

const outsideOfAnyRun = {};

/**
 * Something that lives as long as one run of a program: programs of the Automation API share a process, and each run has a
 * monitor of its own.
 */
export function ofEachRun<T>(make: () => T): () => T {
  const byRun = new WeakMap<object, T>();
  return () => {
    const run: object = (pulumi.runtime.getMonitor() as object | undefined) ?? outsideOfAnyRun;
    const known = byRun.get(run) ?? make();
    byRun.set(run, known);
    return known;
  };
}
