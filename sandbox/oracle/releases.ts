import type { Release } from './dictionary/systemViews';

export type Flavour = '19c' | '23ai';

/** What the two flavours call themselves. */
export function releaseOf(flavour: Flavour, databaseName: string): Release {
  return flavour === '19c'
    ? {
        banner: 'Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production',
        version: '19.0.0.0.0',
        fullVersion: '19.3.0.0.0',
        product: 'Oracle Database 19c Enterprise Edition ',
        databaseName,
      }
    : {
        banner: 'Oracle Database 23ai Enterprise Edition Release 23.0.0.0.0 - Production',
        version: '23.0.0.0.0',
        fullVersion: '23.4.0.24.05',
        product: 'Oracle Database 23ai Enterprise Edition ',
        databaseName,
      };
}
